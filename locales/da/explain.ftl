### Hvad hver slags problem i en tekst betyder. Kubernetes' egne ord står ved siden
### af og bliver aldrig oversat.

## At læse YAML

explain-yaml-syntax =
    .title = Det er ikke YAML
    .what = Fra dette sted kunne teksten ikke læses som YAML, så intet derefter tæller med.
    .why = YAML får sin mening af mellemrum og tegn. Én forkert indrykning eller et citationstegn, der ikke er lukket, og ingen kan se, hvad der hører til hvad.
    .mend = Se på denne linje og den ovenfor: Står den under det rigtige felt, er hvert citationstegn lukket, er der et mellemrum efter hvert kolon?
explain-yaml-tab =
    .title = En tabulator i stedet for mellemrum
    .what = Denne linje er rykket ind med et tabulatortegn.
    .why = YAML tillader kun mellemrum til indrykning, fordi en tabulator er så bred, som hver editor nu synes.
    .mend = Skift tabulatoren ud med to mellemrum for hvert niveau.
explain-yaml-too-large =
    .title = For stor til at blive læst her
    .what = Teksten er for lang, for dyb eller gentager sig for meget.
    .why = En side i din browser skal blive ved med at være hurtig, så der er en fast grænse. Kubernetes har sine egne grænser, men de ligger længere ude.
    .mend = Tag noget ud, eller del teksten i to.
explain-yaml-not-json =
    .title = YAML, som Kubernetes ikke kan tage imod
    .what = Det er YAML, men noget, der ikke kan siges i JSON: en liste eller et sæt felter som nøgle eller et tal som `.nan`.
    .why = Kubernetes gemmer og sender objekter som JSON. Det, JSON ikke kan rumme, kan Kubernetes ikke tage imod.
    .mend = Brug almindelig tekst som nøgler og almindelige tal som værdier. Et `:` eller `?` et forkert sted laver tit sådan en nøgle ved et uheld.
# $subject is the key.
explain-duplicate-key =
    .title = Den samme nøgle to gange
    .what = `{ $subject }` står to gange på samme sted. kubectl tager den sidste og siger ingenting; den første går tabt.
    .why = Hver nøgle kan kun have én værdi. Det kommer tit af et manglende `---` mellem to manifester, så de bliver limet sammen til ét.
    .mend = Fjern den ene, eller sæt `---` mellem manifesterne.
explain-missing-kind =
    .title = Hvad er det her?
    .what = Et manifest skal sige, hvad det er, med `apiVersion` og `kind`. Det ene af dem mangler.
    .why = Alt andet afhænger af det: hvilke felter der findes, og hvem der passer objektet.
    .mend = Til en { -service } skriver du `apiVersion: v1` og `kind: Service` øverst.
# $subject is the kind as written.
explain-unknown-kind =
    .title = Den slags findes ikke
    .what = I denne `apiVersion` er der ingen kind `{ $subject }`.
    .why = En kind slås op efter dem begge, og store og små bogstaver gør forskel. Et { -deployment } er i `apps/v1`, en { -service } i `v1`.
    .mend = Tjek stavningen, det store begyndelsesbogstav, og hvilken `apiVersion` den hører til.
# $subject is the field's name.
explain-unknown-field =
    .title = Et felt, der ikke findes
    .what = Kubernetes kender intet felt `{ $subject }` her.
    .why = Et felt, ingen læser, ville se ud, som om det virkede. Derfor beder kubectl serveren om at være streng, og hele manifestet bliver afvist.
    .mend = Tjek stavning, store og små bogstaver og indrykning: Tit er feltet rigtigt og står bare et niveau for langt inde eller ude.
# $path is the field.
explain-wrong-type =
    .title = En forkert slags værdi
    .what = `{ $path }` vil have en anden slags værdi: et tal, en tekst, sandt eller falsk, en liste eller et sæt felter.
    .why = YAML gætter typen ud fra, hvordan værdien er skrevet: `80` er et tal, `"80"` en tekst, `yes` betyder sandt.
    .mend = Tilføj eller fjern citationstegn; skriv en liste med `- ` foran hvert element.
# $subject is the kind.
explain-not-simulated =
    .title = Ikke med her
    .what = Kubernetes har `{ $subject }`; her bliver den ikke efterlignet.
    .why = Det hele handler om { -services } og alt det, der fører en { -packet } hen til dem. Hellere sige det end lade som om.
    .mend = Lad dette manifest være ude her. På et rigtigt cluster kan det sagtens være i orden.

