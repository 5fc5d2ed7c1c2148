# source: b9c33ea27e7d

### Lektion 1, pods-come-and-go: de første fem minutter.

lesson-pods-come-and-go-title = { -pods } kommer og går
lesson-pods-come-and-go-summary = Slet en { -pod }, og dens adresse dør med den. Se på fem minutter, hvorfor der findes en { -service }.

## Trin 1

lesson-pods-come-and-go-step-one-pod = Én { -pod }, én gæst
lesson-pods-come-and-go-one-pod =
    Her er et lille { -cluster }. I det kører én { -pod }: et program i sin egen lille kasse med sin
    egen adresse. Programmet svarer på hver forespørgsel med sit navn.

    Ved siden af står en gæst, som gerne vil tale med det. Tryk på **Send**.
lesson-pods-come-and-go-try-send = Send
# $podIp is the IP address of the Pod.
lesson-pods-come-and-go-answered =
    Gæsten sendte en { -packet } til `{ $podIp }`, og din { -pod } på den adresse svarede med sit
    navn. Du kan sende lige så tit, som du vil: samme adresse, samme { -pod }, samme svar.

## Trin 2

lesson-pods-come-and-go-step-gone = Så er din { -pod } væk
# $podIp is the IP address of the Pod.
lesson-pods-come-and-go-gone =
    { -pods } lever ikke længe. De går ned, en maskine svigter, nogen installerer en ny version.
    Kubernetes flytter aldrig en gammel { -pod } til et nyt sted. Der bliver lavet en ny, og den
    gamle får lov at forsvinde.

    Om lidt sletter du denne { -pod }. Her våger et { -deployment } over den; dets opgave er at holde
    én { -pod } kørende, hele tiden. Gæsten kender imens kun én ting: `{ $podIp }`.
lesson-pods-come-and-go-predict-old-address = Du sletter din { -pod } og venter, til en ny kører. Så sender gæsten til den gamle adresse igen. Hvad sker der?
lesson-pods-come-and-go-predict-old-address-answers = Den nye { -pod } svarer: Den har overtaget adressen.
lesson-pods-come-and-go-predict-old-address-refused = Gæsten får straks at vide, at der ikke er nogen.
lesson-pods-come-and-go-predict-old-address-silence = Der kommer intet tilbage, og gæsten opgiver at vente.
# $podIp is the IP address of the deleted Pod.
lesson-pods-come-and-go-predict-old-address-after =
    Se på billedet: En ny { -pod } kører, og den er rask. Men den har et nyt navn og en **ny
    adresse**. Ingen bor længere på `{ $podIp }`, så hver { -packet } dertil går tabt, og der er ikke
    engang nogen til at sige nej. Gæsten venter, til tålmodigheden slipper op: en { -timeout }.

## Trin 3

lesson-pods-come-and-go-step-fixed-address = En adresse, der bliver
lesson-pods-come-and-go-fixed-address =
    Du kunne fortælle hver gæst den nye adresse, hver gang. Eller du kan stille noget, der aldrig
    flytter sig, foran dine { -pods }. Det er en **{ -service }**: ét navn, én adresse, én port, så længe
    du beholder den.
lesson-pods-come-and-go-label =
    En { -service } kender ikke sine { -pods } ved navn. Den kigger efter en **label**, et lille
    mærke, som { -pods } bærer. Dine bærer `app: web`. Hver { -pod } med det mærke hører til; hvem
    der bærer det, kan skifte når som helst.

    I teksten herunder står det { -deployment }, du allerede har, og efter linjen `---` en ny
    { -service } ved navn `web`. Én ting mangler: dens **selector**, det mærke, den kigger efter.
lesson-pods-come-and-go-exercise-fill-the-blank = Udfyld det tomme felt, så gæsten får svar fra `web`.
lesson-pods-come-and-go-exercise-fill-the-blank-goal-answers = Gæsten kalder `web`, og din { -pod } svarer.
lesson-pods-come-and-go-exercise-fill-the-blank-hint-1 = Find det mærke, dine { -pods } bærer. Det står i dit { -deployment } under `template`, `metadata`, `labels`.
lesson-pods-come-and-go-exercise-fill-the-blank-hint-2 = Din selector skal sige det samme: samme nøgle, `app`, og samme værdi.
lesson-pods-come-and-go-exercise-fill-the-blank-hint-3 = Ret `app: ""` under `selector` til `app: web`.
lesson-pods-come-and-go-exercise-fill-the-blank-after =
    Så snart du havde skrevet mærket, fandt Kubernetes den { -pod }, der bærer det, og skrev dens
    adresse på listen, som hører til din { -service }. Gæster spørger efter `web`; listen siger, hvem
    det er i dag.

