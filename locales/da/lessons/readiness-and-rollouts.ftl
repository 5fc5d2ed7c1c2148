# source: 094458f8d0af

### Lektionen readiness-and-rollouts: hvem der kommer på listen, hvem der går af den, og hvornår.

lesson-readiness-and-rollouts-title = Parathed: på listen og af igen
lesson-readiness-and-rollouts-summary = Hvad der afgør, om en kørende { -pod } får forespørgsler, hvordan en ny version tager over, og hvorfor nogle forespørgsler går tabt.

## Trin 1

lesson-readiness-and-rollouts-step-not-ready = Running er ikke Ready
lesson-readiness-and-rollouts-not-ready =
    Bag din { -service } `web` står tre { -pods } med en **{ -readiness-probe }**: Hvert tiende
    sekund beder noden hver af dem om siden `/healthz` og forventer et godt svar.

    En af dem får om lidt for meget at lave. Dens program kører videre, men svarer proben med en
    fejl. Efter 40 sekunder kalder gæsten tyve gange.
lesson-readiness-and-rollouts-predict-failing = Én { -pod } består ikke længere sin probe. Hvad bliver der af tyve kald?
lesson-readiness-and-rollouts-predict-failing-share = Den får stadig sin del af kaldene, og den del går tabt.
lesson-readiness-and-rollouts-predict-failing-restart = Alle tre svarer: Den, der fejlede, blev startet igen.
lesson-readiness-and-rollouts-predict-failing-two = De to andre { -pods } svarer på alle tyve kald.
lesson-readiness-and-rollouts-predict-failing-after =
    Skriv `kubectl get pods` i terminalen: Én står på `0/1`, stadig Running, og den blev ikke
    startet igen. **Running** betyder, at dens program kører, **Ready**, at den må få forespørgsler.
    Efter tre fejl i træk blev den markeret som ikke klar på listen for din { -service }, dens
    { -endpointslice }, og ingen regel fører længere til den.

    At starte noget igen er opgaven for en anden probe: liveness-proben.
lesson-readiness-and-rollouts-try-recover = Lad den komme sig, og kald igen

## Trin 2

lesson-readiness-and-rollouts-step-unasked = En ny version uden probe
lesson-readiness-and-rollouts-unasked =
    Nu får `web` en version 2. Når skabelonen i et { -deployment } ændres, skifter det sine
    { -pods } ud, her én ad gangen: Det laver en ny, venter, til den er klar, og lader en gammel gå.
    Det er en **{ -rollout }**.

    Denne skabelon har ingen probe, og så er der en tastefejl i den: Det nye program lytter på port
    8008. Din { -service } sender til 8080.
lesson-readiness-and-rollouts-predict-new-version = To minutter senere kalder gæsten ti gange. Hvad sker der?
lesson-readiness-and-rollouts-predict-new-version-old = Version 1 svarer: Det, der virker, får lov at blive.
lesson-readiness-and-rollouts-predict-new-version-some = Nogle af kaldene får svar, andre bliver afvist.
lesson-readiness-and-rollouts-predict-new-version-none = Alle ti kald bliver afvist, ingen får svar.
lesson-readiness-and-rollouts-predict-new-version-after =
    `kubectl get pods` ser intet galt: tre { -pods } af `web`, alle Running, alle `1/1`. Uden en probe regnes
    en { -pod } for klar, så snart dens program kører. Så hver nykommer overtog en gammels plads, og
    efter få sekunder var der ingen tilbage, som kunne svare.

## Trin 3

lesson-readiness-and-rollouts-step-stuck = Samme tastefejl, men med probe
lesson-readiness-and-rollouts-stuck =
    En gang til fra version 1. Den samme version 2 bliver rullet ud med den samme tastefejl, men nu
    har dens skabelon proben: `/healthz` på port 8080.
lesson-readiness-and-rollouts-predict-same-slip = To minutter senere kalder gæsten tyve gange. Hvem svarer?
lesson-readiness-and-rollouts-predict-same-slip-none = Ingen; alle kald bliver afvist.
lesson-readiness-and-rollouts-predict-same-slip-some = Mest version 1; nykommerne afviser.
lesson-readiness-and-rollouts-predict-same-slip-old = Version 1, og det hver eneste gang.
lesson-readiness-and-rollouts-predict-same-slip-after =
    Den første nykommer blev aldrig klar, så den får ingen forespørgsler, og ingen gammel { -pod }
    behøvede at vige pladsen. Udrulningen sidder fast, og ingen kalder mærker det.
lesson-readiness-and-rollouts-limits =
    Hvor langt en { -rollout } går ad gangen, står i `strategy` i dit { -deployment }: højst
    `maxSurge` { -pods } flere end ønsket og højst `maxUnavailable` færre. Begge er 25 % som standard; det første tal
    rundes op, det andet ned. For tre { -pods }: én mere, ingen færre.

## Trin 4

lesson-readiness-and-rollouts-step-mend = Hjælp den igennem
lesson-readiness-and-rollouts-mend =
    I editoren står version 2. Kubernetes går ikke tilbage til version 1 af sig selv; det venter.
    Ret teksten, og hold øje med billedet: En nykommer bliver klar, en gammel { -pod } går, tre
    gange i alt.
