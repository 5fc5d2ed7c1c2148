# source: 35ef90ea3ae8

### Lektionen sticky: hvem der bliver hos hvilken Pod.

lesson-sticky-title = Hvem bliver hos hvilken { -pod }?
lesson-sticky-summary = Hvorfor tusind forespørgsler kan nå den samme { -pod }, hvordan `sessionAffinity` holder på en kalder, og hvad der sker, når alle ser ens ud.

## Trin 1

lesson-sticky-step-once = Ét valg for hver forbindelse
lesson-sticky-once =
    En { -service } vælger en { -pod } tilfældigt, én gang for hver ny **forbindelse**. Her på siden
    åbner hver forespørgsel sin egen forbindelse, så tolv forespørgsler er tolv valg.
lesson-sticky-try-twelve = Kald `shop` tolv gange
lesson-sticky-kept-open =
    Arbejdet bliver delt. Men på den samme forbindelse bliver der ikke valgt igen: Nodens kerne
    husker forbindelsen og sender alt, hvad der følger, til den samme { -pod }.

    Browsere, databaseklienter og gRPC holder gerne en forbindelse åben og spørger igen og igen på
    den. Tusind af den slags forespørgsler når én { -pod }, og intet er i stykker. Vil du have dem
    delt ud, skal nogen kunne se de enkelte forespørgsler: en proxy, der læser HTTP, eller en
    klient, der kender hver { -pod }. Det hjælper også at lukke forbindelsen en gang imellem.

## Trin 2

lesson-sticky-step-client-ip = Bliv her, tak
# $visitorIp is the visitor's IP address.
lesson-sticky-client-ip =
    Nogle gange skal alle forbindelser fra en kalder nå den samme { -pod }. Det
    hedder **{ -session-affinity }**. Find `sessionAffinity: ClientIP` i editoren. Standarden er
    `None`.

    En kalder kendes på sin { -source-address } og ikke på andet. Gæstens er `{ $visitorIp }`.
lesson-sticky-predict-who-answers = Tre { -pods }, tyve kald fra gæsten. Hvem svarer?
lesson-sticky-predict-who-answers-chance = Alle tre, tilfældigt: Hver forbindelse er et nyt valg.
lesson-sticky-predict-who-answers-in-turn = Alle tre, på skift og i fast rækkefølge.
lesson-sticky-predict-who-answers-one = En enkelt af dem, den samme hver gang.
lesson-sticky-predict-who-answers-after =
    Det første valg overlod noden til tilfældet. Så noterede den: denne adresse, den { -pod }.
    Sporet af et senere kald viser, hvor længe det gælder uden en ny forbindelse: 10800
    sekunder, tre timer. Hver ny forbindelse fornyer noten.

## Trin 3

lesson-sticky-step-basket = Kurven, der blev væk
lesson-sticky-basket =
    I denne butik ligger hver kurv i hukommelsen hos én { -pod }. Det næste kald kan møde en anden
    { -pod }, som ikke kender til nogen kurv.

    Nogen har skrevet, at kunder bliver i ti minutter. Kubernetes tog imod det uden en advarsel.
    Alligevel bliver ingen.
lesson-sticky-exercise-basket = Lad en kunde blive hos én { -pod }, til kunden ikke har åbnet en ny forbindelse i ti minutter.
lesson-sticky-exercise-basket-goal-stays = Fire { -pods } er Ready, og tyve kald fra gæsten når alle den samme.
lesson-sticky-exercise-basket-goal-ten-minutes = Din { -service } i clusteret har `timeoutSeconds: 600`.
lesson-sticky-exercise-basket-hint-1 = Teksten siger, hvor længe kaldere bliver. Siger den, at de overhovedet bliver?
lesson-sticky-exercise-basket-hint-2 = I forrige trin klarede én linje det, i `spec` på din { -service }, ved siden af `selector`.
lesson-sticky-exercise-basket-hint-3 = Skriv `sessionAffinity: ClientIP` under `spec` i din { -service }. Lad `sessionAffinityConfig` være, som den er.
lesson-sticky-exercise-basket-after =
    API-serveren havde sat `sessionAffinity: None` ind og slettet de ti minutter uden et ord: De
    hører til `ClientIP`. Og én ting er ikke løst: Forsvinder den { -pod }, forsvinder kurven med
    den.

## Trin 4

lesson-sticky-step-rush = Hjælpen kommer
lesson-sticky-rush =
    Om morgenen er én { -pod } nok. Din { -service } har `sessionAffinity: ClientIP`.
