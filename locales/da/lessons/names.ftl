# source: c2664ee6bf9f

### Lektionen names: hvad DNS bliver spurgt om, og hvad den svarer.

lesson-names-title = Navne: hvor DNS leder
lesson-names-summary = Hvorfor `api` bliver fundet her og er ukendt dér, hvilke navne der bliver spurgt om i hvilken rækkefølge, og hvad en adresse aldrig fortæller: porten.

## Trin 1

lesson-names-step-two-namespaces = To namespaces
lesson-names-two-namespaces =
    Et **{ -namespace }** er en skuffe til objekter: Et navn behøver kun være unikt inden for én. Gæsten
    bor i `default`, og det gør `web` også. I et andet { -namespace }, `shop`, bor `api`.
lesson-names-try-web = Kald `web`
# $webIp is the cluster IP of the Service web.
lesson-names-full-name =
    Åbn **DNS**. Der blev ledt efter `web` som `web.default.svc.cluster.local`, og navnets A-post rummer
    adressen, `{ $webIp }`. (AAAA spørger om IPv6.)

    Hver { -service } har sådan et fuldt navn: navn, { -namespace }, `svc` og clusterets domæne, som
    regel `cluster.local`.
lesson-names-predict-short-name = Gæsten kalder `api`, som bor i `shop`. Hvad sker der?
lesson-names-predict-short-name-answers = Der kommer svar: Hele clusteret deler én DNS.
lesson-names-predict-short-name-unknown = DNS kender ikke navnet, og intet bliver sendt.
lesson-names-predict-short-name-silence = Intet kommer tilbage: Et { -namespace } er lukket.
lesson-names-predict-short-name-after =
    Læs listen under **DNS**. Der blev ledt efter `api` i gæstens eget { -namespace }, så med to kortere
    endelser og til sidst, som det står. Ingen af gangene var der sådan en post: `curl: (6)`, og
    intet blev sendt.

## Trin 2

lesson-names-step-search-path = Søgestien
lesson-names-search-path =
    De endelser kommer fra en fil i hver { -pod }. Åbn **Terminal**, lad den køre hos gæsten, og skriv
    `cat /etc/resolv.conf`.

    På linjen `search` står endelserne, først den med det { -namespace }, hvor denne { -pod } bor. I
    `shop` er den `shop.svc.cluster.local`, så dér er `api` nok. Andre steder fra skal du også sige,
    hvilket { -namespace }.
lesson-names-try-api-shop = Kald `api.shop`
lesson-names-dots =
    Den anden endelse passede. Og et { -namespace } skiller navne ad; det standser ingen { -packet }.

    `ndots:5` betyder: Et navn med færre end fem punktummer bliver først prøvet med endelserne og til
    sidst, som det står. Det fulde navn har fire. Tæl, hvor meget der bliver spurgt om forgæves. Prøv
    så med et punktum til sidst; det siger, at der ikke mangler noget.
lesson-names-try-full = Kald `api.shop.svc.cluster.local`
lesson-names-try-final-dot = Det samme med et punktum til sidst

## Trin 3

lesson-names-step-lost = I den forkerte skuffe
lesson-names-lost =
    Nogen har sat `api` op på ny ud fra teksten i editoren. To { -pods } kører i `shop`. Men gæsten
    kalder `api.shop` og læser `curl: (6)`; så kalder den `api` og bliver afvist.
lesson-names-exercise-own-drawer = Få `api.shop` til at svare.
lesson-names-exercise-own-drawer-goal-short = Gæsten kalder `api.shop` fem gange og får svar hver gang.
lesson-names-exercise-own-drawer-goal-full = Den kalder det fulde navn med et punktum til sidst og får svar.
lesson-names-exercise-own-drawer-hint-1 = Teksten laver to objekter. I hvilket { -namespace } er hvert af dem?
lesson-names-exercise-own-drawer-hint-2 = Skriv `kubectl get services` i terminalen, med `-A` for at se alle namespaces. Hvor er `api`?
lesson-names-exercise-own-drawer-hint-3 = Find `metadata` i din { -service }, og skriv `namespace: shop` under `name: api`.
lesson-names-exercise-own-drawer-after =
    Hvor der ikke er skrevet noget { -namespace }, bruger kubectl det, som det er sat til, her `default`.
    Dér havde din { -service } det forkerte navn og ingen { -pods }: En selector leder kun i sit eget
    { -namespace }.

## Trin 4

lesson-names-step-no-ports = En adresse har ingen port
lesson-names-no-ports =
    `db` er **headless**: `clusterIP: None`. Den har ingen egen adresse, så dens navn fører til
    adresserne på de { -pods }, der er klar, og kalderen tager en af dem.

    Programmerne lytter på 8080. Din { -service } siger `port: 80` og `targetPort: 8080`.
