# source: f1bd41007bfc

### Lektionen a-stable-address: Adressen hører til objektet, ikke til noget, der kører.

lesson-a-stable-address-title = En adresse, som ingen bærer
lesson-a-stable-address-summary = Adressen på en { -service } hører hverken til en { -pod } eller en maskine. Se, hvad den overlever, og hvad der gør en ende på den.

## Trin 1

lesson-a-stable-address-step-nobody-there = Alle { -pods } forsvinder
# $shopIp is the cluster IP of the Service.
lesson-a-stable-address-nobody-there =
    Adressen på en { -pod } dør sammen med den. Gælder det også for en { -service }? Her står `shop`,
    med adressen `{ $shopIp }`, foran to { -pods }.
lesson-a-stable-address-try-send = Kald den adresse
lesson-a-stable-address-night =
    Om aftenen lukker butikken: Dens { -deployment } bliver skaleret helt ned, så der slet ingen
    { -pods } er.
# $shopIp is the cluster IP of the Service.
lesson-a-stable-address-predict-no-pods = Der er ingen { -pod } tilbage, og gæsten kalder `{ $shopIp }` igen. Hvad sker der?
lesson-a-stable-address-predict-no-pods-starts = En { -pod } svarer: Der starter en, når nogen kalder.
lesson-a-stable-address-predict-no-pods-refused = Gæsten får straks at vide, at der ikke er nogen.
lesson-a-stable-address-predict-no-pods-silence = Der kommer intet tilbage: Adressen er også væk.
lesson-a-stable-address-predict-no-pods-after =
    Din { -service } findes stadig, og det gør dens adresse også. Bag den står ingen, og til det
    tilfælde har hver node en regel, der siger nej med det samme. I en terminal står der `curl: (7)`.
    Den, der kalder adressen på en { -pod }, som er væk, venter derimod som regel forgæves.

    Om morgenen starter to nye { -pods }. Lad alt andet være, som det er, og kald igen. En
    { -service } må endda gerne laves før sin første { -pod }.
lesson-a-stable-address-try-morning = Start to { -pods }, og kald så den samme adresse

## Trin 2

lesson-a-stable-address-step-no-machine = Ikke på nogen maskine
# $whereIp is the cluster IP of the Service.
lesson-a-stable-address-no-machine =
    På billedet har hver { -pod } og hver node en adresse. Ingen af dem har `{ $whereIp }`. Den
    adresse står i din { -service }, et objekt, som Kubernetes gemmer, og i regler på hver node: Det,
    der bliver sendt dertil på port 80, går til en af dine { -pods }.

    Hvem svarer så på et `ping`? Åbn **Terminal**, lad den køre hos gæsten, og skriv
    `ping { $whereIp }`. Hver { -packet } går tabt: Der er ingen maskine til at svare, og reglerne
    gælder kun for port 80. Alligevel er intet i stykker: Kald port 80.

    Nogle steder bliver sådan et `ping` afvist i stedet, og andre steder får det endda svar. Det
    fortæller aldrig, om en { -service } virker.
lesson-a-stable-address-try-port = Kald port 80

## Trin 3

lesson-a-stable-address-step-blue-green = Et andet program, den samme adresse
# $blueIp is the cluster IP of the Service.
lesson-a-stable-address-blue-green =
    Bag `shop` kører version `blue`. Version `green` står klar ved siden af, men får endnu ingen
    kaldere.

    Gæsten kalder navnet, `shop`. Kiosken, et ældre program, har skrevet nummeret ned:
    `{ $blueIp }`. Ingen af dem skal ændre noget.
lesson-a-stable-address-exercise-green = Sørg for, at begge kaldere får svar fra `green` og ikke længere fra `blue`.
lesson-a-stable-address-exercise-green-goal-name = Gæsten kalder `shop` ti gange, og kun `green` svarer.
lesson-a-stable-address-exercise-green-goal-number = Kiosken kalder ti gange det nummer, den har skrevet ned, og kun `green` svarer.
lesson-a-stable-address-exercise-green-hint-1 = Hvad afgør, hvilke { -pods } der står bag en { -service }?
lesson-a-stable-address-exercise-green-hint-2 = `selector` beder om to labels. Hvilken af dem mangler hos { -pods } af version `green`?
lesson-a-stable-address-exercise-green-hint-3 = Ret `version: blue` til `version: green` under `selector` i din { -service }. Har du slettet eller omdøbt den, så tryk først på **Fortryd**.
lesson-a-stable-address-exercise-green-after =
    Ét ord blev ændret, og med det listen over { -pods }. Navn, adresse og port blev, som de var.
    Skuffer `green`, så ret ordet tilbage.

    Portene må også ændres, og antallet af { -pods } må skifte: Det er stadig den samme { -service }.