## Navne og labels

# $subject is the name.
explain-invalid-name =
    .title = Et navn, der ikke kan bruges
    .what = `{ $subject }` er ikke tilladt som navn her.
    .why = Navne bliver til dele af adresser og DNS-navne. Derfor består de af små bogstaver, tal og `-` (nogle slags tillader også `.`) og begynder og slutter med et bogstav eller tal. Navnet på en { -service } har højst 63 tegn.
    .mend = Brug kun små bogstaver (a til z), tal og `-`.
explain-name-required =
    .title = Der mangler et navn
    .what = Hvert objekt skal have `metadata.name` (eller `generateName`).
    .why = Kind, namespace og navn er tilsammen det, et objekt kendes på. Uden dem kunne det ikke findes igen.
    .mend = Tilføj `name:` under `metadata:`.
# $subject is the key.
explain-invalid-label-key =
    .title = En label-nøgle med forkert form
    .what = `{ $subject }` kan ikke være nøgle i en label.
    .why = Nøgler bliver sammenlignet bogstav for bogstav af mange programmer. De har højst 63 bogstaver, tal, `-`, `_` og `.`; foran må der stå et domæne og en `/`.
    .mend = Vælg en enkel nøgle som `app`.
# $subject is the value.
explain-invalid-label-value =
    .title = En label-værdi med forkert form
    .what = `{ $subject }` kan ikke være værdi i en label.
    .why = Selectors sammenligner disse værdier, så de er korte og enkle: højst 63 bogstaver, tal, `-`, `_` og `.`, og de begynder og slutter med et bogstav eller tal. En tom værdi er også tilladt.
    .mend = Udelad mellemrum og andre tegn. En fri tekst hører hjemme i `annotations`.
# $subject is the key.
explain-invalid-annotation-key =
    .title = En annotation-nøgle med forkert form
    .what = `{ $subject }` kan ikke være nøgle i en annotation.
    .why = Nøglerne følger de samme regler som i labels; kun værdierne er frie.
    .mend = Brug bogstaver, tal, `-`, `_` og `.` og højst én `/` efter et domæne.
# $path is the field.
explain-invalid-metadata =
    .title = Noget er galt i metadata
    .what = `{ $path }` har ikke den form, det skal have.
    .why = Finalizers og ejerhenvisninger fortæller Kubernetes, hvornår et objekt må forsvinde. En forkert kunne holde på det for altid.
    .mend = Var det ikke meningen at skrive dette felt, så fjern det: Controllere udfylder det.

## At finde objekter

# $subject is the namespace.
explain-namespace-not-found =
    .title = Det namespace findes ikke
    .what = Der er intet namespace `{ $subject }`.
    .why = Et objekt bliver lagt i et namespace, der allerede findes; Kubernetes laver ikke selv et.
    .mend = Opret først det namespace (`kind: Namespace`), eller udelad `namespace:` for at bruge `default`.
# $subject is the name.
explain-already-exists =
    .title = Det findes allerede
    .what = Der er allerede et objekt af denne slags, som hedder `{ $subject }`.
    .why = `create` laver kun nye objekter. `apply` laver eller ændrer.
    .mend = Brug `kubectl apply`, eller vælg et andet navn.
# $subject is the name.
explain-not-found =
    .title = Ikke fundet
    .what = Der er ingen `{ $subject }` i dette namespace.
    .why = Navne bliver kun slået op i ét namespace, og bogstav for bogstav.
    .mend = Tjek stavningen og dit namespace (`-n`).
explain-conflict =
    .title = Nogen kom først
    .what = Objektet er blevet ændret af en anden, siden du læste det.
    .why = Ellers ville din ændring slette deres, uden at nogen af jer opdagede det. Det er det, `resourceVersion` afslører.
    .mend = Læs objektet igen, lav din ændring i den nye udgave, og send den.

## Porte

# $subject is the number.
explain-port-out-of-range =
    .title = Den port findes ikke
    .what = `{ $subject }` er ikke en port.
    .why = TCP, UDP og SCTP har porte fra 1 til 65535.
    .mend = Skriv et tal fra 1 til 65535.
explain-ports-required =
    .title = En { -service } uden porte
    .what = Denne { -service } har ingen `ports`.
    .why = En { -service } sender videre efter port; uden porte ville dens regler aldrig passe på noget. Kun en headless { -service } eller en af typen `ExternalName` kan undvære dem.
    .mend = Tilføj `ports:` med mindst én `- port:`.
