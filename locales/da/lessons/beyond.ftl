# source: 8f026169ac08

### Lektionen beyond: de andre typer.

lesson-beyond-title = De andre typer: headless, ExternalName og flere til
lesson-beyond-summary = Hvad der er tilbage af en { -service } uden adresse, uden { -pods } eller uden selector, og hvad DNS så siger.

## Trin 1

lesson-beyond-step-headless = Ingen egen adresse
lesson-beyond-headless =
    En almindelig { -service } har en cluster-IP og på hver node regler, der vælger en { -pod }. Med
    `clusterIP: None`, som `db` i editoren, har den ingen af delene. Den kaldes **headless**:
    Kaldere finder den kun i DNS.
lesson-beyond-try-send = Kald `db`
lesson-beyond-addresses =
    Se under **DNS**. Navnet `db` betyder adresserne på **alle** { -pods }, der er klar, og gæsten tog
    en af dem. Det er nogle programmer glade for: De kender hver { -pod } og vælger selv.

    Denne { -service } siger `port: 80` og `targetPort: 8080`; programmet i dens { -pods } lytter på
    8080.
lesson-beyond-predict-service-port = Gæsten kalder `db:80`, den port, din { -service } selv har. Hvad sker der?
lesson-beyond-predict-service-port-answers = En { -pod } svarer: 80 bliver til 8080.
lesson-beyond-predict-service-port-refused = Gæsten bliver afvist med det samme.
lesson-beyond-predict-service-port-silence = Der kommer intet tilbage til gæsten.
lesson-beyond-predict-service-port-after =
    Navnet førte direkte til en { -pod }, og dér lytter ingen på 80. At gøre én port til en anden kræver
    en regel, og her er ingen. Den, der kalder en headless { -service }, skal bruge den port, dens
    { -pods } selv har.

## Trin 2

lesson-beyond-step-nobody = Ingen hjemme
lesson-beyond-nobody =
    En almindelig { -service } beholder sin cluster-IP, når dens sidste { -pod } er væk, og afviser
    kaldere. Nu bliver `db` skaleret helt ned, så der slet ingen { -pods } er.
lesson-beyond-predict-no-pods = Der er ingen { -pod } tilbage, og gæsten kalder `db:8080`. Hvad sker der?
lesson-beyond-predict-no-pods-refused = Gæsten bliver afvist med det samme.
lesson-beyond-predict-no-pods-silence = Der kommer intet tilbage til gæsten.
lesson-beyond-predict-no-pods-unknown = Gæsten får slet ingen adresse at vide.
lesson-beyond-predict-no-pods-after =
    DNS havde ingen adresse tilbage at give, som om navnet slet ikke fandtes: `curl: (6)`. Det går på
    samme måde, når selectoren ikke passer til nogen { -pod }, eller når ingen er klar. Bliver navnet på
    en headless { -service } ikke fundet, så se først på dens { -pods }.

## Trin 3

lesson-beyond-step-alias = Et navn for et navn
lesson-beyond-alias =
    Den { -service }, der står i editoren, har `type: ExternalName`: ingen selector, ingen { -pods },
    ingen cluster-IP. Den har kun et navn fra verden udenfor, `billing.example.com`.
lesson-beyond-predict-billing = Gæsten kalder `billing`. Hvad sker der?
lesson-beyond-predict-billing-answers = En maskine uden for clusteret svarer.
lesson-beyond-predict-billing-refused = Gæsten bliver afvist: Her er ingen { -pods }.
lesson-beyond-predict-billing-unknown = Navnet bliver slet ikke fundet i DNS.
lesson-beyond-predict-billing-after =
    DNS sagde, at `billing` er et alias, en `CNAME`-post, for `billing.example.com`, og gav adressen på
    den maskine. Gæsten sendte selv pakken dertil. Overtager en anden maskine, retter du én
    linje.

    Ingen proxy står imellem, så maskinen får det navn at høre, der blev skrevet: `billing`. En
    webserver, der ikke kender det, svarer måske 404, og dens certifikat gælder et andet navn.

## Trin 4

lesson-beyond-step-store = Et gammelt navn
lesson-beyond-store =
    Denne butik hed engang `store`, og gamle programmer kalder stadig `store:80`. Nogen lavede et alias
    for dens nye navn, `shop`, skrevet helt ud `shop.default.svc.cluster.local`. Da `shop` er på port
    8080, blev der også skrevet en `targetPort`. Alligevel får de gamle programmer intet svar.
