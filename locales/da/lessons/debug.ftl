# source: 7742ce209826

### Lektionen debug: En Service svarer ikke, og du finder ud af hvorfor.

lesson-debug-title = Når ingen svarer
lesson-debug-summary = Find ud af, hvorfor en { -service } ikke svarer: hvad du skal spørge om først, og ét kald, der fortæller det meste. Fem sager at opklare.

## Trin 1

lesson-debug-step-name = Læs nummeret
lesson-debug-name =
    Et kald slog fejl. Før du ændrer noget, så læs, hvad `curl` siger:

    - `curl: (6)`: Ingen kender det navn.
    - `curl: (7)`: Nogen sagde nej med det samme.
    - `curl: (28)`: Ingen sagde noget.

    Her kalder gæsten `api:80` og læser `curl: (6)`. Men den { -service } findes: i namespace
    `shop`. Gæsten bor i `default`.
lesson-debug-predict-full-name = Gæsten kalder `api.shop:80` i stedet. Hvad sker der?
lesson-debug-predict-full-name-answers = En { -pod } svarer. Kun det korte navn var forkert.
lesson-debug-predict-full-name-refused = `curl: (7)`. Det namespace lukker ingen fremmede ind.
lesson-debug-predict-full-name-unknown = `curl: (6)`. Et namespace holder sine navne for sig selv.
lesson-debug-predict-full-name-after =
    Et kort navn slås kun op i kalderens eget namespace. Men et namespace er i sig selv ingen mur: Den, der
    nævner det, kommer igennem. Havde også dette navn været ukendt, skulle du have tjekket
    stavningen, og om den { -service } findes.

## Trin 2

lesson-debug-step-list = Afvist: Hvem sagde nej?
lesson-debug-list =
    Gæsten kalder `web:80` og læser `curl: (7)`. `kubectl get pods` viser to { -pods } for `web`,
    `Running` og klar.

    Ét kald fortæller det meste: uden om din { -service }, direkte til en { -pod }.
# $webIp is the address of a Pod of web.
lesson-debug-predict-past-web = Gæsten kalder en { -pod } på `{ $webIp }:8080`. Hvad sker der?
lesson-debug-predict-past-web-answers = Den svarer. Fejlen ligger i din { -service }.
lesson-debug-predict-past-web-refused = Afvist. Det var dine { -pods }, der sagde nej.
lesson-debug-predict-past-web-silence = Intet svar. Noget holder kaldere væk fra dine { -pods }.
lesson-debug-predict-past-web-after =
    Dine { -pods } har det godt og blev slet ikke spurgt. Se listen med
    `kubectl get endpointslices`: For `web` står der `<unset>`. Ingen { -pod } passer til
    selectoren, og når ingen på listen er klar, **afviser** hver node med det samme.
lesson-debug-exercise-fill-the-list = Ret det, så `web:80` svarer.
lesson-debug-exercise-fill-the-list-goal-answers = Gæsten kalder `web:80` og får svar hver gang.
lesson-debug-exercise-fill-the-list-hint-1 = Hvad kigger din { -service } efter? Hvad bærer dine { -pods }?
lesson-debug-exercise-fill-the-list-hint-2 = { -pods } bærer det, der står under `template`. Står `tier: front` der?
lesson-debug-exercise-fill-the-list-hint-3 = Fjern `tier: front` fra `selector`, eller føj det til labels under `template`.
lesson-debug-exercise-fill-the-list-after =
    De labels, et { -deployment } selv bærer, når ikke ud til dets { -pods }, og en selector
    kræver **alle** sine labels.

## Trin 3

lesson-debug-step-program = Afvist, men listen er ikke tom
lesson-debug-program =
    `curl: (7)` igen, fra `api:80`. Men på denne liste står to { -pods }, der er klar. En kollega
    gik ind i den ene med `kubectl exec`, kørte `curl localhost:8000` og fik svar.
# $apiIp is the address of a Pod of api.
lesson-debug-predict-past-api = Gæsten kalder den samme { -pod } på `{ $apiIp }:8000`. Hvad sker der?
lesson-debug-predict-past-api-answers = Den svarer igen. Fejlen ligger i din { -service }.
lesson-debug-predict-past-api-refused = Afvist. Programmet hører ingen uden for sin { -pod }.
lesson-debug-predict-past-api-silence = Intet svar. Noget holder kaldere væk fra dine { -pods }.
lesson-debug-predict-past-api-after =
    Denne gang var det en { -pod }, der sagde nej. Dens program lytter på `127.0.0.1`, og med den
    adresse mener hver { -pod } sig selv. `kubectl exec` og `kubectl port-forward` kommer indenfor,
    så de beviser ikke ret meget.

    Havde den svaret, skulle du sammenligne `targetPort` med programmets port.