explain-port-name-required =
    .title = Flere porte, og en har intet navn
    .what = Med mere end én port skal hver have et `name`.
    .why = Listerne over { -endpoints } føres efter portenes navne. Uden navne kunne ingen se, hvad der hører til hvad.
    .mend = Giv hver port et kort `name`, for eksempel `http` og `metrics`.
# $subject is the name.
explain-duplicate-port-name =
    .title = To porte med ét navn
    .what = Navnet `{ $subject }` står ved to porte.
    .why = Det er på navnet, { -endpoints }, DNS og andre kan kende portene fra hinanden.
    .mend = Giv den ene et andet navn.
# $subject is the name.
explain-invalid-port-name =
    .title = Et portnavn med forkert form
    .what = `{ $subject }` kan ikke være navn på en port.
    .why = Portnavnet i en { -service } bliver til en del af DNS-poster: små bogstaver, tal og `-`. Et portnavn i en { -container } har højst 15 af dem og mindst ét bogstav.
    .mend = Vælg et kort navn med små bogstaver, for eksempel `http`.
explain-duplicate-port =
    .title = Den samme port to gange
    .what = To elementer har det samme nummer og den samme protokol.
    .why = Begge ville være det samme sted på den samme adresse, så ingen kunne se, hvilken af dem en { -packet } hører til.
    .mend = Fjern den ene, eller giv den en anden `port` eller `protocol`.
# $subject is the text.
explain-target-port-name-needs-letter =
    .title = Et tal i citationstegn er et navn
    .what = `targetPort` som tekst er navnet på en port, og `{ $subject }` har intet bogstav i sig.
    .why = `targetPort: 8080` er et tal; `targetPort: "8080"` ville være en port, der hedder 8080. For at ingen skal forveksle dem, skal et navn have mindst ét bogstav.
    .mend = Fjern citationstegnene.
# $subject is the name.
explain-invalid-target-port-name =
    .title = `targetPort` med et navn i forkert form
    .what = `{ $subject }` kan ikke være navn på en port i en { -container }.
    .why = Den slags navne har højst 15 små bogstaver, tal og `-` og mindst ét bogstav. De må ikke begynde eller slutte med `-`.
    .mend = Skriv navnet, som det står under `ports` i din { -container }, eller nummeret.
# $subject is the protocol as written.
explain-invalid-protocol =
    .title = Den protokol findes ikke
    .what = `{ $subject }` er ikke en protokol, en { -service } kan bære.
    .why = En { -service } arbejder med porte og dermed med `TCP`, `UDP` og `SCTP`, med store bogstaver. HTTP kører over TCP; en { -service } kigger ikke indeni.
    .mend = Skriv `protocol: TCP`, eller udelad linjen. At det er HTTP, kan du sige med `appProtocol: http`.
# $subject is the number.
explain-node-port-out-of-range =
    .title = Uden for nodeportenes område
    .what = `{ $subject }` er ikke blandt de porte, en node reserverer til { -services }.
    .why = Området, normalt 30000 til 32767, er sat til side, så ingen { -service } tager en port, et program på selve noden har brug for.
    .mend = Vælg et tal fra 30000 til 32767, eller udelad `nodePort`, og lad Kubernetes vælge.
# $subject is the number.
explain-node-port-taken =
    .title = Den nodeport er taget
    .what = En anden { -service } har allerede nodeport `{ $subject }`.
    .why = En nodeport er åben på hver node, så den kan kun høre til én { -service }. Reservationen gælder både TCP og UDP.
    .mend = Vælg et andet tal, eller udelad `nodePort`.
explain-duplicate-node-port =
    .title = To porte beder om én nodeport
    .what = To elementer i denne { -service } beder om den samme `nodePort`.
    .why = Kom der en { -packet } til den port på en node, kunne ingen se, hvilken af de to den hørte til.
    .mend = Giv dem hver sin, eller udelad den ene.
explain-node-port-not-for-type =
    .title = Denne type har ingen nodeporte
    .what = `nodePort` står i en { -service }, der ikke åbner porte på noder.
    .why = Det gør kun `NodePort` og `LoadBalancer`. Med `ClusterIP` ville linjen love en dør, der ikke er der.
    .mend = Tilføj `type: NodePort`, eller fjern `nodePort`.
