# source: b955ca2d9490

### Lektionen ports: hvilken port er hvilken.

lesson-ports-title = Porte: hvad er hvad
lesson-ports-summary = Fire steder nævner en port, men kun et program åbner en. Giv porte navne, og find et program, der kun hører sig selv.

## Trin 1

lesson-ports-step-note = Et faktum og en note
lesson-ports-note =
    Der står portnumre fire steder i denne tekst:

    - `--http-port=8080` siger til programmet, hvor det skal lytte. Det er et faktum.
    - `containerPort: 3000` er en note om programmet. Nogen har noteret det forkerte nummer.
    - `port: 80` er den port, din { -service } selv har, til kalderne.
    - `targetPort: 8080` er den port, din { -service } sender videre til. Udelader du den, er den det
      samme som `port`.
lesson-ports-predict-wrong-note = Gæsten kalder `web:80`. Hvad sker der?
lesson-ports-predict-wrong-note-answers = Din { -pod } svarer: Noten ændrer intet.
lesson-ports-predict-wrong-note-refused = Gæsten bliver afvist: Kun 3000 er åben.
lesson-ports-predict-wrong-note-silence = Der kommer intet tilbage: 8080 er ikke noteret.
lesson-ports-predict-wrong-note-after =
    Noten lukker ingenting. Pakken gik til 8080, hvor programmet lytter.

    Noten åbner heller ingenting. Bank på hos din { -pod } selv, port 3000: afvist, for dér lytter
    ingen. Ret noten, eller slet den, og `web:80` svarer som før.
lesson-ports-try-noted-port = Bank på hos din { -pod }, port 3000

## Trin 2

lesson-ports-step-name = Et navn i stedet for et nummer
lesson-ports-versions =
    To versioner af `api` kører side om side. Den gamle lytter på 8080, den nye på 9090.
lesson-ports-try-ten = Kald ti gange
lesson-ports-name =
    `targetPort: 8080` passer kun til den gamle { -pod }. Hos den nye bliver kaldene afvist.

    Her gør noten nytte, for den kan bære et **navn**. I `targetPort` må du skrive det navn i stedet
    for et nummer. Så bliver nummeret slået op i hver { -pod }.
lesson-ports-exercise-by-name = Sørg for, at alle kald til `api:80` får svar, og at begge versioner er med. Lad programmernes porte være, som de er.
lesson-ports-exercise-by-name-goal-both = Tyve kald til `api:80` får alle svar, og begge { -pods } er med.
lesson-ports-exercise-by-name-goal-own-ports = Programmerne lytter stadig på 8080 og 9090.
lesson-ports-exercise-by-name-goal-old-gone = Når den gamle version bliver slukket, svarer den nye på alle kald.
lesson-ports-exercise-by-name-hint-1 = Intet nummer passer til begge { -pods }. Hvad kunne være det samme i dem begge?
lesson-ports-exercise-by-name-hint-2 = Hver `containerPort` kan have et `name` på linjen under sig, lige så langt inde. Det navn kan stå som `targetPort` i din { -service }.
lesson-ports-exercise-by-name-hint-3 = Tilføj `name: http` under `containerPort`, lige så langt inde, i begge { -deployments }, og skriv `targetPort: http` i din { -service }.
lesson-ports-exercise-by-name-after =
    Se på objekterne: Listen er nu blevet til to { -endpointslices }, en med 8080 og en med 9090. Den
    næste version må gerne vælge et helt tredje nummer, og din { -service } bliver, som den er.

    Men pas på: Når din { -service } først beder om et navn, gælder noten. Et forkert nummer ved siden
    af `http` ville føre kaldere til en lukket port.

## Trin 3

lesson-ports-step-misnamed = Et navn, ingen har
lesson-ports-misnamed =
    Butikkens { -service } beder om porten `http`. Dens { -pod } er klar og bærer det rigtige mærke.
    Den har noteret det rigtige nummer, men under navnet `web`. Kubernetes tog imod det hele uden
    indvendinger.
lesson-ports-predict-no-such-name = Gæsten kalder `shop:80`. Hvad sker der?
lesson-ports-predict-no-such-name-answers = Din { -pod } svarer: Den har jo kun én port.
lesson-ports-predict-no-such-name-refused = Gæsten bliver afvist med det samme.
lesson-ports-predict-no-such-name-silence = Der kommer intet tilbage, og gæsten giver op.
lesson-ports-predict-no-such-name-after =
    Din { -pod } står på listen, men uden en port: Se på dens { -endpointslice } blandt objekterne, i
    kolonnen `PORTS`. For reglerne er det en tom liste, så kernen afviser.

    Kubernetes sammenligner ikke navnene, når det tager imod en { -service }; dens { -pods } kommer
    måske først senere. Skriv `targetPort: web`, og butikken svarer.