lesson-readiness-and-rollouts-exercise-mend = Find tastefejlen, så version 2 kan tage over.
lesson-readiness-and-rollouts-exercise-mend-goal-ready = Tre { -pods } af version 2 er klar.
lesson-readiness-and-rollouts-exercise-mend-goal-answers = Tyve kald til `web` får alle svar, fra version 2.
lesson-readiness-and-rollouts-exercise-mend-hint-1 = Hvad mødte proben? Skriv `kubectl get events`, og kig efter `Unhealthy`.
lesson-readiness-and-rollouts-exercise-mend-hint-2 = Den blev afvist på port 8080. Hvilken port lytter programmet på? Se på dets `args`.
lesson-readiness-and-rollouts-exercise-mend-hint-3 = Ret `--http-port=8008` til `--http-port=8080` i `args`.
lesson-readiness-and-rollouts-exercise-mend-after =
    Hele vejen igennem var tre { -pods } klar. Havde du i stedet sendt proben til 8008, var
    nykommerne også blevet klar og hvert kald afvist: En probe skal spørge dér, hvor kalderne
    spørger.

## Trin 5

lesson-readiness-and-rollouts-step-leaving = Afskedens øjeblik
lesson-readiness-and-rollouts-leaving =
    En { -rollout } sletter også { -pods }. For hver af dem begynder to ting i samme øjeblik, og
    ingen af dem venter på den anden:

    - Noden giver programmet i din { -pod } besked om at slutte, med et signal ved navn `SIGTERM`.
    - På listen bliver din { -pod } markeret som på vej væk, og hver node retter sine regler til.
lesson-readiness-and-rollouts-predict-same-second = En af tre { -pods } bliver slettet, og i samme øjeblik kalder gæsten tredive gange. Hvad sker der?
lesson-readiness-and-rollouts-predict-same-second-all = Alle får svar: Den går af listen, før den slutter.
lesson-readiness-and-rollouts-predict-same-second-some = Nogle af kaldene bliver straks afvist.
lesson-readiness-and-rollouts-predict-same-second-hang = Nogle hænger, til en ny { -pod } er klar.
lesson-readiness-and-rollouts-predict-same-second-after =
    Programmet holdt op med at lytte med det samme. Reglerne fulgte med et øjeblik senere, her inden
    for et sekund. Imens valgte de stadig den { -pod }, og den, der blev sendt derhen, blev afvist.
    Intet er i stykker, og alligevel kan hver { -rollout } koste et par kald på den måde.
lesson-readiness-and-rollouts-try-later = Tredive til, to sekunder senere

## Trin 6

lesson-readiness-and-rollouts-step-linger = Gå uden hast
lesson-readiness-and-rollouts-linger =
    Sådan undgår du det: Lad programmet svare videre i nogle sekunder, til alle regler har vendt sig
    væk fra det. I en containers `lifecycle` siger `preStop`, hvad der skal gøres før `SIGTERM`. Det
    enkleste er at sove: `sleep`.
lesson-readiness-and-rollouts-exercise-leave-well = Lad butikkens { -pods } gå, uden at et eneste kald går tabt.
lesson-readiness-and-rollouts-exercise-leave-well-goal-three = Tre af butikkens { -pods } er klar, og dens { -service } vælger mellem dem alle.
lesson-readiness-and-rollouts-exercise-leave-well-goal-leave = To af dem bliver taget væk, og tredive kald i samme øjeblik får alle svar.
lesson-readiness-and-rollouts-exercise-leave-well-hint-1 = To ting begynder samtidig. Hvilken af dem bør komme senere?
lesson-readiness-and-rollouts-exercise-leave-well-hint-2 = `lifecycle` hører til containeren, ligesom `image`. I den skal der stå `preStop`, i den `sleep`, i den `seconds`. Reglerne skal bruge omkring et sekund; vær rundhåndet.
lesson-readiness-and-rollouts-exercise-leave-well-hint-3 = Skriv `lifecycle:` under `image`, lige så langt inde. Derefter, hver linje to mellemrum længere inde end den før, `preStop:`, `sleep:` og `seconds: 5`.
lesson-readiness-and-rollouts-exercise-leave-well-after =
    En { -pod }, der går nu, svarer, mens den sover, og bagefter er der ikke længere nogen, der
    sender til den. Efter `SIGTERM` gør et godt program det færdigt, som det er i gang
    med: **{ -graceful-termination }**. Kører det stadig efter 30 sekunder, søvnen medregnet, bliver det
    slået ihjel.
    Den frist ændrer du med `terminationGracePeriodSeconds`.

## Slutningen

lesson-readiness-and-rollouts-did =
    Det gjorde Kubernetes for dig:

    - Kubelet på hver node stillede probernes spørgsmål og meldte, hvem der er klar.
    - Listen sagde, hvem der er klar, og hvem der er på vej væk, og reglerne fulgte med.
    - Med tre { -pods } lod dit { -deployment } ingen gammel gå, før en ny var klar.
    - Før et program fik besked om at slutte, blev det gjort, som står i `preStop`.

    Det, ingen gjorde: skrive en probe, der mangler, eller holde `SIGTERM` tilbage, til reglerne var
    fulgt med.
