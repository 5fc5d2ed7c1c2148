# source: cf5f48471ed5

### Lektionen cluster-ip: standardtypen.

lesson-cluster-ip-title = ClusterIP: kun indenfor
lesson-cluster-ip-summary = Det, du får, når du ikke skriver nogen type: en adresse, som hver { -pod } kan kalde, men ingen udenfor. Se, hvor den bor.

## Trin 1

lesson-cluster-ip-step-no-type = Du skrev ingen type
lesson-cluster-ip-no-type =
    Læs den { -service }, der står i editoren. Den har en selector og en port og ikke et ord om sin
    `type`. Derfor satte Kubernetes standarden ind: `ClusterIP`.

    Lad gæsten kalde den.
lesson-cluster-ip-try-send = Kald `web`
# $clusterIp is the Service's cluster IP.
lesson-cluster-ip-virtual =
    Først spurgte gæsten clusterets DNS, hvad `web` betyder, og fik at vide: `{ $clusterIp }`. Det er
    den **cluster-IP**, din { -service } har fået.

    Find adressen på billedet. Den sidder ikke på nogen { -pod } og ikke på nogen node; den er tegnet
    som et stiplet bånd, fordi den er **virtuel**. Den findes kun som regler, de samme regler på hver
    node.

## Trin 2

lesson-cluster-ip-step-outside = Udefra
# $clusterIp is the Service's cluster IP.
lesson-cluster-ip-outside =
    Din bærbare er ikke en del af clusteret. Den står på et andet netværk, og den kan nå noderne. Sæt
    nu, at nogen læser adressen `{ $clusterIp }` op for dig i telefonen.
# $clusterIp is the Service's cluster IP.
lesson-cluster-ip-predict-laptop = Den bærbare sender til `{ $clusterIp }`. Hvad sker der?
lesson-cluster-ip-predict-laptop-answers = En { -pod } svarer.
lesson-cluster-ip-predict-laptop-refused = Den bliver afvist med det samme.
lesson-cluster-ip-predict-laptop-silence = Der kommer intet tilbage.
# $clusterIp is the Service's cluster IP.
lesson-cluster-ip-predict-laptop-after =
    Den bærbares netværk har aldrig hørt om `{ $clusterIp }`, så den { -packet }, du sendte, kommer
    aldrig i nærheden af en node, hvis regler kunne stille noget op med den. Der er heller ingen, der
    siger nej: For den bærbare er det bare stilhed, `curl: (28)`.

    Det er ikke en firewall. Der er slet ikke nogen vej til en adresse, som kun lever indenfor.

## Trin 3

lesson-cluster-ip-step-on-a-node = På en node
lesson-cluster-ip-on-a-node =
    Nu logger du ind på `node-1` og sender derfra. En node er ikke en { -pod }, men den er medlem af
    clusteret, og reglerne er skrevet i dens egen kerne.
lesson-cluster-ip-predict-node = `node-1` sender selv til cluster-IP'en. Hvad sker der?
lesson-cluster-ip-predict-node-answers = En { -pod } svarer.
lesson-cluster-ip-predict-node-silence = Der kommer intet tilbage: Cluster-IP'er er kun for { -pods }.
lesson-cluster-ip-predict-node-after =
    Nodens kerne skrev destinationen om, før pakken forlod noden. "Indenfor" betyder: overalt, hvor disse
    regler er, på hver node, og dermed for hver { -pod } på den.

    Fra en node kan du endda springe din { -service } over og kalde en { -pod } på dens egen adresse.
    Det er nyttigt, når du vil vide, hvilken af de to der er i stykker.
lesson-cluster-ip-try-pod-ip = Kald en { -pod } direkte

## Trin 4

lesson-cluster-ip-step-source = Hvem banker på?
# $visitorIp is the IP address of the Pod that sends; $podIp of one that answers.
lesson-cluster-ip-source =
    Undervejs blev **destinationen** skrevet om: fra cluster-IP'en til adressen på en { -pod }, for
    eksempel `{ $podIp }`. Det hedder DNAT. Men hver { -packet } bærer også sin afsenders adresse.
    Gæstens er `{ $visitorIp }`.