## Trin 4

lesson-pods-come-and-go-step-again = Slet den igen
lesson-pods-come-and-go-again =
    Nu kommer prøven. Din { -pod } bliver slettet én gang til og kommer igen på en anden adresse,
    ligesom før. Men denne gang kalder gæsten `web`.
lesson-pods-come-and-go-predict-delete-again = Du sletter din { -pod } igen, og gæsten kalder `web`. Hvad sker der?
lesson-pods-come-and-go-predict-delete-again-answers = Den får svar fra den nye { -pod }.
lesson-pods-come-and-go-predict-delete-again-refused = Den får straks at vide, at der ikke er nogen.
lesson-pods-come-and-go-predict-delete-again-silence = Der kommer intet tilbage.
lesson-pods-come-and-go-predict-delete-again-after =
    Med mærket på plads opdager gæsten ingenting. Din { -pod } blev en anden, dens adresse blev en
    anden; din { -service } er den samme. Kubernetes tog den gamle adresse af listen og satte
    den nye på.

    Svarede din { -service } ikke, så er dens selector stadig tom: Gå et trin tilbage.

## Trin 5

lesson-pods-come-and-go-step-three = Tre er bedre end én
lesson-pods-come-and-go-three =
    En { -service } kan stå foran mange { -pods }. Lad os tage tre med samme mærke og lade gæsten
    sende tyve gange. Diagrammet tæller, hvem der svarede.
lesson-pods-come-and-go-predict-who-answers = Tre { -pods }, tyve forespørgsler. Hvem svarer?
lesson-pods-come-and-go-predict-who-answers-one = Altid den samme { -pod }; de andre venter i reserve.
lesson-pods-come-and-go-predict-who-answers-in-turn = Alle tre, på skift i fast rækkefølge.
lesson-pods-come-and-go-predict-who-answers-chance = Alle tre, som det nu falder ud.
lesson-pods-come-and-go-predict-who-answers-after =
    Hver ny forbindelse bliver givet til én af dine { -pods }, **tilfældigt**, som et terningkast.
    Derfor er de tre bjælker sjældent lige lange, og den samme { -pod } kan sagtens svare tre gange i
    træk. Send flere, og bjælkerne nærmer sig hinanden.

## Trin 6

lesson-pods-come-and-go-step-your-turn = Din tur
lesson-pods-come-and-go-your-turn =
    En butik: ét { -deployment } med en enkelt { -pod } og én { -service }, som ikke finder nogen. Det
    bliver en travl dag, og én { -pod } kan svigte når som helst.
lesson-pods-come-and-go-exercise-busy-shop = Giv butikken tre { -pods }, og lad dens { -service } finde dem.
lesson-pods-come-and-go-exercise-busy-shop-goal-answers = Gæsten kalder `shop` og får svar.
lesson-pods-come-and-go-exercise-busy-shop-goal-three = Tredive forespørgsler når mindst tre forskellige { -pods }.
lesson-pods-come-and-go-exercise-busy-shop-goal-goes-on = Når én { -pod } bliver slettet, kører butikken videre.
lesson-pods-come-and-go-exercise-busy-shop-hint-1 = To ting mangler: det mærke, din { -service } kigger efter, og antallet af { -pods }.
lesson-pods-come-and-go-exercise-busy-shop-hint-2 = Antallet er `replicas` i dit { -deployment }. Mærket står under `template` som før; kun dets værdi er en anden.
lesson-pods-come-and-go-exercise-busy-shop-hint-3 = Sæt `replicas: 3`, og skriv `app: shop` under `selector` i din { -service }.
lesson-pods-come-and-go-exercise-busy-shop-after =
    Tre { -pods } deles om arbejdet, og ingen af dem er uundværlig. Det er det, en { -service } er til
    for.

## Slutningen

lesson-pods-come-and-go-did =
    Det gjorde Kubernetes for dig:

    - Det gav hver ny { -pod } sin egen adresse og lovede aldrig at beholde den.
    - Det gav din { -service } et navn og en adresse og beholdt begge.
    - Det holdt øje med, hvilke { -pods } der bærer mærket og er klar, og holdt listen ved lige.
    - Det sendte hver ny forbindelse til én { -pod } fra den liste, tilfældigt.

    Listen har et navn, EndpointSlice, og den møder du snart.
