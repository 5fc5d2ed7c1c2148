# source: 29e547b5e96a

### Lektionen node-port: én dør på hver node.

lesson-node-port-title = NodePort: Hver node åbner en dør
lesson-node-port-summary = Kom udefra ind til en { -service } gennem en hvilken som helst node. Se, hvem der ændrer hvilken adresse undervejs, og hvad der sker, når en node dør.

## Trin 1

lesson-node-port-step-every-door = Hver node åbner døren
# $clusterIp is the Service's cluster IP.
lesson-node-port-every-door =
    En cluster-IP er kun til dem indenfor. Med `type: NodePort` beholder din { -service } sin
    cluster-IP, `{ $clusterIp }`, og får en **nodeport** oveni: et portnummer fra 30000 til 32767, som
    er åbent på **hver** node. Denne bad om `30080`.
# $node1Ip and $node2Ip are the addresses of the nodes.
lesson-node-port-knock =
    Den eneste { -pod } bor på `node-1` (`{ $node1Ip }`). Din bærbare skal til at banke på hos
    `node-2` (`{ $node2Ip }`), port 30080, hvor der ikke kører nogen.
lesson-node-port-predict-other-node = Den bærbare banker på hos `node-2`. Hvad sker der?
lesson-node-port-predict-other-node-answers = Din { -pod } på `node-1` svarer.
lesson-node-port-predict-other-node-refused = `node-2` afviser: Den { -pod } er ikke her.
lesson-node-port-predict-other-node-silence = Der kommer intet tilbage.
lesson-node-port-predict-other-node-after =
    Hver node har de samme regler. `node-2` behøvede ingen { -pod } selv: Dens kerne valgte den eneste
    { -pod } på listen, skrev destinationen om og sendte pakken videre til `node-1`.

    I mange bøger står der, at en nodeport fører til cluster-IP'en. Gå sporet igennem trin for trin:
    destinationen blev skrevet om **én gang**, direkte til din { -pod }.

## Trin 2

lesson-node-port-step-whose-address = Hvem banker på?
# $podIp is the Pod's IP address.
lesson-node-port-whose-address =
    Destinationen blev til adressen på din { -pod }, `{ $podIp }`. Tænk nu på svaret. Det skal komme
    tilbage til den bærbare fra `node-2`, for det var den, den bærbare spurgte.
lesson-node-port-predict-who-knocks = Hvilken adresse ser din { -pod } som sin gæst?
lesson-node-port-predict-who-knocks-laptop = Den bærbares.
lesson-node-port-predict-who-knocks-node = En adresse på `node-2`.
lesson-node-port-predict-who-knocks-service = Cluster-IP'en på din { -service }.
lesson-node-port-predict-who-knocks-after =
    `node-2` skrev også **kilden** om, til en af sine egne adresser. Det hedder kilde-NAT eller
    { -masquerade }. Derfor svarer din { -pod } til `node-2`, og `node-2` stiller alt tilbage, som det
    var, og svarer den bærbare.

    Uden det ville din { -pod } svare den bærbare direkte, fra en adresse, den bærbare aldrig har
    spurgt, og svaret ville blive smidt væk. Prisen er, at din { -pod } ikke får at vide, hvem der
    egentlig kaldte.

## Trin 3

lesson-node-port-step-three-ports = Tre porte
lesson-node-port-three-ports =
    Tre numre, tre steder:

    - `nodePort`: på hver node, for dem, der kalder udefra.
    - `port`: på cluster-IP'en, for dem, der kalder indefra.
    - `targetPort`: på din { -pod }, hvor programmet lytter.

    De to første fører hver for sig direkte til den tredje. Udelader du `nodePort`, vælger Kubernetes
    en ledig. Beder du om en uden for området, 8080 for eksempel, afviser API-serveren din { -service }.

    Denne butik er kun åben for { -pods }.
