# source: 4e0a38e4f10e

### Lektionen kube-proxy: reglerne på en node, læst sammen med én pakke.

lesson-kube-proxy-title = kube-proxy: regler og tilfældigheder
lesson-kube-proxy-summary = Følg én { -packet } gennem reglerne på en node: hvor tilfældet vælger en { -pod }, hvorfor alle får en lige stor del, og hvad der sker, når ingen regel passer.

## Trin 1

lesson-kube-proxy-step-twelve-calls = Tolv kald
lesson-kube-proxy-twelve-calls =
    På hver node i dette cluster kører **kube-proxy**. Den holder øje med alle { -services } og med
    listerne over deres { -pods }, { -endpointslices }, skriver regler for dem ind i nodens kerne og
    træder så til side: Ingen { -packet } går gennem den.

    Her har `web` tre { -pods }: to på `node-1` og én på `node-2`, hvor gæsten også bor.
lesson-kube-proxy-predict-who-answers = Tre { -pods }, tolv kald fra `node-2`. Hvem svarer?
lesson-kube-proxy-predict-who-answers-near = Altid den { -pod }, der er på `node-2`: Den er nærmest.
lesson-kube-proxy-predict-who-answers-in-turn = Alle tre { -pods }, på skift i fast rækkefølge.
lesson-kube-proxy-predict-who-answers-chance = Den { -pod }, tilfældet vælger, nær eller fjern.
lesson-kube-proxy-predict-who-answers-after =
    For hver ny forbindelse lod kernen på `node-2` tilfældet råde. Den spørger ikke, hvilken
    { -pod } der er tæt på, hvilken der har travlt, eller hvem der svarede sidst. Tre kald i træk
    til den samme { -pod } betyder ingenting; se på hundrede.

    Afstanden tæller kun, hvis en { -service } beder om det, for eksempel med `trafficDistribution`.

## Trin 2

lesson-kube-proxy-step-one-packet = Følg én { -packet }
lesson-kube-proxy-one-packet =
    Hvilken regel lader tilfældet råde? Send én gang, åbn **Regler**, og vælg `node-2`. De regler,
    der passer på din { -packet }, er markeret.
lesson-kube-proxy-try-send = Kald `web`
# $clusterIp is the Service's cluster IP.
lesson-kube-proxy-chains =
    Reglerne står i **kæder**, og den ene kæde fører til den næste:

    - `KUBE-SERVICES` har en regel for hver port på hver cluster-IP. Reglen for `web` ser på
      adresse, protokol og port: `-d { $clusterIp }/32`, `-p tcp`, `--dport 80`.
    - `KUBE-SVC-` og nogle tegn: kæden for den port, med en regel for hver { -pod }, der er klar.
      Oppefra tager den første en tredjedel af alle forbindelser (`0.33333333349`), den anden
      halvdelen af resten (`0.50000000000`) og den sidste alt, hvad der er tilbage. Så får hver en
      tredjedel.
    - `KUBE-SEP-` og nogle tegn: én { -pod }. Her bliver destinationen skrevet om,
      `DNAT --to-destination`.

    `KUBE-MARK-MASQ` handler om kilden; spring den over.
lesson-kube-proxy-note =
    Åbn nu **Forbindelser**, igen for `node-2`. Kernen noterede sit valg. Den hukommelse
    hedder **conntrack**, og ved hjælp af den bliver adresserne sat tilbage i svaret.

    Det, der siden kommer på den samme forbindelse, retter sig efter noten. Tilfældet afgør altså
    hver forbindelse, ikke hver forespørgsel.

## Trin 3

lesson-kube-proxy-step-shares = Lige store dele
lesson-kube-proxy-shares =
    En butik prøver en ny version af: to gamle { -pods }, to nye og én { -service }, hvis selector
    passer på alle fire. Halvdelen af forbindelserne møder den nye version, og det er for mange på
    den første dag.

    Intet felt i en { -service } bestemmer fordelingen. Hvad bestemmer den så?
lesson-kube-proxy-exercise-one-in-four = Lad den nye version få en fjerdedel af forbindelserne og den gamle resten.
lesson-kube-proxy-exercise-one-in-four-goal-reached = Tres kald får alle svar, fra mindst fire forskellige { -pods }.
lesson-kube-proxy-exercise-one-in-four-goal-quarter = For hver { -pod } af den nye version, der er klar, er der tre af den gamle, og din { -service } finder dem alle. Seksten { -pods } er nok.
lesson-kube-proxy-exercise-one-in-four-hint-1 = Hver { -pod } på listen får en lige stor del. Hvor mange ud af hvor mange skal være af den nye version?
lesson-kube-proxy-exercise-one-in-four-hint-2 = Tallene er `replicas` i de to { -deployments }. Lad din { -service } være, som den er.
lesson-kube-proxy-exercise-one-in-four-hint-3 = Sæt `replicas: 3` i `shop-old` og `replicas: 1` i `shop-new`.
lesson-kube-proxy-exercise-one-in-four-after =
    Reglerne kender ikke til gammel og ny; hver { -pod } får en lige stor del. En hundrededel ville
    kræve hundrede { -pods }. Og tilfældet glemmer: Den næste forbindelse kan møde den anden
    version.

