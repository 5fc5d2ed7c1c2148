# source: 7c416f475be6

### Lektionen near-and-far: en hvilken som helst Pod, nodens egen eller zonens.

lesson-near-and-far-title = Nær og fjern: hvilke { -pods } der kan vælges
lesson-near-and-far-summary = Hold kald på kalderens egen node eller i dens zone, og se, hvilken af de to måder der ender i stilhed, når en { -pod } mangler.

## Trin 1

lesson-near-and-far-step-anywhere = Hvor som helst
lesson-near-and-far-anywhere =
    Dette cluster står i to **zoner**: steder med hver sin strømforsyning og hvert sit netværk, så de
    sjældent svigter samtidig. En label på hver node, `topology.kubernetes.io/zone`, siger, hvor den
    står. I skyen bliver den som regel sat for dig.

    `node-1` og `node-2` er i `zone-a`, `node-3` er i `zone-b`. `web` har en { -pod } på hver af dem.
lesson-near-and-far-try-thirty = Lad `visitor-1` kalde `web` tredive gange
lesson-near-and-far-price =
    Nogle kald blev på `node-1`, nogle gik til naboen og nogle til den anden zone. Som standard kan
    enhver { -pod }, der er klar, blive valgt. Et kald til en anden zone tager længere tid, og mange
    udbydere kræver penge for det.

    To felter indsnævrer valget. Det ene er en mur, det andet et ønske.

## Trin 2

lesson-near-and-far-step-own-node = Kun på egen node
lesson-near-and-far-own-node =
    En `agent` samler ind, hvad programmerne på dens node melder, og kun fra dem. Derfor har denne
    { -service } `internalTrafficPolicy: Local`: En node giver kun kaldere inde i clusteret videre til
    { -pods }, den selv har.

    To agenter er klar, på `node-1` og `node-2`. `visitor-3` kører på `node-3`, hvor der ingen er.
lesson-near-and-far-predict-none-here = `visitor-3` kalder `agent:80`. Hvad sker der?
lesson-near-and-far-predict-none-here-other = En anden nodes agent svarer: bedre end ingen.
lesson-near-and-far-predict-none-here-refused = Gæsten bliver straks afvist: Her kan ingen svare.
lesson-near-and-far-predict-none-here-silence = Der kommer intet tilbage, og gæsten giver op.
lesson-near-and-far-predict-none-here-after =
    `node-3` har ingen agent at vælge, og under `Local` **dropper** den pakken. Gæsten venter og læser
    så `curl: (28)`. Fra `node-1` får det samme kald svar. Slår kald indefra fejl, men kun på nogle
    noder, så se efter denne politik.

    Var der ingen agent klar noget sted, ville hver node afvise: `curl: (7)`.
lesson-near-and-far-exercise-own-agent = Lad hver gæst nå agenten på sin egen node og aldrig en anden.
lesson-near-and-far-exercise-own-agent-goal-zone-a = `visitor-1` får altid svar fra `node-1` og `visitor-2` fra `node-2`.
lesson-near-and-far-exercise-own-agent-goal-node-3 = `visitor-3` får altid svar fra `node-3`.
lesson-near-and-far-exercise-own-agent-goal-wall = Muren står: Så længe ingen agent på `node-3` er klar, kan `visitor-3` heller ikke nå en anden.
lesson-near-and-far-exercise-own-agent-hint-1 = Politikken gør, som den skal. Hvad mangler på `node-3`?
lesson-near-and-far-exercise-own-agent-hint-2 = Hvor mange noder er der, og hvor mange { -pods } beder dit { -deployment } om?
lesson-near-and-far-exercise-own-agent-hint-3 = Sæt `replicas: 3`, og lad `internalTrafficPolicy: Local` stå.
lesson-near-and-far-exercise-own-agent-after =
    Den tredje { -pod } kom til `node-3`, fordi scheduleren gerne spreder de { -pods }, et
    { -deployment } har. Men den lover det ikke. Skal der være én på hver node, findes der en anden
    slags objekt, `DaemonSet`, som Service Lab ikke har.

## Trin 3

lesson-near-and-far-step-own-zone = Egen zone først
lesson-near-and-far-own-zone =
    For `web` er det nok, at nogen i nærheden svarer. Den har nu `trafficDistribution: PreferSameZone`.
lesson-near-and-far-try-near = Lad `visitor-1` kalde `web` tyve gange
# $farIp is the IP address of the Pod in zone-b.
lesson-near-and-far-hints =
    Kun de to { -pods } i `zone-a` svarede. Hvor ved `node-1` det fra? Skriv
    `kubectl get endpointslices` i terminalen og bagefter på samme linje `-o yaml`. På listen for `web`
    har hver adresse, der er klar, et **hint**, `forZones`: den zone, den er bestemt for, og det er
    dens egen. Ved `{ $farIp }` er det `zone-b`.

    kube-proxy læser aldrig `trafficDistribution`. Den læser disse hints. I sporet kan du se for hver
    af de andre { -pods }, hvorfor den blev valgt fra.

    I `zone-b` er der én { -pod }, og `visitor-3` har meget at spørge om.