explain-health-check-node-port-not-for-type =
    .title = Der er intet sundhedstjek at svare på
    .what = `healthCheckNodePort` hører kun til `type: LoadBalancer` med `externalTrafficPolicy: Local`.
    .why = Kun da er der forskel på, om noder kan tage imod { -traffic }, og kun en { -load-balancer } spørger.
    .mend = Fjern feltet, eller sæt begge de andre.
# $subject is the number.
explain-health-check-node-port-refused =
    .title = Den port til sundhedstjek kan ikke fås
    .what = `{ $subject }` er uden for nodeportenes område eller taget.
    .why = Den åbnes på hver node ligesom en nodeport og kommer fra det samme område.
    .mend = Udelad `healthCheckNodePort`; Kubernetes vælger en ledig.

## Slags Services og adresser

# $subject is the type as written.
explain-invalid-service-type =
    .title = Den type { -service } findes ikke
    .what = `{ $subject }` er ikke en type.
    .why = Der er fire, skrevet præcis sådan: `ClusterIP`, `NodePort`, `LoadBalancer`, `ExternalName`. En headless { -service } er ikke en type, men `clusterIP: None`.
    .mend = Skriv en af de fire, med de samme store bogstaver.
# $subject is the text.
explain-invalid-ip-address =
    .title = Ikke en IP-adresse
    .what = `{ $subject }` er ikke en IP-adresse.
    .why = Her skal der stå en adresse, ikke et navn: fire tal fra 0 til 255 uden nuller foran eller en IPv6-adresse.
    .mend = Skriv adressen, for eksempel `192.0.2.10`.
# $subject is the address.
explain-special-ip-address =
    .title = En adresse med sin egen betydning
    .what = `{ $subject }` kan ikke bruges her: Den betyder "denne maskine selv", "kun dette kabel" eller noget i den stil.
    .why = Adresser som `127.0.0.1` eller `169.254.0.1` forlader aldrig den maskine eller det kabel, de er på. Regler for dem ville føre kaldere på vildspor.
    .mend = Brug en adresse, som andre maskiner kan nå.
# $subject is the text.
explain-invalid-cidr =
    .title = Ikke et område af adresser
    .what = `{ $subject }` er ikke et område.
    .why = Et område er en adresse, en skråstreg og hvor mange bit der ligger fast: `203.0.113.0/24`. En enkelt adresse er `203.0.113.7/32`.
    .mend = Skriv det på den form.
# $subject is the address.
explain-cluster-ip-out-of-range =
    .title = Uden for området til { -services }
    .what = `{ $subject }` er ikke blandt de adresser, dette cluster reserverer til { -services }.
    .why = Området lægges fast, når clusteret laves, så adresserne aldrig støder sammen med dem, { -pods }, noder eller dit netværk har.
    .mend = Udelad `clusterIP`; Kubernetes vælger en.
# $subject is the address.
explain-cluster-ip-taken =
    .title = Den cluster-IP er taget
    .what = En anden { -service } har `{ $subject }`.
    .why = En cluster-IP hører til én { -service }, så længe den findes.
    .mend = Udelad `clusterIP`, eller vælg en ledig.
explain-cluster-ips-mismatch =
    .title = To felter, der er uenige
    .what = `clusterIP` og den første i `clusterIPs` er ikke ens.
    .why = De siger det samme to gange: `clusterIP` er det ældre felt, `clusterIPs` kan også rumme en adresse mere af den anden familie.
    .mend = Skriv kun `clusterIP`, eller gør dem ens.
explain-immutable-cluster-ip =
    .title = Cluster-IP'en bliver
    .what = Den cluster-IP, en { -service } har, kan ikke ændres eller tages fra den, mens den findes.
    .why = At den aldrig ændrer sig, er det, en { -service } er til for: Kaldere, DNS-svar og regler stoler på den.
    .mend = Lad den være. Vil du have en anden adresse, så slet din { -service }, og opret den på ny.
explain-headless-not-for-type =
    .title = Headless og åben udadtil går ikke sammen
    .what = `clusterIP: None` er kun til brug indenfor; en { -service } af typen `NodePort` eller `LoadBalancer` skal have en cluster-IP.
    .why = En headless { -service } har slet ingen regler, kun DNS, så der er intet, en dør på en node kunne føre til.
    .mend = Fjern `clusterIP: None`, eller brug `type: ClusterIP`. Findes den allerede, så slet den, og opret den igen.
