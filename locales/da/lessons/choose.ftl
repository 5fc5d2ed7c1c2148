# source: 9367d7b49408

### Lektionen choose: hvilken slags Service til hvilken kalder, og hvornår en Ingress.

lesson-choose-title = Hvem kalder? Vælg den rette { -service }
lesson-choose-summary = Hvilken slags { -service } der passer til hvilken kalder, og hvad en { -ingress } kan, som ingen { -service } kan.

## Trin 1

lesson-choose-step-who-calls = Det mindste, der er nok
lesson-choose-who-calls =
    Spørg, før du skriver en { -service }: **Hvem kalder?** Tag så det mindste, der er nok.

    Dette cluster står på en restaurant, hvor ingen kommer med load balancers. `stock`, lageret,
    bliver kun kaldt af { -pods } som gæsten. `menu` er til en skærm i køkkenet, der kan nå noderne
    ligesom din bærbare og er indstillet til port 30080. Lige nu viser skærmen lageret.
lesson-choose-exercise-least = Giv hver { -service } det, dens kaldere har brug for, og ikke mere.
lesson-choose-exercise-least-goal-screen = Den bærbare banker på hos begge noder, port 30080, og `menu` svarer.
lesson-choose-exercise-least-goal-inside = Gæsten kalder `stock:80`, og `stock` svarer.
lesson-choose-exercise-least-goal-closed = `stock` har ikke længere nogen { -node-port }, og `menu` venter ikke på nogen { -load-balancer }.
lesson-choose-exercise-least-hint-1 = Hvilken af de to har brug for en dør på noderne, og hvilken har en nu?
lesson-choose-exercise-least-hint-2 = Hvilken type er kun til brug indenfor, og hvilken åbner en port på hver node? `menu` kan få 30080, når `stock` giver slip på den.
lesson-choose-exercise-least-hint-3 = Tag `type: NodePort` og `nodePort: 30080` ud af `stock`, og sæt dem ind i `menu`.
lesson-choose-exercise-least-after =
    Nu er `stock` en ClusterIP-{ -service } og `menu` en NodePort-{ -service }. `type: LoadBalancer`
    ville have ventet på en adresse, som ingen kommer med.

## Trin 2

lesson-choose-step-one-address = To navne, én adresse
lesson-choose-one-address =
    Nu kalder hele verden `shop.example` og `docs.example`. I skyen skaffer `type: LoadBalancer` hver
    { -service } en adresse, og hver af dem koster penge.

    For at spare den ene har nogen gjort `docs` til en ClusterIP-{ -service }. I DNS i verden udenfor
    fører begge navne nu til adressen på `shop`.
lesson-choose-predict-two-names = Den bærbare kalder `docs.example`. Hvad sker der?
lesson-choose-predict-two-names-docs = `docs` svarer: Det navn blev kaldt.
lesson-choose-predict-two-names-shop = `shop` svarer på kaldet.
lesson-choose-predict-two-names-silence = Der kommer intet tilbage.
lesson-choose-predict-two-names-after =
    Navnet blev kun brugt til ét spørgsmål til DNS. Derefter tæller kun adresser og porte: En
    { -service } ser **forbindelser**. Navnet står også i HTTP-forespørgslen, men ingen regel på
    en node læser den.

## Trin 3

lesson-choose-step-no-reader = Regler, som ingen læser
lesson-choose-no-reader =
    En **{ -ingress }** siger, hvad der skal ske med HTTP-forespørgsler: hvilket værtsnavn og hvilken
    sti der fører til hvilken { -service }. Den, der står i editoren, er kort: ethvert navn, enhver
    sti, til `shop`.

    Kubernetes har taget imod den. Der er ikke installeret andet.
lesson-choose-predict-port-80 = Den bærbare kalder `node-1` på port 80. Hvad sker der?
lesson-choose-predict-port-80-answers = `shop` svarer: Din { -ingress } har åbnet porten.
lesson-choose-predict-port-80-refused = Den bærbare bliver afvist med det samme.
lesson-choose-predict-port-80-silence = Der kommer intet tilbage til den bærbare.
lesson-choose-predict-port-80-after =
    En { -ingress } er kun data og åbner ingenting. Skriv `kubectl get ingress` i terminalen:
    `ADDRESS` er tom. Der skal en **Ingress-controller** til, et program, der læser den slags regler
    og tager imod forespørgslerne. Kubernetes har ikke selv en med.

## Trin 4

lesson-choose-step-reader = Én adresse, mange navne
lesson-choose-reader =
    Her kører en controller, en { -pod } bag en { -service } af typen LoadBalancer. Begge navne fører
    til adressen på den { -service }. `shop` er nu en ClusterIP-{ -service }; `docs` har igen sin egen
    { -load-balancer }.
lesson-choose-try-shop = Kald `shop.example`
lesson-choose-two-connections =
    To forbindelser. Den ene slutter ved controlleren, som læser vært og sti. Den anden fører direkte
    til en { -pod } bag `shop`: Denne controller læser selv listen for din { -service }.