lesson-node-port-exercise-open-the-door = Åbn butikken for den bærbare: port `30163` på hver node.
lesson-node-port-exercise-open-the-door-goal-node-1 = Den bærbare banker på hos `node-1`, port 30163, og butikken svarer.
lesson-node-port-exercise-open-the-door-goal-node-2 = Det samme hos `node-2`.
lesson-node-port-exercise-open-the-door-goal-inside = Gæsten indenfor kalder stadig `shop:80`.
lesson-node-port-exercise-open-the-door-hint-1 = To linjer mangler: hvilken type, og hvilket nummer. Hvor hører de hver især hjemme?
lesson-node-port-exercise-open-the-door-hint-2 = Typen hører til hele din { -service }, ved siden af `selector`. Nummeret hører til én port, ved siden af `port` og `targetPort`.
lesson-node-port-exercise-open-the-door-hint-3 = Skriv `type: NodePort` under `spec` og `nodePort: 30163` under porten.
lesson-node-port-exercise-open-the-door-after =
    Cluster-IP'en og dens port blev, som de var: En NodePort-{ -service } er en ClusterIP-{ -service }
    med døre.

## Trin 4

lesson-node-port-step-node-dies = En node går ned
lesson-node-port-node-dies =
    Nu er der to { -pods }, én på hver node. Din bærbare har skrevet én adresse ned: `node-2`. Så
    falder nogen over strømkablet til `node-2`.
lesson-node-port-predict-dead-door = `node-2` er nede, og den bærbare banker på der. Hvad sker der?
lesson-node-port-predict-dead-door-answers = Din { -pod } på `node-1` svarer: Clusteret sørger for det.
lesson-node-port-predict-dead-door-refused = Den bærbare bliver afvist med det samme.
lesson-node-port-predict-dead-door-silence = Der kommer intet tilbage.
lesson-node-port-predict-dead-door-after =
    En død maskine svarer ingen. Porten er stadig åben på `node-1`, men at vælge node er kalderens
    sag, og denne kalder kender kun én.

    Prøv nu den anden dør, ti gange. Nogle forespørgsler slår stadig fejl: i omkring 50 sekunder ved
    clusteret ikke, at `node-2` er død, og dens { -pod } står stadig på listen. Et valg, der gik galt,
    bliver ikke gjort om.
lesson-node-port-try-other-door = Bank på ti gange hos `node-1`
lesson-node-port-try-later = Vent et minut, og så ti gange til

## Trin 5

lesson-node-port-step-own-address = Se den bærbare selv
lesson-node-port-own-address =
    Ejeren af denne { -service } vil vide, hvem der kalder. Det er der et felt til:
    `externalTrafficPolicy`. Standarden, `Cluster`, kan sende en { -packet } videre til enhver node og
    er derfor nødt til at skrive kilden om. Under `Local` giver en node kun kaldere udefra videre til
    { -pods }, den selv har. Ingen omvej, så kilden kan blive.

    Men pas på: En node uden sådan en { -pod } dropper pakken uden et ord.
lesson-node-port-exercise-own-address = Lad dine { -pods } se den bærbares egen adresse, uanset hvilken node den banker på hos.
lesson-node-port-exercise-own-address-goal-node-1 = Gennem `node-1` får den bærbare svar, og din { -pod } ser den bærbares adresse.
lesson-node-port-exercise-own-address-goal-node-2 = Det samme gennem `node-2`.
lesson-node-port-exercise-own-address-hint-1 = Først politikken: Skriv `externalTrafficPolicy: Local` ved siden af `type`, og send til begge noder. Hvad siger de?
lesson-node-port-exercise-own-address-hint-2 = `node-2` har ingen { -pod } at give pakken til. Hvorfor kører de alle på `node-1`?
lesson-node-port-exercise-own-address-hint-3 = Dit { -deployment } er bundet til `node-1` af sin `nodeSelector` og vil kun have én { -pod }.
lesson-node-port-exercise-own-address-hint-4 = Fjern `nodeSelector` og linjen under den, sæt `replicas: 2`, og behold `externalTrafficPolicy: Local`.
lesson-node-port-exercise-own-address-after =
    Nu har hver node sin egen { -pod }, ingen { -packet } tager en omvej, og intet behøver at blive
    skrevet om undtagen destinationen.

## Slutningen

lesson-node-port-did =
    Det gjorde Kubernetes for dig:

    - API-serveren tog den port, du bad om, eller valgte en ledig, og delte også en cluster-IP ud.
    - kube-proxy skrev den samme dør ind i kernen på hver node.
    - Den kerne, du bankede på hos, valgte en { -pod }, skrev destinationen om og under politikken
      `Cluster` også kilden, så svaret finder hjem.
    - Da en node havde været tavs længe nok, blev dens { -pods } taget af listen.

    Det, ingen gjorde: sige til den bærbare, at den skulle prøve en anden node. Til det har du brug
    for noget foran.
