# source: 754fcb289a66

### Lektionen load-balancer: én adresse til hele verden.

lesson-load-balancer-title = LoadBalancer: én adresse til hele verden
lesson-load-balancer-summary = Hvem der giver en { -service } sin adresse udadtil, hvad der står mellem den adresse og dine { -pods }, og hvorfor den nogle gange bliver ved med at være pending.

## Trin 1

lesson-load-balancer-step-one-address = Én adresse, tak
lesson-load-balancer-one-address =
    Med nodeporte skal kalderen kende en node og håbe, at den lever. `type: LoadBalancer` beder om
    noget bedre: én adresse udadtil, som selv finder en levende node.

    Den { -service }, der står i editoren, har bedt om det. Dette cluster kører på dine egne to
    maskiner, uden at der er installeret andet.
lesson-load-balancer-predict-pending = Den bærbare vil kalde adressen på din { -load-balancer }. Hvad er den?
lesson-load-balancer-predict-pending-address = Kubernetes har lavet en { -load-balancer } og givet den en adresse.
lesson-load-balancer-predict-pending-nothing = Der er ingen adresse.
# $nodePort is the node port that the Service was given; $clusterIp its cluster IP.
lesson-load-balancer-predict-pending-after =
    Kubernetes har **ikke** en { -load-balancer } med. Kubernetes skriver ned, at du ønsker dig en, og venter
    på, at nogen kommer med den. Det gør ingen her, så den eksterne adresse bliver ved med at være
    `<pending>`. Intet er i stykker.

    Imens fik din { -service } alt det andet: cluster-IP'en `{ $clusterIp }` og på hver node
    { -node-port } `{ $nodePort }`. Prøv den.
lesson-load-balancer-try-node-port = Bank på hos `node-1`

## Trin 2

lesson-load-balancer-step-cloud = I skyen
# $lbIp is the address of the load balancer.
lesson-load-balancer-cloud =
    Den samme { -service }, ord for ord, i et cluster, der kører i Googles sky. Der holder en
    controller øje med den slags ønsker, bestiller en { -load-balancer } i skyen og skriver dens
    adresse i status på din { -service }: `{ $lbIp }`.
lesson-load-balancer-try-send = Kald den
lesson-load-balancer-hops =
    Følg din { -packet }. Din { -load-balancer } står uden for clusteret og kender noder, ikke
    { -pods }. Den vælger en levende node; den nodes kerne vælger en { -pod }, som sagtens kan være på
    en anden node.

    Hvad der når noden, afhænger af udbyderen. Googles sender pakken uændret videre, og nodens regler
    kender dens adresse. Andre sender til nodeporten. Nogle tager selv imod og åbner en ny
    forbindelse.

## Trin 3

lesson-load-balancer-step-node-dies = En node går ned
lesson-load-balancer-node-dies =
    Kan du huske strømkablet? `node-2` skal til at gå ned igen, med den ene af de to { -pods } på. Et
    minut efter kalder den bærbare ti gange.
lesson-load-balancer-predict-dead-node = `node-2` har været nede i et minut. Hvad bliver der af ti kald?
lesson-load-balancer-predict-dead-node-all = Alle får svar.
lesson-load-balancer-predict-dead-node-half = Omkring halvdelen får intet svar.
lesson-load-balancer-predict-dead-node-after =
    To ting var sket i løbet af det minut. Din { -load-balancer } spørger igen og igen hver node, om
    den har det godt, dens **sundhedstjek**, og den havde sat `node-2` ud af spillet. Og clusteret tog
    den { -pod }, der var på `node-2`, af listen. Én adresse, og kalderen mærkede ingenting.

## Trin 4

lesson-load-balancer-step-visitor = Kalderens adresse
lesson-load-balancer-visitor =
    Din { -pod } noterer, hvem der kalder, og finder kun noder på sin liste. Du ved hvorfor: Under
    standardpolitikken skriver noden kilden om.

    Med nodeporte havde `Local` en hage: En node uden en { -pod } dropper pakken. Her kører kun én
    { -pod } på én af to noder, og den bærbare kan ikke vælge.
lesson-load-balancer-exercise-visitor-address = Lad din { -pod } se den bærbares egen adresse, uden at et eneste kald går tabt.
lesson-load-balancer-exercise-visitor-address-goal-own-address = Ti kald til din { -load-balancer } får alle svar, og din { -pod } ser den bærbares adresse hver gang.
lesson-load-balancer-exercise-visitor-address-hint-1 = Det er det samme felt som i lektionen om NodePort.
lesson-load-balancer-exercise-visitor-address-hint-2 = Feltet er `externalTrafficPolicy`. Hvem holder kaldere væk fra den node, der ikke har nogen { -pod }?
lesson-load-balancer-exercise-visitor-address-hint-3 = Skriv `externalTrafficPolicy: Local` ved siden af `type`. Der skal ikke ændres andet.
lesson-load-balancer-exercise-visitor-address-after =
    Under `Local` fortæller hver node load balancerens sundhedstjek, om den har en { -pod } bag
    denne { -service }. Til det åbnede Kubernetes én port mere, `healthCheckNodePort`.
    En node, der ingen har, bliver sprunget over, så ingen rammer hagen.

## Trin 5

lesson-load-balancer-step-shop = På din bærbare, med kind
lesson-load-balancer-shop =
    kind kører et cluster i containere, til øvelse. Med `cloud-provider-kind` ved siden af er der også
    her nogen, der kommer med load balancers, og adressen er ægte på din maskine.

    Denne butik har en. Men kunder skriver ingen port, så deres browsere banker på ved 80, og butikken
    har sat 8080 på døren. Dens program lytter på 8080, og det kan ikke laves om.
lesson-load-balancer-exercise-front-door = Luk kunderne ind på port 80.
lesson-load-balancer-exercise-front-door-goal-outside = Den bærbare kalder din { -load-balancer } på port 80, og butikken svarer hver gang.
lesson-load-balancer-exercise-front-door-goal-inside = Gæsten indenfor kalder `shop:80`.
lesson-load-balancer-exercise-front-door-hint-1 = Hvilken af de porte, en { -service } har, ser kalderne?
lesson-load-balancer-exercise-front-door-hint-2 = Det er `port`. Ret den, og send. Afvist? `targetPort` blev aldrig skrevet, så den er det samme som `port`.
lesson-load-balancer-exercise-front-door-hint-3 = Skriv `port: 80` og under den `targetPort: 8080`.
lesson-load-balancer-exercise-front-door-after =
    En { -load-balancer } lytter på `port` fra din { -service }. Indenfor og udenfor bruger kaldere det
    samme nummer; kun dine { -pods } beholder deres eget.

## Slutningen

lesson-load-balancer-did =
    Det gjorde Kubernetes for dig:

    - Det gav din { -service } en cluster-IP og en { -node-port }: Hver type bygger på den forrige.
    - Det noterede ønsket om en { -load-balancer }. Andre opfyldte det: skyen eller et værktøj som
      cloud-provider-kind. Ellers bliver den ved med at være pending.
    - Det fortalte sundhedstjekket, hvilke noder det er godt at sende til.
    - Fra noden og frem var alt, som du kender det: ét tilfældigt valg, én ny destination.