## Trin 4

lesson-kube-proxy-step-no-rule = Ingen regel for den
lesson-kube-proxy-no-rule =
    Tilbage til `web`. Dens programmer lytter på 8080; porten på din { -service } er 80. Nogen
    bytter om på de to.
lesson-kube-proxy-predict-wrong-port = Gæsten kalder `web:8080`. Hvad sker der?
lesson-kube-proxy-predict-wrong-port-answers = En { -pod } svarer: Dens program lytter jo på 8080.
lesson-kube-proxy-predict-wrong-port-refused = Gæsten bliver straks afvist: Porten er lukket.
lesson-kube-proxy-predict-wrong-port-silence = Der kommer intet tilbage, og gæsten giver op.
lesson-kube-proxy-predict-wrong-port-after =
    Ingen regel gælder for port 8080, så ingen rørte pakken. Den gik videre mod en adresse, som
    ingen maskine har, og der var ikke nogen til at sige nej: `curl: (28)`.

    Til `curl: (7)` skal der være nogen, der siger nej: en maskine, hvor ingen lytter på den port,
    eller en regel som den, kube-proxy skriver, når ingen på listen for en { -service } er klar.
lesson-kube-proxy-ping =
    `ping` har ingen port, så der er heller ingen regel for den. Åbn **Terminal**, og kør `ping web`
    i { -pod } `visitor`. Hver { -packet } går tabt, og intet er i stykker. Afprøv en { -service }
    på dens port.

## Trin 5

lesson-kube-proxy-step-silent-api = En regel for noget andet
lesson-kube-proxy-silent-api =
    `api` har to { -pods }; de er klar, og begge står på listen. Navnet kan slås op, og porten er
    80. Alligevel læser den, der kalder `api:80`, `curl: (28)`. Er der en regel for den { -packet }?
lesson-kube-proxy-exercise-silent-api = Sørg for, at kald til `api:80` får svar.
lesson-kube-proxy-exercise-silent-api-goal-visitor = Gæsten kalder `api:80` fem gange og får svar hver gang.
lesson-kube-proxy-exercise-silent-api-goal-node = `node-1` kalder cluster-IP'en fem gange, med samme resultat.
lesson-kube-proxy-exercise-silent-api-hint-1 = En regel ser på tre ting. Åbn **Regler**, og find den for `api` i `KUBE-SERVICES`. Hvilken af de tre passer ikke?
lesson-kube-proxy-exercise-silent-api-hint-2 = Der står `-p udp`, men kalderne taler TCP. Hvilket felt i din { -service } kommer det fra?
lesson-kube-proxy-exercise-silent-api-hint-3 = Ret `protocol: UDP` til `protocol: TCP`. Eller fjern linjen: TCP er standarden.
lesson-kube-proxy-exercise-silent-api-after =
    kube-proxy skriver det, der står i din { -service }. Den spørger aldrig, om et program lytter
    dér.

## Trin 6

lesson-kube-proxy-step-nftables = En anden måde at skrive det på
lesson-kube-proxy-nftables =
    Det var kube-proxys { -proxy-mode } **iptables**, som er standarden. Tilstanden **nftables** har
    været stabil siden Kubernetes 1.33. Her er den samme `web` i den tilstand. Kald den, og åbn så
    visningen **Regler** for `node-2`.
lesson-kube-proxy-try-send-again = Kald `web`
lesson-kube-proxy-map =
    I stedet for at prøve regel efter regel slår kernen adresse, protokol og port op i en tabel,
    `map service-ips`. Og ét tilfældigt tal, `numgen random mod 3`, erstatter tre regler.

    Pakken mærker ingen forskel: én tilfældig { -pod }, én ny destination, én note. Og på en forkert
    port?
lesson-kube-proxy-predict-wrong-port-again = Gæsten kalder igen `web:8080`, nu i denne tilstand. Hvad sker der?
lesson-kube-proxy-predict-wrong-port-again-answers = En { -pod } svarer.
lesson-kube-proxy-predict-wrong-port-again-refused = Gæsten bliver straks afvist.
lesson-kube-proxy-predict-wrong-port-again-silence = Der kommer intet tilbage.
lesson-kube-proxy-predict-wrong-port-again-after =
    Her siger en regel nej: `Reject traffic to invalid ports of ClusterIPs`. Den afviser også
    `ping`. Om der kommer et nej eller slet intet, afhænger altså af tilstanden; porten er forkert i
    begge.

## Slutningen

lesson-kube-proxy-did =
    Det gjorde Kubernetes for dig:

    - kube-proxy gjorde hver { -service } og dens liste til regler, på hver node.
    - Kernen på kalderens node lod tilfældet vælge, én gang for hver forbindelse, og gav hver
      { -pod } samme chance.
    - Den noterede valget og satte adresserne tilbage i hvert svar.