lesson-names-predict-headless-port = Gæsten kalder `db.shop` på port 80. Hvad sker der?
lesson-names-predict-headless-port-answers = En { -pod } svarer: 80 fører til 8080.
lesson-names-predict-headless-port-refused = Gæsten bliver afvist med det samme.
lesson-names-predict-headless-port-unknown = Navnet er ukendt: Det har ingen post.
lesson-names-predict-headless-port-after =
    DNS gav adresserne på to { -pods } og **ingen port**: Sådan en adressepost rummer ingen. Ellers gør
    regler på noderne 80 til 8080, men en headless { -service } har ingen regler. Så gæsten bankede på
    hos en { -pod } ved port 80, hvor ingen lytter.
lesson-names-try-pod-port = Kald `db.shop` på port 8080
lesson-names-srv =
    SRV-poster rummer faktisk porte, når en port har et navn. Denne hedder `http`. I terminalen, hos
    gæsten: `dig SRV _http._tcp.db.shop.svc.cluster.local`. Foran navnet på hver { -pod } står porten.
    Men få programmer spørger efter SRV; curl gør det ikke.

## Trin 5

lesson-names-step-own-name = Et navn til hver { -pod }
lesson-names-own-name =
    Et { -statefulset } nummererer sine { -pods }: `db-0`, `db-1`. Den headless { -service }, der står i
    dets `serviceName`, giver hver af dem et navn i DNS: `db-0.db.shop` er den første og ingen anden.

    Her ender det med `curl: (6)`, selv om begge { -pods } kører, og en headless { -service } finder
    dem.
lesson-names-exercise-own-name = Få hver { -pod } til at svare på sit eget navn.
lesson-names-exercise-own-name-goal-first = Gæsten kalder `db-0.db.shop` på port 8080, og `db-0` svarer.
lesson-names-exercise-own-name-goal-second = Den kalder `db-1.db.shop`, og `db-1` svarer.
lesson-names-exercise-own-name-hint-1 = I `db-0.db.shop` er `db-0` din { -pod } og `shop` dens { -namespace }. Hvad er `db`?
lesson-names-exercise-own-name-hint-2 = Sammenlign `serviceName` med navnet på din { -service }. Et `serviceName`, der er gemt, kan ikke ændres.
lesson-names-exercise-own-name-hint-3 = Find `metadata` i din { -service }, og skriv `name: db` i stedet for `name: database`.
lesson-names-exercise-own-name-after =
    Et { -statefulset } laver ikke selv denne { -service }. Det gør du, og intet advarer dig, når de to
    navne ikke er ens.

## Trin 6

lesson-names-step-before-names = Besked ved starten
lesson-names-before-names =
    Der findes en ældre måde. En { -container }, der starter, får **miljøvariabler** for hver
    { -service } med en adresse i sit { -namespace }.

    Her kom gæsten først og `api` senere, begge i `default`.
lesson-names-predict-older = Gæsten, der er ældre end `api`, kalder den ved navn. Hvad sker der?
lesson-names-predict-older-answers = Gæsten får svar, selv om den kom først.
lesson-names-predict-older-unknown = Navnet er ukendt: Gæsten kom for tidligt.
lesson-names-predict-older-after =
    DNS bliver spurgt i det øjeblik, der bliver kaldt, uanset hvem der kom først. Variablerne bliver sat,
    når en { -container } starter. Skriv `env` i terminalen, hos gæsten: ikke et ord om `api`. Lad den
    starte igen, og se efter en gang til.
lesson-names-try-restart = Få gæsten til at gå ned, og vent et minut
# $apiIp is the cluster IP of the Service api.
lesson-names-restarted =
    Nu har den `API_SERVICE_HOST={ $apiIp }`. Men også `API_PORT=tcp://{ $apiIp }:80`: uheldigt for et
    program med en indstilling af det navn. `enableServiceLinks: false` under `spec` i en { -pod } holder
    de variabler væk. Navne virker i begge tilfælde.

## Slutningen

lesson-names-did =
    Det gjorde Kubernetes for dig:

    - Det gav hver { -service } et fuldt navn med dens { -namespace } i.
    - Det skrev en søgesti ind i hver { -pod }, hvis den ikke har fået andet at vide, så korte navne virker inden for et { -namespace }.
    - På navnet på en headless { -service } svarede det med de { -pods }, der var klar.
    - Det satte miljøvariabler, da en { -container } startede, og aldrig siden.

    Det, det ikke gjorde: sætte en port på en adresse eller en mur om et { -namespace }.