## Trin 4

lesson-ports-step-two-ports = To porte, to navne
lesson-ports-two-ports =
    I denne { -pod } kører to programmer: butikken på 8080 og dens målinger (metrics) på 9100. Din
    { -service } fører kun til det første. Linjerne til det andet ligger klar bag `#`.

    Fjern de to `#`. API-serveren afviser ændringen med tre klager, og din { -service } bliver, som den
    var.
lesson-ports-exercise-second-port = Lad gæsten kalde målingerne på `shop:9100` og butikken på `shop:80` som før.
lesson-ports-exercise-second-port-goal-http = Gæsten får svar fra butikken på `shop:80`.
lesson-ports-exercise-second-port-goal-metrics = Gæsten får svar fra målingerne på `shop:9100`.
lesson-ports-exercise-second-port-hint-1 = Læs klagerne under editoren. To beder om det samme felt, den tredje handler om en værdi.
lesson-ports-exercise-second-port-hint-2 = `Required value`: Der mangler et `name`. `must contain at least one letter (a-z)`: I anførselstegn er det et navn, ikke et nummer.
lesson-ports-exercise-second-port-hint-3 = Giv den første port `name: http` og den anden `name: metrics`, og skriv `targetPort: 9100`.
lesson-ports-exercise-second-port-after =
    Listen over { -endpoints } bliver ført efter portenes navne. En enkelt port kan undvære et navn; er
    der flere, skal de have hver sit.

    Anførselstegnene gjorde nummeret til en tekst, og en tekst i `targetPort` er navnet på en port.
    Sådan et navn skal have et bogstav i sig, så det ikke bliver taget for et nummer.

## Trin 5

lesson-ports-step-loopback = Et program, der kun hører sig selv
lesson-ports-loopback =
    Din { -service } `admin` sender til 8000, og programmet lytter på 8000. Men programmet fik besked om
    én ting mere: `--bind 127.0.0.1`. Lad først dets egen { -pod } kalde det.
lesson-ports-try-itself = Kald `localhost:8000` inde i din { -pod }
lesson-ports-predict-through-service = Nu kalder gæsten `admin:80`. Hvad sker der?
lesson-ports-predict-through-service-answers = Programmet svarer: Det virker, og portene passer.
lesson-ports-predict-through-service-refused = Gæsten bliver afvist med det samme.
lesson-ports-predict-through-service-silence = Der kommer intet tilbage, og gæsten giver op.
# $adminIp is the IP address of the Pod in which the program runs.
lesson-ports-predict-through-service-after =
    Hver { -pod } har sin egen `127.0.0.1` og mener sig selv med den. Gæstens { -packet } kom til
    `{ $adminIp }`. På den adresse lytter programmet ikke: afvist.

    `kubectl exec` og `kubectl port-forward` skjuler den fejl, for begge når programmet inde fra dets
    egen { -pod }.
lesson-ports-exercise-every-address = Sørg for, at gæsten får svar fra `admin:80`.
lesson-ports-exercise-every-address-goal-visitor = Gæsten får svar fra `admin:80` tre gange i træk.
lesson-ports-exercise-every-address-goal-itself = Inde i sin egen { -pod } svarer programmet stadig på `localhost:8000`.
lesson-ports-exercise-every-address-hint-1 = Porten er rigtig nok. På hvilken adresse lytter programmet?
lesson-ports-exercise-every-address-hint-2 = Den står i `command`, efter `--bind`. `0.0.0.0` betyder: på enhver adresse, denne { -pod } har.
lesson-ports-exercise-every-address-hint-3 = Skriv `0.0.0.0` i stedet for `127.0.0.1` i `command`.
lesson-ports-exercise-every-address-after =
    Det kan intet felt i din { -service } rette op på, og heller ikke en `containerPort`. Mange
    programmer lytter på `127.0.0.1`, til de får andet at vide: Led efter `bind`, `listen` eller `host`
    i deres indstillinger.

## Slutningen

lesson-ports-did =
    Det gjorde Kubernetes for dig:

    - API-serveren tjekkede, hvordan porte og navne er skrevet, ikke om nogen lytter.
    - En { -controller } slog navnet fra `targetPort` op i hver { -pod } og satte nummeret på listen.
    - Kernen sendte hver { -packet } til en adresse og en port fra den liste.

    Det, ingen gjorde: åbne en port. Det kan kun et program, der lytter.