## Trin 4

lesson-a-stable-address-step-made-anew = Slettet og lavet på ny
lesson-a-stable-address-made-anew =
    I en anden butik valgte nogen i sin tid selv adressen: `10.96.0.50`. Kiosken har skrevet den ned.

    I nat kom en kollega til at slette butikkens { -service } og lavede den straks på ny: samme navn,
    samme selector, samme port. Det eneste, der ikke blev skrevet igen, var adressen. Butikkens
    { -pods } kørte videre.
lesson-a-stable-address-predict-noted-number = Kiosken kalder `10.96.0.50`. Hvad sker der?
lesson-a-stable-address-predict-noted-number-answers = En { -pod } svarer: Kubernetes husker adressen.
lesson-a-stable-address-predict-noted-number-refused = Kiosken bliver afvist med det samme.
lesson-a-stable-address-predict-noted-number-silence = Der kommer intet tilbage til kiosken.
# $newIp is the cluster IP of the new Service.
lesson-a-stable-address-predict-noted-number-after =
    For Kubernetes er det en anden { -service }, som tilfældigvis har samme navn. Den fik en ledig
    adresse, `{ $newIp }`. Den gamle tilhører ikke længere nogen: Der er ikke engang en regel til at
    sige nej. En dag vælger nogen den måske til en anden { -service }, og så taler kiosken med en
    fremmed.
lesson-a-stable-address-predict-by-name = Gæsten bruger navnet og kalder `shop`. Hvad sker der?
lesson-a-stable-address-predict-by-name-answers = En { -pod } svarer: Navnet virker som før.
lesson-a-stable-address-predict-by-name-unknown = Navnet er ukendt: Det blev også slettet.
lesson-a-stable-address-predict-by-name-silence = Intet kommer tilbage: DNS har den gamle adresse.
lesson-a-stable-address-predict-by-name-after =
    Gæsten spørger efter navnet ved hvert kald, og **DNS** svarer med den nye adresse. Så skriv navne
    ned, ikke numre. Men pas på: Et program, der kun spørger, når det starter, er ikke bedre stillet
    end kiosken.

## Trin 5

lesson-a-stable-address-step-old-number = Det gamle nummer igen
lesson-a-stable-address-old-number =
    Ingen kan ændre kiosken i dag, så dens nummer skal virke igen. Med `clusterIP` beder en
    { -service } om en bestemt adresse: en ledig fra clusterets område, her `10.96.0.0/16`.

    I teksten står den linje bag et `#`, så den gælder ikke. Fjern `#`, og API-serveren afviser
    ændringen: `may not change once set`.
lesson-a-stable-address-exercise-old-number = Lad `10.96.0.50` føre til butikken igen, og sørg for, at navnet også gør det.
lesson-a-stable-address-exercise-old-number-goal-number = Kiosken kalder `10.96.0.50` fem gange og får svar hver gang.
lesson-a-stable-address-exercise-old-number-goal-name = Gæsten kalder `shop` fem gange og får svar hver gang.
lesson-a-stable-address-exercise-old-number-hint-1 = Hvornår får en { -service } sin adresse? Denne er allerede lavet.
lesson-a-stable-address-exercise-old-number-hint-2 = Lav `shop` en gang til, nu med den linje. Eller lav endnu en { -service } med et andet navn: To må gerne stå foran de samme { -pods }.
lesson-a-stable-address-exercise-old-number-hint-3 = Når `#` er væk, klipper du din { -service } ud af teksten, fra linjen `---` til slutningen. Det, der forsvinder fra teksten, bliver slettet. Tæl til tre, og sæt den så ind igen.
lesson-a-stable-address-exercise-old-number-after =
    Lavede du `shop` en gang til, kunne ingen kalde den et øjeblik. Lavede du endnu en { -service },
    blev ingen afbrudt: to { -services }, to adresser, de samme { -pods }.

    Når Kubernetes selv vælger, tager det først fra den øvre del af området. Derfor er et lavt nummer
    sjældent optaget.

## Slutningen

lesson-a-stable-address-did =
    Det gjorde Kubernetes for dig:

    - Det gav din { -service } en adresse, da den blev lavet, og beholdt den, mens { -pods } kom og gik.
    - Det skrev på hver node, hvad der skal ske med den adresse: send videre til en { -pod }, eller
      afvis med det samme.
    - Det beholdt navn og adresse, da du ændrede selectoren.

    Det, det ikke gjorde: gemme en adresse til et navn. Den næste { -service } med det navn er en
    anden.