# $subject is the family.
explain-invalid-ip-family =
    .title = Den adressefamilie findes ikke
    .what = `{ $subject }` kan ikke stå i `ipFamilies`.
    .why = Der er to, `IPv4` og `IPv6`, hver højst én gang.
    .mend = Skriv en af dem eller begge, eller udelad feltet.
# $subject is the family.
explain-ip-family-not-configured =
    .title = Dette cluster har ikke den slags adresser
    .what = Clusteret har intet område til `{ $subject }`.
    .why = Hvilke familier et cluster taler, lægges fast, når det laves. Dette kan ikke dele sådan en adresse ud.
    .mend = Udelad `ipFamilies`, og bed ikke om `RequireDualStack`.
explain-ip-family-policy-conflict =
    .title = Familier og politik er uenige
    .what = `ipFamilyPolicy` siger én familie, og der står flere på listen, eller omvendt.
    .why = `SingleStack` betyder præcis én adresse; begge familier kræver `PreferDualStack` eller `RequireDualStack`.
    .mend = Udelad begge felter, eller lad dem sige det samme.
explain-external-name-required =
    .title = Hvilket navn?
    .what = En { -service } af typen `ExternalName` skal have `externalName`.
    .why = Den er ikke andet end et ekstra navn i DNS, så den må sige for hvad.
    .mend = Tilføj `externalName:` med et DNS-navn, for eksempel `db.example.com`.
# $subject is the name.
explain-invalid-external-name =
    .title = Ikke et DNS-navn
    .what = `{ $subject }` kan ikke være et eksternt navn.
    .why = Det bliver til en DNS-post. Den tager et navn med små bogstaver og punktummer: intet `https://`, ingen sti, ingen port, ingen store bogstaver.
    .mend = Behold kun maskinens navn: `api.example.com`.
# $path is the field.
explain-not-for-external-name =
    .title = Ikke sammen med ExternalName
    .what = `{ $path }` kan ikke stå i en { -service } af typen `ExternalName`.
    .why = Sådan en { -service } har ingen adresse og ingen regler; den er et navn for et andet navn. Feltet har intet at virke på.
    .mend = Fjern feltet, eller vælg en anden type.
# $path is the field.
explain-load-balancer-only =
    .title = Kun med typen LoadBalancer
    .what = `{ $path }` må kun sættes, når `type` er `LoadBalancer`.
    .why = Feltet taler til den, der laver en { -load-balancer }; ved andre typer læser ingen det.
    .mend = Sæt `type: LoadBalancer`, eller fjern feltet.
explain-traffic-policy-not-for-type =
    .title = Ingen kommer udefra
    .what = `externalTrafficPolicy` kræver en { -service }, der kan nås udefra.
    .why = Feltet bestemmer, hvad noder gør med kaldere udefra. En almindelig `ClusterIP`-{ -service } har ingen, medmindre den har `externalIPs`.
    .mend = Sæt `type: NodePort` eller `LoadBalancer`, eller fjern feltet. For kaldere indefra er der `internalTrafficPolicy`.
# $subject is the number.
explain-affinity-timeout-out-of-range =
    .title = For kort eller for lang tid
    .what = `{ $subject }` sekunder kan ikke være den tid, en kalder bliver hos den samme { -pod }.
    .why = Tilladt er mere end 0 og højst 86400 sekunder, et døgn. Standarden er 10800, tre timer.
    .mend = Skriv et tal fra 1 til 86400.
# $subject is the text.
explain-invalid-app-protocol =
    .title = `appProtocol` med forkert form
    .what = `{ $subject }` kan ikke være en `appProtocol`.
    .why = Det er et vink til load balancers og service meshes: et kendt navn som `http` eller et med dit eget domæne foran, `example.com/mine`.
    .mend = Skriv sådan et navn, eller udelad feltet.
# $subject is the text.
explain-invalid-load-balancer-class =
    .title = `loadBalancerClass` med forkert form
    .what = `{ $subject }` kan ikke være en klasse.
    .why = Klassen nævner den, der skal lave en { -load-balancer }, skrevet som nøglen i en label: `example.com/internal`.
    .mend = Brug det navn, udbyderen opgiver, eller udelad feltet.

## Værdier

# $path is the field; $subject the value.
explain-unsupported-value =
    .title = Ikke en af mulighederne
    .what = `{ $subject }` er ikke blandt de værdier, `{ $path }` må have.
    .why = Feltet tager kun værdier fra en fast liste, og store bogstaver gør forskel. Kubernetes nævner listen i sin besked.
    .mend = Tag en fra listen i beskeden.