lesson-debug-exercise-open-ears = Ret det, så `api:80` svarer.
lesson-debug-exercise-open-ears-goal-answers = Gæsten kalder `api:80` og får svar hver gang.
lesson-debug-exercise-open-ears-hint-1 = Hvilken linje siger, hvor programmet lytter?
lesson-debug-exercise-open-ears-hint-2 = Ordet efter `--bind`. Hvilken adresse betyder alle adresser?
lesson-debug-exercise-open-ears-hint-3 = Ret `127.0.0.1` til `0.0.0.0`.
lesson-debug-exercise-open-ears-after =
    Den { -pod } blev hele tiden regnet for klar: Uden en { -readiness-probe } havde ingen spurgt.

## Trin 4

lesson-debug-step-between = Stilhed
lesson-debug-between =
    Gæsten kalder `admin:80`, venter i to minutter og læser `curl: (28)`. Listen er ikke tom. Ingen
    sagde nej: Pakken gik tabt. Hvor?
# $adminIp is the address of a Pod of admin.
lesson-debug-predict-past-admin = Gæsten kalder en { -pod } på `{ $adminIp }:8080`. Hvad sker der?
lesson-debug-predict-past-admin-answers = Den svarer. Din { -service } taber pakken.
lesson-debug-predict-past-admin-refused = Afvist. Programmet lytter på en anden port.
lesson-debug-predict-past-admin-silence = Intet svar. Der står noget foran dine { -pods }.
lesson-debug-predict-past-admin-after =
    En **{ -networkpolicy }** vogter over { -pods }, uanset ad hvilken vej en kalder kommer. Når
    først en politik vælger en { -pod }, kommer kun de kaldere ind, som en politik nævner. De fleste
    netværk dropper resten uden et ord.

    Havde den svaret, ville mistanken falde på din { -service }: en forkert `port`? Politikken
    `Local` og ingen { -pod } på den node, der vælger? En { -pod }, der kalder sig selv, på et
    netværk, som ikke kan vende en { -packet } (hairpin)?
lesson-debug-exercise-let-in = Luk også gæsten ind, og hold den fremmede ude.
lesson-debug-exercise-let-in-goal-visitor = Gæsten kalder `admin:80` og får svar hver gang.
lesson-debug-exercise-let-in-goal-stranger = Den fremmede kalder `admin:80` og får intet svar.
lesson-debug-exercise-let-in-hint-1 = Hvem lukker politikken ind? Hvad bærer gæsten?
lesson-debug-exercise-let-in-hint-2 = Kaldere står under `from`, med deres labels. Gæsten bærer `app: visitor`.
lesson-debug-exercise-let-in-hint-3 = Tilføj endnu et punkt under `from`, `- podSelector:`, magen til det første, men med `app: visitor`.
lesson-debug-exercise-let-in-after =
    Politikker kan kun tillade. Hvad ingen af dem tillader, bliver udenfor.

## Trin 5

lesson-debug-step-unsaid = Ingen siger det til dig
lesson-debug-unsaid =
    Gæsten får intet svar fra `shop:80`. Der kan være mere end én ting galt. Spørg i rækkefølge:

    - Hvilket nummer?
    - Er navnet kendt?
    - Står der nogen på listen, og er de klar?
    - Svarer en { -pod } på sin egen adresse?
    - Hvis ja: Hvad gør din { -service } anderledes?
lesson-debug-exercise-find-it = Find det, der er i stykker, og ret det.
lesson-debug-exercise-find-it-goal-answers = To { -pods } er klar, og ti kald fra gæsten til `shop:80` bliver alle besvaret.
lesson-debug-exercise-find-it-hint-1 = Lad gæsten køre `curl shop`. Se så på kolonnen `READY` i `kubectl get pods`.
lesson-debug-exercise-find-it-hint-2 = Readiness-proben spørger på port 80. Hvor lytter programmet? Ret det, og kald igen.
lesson-debug-exercise-find-it-hint-3 = Nu `curl: (28)`, men en { -pod } svarer på sin egen adresse. Begge { -pods } kører på `node-1`, gæsten på `node-2`. Hvilken linje forbyder det?
lesson-debug-exercise-find-it-hint-4 = Sæt `port: 8080` i proben, og fjern `internalTrafficPolicy: Local`.
lesson-debug-exercise-find-it-after =
    Først var ingen klar: afvist. Så var der, under `Local`, ingen, som `node-2` måtte vælge:
    stilhed. Et nyt nummer efter en rettelse betyder en fejl til. Bliv ved.

    `kubectl get endpointslices` viser også { -pods }, der ikke er klar. Stol på kolonnen `READY`.

## Slutningen

lesson-debug-did =
    Det gjorde Kubernetes for dig:

    - DNS sagde med det samme, hvilket navn den ikke kender.
    - Reglerne afviste, når ingen var klar, så ingen kalder skulle vente.
    - Proben holdt kaldere væk fra { -pods }, der ikke sagde, at de var klar.

    Det, ingen gjorde: fortælle dig, hvor fejlen lå. Det gør et kald direkte til en { -pod }. Svarer
    den: Se på din { -service }. Afviser den: Se på programmet og dets port. Stilhed: Se på det, der
    ligger imellem.
