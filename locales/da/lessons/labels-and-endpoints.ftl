# source: b0d2933ab686

### Lektionen labels-and-endpoints: hvordan en Service finder sine Pods.

lesson-labels-and-endpoints-title = Labels og den liste, de giver
lesson-labels-and-endpoints-summary = Hvordan en { -service } finder sine { -pods }, og hvorfor den nogle gange ikke finder nogen eller finder for mange.

## Trin 1

lesson-labels-and-endpoints-step-before = Først din { -service }, så dine { -pods }
lesson-labels-and-endpoints-before =
    Her er en { -service } ved navn `web`. Den kigger efter { -pods } med mærket `app: web`, men det
    { -deployment }, der laver dem, har ikke nogen kørende endnu. Det er tilladt.
lesson-labels-and-endpoints-predict-nobody-yet = Gæsten kalder `web` nu. Hvad sker der?
lesson-labels-and-endpoints-predict-nobody-yet-no-name = Navnet `web` er ukendt: Ingen står bag det.
lesson-labels-and-endpoints-predict-nobody-yet-refused = Gæsten bliver afvist med det samme.
lesson-labels-and-endpoints-predict-nobody-yet-silence = Gæsten venter og giver til sidst op.
# $clusterIp is the cluster IP of the Service.
lesson-labels-and-endpoints-predict-nobody-yet-after =
    Der mangler ikke noget ved din { -service }: DNS kender dens navn, og dens adresse er
    `{ $clusterIp }`. Kun listen over dens { -pods } er tom. Til det tilfælde har hver node en regel,
    der siger nej med det samme: `curl: (7)`. Med en cluster-IP betyder
    en tom liste **afvist**, ikke stilhed.

    Start nu tre { -pods }, og lad din { -service } være, som den er.
lesson-labels-and-endpoints-try-pods-start = Start tre { -pods }, og kald så `web`

## Trin 2

lesson-labels-and-endpoints-step-list = Hvem fører listen?
lesson-labels-and-endpoints-list =
    Ingen fortalte din { -service } om de nye { -pods }. En { -controller } i kontrolplanet holder øje
    med alle { -pods } i det samme { -namespace } og skriver en liste over dem, der bærer det,
    selectoren beder om.

    Listen er et objekt for sig, en **{ -endpointslice }**. Se under **Objekter**: Den rummer adressen
    på hver { -pod }. Under den står `Endpoints`, den ældre slags, som nu er forældet (deprecated).
lesson-labels-and-endpoints-ready =
    Det er ikke nok, at mærket passer. Disse { -pods } bliver hvert tiende sekund spurgt, om de er
    klar til forespørgsler. Om lidt siger en af dem nej, mens dens program kører videre.
lesson-labels-and-endpoints-predict-not-ready = En af tre { -pods } har sagt nej i et minut, og gæsten kalder `web` tyve gange. Hvem svarer?
lesson-labels-and-endpoints-predict-not-ready-three = Alle tre: Den kører jo stadig.
lesson-labels-and-endpoints-predict-not-ready-two = De to andre, hver eneste gang.
lesson-labels-and-endpoints-predict-not-ready-some-fail = De to andre, men nogle kald slår fejl.
lesson-labels-and-endpoints-predict-not-ready-after =
    Se under **Objekter** igen. Adressen på den { -pod } står stadig i din { -endpointslice }, men nu
    som ikke klar; der skulle tre nej til, og det tog et halvt minut. Noder sender kun til dem, der er
    klar. Og når den siger ja igen? Så er den med, uden at nogen løfter en finger.
lesson-labels-and-endpoints-try-ready-again = Lad den sige ja, og kald så tyve gange

## Trin 3

lesson-labels-and-endpoints-step-labels = Hvem bærer mærket?
lesson-labels-and-endpoints-labels =
    Der kører to raske `api`-{ -pods }, men listen for deres { -service } er tom. Og det, selv om deres
    { -deployment } øverst siger `app: api`, nøjagtig det, deres { -service } kigger efter.

    Et { -deployment } nævner labels tre steder:

    - under den første `metadata`: dem, det selv bærer.
    - under `matchLabels`: dem, det kender sine { -pods } på. De kan aldrig ændres.
    - under `template`: dem, dets { -pods } bærer.
lesson-labels-and-endpoints-exercise-right-label = Få din { -service } `api` til at finde de { -pods }, som dit { -deployment } `api` laver.
lesson-labels-and-endpoints-exercise-right-label-goal-answers = Gæsten kalder `api` fem gange og får svar hver gang.
lesson-labels-and-endpoints-exercise-right-label-goal-grows = En tredje { -pod }, der starter senere, bliver også fundet.
lesson-labels-and-endpoints-exercise-right-label-hint-1 = Hvad bærer dine { -pods } egentlig? Skriv `kubectl get pods --show-labels` i terminalen.
lesson-labels-and-endpoints-exercise-right-label-hint-2 = De bærer `run: api`, som `template` siger. Sammenlign med `selector` i din { -service }.
lesson-labels-and-endpoints-exercise-right-label-hint-3 = Under `template`, `metadata`, `labels` skriver du `app: api` på linjen efter `run: api`. Eller ret `selector` i din { -service } til `run: api`.
lesson-labels-and-endpoints-exercise-right-label-after =
    En { -service } ser aldrig på { -deployments }, kun på { -pods }. De må gerne bære flere labels, end
    dens selector beder om, men ikke én færre.