lesson-choose-predict-no-rule = Nu kalder den bærbare `docs.example`. Hvad sker der?
lesson-choose-predict-no-rule-docs = `docs` svarer på kaldet.
lesson-choose-predict-no-rule-shop = `shop` svarer, ligesom før.
lesson-choose-predict-no-rule-controller = Controlleren svarer selv.
lesson-choose-predict-no-rule-after =
    `404 Not Found`, og det er controlleren, der siger det: Der er ingen regel for den vært. Den
    { -load-balancer }, der hører til `docs`, blev ikke spurgt: Den har en anden adresse.

    Regler går også efter stien. Skriv `curl shop.example/cart` i terminalen, på den bærbare: `cart`
    svarer.
lesson-choose-exercise-one-address = Lad `docs` svare på `docs.example`, og tag dens egen { -load-balancer } væk.
lesson-choose-exercise-one-address-goal-docs = Den bærbare kalder `docs.example`, og `docs` svarer.
lesson-choose-exercise-one-address-goal-shop = Den kalder `shop.example`, og `shop` svarer stadig.
lesson-choose-exercise-one-address-goal-saved = `docs` har ingen { -load-balancer } og ingen { -node-port }.
lesson-choose-exercise-one-address-hint-1 = Controlleren mangler en regel. Hvem skal stadig kunne nå `docs` udefra, når den er på plads?
lesson-choose-exercise-one-address-hint-2 = Under `rules` begynder en regel med `- host:`. Kopiér den med dens første sti. Hvilke to ord skal ændres?
lesson-choose-exercise-one-address-hint-3 = Skriv `host: docs.example` og `name: docs` i kopien. Fjern `type: LoadBalancer` i din { -service } `docs`.
lesson-choose-exercise-one-address-after =
    Flere navne kan dele den adresse, og de { -services }, der står bag, forbliver ClusterIP.
    Afløseren for { -ingress }, **Gateway API**, er ikke med i dette laboratorium; tanken er den samme.

## Trin 5

lesson-choose-step-not-http = Ikke alt er HTTP
lesson-choose-not-http =
    En mailserver flytter ind. For at spare en adresse fik den en regel: `mail.example` fører til
    `mail`, port 25. I DNS fører også det navn til controlleren.
lesson-choose-predict-mail = Den bærbare kalder `mail.example` på port 25. Hvad sker der?
lesson-choose-predict-mail-answers = `mail` svarer: En regel er en regel.
lesson-choose-predict-mail-controller = Controlleren svarer selv med 404.
lesson-choose-predict-mail-silence = Der kommer slet intet tilbage.
lesson-choose-predict-mail-after =
    En { -ingress } handler kun om HTTP og HTTPS. Tallet `25` i dens regel siger, hvor controlleren
    sender hen, ikke hvor nogen lytter: Dens { -load-balancer } tager kun imod på port 80. Til mail fra
    verden udenfor er der `type: LoadBalancer`.

## Trin 6

lesson-choose-step-moved = To er flyttet
lesson-choose-moved =
    To kaldere er tilbage, begge { -pods } ligesom gæsten. Den ene tager backup og vil have fat i hver
    replika af databasen for sig. Den anden betaler i banken.

    Før var databasen en maskine udenfor, og banken kørte her. Nu kører databasen her som et
    { -statefulset }, `db`, og banken er på `bank.example.com`. De to { -services } er ikke fulgt med.
lesson-choose-exercise-moved = Lad `db` og `bank` føre derhen, hvor databasen og banken er nu.
lesson-choose-exercise-moved-goal-each = Gæsten kalder `db-0.db` og `db-1.db` på port 8080, og hver gang svarer netop den { -pod }.
lesson-choose-exercise-moved-goal-headless = Navnet `db` fører direkte til begge { -pods }, uden en adresse imellem.
lesson-choose-exercise-moved-goal-bank = Gæsten kalder `bank`, og maskinen udenfor svarer.
lesson-choose-exercise-moved-hint-1 = Hvilken slags har ingen adresse og viser sine { -pods } i DNS? Hvilken er kun et navn for et navn?
lesson-choose-exercise-moved-hint-2 = `db` bliver headless, med en selector. `bank` bliver det, `db` stadig er: en ExternalName.
lesson-choose-exercise-moved-hint-3 = Under `spec` skal `db` kun have `clusterIP: None` og selectoren `app: db`; `bank` skal kun have `type: ExternalName` og `externalName: bank.example.com`.
lesson-choose-exercise-moved-after =
    Kalderne siger stadig `db` og `bank`. Hvad der står bag et navn, må gerne skifte.

## Slutningen

lesson-choose-did =
    Det gjorde Kubernetes for dig:

    - Det gav hver { -service } det, dens type beder om, og ikke mere.
    - Det førte de lister, som både regler, DNS og controlleren læser.

    Det, det ikke kan vide, er, **hvem der kalder**. En liste at gemme:

    - Kun { -pods }: ClusterIP, standarden.
    - Kaldere, der kan nå noderne, hvor ingen kommer med load balancers: NodePort.
    - Hele verden: LoadBalancer, en adresse til hver { -service }.
    - Hele verden over HTTP, mange navne eller stier på én adresse: { -ingress } med en controller.
    - En kalder, der vil have fat i hver { -pod } for sig: headless.
    - { -pods }, der kalder noget et andet sted, som har et navn: ExternalName.