lesson-beyond-exercise-old-name = Lad gæsten nå butikken på `store:80`.
lesson-beyond-exercise-old-name-goal-old = Gæsten kalder `store:80`, og butikken svarer hver gang.
lesson-beyond-exercise-old-name-goal-new = Den svarer stadig på `shop:8080`.
lesson-beyond-exercise-old-name-hint-1 = Kald `store:80`, og gå sporet igennem. Til hvilken port går pakken, og på hvilken port er `shop`?
lesson-beyond-exercise-old-name-hint-2 = Et alias ændrer ingen port, hvad der så end står under `ports`. Hvilken slags { -service } gør det?
lesson-beyond-exercise-old-name-hint-3 = I `store` skriver du `selector:` i stedet for linjerne `type` og `externalName`, og på linjen under, rykket ind, `app: shop`.
lesson-beyond-exercise-old-name-after =
    Med et alias er den port, du kalder, også den port, du ender på. Der skal en
    { -service } med cluster-IP og dens regler til, for at 80 bliver til 8080.

## Trin 5

lesson-beyond-step-archive = En liste, du selv skriver
lesson-beyond-archive =
    Arkivet er en gammel maskine udenfor, og du kender kun dens adresse. Et alias kan ikke føre dertil:
    DNS finder intet bag et `externalName`, der er en adresse.

    Det kan en { -service } uden selector. Den har en cluster-IP og regler som enhver anden, men ingen
    fylder dens liste. Den liste, en **{ -endpointslice }**, skriver du selv, med en hvilken som helst
    adresse udenfor. Her er den. Alligevel kalder gæsten `archive` og læser `curl: (7)`, afvist.
lesson-beyond-exercise-own-list = Lad `archive` føre til den gamle maskine.
lesson-beyond-exercise-own-list-goal-answers = Gæsten kalder `archive:80`, og maskinen svarer hver gang.
lesson-beyond-exercise-own-list-hint-1 = Hvad siger, hvilken { -service } en { -endpointslice } hører til? Det gør dens navn ikke.
lesson-beyond-exercise-own-list-hint-2 = Skriv `kubectl get endpointslices` i terminalen og bagefter på samme linje `--show-labels`. Den, der hedder `kubernetes`, har en label, som din mangler.
lesson-beyond-exercise-own-list-hint-3 = Under `name: archive-1`, lige så langt inde, skriver du `labels:` og på linjen under, rykket ind, `kubernetes.io/service-name: archive`.
lesson-beyond-exercise-own-list-after =
    Mærket binder listen til din { -service }. Porten kommer også fra listen: 80 blev til 8080 uden en
    `targetPort`. Og det er dig, der fører den: Svigter maskinen, er der ingen, der tager den af
    listen.

## Trin 6

lesson-beyond-step-address = En adresse, du selv har med
# $shopIp is an address outside that leads to the shop.
lesson-beyond-address =
    En { -service } med en cluster-IP kan have flere adresser: `externalIPs`. Kubernetes skaffer dem
    ikke og siger det ikke til nogen router. Det skriver regler på hver node: Det, der kommer til sådan
    en adresse på den port, din { -service } har, går til dens { -pods }.

    Denne butik har `{ $shopIp }`, og netværket udenfor sender pakker dertil videre til en node.
lesson-beyond-try-laptop = Kald den fra den bærbare
# $billingIp is the address of the billing machine, outside the cluster.
lesson-beyond-second =
    Men `{ $billingIp }` står også på listen, og den er en andens: Den hører til maskinen `billing` fra
    trin 3. API-serveren tog imod den.
# $billingIp is the address of the billing machine, outside the cluster.
lesson-beyond-predict-whose = Gæsten indenfor kalder `{ $billingIp }`. Hvem svarer?
lesson-beyond-predict-whose-machine = Maskinen `billing`: Adressen er dens egen.
lesson-beyond-predict-whose-shop = Butikken: Adressen står på dens liste.
lesson-beyond-predict-whose-nobody = Ingen: To kan ikke have den samme adresse.
lesson-beyond-predict-whose-after =
    Reglerne fangede pakken allerede på gæstens egen node. Den, der må lave en { -service }, kan fange
    det, { -pods } sender til andre. Derfor advarer API-serveren:
    `spec.externalIPs is deprecated and may no longer be implemented in some clusters`.

## Slutningen

lesson-beyond-did =
    Det gjorde Kubernetes for dig:

    - Headless: adresserne på de { -pods }, der er klar, altid opdateret i DNS, og ingen regler.
    - ExternalName: ét alias i DNS og intet andet.
    - Uden selector: en cluster-IP og regler ud fra en liste, du selv fører.
    - Med `externalIPs`: regler på hver node. At få pakken frem til en node var ikke dets opgave.
