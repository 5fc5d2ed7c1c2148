# source: 29397c3dd8a4

### Lektionen source-ip: hvis adresse en Pod ser, og hvorfor.

lesson-source-ip-title = Hvis adresse ser din { -pod }?
lesson-source-ip-summary = Hvorfor en log nævner noder i stedet for kaldere, hvad det gør ved en adgangsliste, og hvad det koster at beholde adressen.

## Trin 1

lesson-source-ip-step-two-doors = Én kalder, to døre
lesson-source-ip-two-doors =
    Hver { -packet } bærer sin afsenders adresse. Programmer skriver den i deres log; nogle afgør
    efter den, hvem de lukker ind. Så det er ikke ligegyldigt, hvilken der når frem. Sidst i sporet
    står, hvilken adresse din { -pod } så.
lesson-source-ip-try-by-name = Lad gæsten kalde `web`
# $visitorIp is the visitor's IP address.
lesson-source-ip-own =
    `web` så `{ $visitorIp }`, altså gæsten selv: Mellem { -pods } ændrer en cluster-IP kun
    destinationen.

    Der er en dør til, { -node-port } 30080.
lesson-source-ip-predict-other-door = Den samme gæst banker på hos sin egen node, `node-2`, port 30080. Hvis adresse ser `web`?
lesson-source-ip-predict-other-door-own = Gæstens: { -pods } ser hinanden, som de er.
lesson-source-ip-predict-other-door-node = En nodes: en af dens egne adresser.
lesson-source-ip-predict-other-door-service = Cluster-IP'en: den adresse, `web` har.
lesson-source-ip-predict-other-door-after =
    Samme kalder, samme { -pod }, en anden dør. En { -node-port } er en dør for dem udenfor, ligesom
    adressen på en { -load-balancer }. Under standardpolitikken, `Cluster`, skriver noden kilden om
    til en af sine egne adresser i alt, hvad der kommer ind ad sådan en dør. Det
    hedder **{ -masquerade }**. Kalder du indefra, så brug navnet.

## Trin 2

lesson-source-ip-step-way-back = Frem og tilbage
lesson-source-ip-way-back =
    Den bærbare banker på hos `node-2`. Den eneste { -pod } bag `web` kører på `node-1`.
lesson-source-ip-try-knock = Bank på hos `node-2`
lesson-source-ip-mark =
    Åbn **Regler** for `node-2`. Af de markerede kæder handler tre om kilden:

    - `KUBE-EXT-` og nogle tegn: kæden for det, der kommer ind ad de døre.
    - Den fører pakken gennem `KUBE-MARK-MASQ`, som sætter et mærke på den.
    - `KUBE-POSTROUTING` kommer sidst, når der er valgt en { -pod }. Det, der bærer mærket, får en ny
      kilde (`MASQUERADE`).
lesson-source-ip-undone =
    Under **Forbindelser** har `node-2` noteret begge ændringer. Følg svaret i sporet: Din { -pod }
    sender det til `node-2`, den eneste kalder, den kender til, og `node-2` sætter begge adresser
    tilbage. Var svaret gået direkte til den bærbare, var det kommet fra en fremmed.

## Trin 3

lesson-source-ip-step-guests = En adgangsliste
lesson-source-ip-guests =
    `admin` har en { -pod } på hver node. En { -networkpolicy } vogter over dem begge og lukker én
    adresse ind: den bærbares.
lesson-source-ip-predict-on-the-list = Den bærbare banker på ti gange hos `node-1`, port 30090. Hvad sker der?
lesson-source-ip-predict-on-the-list-all = Alle kald får svar: Den bærbare står på listen.
lesson-source-ip-predict-on-the-list-none = Ingen kald får svar: Hver { -pod } ser en node.
lesson-source-ip-predict-on-the-list-some = Nogle kald får svar, resten får ingenting.
lesson-source-ip-predict-on-the-list-after =
    Tilfældet sendte nogle videre til `node-2`. Dér kom de med en adresse fra `node-1`, og den står
    ikke på listen. Resten blev på `node-1`, hvor dette netværk spørger listen, før kilden bliver
    skrevet om. Det gør ikke alle netværk.

    Og hvis du sætter noderne på listen? Så kommer enhver, der banker på, ind, hver gang en
    node sender kaldet videre til en anden.
lesson-source-ip-exercise-right-guests = Luk den bærbare ind, uanset hvilken node den banker på hos, og ellers ingen.
lesson-source-ip-exercise-right-guests-goal-laptop = Den bærbare banker på ti gange hos hver node og får svar hver gang, og dine { -pods } ser dens adresse.
lesson-source-ip-exercise-right-guests-goal-visitor = Gæsten får intet svar, hverken gennem en node eller fra `admin:80`.
lesson-source-ip-exercise-right-guests-hint-1 = Er det listen, der er forkert, eller det, den får at se? Se i sporet, hvor kilden bliver skrevet om.
lesson-source-ip-exercise-right-guests-hint-2 = En node skriver kilden om, fordi den måske sender pakken videre til en anden node. Hvilken politik forbyder det?
lesson-source-ip-exercise-right-guests-hint-3 = I din { -service } skriver du `externalTrafficPolicy: Local` ved siden af `type`.
lesson-source-ip-exercise-right-guests-after =
    Under `Local` giver en node kun kaldere udefra videre til { -pods }, den selv har. Svaret kommer
    alligevel tilbage gennem den, så kilden kan blive.