# $path is the field.
explain-immutable-field =
    .title = Det kan ikke ændres
    .what = `{ $path }` ligger fast, når objektet først findes.
    .why = Andre stoler på det: Ændrede en selector sig for eksempel, ville de { -pods }, der blev lavet før, pludselig ikke høre til nogen.
    .mend = Sæt den gamle værdi tilbage, eller slet objektet, og opret det på ny.
explain-pod-update-forbidden =
    .title = En { -pod } bliver ikke ændret, den bliver udskiftet
    .what = I en kørende { -pod } kan næsten intet ændres, undtagen dens image og labels.
    .why = Et program, der er startet, kan ikke bagefter få en anden port eller kommando.
    .mend = Slet den, og opret den på ny, eller ret skabelonen i dens { -deployment }, som så gør det for dig.
# $path is the field.
explain-required-field =
    .title = Der mangler noget
    .what = `{ $path }` skal sættes.
    .why = Kubernetes har ingen standard for det og kan ikke gætte.
    .mend = Tilføj feltet med en værdi.
# $path is the field; $subject the number.
explain-number-out-of-range =
    .title = For lille eller for stor
    .what = `{ $subject }` er uden for området for `{ $path }`.
    .why = Kubernetes nævner grænserne i sin besked.
    .mend = Vælg et tal inden for dem.
# $path is the field.
explain-invalid-value =
    .title = Den værdi kan ikke bruges
    .what = Værdien af `{ $path }` har ikke den form, den skal have.
    .why = Kubernetes siger i sin besked, hvilken form det er, tit som et mønster med et eksempel.
    .mend = Sammenlign din værdi med eksemplet i beskeden, bogstav for bogstav.
# $path is the field.
explain-forbidden-field =
    .title = Ikke her
    .what = `{ $path }` må ikke sættes på dette sted eller sammen med resten.
    .why = Nogle felter udelukker hinanden, og nogle er det Kubernetes selv, der udfylder. Beskeden siger hvilke.
    .mend = Fjern feltet eller det, som det ikke kan stå sammen med.
# $subject is the value.
explain-duplicate-value =
    .title = Den samme værdi to gange
    .what = `{ $subject }` står to gange på en liste, hvor alle skal være forskellige.
    .why = Det er netop det, elementerne på denne liste skelnes på.
    .mend = Fjern den ene, eller giv den et andet navn.
# $path is the field.
explain-too-many =
    .title = For meget
    .what = `{ $path }` rummer mere, end der må være.
    .why = Lister og tekster har grænser, så intet objekt vokser uden ende. Beskeden nævner grænsen.
    .mend = Tag noget ud.
# $subject is the name.
explain-unknown-reference =
    .title = Det henviser til ingenting
    .what = `{ $subject }` er nævnt her, men objektet har intet af det navn.
    .why = En { -container } kan for eksempel kun bruge et volume, som dens { -pod } har erklæret.
    .mend = Erklær det, eller ret navnet.

## Selectors og skabeloner

explain-selector-mismatch =
    .title = Det ville ikke kende sine egne { -pods }
    .what = Selectoren passer ikke til de labels, der står i `template`.
    .why = Dit { -deployment } ville lave { -pods }, ikke kende dem som sine egne og lave flere, for evigt. Derfor afviser Kubernetes det.
    .mend = Gør `selector.matchLabels` lig med de labels, der står under `template.metadata`.
explain-empty-selector =
    .title = En selector, der ikke vælger noget bestemt
    .what = Selectoren er tom, og her skal den vælge.
    .why = En tom selector ville betyde hver { -pod } i dit namespace, også de fremmede.
    .mend = Tilføj `matchLabels` med mindst én label.
# $path is the field.
explain-invalid-selector =
    .title = En selector med forkert form
    .what = `{ $path }` er ikke en selector, der kan bruges.
    .why = `In` og `NotIn` skal have en liste af værdier; `Exists` og `DoesNotExist` må ikke have nogen.
    .mend = Brug i enkle tilfælde `matchLabels` med nøgle og værdi.
explain-rolling-update-stuck =
    .title = Denne opdatering kunne aldrig komme i gang
    .what = `maxSurge` og `maxUnavailable` er begge 0.
    .why = Uden en { -pod } mere og uden en færre end ønsket kunne ingen gammel nogensinde blive skiftet ud med en ny.
    .mend = Sæt den ene til 1, eller udelad begge.