lesson-cluster-ip-predict-who-knocks = Gæsten kalder gennem din { -service }. Hvilken adresse ser den { -pod }, der svarer, som sin gæst?
lesson-cluster-ip-predict-who-knocks-visitor = Gæstens egen.
lesson-cluster-ip-predict-who-knocks-node = En nodes.
lesson-cluster-ip-predict-who-knocks-service = Cluster-IP'en på din { -service }.
# $clusterIp is the Service's cluster IP.
lesson-cluster-ip-predict-who-knocks-after =
    Afsenderen bliver, som den er. Mellem { -pods } ændrer en cluster-IP kun én ting, destinationen,
    og ændrer den tilbage i svaret: Gæsten ser svaret komme fra `{ $clusterIp }`, den adresse, den
    kaldte. Det kan kernen, fordi den husker hver forbindelse.

## Trin 5

lesson-cluster-ip-step-ports = To porte
lesson-cluster-ip-ports =
    En { -service } taler om to porte. `port` er dens egen: den, kalderne bruger. `targetPort` er
    den i dine { -pods }, som pakken sendes videre til. Udelader du `targetPort`, er den det samme som
    `port`.

    Programmet i disse { -pods } lytter på 8080. Gæsten kalder `api:80` og læser `curl: (7)`, afvist.
    Og det, selv om der står to { -pods } på listen.
lesson-cluster-ip-exercise-knock-right = Ret din { -service }, så `api:80` svarer.
lesson-cluster-ip-exercise-knock-right-goal-answers = Gæsten kalder `api:80` fem gange og får svar hver gang.
lesson-cluster-ip-exercise-knock-right-hint-1 = Send én gang, og gå sporet igennem til det sidste hop. Hvilken port blev der banket på der?
lesson-cluster-ip-exercise-knock-right-hint-2 = Programmet blev startet med `--http-port=8080`. En { -pod } svarer på den port, dens program lytter på, og på ingen anden.
lesson-cluster-ip-exercise-knock-right-hint-3 = Behold `port: 80`, og sæt `targetPort: 8080`.
lesson-cluster-ip-exercise-knock-right-after =
    Reglerne gjorde, som de fik besked på, og sendte pakken til en port, hvor ingen lytter; det var din
    { -pod } selv, der sagde nej. `containerPort` ville ikke have hjulpet: Den er en note til læsere
    og åbner ingenting.

## Trin 6

lesson-cluster-ip-step-inside = Hold det indenfor
lesson-cluster-ip-inside =
    Her er en administrationsside, som nogen har lagt ud på port 30090 på hver node, type `NodePort`.
    Enhver, der kan nå en node, kan nå den. Den skulle kun være for { -pods }.
lesson-cluster-ip-exercise-inside-only = Sørg for, at `admin` kun kan nås indefra.
lesson-cluster-ip-exercise-inside-only-goal-inside = Gæsten indenfor kalder `admin:80` og får svar.
lesson-cluster-ip-exercise-inside-only-goal-closed-1 = Den bærbare banker på hos `node-1`, port 30090, og bliver afvist.
lesson-cluster-ip-exercise-inside-only-goal-closed-2 = Den bærbare banker på hos `node-2`, port 30090, og bliver afvist.
lesson-cluster-ip-exercise-inside-only-hint-1 = Hvilken slags { -service } er kun til brug indenfor? Du behøver ikke engang skrive den.
lesson-cluster-ip-exercise-inside-only-hint-2 = Tag typen ud, eller skriv `type: ClusterIP`. Hvad hører ellers til en dør, der er væk?
lesson-cluster-ip-exercise-inside-only-hint-3 = Fjern linjerne `type: NodePort` og `nodePort: 30090`. Lad resten stå.
lesson-cluster-ip-exercise-inside-only-after =
    Cluster-IP'en var den samme hele vejen igennem; kun dørene på noderne er væk. Læg mærke til
    forskellen: En node **afviser** ved en lukket port, fordi noden selv findes og kan svare.
    Cluster-IP'en gav den bærbare stilhed.

## Slutningen

lesson-cluster-ip-did =
    Det gjorde Kubernetes for dig:

    - API-serveren satte `type: ClusterIP` ind og valgte en ledig adresse i det område, der er sat af
      til { -services }.
    - DNS fik en post: `web` betyder den adresse.
    - kube-proxy skrev regler for den i kernen på **hver** node; så trådte den til side. Ingen
      { -packet } går gennem kube-proxy.
    - For hver ny forbindelse valgte en kerne én { -pod } og skrev destinationen om, én gang. Svaret
      skrev den om på vejen tilbage.