lesson-near-and-far-predict-busy = `visitor-3` kalder tres gange. Hvem svarer?
lesson-near-and-far-predict-busy-share = Alle tre { -pods }: Så mange kald bliver delt ud.
lesson-near-and-far-predict-busy-help = Den i `zone-b`, og en fra `zone-a` hjælper, når det bliver for meget.
lesson-near-and-far-predict-busy-one = Den { -pod }, der er i `zone-b`, hver eneste gang.
lesson-near-and-far-predict-busy-after =
    Et hint siger, hvilken zone en { -pod } er bestemt for, ikke hvor travlt den har. Så længe den i
    `zone-b` er klar, får den hvert eneste kald fra sin zone, også når de to andre ingenting laver.

    Vil du holde kald i deres zone, så se først efter, om hver zone har { -pods } nok til sine egne
    kaldere.

## Trin 4

lesson-near-and-far-step-empty-zone = Ingen tilbage i zonen
lesson-near-and-far-empty-zone =
    Det blev for meget: Om lidt er din { -pod } i `zone-b` ikke klar længere. Efter 40 sekunder kalder
    `visitor-3` igen.
lesson-near-and-far-predict-none-left = Ingen { -pod } i `zone-b` er klar, og `visitor-3` kalder tolv gange. Hvad sker der?
lesson-near-and-far-predict-none-left-silence = Der kommer intet tilbage, ligesom under `Local`.
lesson-near-and-far-predict-none-left-refused = Gæsten bliver straks afvist: For den zone er listen tom.
lesson-near-and-far-predict-none-left-far = De to { -pods } i `zone-a` svarer på kaldene.
# $farIp is the IP address of the Pod in zone-b.
lesson-near-and-far-predict-none-left-after =
    Dette er et ønske, ikke en mur. Se på listen igen: `{ $farIp }` er ikke klar længere og har mistet
    sit hint. kube-proxy følger kun hints om zoner, hvis **hver** adresse, der er klar, har et, og et
    af dem nævner nodens egen zone. Ellers er enhver { -pod }, der er klar, god nok: langt væk,
    men den svarer.

    Kører blot én { -pod }, der er klar, på en node uden label for sin zone, er disse hints altså
    slået fra for alle.
lesson-near-and-far-try-again = Lad den komme sig, og kald igen

## Trin 5

lesson-near-and-far-step-shop = Nær, men aldrig tavs
lesson-near-and-far-shop =
    For at spare penge holder denne butik sine kald i nærheden. Nogen skrev
    `internalTrafficPolicy: Local` til det formål. Så holdt én { -pod } op med at være klar, og hver
    kalder på dens node læste `curl: (28)`, mens de to andre { -pods } ikke havde ret meget at lave.
lesson-near-and-far-exercise-near-first = Hold kald i deres zone, og mist ingen af dem, når ingen i en zone er klar.
lesson-near-and-far-exercise-near-first-goal-zone-a = `visitor-1` og `visitor-2` får altid svar fra `zone-a`.
lesson-near-and-far-exercise-near-first-goal-zone-b = `visitor-3` får altid svar fra `zone-b`.
lesson-near-and-far-exercise-near-first-goal-survives = Der står ingen mur: Når der kun er en enkelt { -pod } tilbage, får alle tre gæster stadig svar.
lesson-near-and-far-exercise-near-first-hint-1 = Hvilket felt er muren, og hvilket er ønsket?
lesson-near-and-far-exercise-near-first-hint-2 = Ønsket er `trafficDistribution`. Ved siden af `Local` ændrer det intet: Dér tæller hints ikke. Hvilken linje skal væk?
lesson-near-and-far-exercise-near-first-hint-3 = Skriv `trafficDistribution: PreferSameZone` i stedet for `internalTrafficPolicy: Local`.
lesson-near-and-far-exercise-near-first-after =
    Så længe alt går godt, bliver kaldene i nærheden. Mangler der nogen, tager de den lange vej.

    `PreferSameNode` beder om mere: først kalderens egen node, så dens zone, så hvem som helst.
    `PreferClose` er et ældre navn for `PreferSameZone` og er forældet (deprecated).

## Slutningen

lesson-near-and-far-did =
    Det gjorde Kubernetes for dig:

    - På listen noterede det node og zone for hver { -pod } og satte hints på, hvor en { -service } bad
      om dem.
    - På hver node skrev kube-proxy regler for de { -pods }, der kan vælges dér. Tilfældet valgte
      mellem dem.
    - Under `Local` skrev den en regel, der dropper, på en node uden en { -pod }, der er klar, når
      andre noder har en.
    - I en zone, som ingen hints nævnte, så den bort fra dem.

    Det, ingen gjorde: tælle kald eller sætte { -pods } derhen, hvor kalderne er.