# $subject is the text.
explain-invalid-percent =
    .title = Ikke et tal og ikke en procentdel
    .what = `{ $subject }` er hverken et helt tal eller en procentdel.
    .why = Her skal der stå et antal, `1`, eller en andel, `25%`.
    .mend = Skriv en af delene.
explain-container-port-required =
    .title = En port uden nummer
    .what = Et element under `ports` i din { -container } har ingen `containerPort`.
    .why = Elementet beskriver én port; nummeret er det, det handler om.
    .mend = Tilføj `containerPort:`. Den åbner for resten ikke noget: Den fortæller læsere noget og giver porten et navn.
# $path is the field.
explain-container-incomplete =
    .title = En { -container }, der ikke kan starte
    .what = `{ $path }` mangler. En { -pod } skal have mindst én { -container }, og hver skal have et navn og et image.
    .why = Uden et image er der intet program at køre.
    .mend = Føj `name:` og `image:` til din { -container }.

## At ændre og at løbe tør

explain-patch-refused =
    .title = Den ændring passer ikke
    .what = Ændringen kunne ikke lægges oven på objektet: Et sted har den en anden slags værdi.
    .why = `kubectl apply` sender kun forskellen mellem din tekst og objektet. Typen bliver tjekket, før de to lægges sammen, så beskeden er en anden end ved et nyt objekt.
    .mend = Se efter et tal i citationstegn eller en tekst, hvor der hører en liste hjemme.
explain-pool-exhausted =
    .title = Der er ikke flere
    .what = Der er ingen ledig adresse eller nodeport tilbage i clusterets område.
    .why = Områderne ligger fast, og hver { -service } tager af dem.
    .mend = Slet { -services }, som ingen har brug for.

## Accepteret alligevel

# $path is the field.
explain-deprecated =
    .title = På vej ud
    .what = `{ $path }` eller det, der står i feltet, virker stadig, men er forældet (deprecated).
    .why = Kubernetes har noget bedre og vil en dag tage dette ud. Beskeden siger, hvad du kan bruge.
    .mend = Brug det, beskeden nævner.
# $path is the field.
explain-ignored-field =
    .title = Det har ingen virkning her
    .what = `{ $path }` blev accepteret, og der kommer intet ud af det.
    .why = Det virker kun sammen med en anden indstilling, som ikke er der.
    .mend = Fjern det, eller tilføj det, det har brug for.
# $path is the field; $subject the value.
explain-non-standard-value =
    .title = Bedre skrevet på en anden måde
    .what = `{ $subject }` i `{ $path }` blev accepteret, selv om det ikke er skrevet på den almindelige måde.
    .why = Andre programmer læser det måske anderledes: en IPv4-adresse med nuller foran, for eksempel.
    .mend = Skriv det på den sædvanlige form.
# $path is the field.
explain-hidden-entry =
    .title = Skjult af et andet
    .what = Et element i `{ $path }` er skjult af et senere med det samme navn.
    .why = Af elementer med samme nøgle tæller kun det sidste.
    .mend = Fjern det, du ikke mener.
# $path is the field.
explain-overlapping-entry =
    .title = I vejen for hinanden
    .what = `{ $path }` blev accepteret, men to elementer her vil have den samme { -port } eller den samme fil.
    .why = De kan skjule hinanden, og det er ikke sikkert, hvilket af dem der gælder.
    .mend = Giv hvert element sin egen { -port } eller sti.
explain-name-no-host-name =
    .title = Et navn, der ikke dur som værtsnavn
    .what = Navnet blev accepteret, men navnet på en { -pod } bliver også dens værtsnavn, og dette passer ikke: Det har punktummer eller mere end 63 tegn.
    .why = Et værtsnavn er ét led i et DNS-navn. Programmer kan tage det, der står efter et punktum, for et domæne.
    .mend = Vælg et navn på højst 63 små bogstaver, tal og bindestreger.
# $path is the field.
explain-selects-nothing =
    .title = Denne { -selector } vælger ingen { -pods }
    .what = `{ $path }` mangler, og en { -selector }, der mangler, vælger slet ingen { -pods }.
    .why = En tom { -selector } vælger alle, en manglende ingen. Derfor gør denne regel intet.
    .mend = Skriv de { -labels }, der står på de { -pods }, reglen gælder for.