## Trin 4

lesson-labels-and-endpoints-step-running = Kører, men er ikke klar
lesson-labels-and-endpoints-running =
    Hos `docs` er labels i orden, og alligevel bliver kalderne afvist. Under **Objekter** har dens
    { -pods } STATUS `Running`, men READY siger `0/1`. Er ingen på listen klar, får kalderne det samme
    hurtige nej.

    Det, en { -pod } bliver spurgt om, står i dens skabelon: dens **{ -readiness-probe }**.
lesson-labels-and-endpoints-exercise-get-ready = Sørg for, at { -pods } bag `docs` bliver klar, og at de fortsat bliver spurgt.
lesson-labels-and-endpoints-exercise-get-ready-goal-pods = To { -pods } bag `docs` er klar.
lesson-labels-and-endpoints-exercise-get-ready-goal-asked = Skabelonen til de { -pods } har stadig en `readinessProbe`.
lesson-labels-and-endpoints-exercise-get-ready-goal-answers = Gæsten kalder `docs` fem gange og får svar hver gang.
lesson-labels-and-endpoints-exercise-get-ready-hint-1 = Find `readinessProbe` i editoren. Hvad spørger den om, og hvor?
lesson-labels-and-endpoints-exercise-get-ready-hint-2 = Den spørger på port 80. Hvor lytter programmet? Se `args`.
lesson-labels-and-endpoints-exercise-get-ready-hint-3 = Skriv `port: 8080` i stedet for `port: 80` i `httpGet` under `readinessProbe`.
lesson-labels-and-endpoints-exercise-get-ready-after =
    Programmerne havde det godt. De blev spurgt på en port, hvor ingen lytter, og det tæller som et
    nej. Når kaldere bliver afvist, så se på labels først og derefter på READY.

## Trin 5

lesson-labels-and-endpoints-step-broad = For mange på listen
lesson-labels-and-endpoints-broad =
    Kunderne kalder `shop`. En kollega prøver den næste version af i et andet { -deployment },
    `shop-test`. Dets { -pod } bærer også `app: shop`. Ingen har rørt din { -service }.
lesson-labels-and-endpoints-predict-whose-pods = Gæsten kalder `shop` tyve gange. Hvem svarer?
lesson-labels-and-endpoints-predict-whose-pods-own = Kun dem fra `shop`: Navnet er det samme.
lesson-labels-and-endpoints-predict-whose-pods-newest = Kun den fra `shop-test`: Den nyeste vinder.
lesson-labels-and-endpoints-predict-whose-pods-both = Både dem fra `shop` og den fra `shop-test`.
lesson-labels-and-endpoints-predict-whose-pods-after =
    Ens navne binder ikke noget sammen. Selectoren beder om `app: shop`, tre { -pods } bærer det, så
    tre står på listen. Omkring hvert tredje kald havner hos testversionen.

## Trin 6

lesson-labels-and-endpoints-step-narrow = Bed om mere
lesson-labels-and-endpoints-narrow =
    Nogle gør det med vilje. Men her skal din test-{ -pod } køre videre uden kunder.

    En selector kan nævne flere labels. En { -pod } skal bære dem **alle**.
lesson-labels-and-endpoints-exercise-live-only = Hold din test-{ -pod } ude af listen for `shop`.
lesson-labels-and-endpoints-exercise-live-only-goal-live = Tredive kald til `shop` når flere { -pods }, alle med `stage: live`.
lesson-labels-and-endpoints-exercise-live-only-goal-test-runs = Din test-{ -pod } kører stadig og er klar.
lesson-labels-and-endpoints-exercise-live-only-hint-1 = Hvilket mærke har en anden værdi på din test-{ -pod } end på de andre { -pods }?
lesson-labels-and-endpoints-exercise-live-only-hint-2 = Forskellen er mærket `stage`. Hvad vælger din { -service } efter?
lesson-labels-and-endpoints-exercise-live-only-hint-3 = Find `selector` i din { -service }, og tilføj `stage: live` under `app: shop`.
lesson-labels-and-endpoints-exercise-live-only-after =
    Din test-{ -pod } kører som før; kun dens adresse er gået ud af listen. Skriv en dag `stage: test`
    dér, og hvert nyt kald går til den næste version.

## Slutningen

lesson-labels-and-endpoints-did =
    Det gjorde Kubernetes for dig:

    - Det gav din { -service } et navn og en adresse, før der var en eneste { -pod }.
    - En { -controller } førte din { -endpointslice }: hvem der passer, på hvilken adresse, klar eller
      ej. Er der over hundrede { -pods }, skriver den flere { -endpointslices }.
    - På hver node spurgte kubelet dens { -pods }, om de var klar.
    - kube-proxy lavede listen om til regler på hver node: en tilfældig { -pod }, der er klar, eller et
      hurtigt nej.