## Trin 4

lesson-source-ip-step-per-node = En del til hver node
lesson-source-ip-per-node =
    Denne butik ligger i skyen, under `Local`. Tre af dens { -pods } kører på `node-1`, én på `node-2`
    og ingen på `node-3`, som derfor dropper det, der kommer udefra.
lesson-source-ip-predict-sixty = Den bærbare kalder din { -load-balancer } tres gange. Hvad sker der?
lesson-source-ip-predict-sixty-lost = Omkring tyve kald går tabt, og det sker på `node-3`.
lesson-source-ip-predict-sixty-detour = Alle får svar, men nogle ser ud til at komme fra `node-3`.
lesson-source-ip-predict-sixty-kept = Alle får svar, og hver { -pod } ser den bærbare.
# $node1Ip and $node3Ip are addresses of nodes.
lesson-source-ip-predict-sixty-after =
    Ingen kald gik til `node-3`. Spørg selv på samme måde, som din { -load-balancer } spørger: på
    `healthCheckNodePort`, her 32000. Åbn **Terminal**, lad den køre på den bærbare, og skriv først
    `curl { $node1Ip }:32000` og så `curl { $node3Ip }:32000`. En node tæller sine egne { -pods }, der
    er klar; har den ingen, svarer den 503 og bliver sprunget over.
lesson-source-ip-ask =
    Se nu på diagrammet. Din { -pod } på `node-2` fik omkring halvdelen af kaldene, lige så mange som
    de tre andre tilsammen. En { -load-balancer } deler ud til **noder**, og hver node deler ud til de
    { -pods }, den selv har.

## Trin 5

lesson-source-ip-step-shares = En del til hver { -pod }
lesson-source-ip-shares =
    Din { -pod } på `node-2` har brug for hjælp. Med `Cluster` ville delene blive lige store, men den
    bærbares adresse ville gå tabt.
lesson-source-ip-exercise-fair-shares = Giv hver { -pod } en omtrent lige stor del, og lad den se den bærbare.
lesson-source-ip-exercise-fair-shares-goal-seen = Fyrre kald til din { -load-balancer } får alle svar, og dine { -pods } ser den bærbares adresse.
lesson-source-ip-exercise-fair-shares-goal-even = `node-1` og `node-2` har lige mange { -pods }, der er klar, to, tre eller fire hver, og `node-3` har lige så mange eller ingen.
lesson-source-ip-exercise-fair-shares-hint-1 = Hver node, der har { -pods }, får en lige stor del. Hvor mange skal deles om den?
lesson-source-ip-exercise-fair-shares-hint-2 = Det ene { -deployment } er bundet til `node-1`, det andet til `node-2`. Sammenlign deres `replicas`.
lesson-source-ip-exercise-fair-shares-hint-3 = Sæt `replicas: 2` i dem begge.
lesson-source-ip-exercise-fair-shares-after =
    Under `Local` er det placeringen på noder, der afgør, hvor meget hver { -pod } får at lave.
    Kommer der én til, er delene ulige store igen.

## Trin 6

lesson-source-ip-step-new-connection = For sent at beholde den
lesson-source-ip-new-connection =
    En butik i kind, også under `Local`. Dens { -load-balancer } tager selv imod kaldene og åbner en ny
    forbindelse til en node.
lesson-source-ip-predict-in-kind = Den bærbare kalder din { -load-balancer }. Hvis adresse ser din { -pod }?
lesson-source-ip-predict-in-kind-laptop = Den bærbares: `Local` lader kilden være.
lesson-source-ip-predict-in-kind-node = En nodes: en af dens egne adresser.
lesson-source-ip-predict-in-kind-balancer = Load balancerens: den, der blev kaldt.
# $lbIp is the load balancer's address.
lesson-source-ip-predict-in-kind-after =
    Noden beholdt den kilde, den fik: `{ $lbIp }`, adressen på din { -load-balancer }. `Local` kan ikke
    hente en adresse tilbage, der blev skiftet ud tidligere på vejen. Sådan en { -load-balancer } kan
    give den videre i HTTP-headeren `X-Forwarded-For` eller med PROXY-protokollen, og så er det dér,
    programmet skal læse den.

## Slutningen

lesson-source-ip-did =
    Det gjorde Kubernetes for dig:

    - Mellem { -pods }, gennem en cluster-IP, lod det kilden være, som den var.
    - Ved dørene for dem udenfor skrev en node også kilden om, til sin egen adresse. Så kom svaret
      tilbage gennem den, og dér blev begge ændringer ophævet.
    - Under `Local` beholdt det kilden og fortalte din { -load-balancer }, hvilke noder der har en
      { -pod }, der er klar.

    Det, det ikke gjorde: dele lige mellem dine { -pods } under `Local` eller finde en adresse, der
    allerede var skiftet ud.