lesson-sticky-try-first = Lad gæsten kalde
lesson-sticky-predict-more-pods = Ved middagstid skalerer du op til fire { -pods }, og gæsten kalder tyve gange. Hvem svarer?
lesson-sticky-predict-more-pods-all = Alle fire: Det var derfor, de andre kom.
lesson-sticky-predict-more-pods-one = Én { -pod }, den samme som om morgenen.
lesson-sticky-predict-more-pods-after =
    Gæsten bliver, hvor den er. De nye { -pods } kan kun få kaldere, som ingen holder på endnu: De
    er ingen hjælp mod én travl kalder.
lesson-sticky-predict-power-cut = Den { -pod }, gæsten bliver hos, kører på `node-1`. Den node mister strømmen, og straks efter kalder gæsten ti gange. Hvad sker der?
lesson-sticky-predict-power-cut-answered = Alle får svar, fra dine { -pods } på `node-2`.
lesson-sticky-predict-power-cut-some = Omkring halvdelen går tabt, helt tilfældigt.
lesson-sticky-predict-power-cut-none = Ikke et eneste af de ti kald får svar.
lesson-sticky-predict-power-cut-after =
    I omkring 50 sekunder ved clusteret ikke, at `node-1` er død, og dens { -pods } står stadig på
    listen. Uden affinitet ville omkring halvdelen af kaldene være kommet igennem. Denne gæst blev
    holdt fast og mistede dem alle.

    Siden bliver de døde { -pods } på listen mærket som ikke klar, og kun en { -pod }, der er klar, kan
    holde på en kalder.
    Vent, og gæsten får en anden.
lesson-sticky-try-later = Vent et minut, og kald så ti gange

## Trin 5

lesson-sticky-step-behind = To kaldere, én adresse
lesson-sticky-behind =
    Dette er kind, med én node. Dens { -load-balancer } tager selv imod kaldene og åbner en ny
    forbindelse til noden. Én { -pod } er på arbejde, med affinitet. Den bærbare kalder først.
lesson-sticky-try-laptop = Kald fem gange fra den bærbare
lesson-sticky-predict-second-caller = Tre { -pods } til starter. Nu kalder gæsten din { -load-balancer } tyve gange. Hvem svarer?
lesson-sticky-predict-second-caller-own = Hver gang en af de nye: ny kalder, nyt valg.
lesson-sticky-predict-second-caller-all = Flere { -pods }, som det nu falder ud.
lesson-sticky-predict-second-caller-same = Hver gang den { -pod }, den bærbare fik.
# $lbIp is the load balancer's address.
lesson-sticky-predict-second-caller-after =
    Gå sporet igennem til det sted, hvor din { -load-balancer } banker på hos noden. Kilden er dens
    egen adresse, `{ $lbIp }`, uanset hvem der kaldte. Noden kender altså kun én kalder og holder
    allerede på den. Hele verden ville havne hos denne { -pod }.

    Det, der tæller, er adressen, **sådan som noden ser den**. NAT på vejen gør det samme: Et helt
    kontor viser sig tit med én adresse. En { -node-port } i sig selv forveksler ingen: Noden
    skriver først kilden om, når den har valgt.

## Trin 6

lesson-sticky-step-everyone = Alle hos én { -pod }
lesson-sticky-everyone =
    Én { -pod } har alt for meget at lave, tre har ingenting. Nu gemmer butikken sine kurve i en
    database: Enhver { -pod } kan betjene enhver kunde.
lesson-sticky-exercise-everyone = Få alle fire { -pods } til at arbejde.
lesson-sticky-exercise-everyone-goal-outside = Fyrre kald fra den bærbare til din { -load-balancer } når alle fire { -pods }.
lesson-sticky-exercise-everyone-hint-1 = Hvorfor holder noden alle kaldere hos én { -pod }? Har denne butik stadig brug for det?
lesson-sticky-exercise-everyone-hint-2 = `externalTrafficPolicy: Local` hjælper ikke: Din { -load-balancer } har allerede skiftet kalderens adresse ud. Se på affiniteten.
lesson-sticky-exercise-everyone-hint-3 = Fjern linjen `sessionAffinity: ClientIP`, eller skriv `sessionAffinity: None`.
lesson-sticky-exercise-everyone-after =
    Hver forbindelse er et nyt valg igen. Skal kunder blive hos den samme { -pod } bag sådan en
    { -load-balancer }, så lad en proxy holde på dem: en, der læser HTTP og giver hver kunde en
    cookie.

## Slutningen

lesson-sticky-did =
    Det gjorde Kubernetes for dig:

    - For hver ny forbindelse valgte en kerne én { -pod }. Alt, hvad der fulgte på den, gik samme
      vej.
    - Med `ClientIP` skrev kube-proxy regler, der noterer kaldernes adresser. Hver node har sine
      egne noter: Den, der kommer ind gennem en anden node, kan møde en anden { -pod }.
    - Det holdt kun kaldere fast hos { -pods }, der var klar, og gav slip, når deres ikke var det mere.

    Én ting gjorde det ikke: lære kunderne at kende. Det så kun adresser.
