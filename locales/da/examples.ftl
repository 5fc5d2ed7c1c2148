### Sandkassens eksempler.

example-empty = En tom editor
    .note =
        Tre noder og en { -pod } som gæst, ikke andet. Skriv et manifest, eller vælg et andet eksempel
        at skille ad.
example-hostname-service = En NodePort, fra en engelsk note
    .note =
        Noten har kun sin { -service } med; her er lagt to { -pods } til med label `app: echo-hostname`,
        som lytter på port 80. Begge noder svarer på port 30163, uanset hvor dine { -pods } kører.

        Noten siger, at en NodePort-{ -service } fører til en ClusterIP-{ -service }. Den får ganske
        rigtigt også en cluster-IP, men gå sporet igennem: én omskrivning fører direkte fra nodens port
        til en { -pod }.
example-my-service = En ClusterIP, fra en kinesisk note
    .note =
        Noten siger, at dens { -pods } lytter på port 80, men har ingen med; her er lagt to til, som gør
        det. Men dens `targetPort` er 9376, og der lytter ingen: Gæsten bliver **afvist**.

        Sæt `targetPort: 80`, og den svarer. Af `port` og `targetPort` er det kun `targetPort`,
        der skal være den port, programmet lytter på.
example-my-service-external-ip = Eksterne IP-adresser, fra den samme note
    .note =
        Afvist, som den står: `protocol: http` findes ikke. En { -service } arbejder med TCP, UDP og
        SCTP og kigger ikke indeni; HTTP kører over TCP. Skriv `protocol: TCP`, og ret også
        `targetPort`, for disse { -pods } lytter på 80.

        Derefter får forespørgsler til `80.11.12.10` svar, hvis nogen sender den adresse hen til en
        node; det gør netværket udenfor her. Kubernetes 1.36 advarer om, at feltet er på vej ud.
example-svc-1-cluster-ip = En ClusterIP, fra en koreansk note
    .note =
        En { -pod } bundet til `k8s-node1` og en { -service } uden type, altså en ClusterIP. Service Lab
        ved, at imaget `test/app` lytter på 8080. Indefra svarer port 9000; udefra svarer ingenting.
example-svc-1-node-port = En NodePort under Local, fra den samme note
    .note =
        `externalTrafficPolicy: Local` og én { -pod }, bundet til `k8s-node1`. Derfor svarer port 30000
        kun på `k8s-node1`; på `k8s-node2` bliver pakken droppet, og den bærbare venter forgæves.

        Noten siger, at porten på hver node fører til din { -pod }. Det ville den under `Cluster`, som
        er standard.
example-svc-1-load-balancer = En LoadBalancer, fra den samme note
    .note =
        Noten siger, at man skal kalde en node på port 30000. Men denne { -service } nævner ingen
        `nodePort`, så Kubernetes valgte en anden: Se, hvad der blev gemt. Den almindelige vej ind er
        adressen på din { -load-balancer }, på port 9000.
example-headless = Headless: ingen egen adresse
    .note =
        Med `clusterIP: None` er der ingen virtuel adresse og ingen regel. DNS svarer med adresserne på
        alle { -pods }, der er klar, og kalderen tager en. Derfor spiller `port` ingen rolle: Kaldere
        bruger den port, din { -pod } selv lytter på.
example-external-name = ExternalName: et navn for et navn
    .note =
        Ingen { -pods }, ingen adresse, ingen regler: DNS siger, at `billing` hedder
        `billing.example.com`, og så går hver { -packet } derhen. Intet ved denne { -service } rører den
        undervejs.
example-ingress = En Ingress og dens controller
    .note =
        En { -ingress } er kun data. En { -controller }, det vil sige en { -pod } bag sin egen { -service }, læser den, ser på
        værtsnavn og sti og kalder selv de { -pods }, der står bagved. I terminalen:
        `curl --resolve shop.example:80:ADRESSE http://shop.example/cart`, med adressen på din { -load-balancer }.
