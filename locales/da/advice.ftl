### Det første, der skal ændres, hvor en forespørgsel gik galt. Hvert id begynder med
### `advice-`: disse tekster kommer efter den første side.

# $service is the Service.
advice-match-selector = Lad selectoren i `{ $service }` sige præcis det samme som labels på dine { -pods }. Med et { -deployment } er det labels i dets `template`.
# $service is the Service; $namespace where Pods with these labels run.
advice-move-to-pods = I det { -namespace }, hvor `{ $service }` er, passer ingen { -pod } til dens selector, men det gør nogle i `{ $namespace }`. En selector ser kun i sit eget { -namespace }: Læg den { -service } derover.
# $service is the Service.
advice-run-pods = Selectoren i `{ $service }` passer, men ingen sådan { -pod } kører. Start nogle, med et { -deployment } gennem `replicas`.
# $service is the Service.
advice-make-pods-ready = Der er { -pods }, der passer, men ingen er klar. Se på kolonnerne `STATUS` og `READY` og på readiness-proben, hvis der er en.
# $service is the Service.
advice-give-endpoints = `{ $service }` har ingen selector, så ingen fylder dens liste. Giv den en selector, eller skriv selv en { -endpointslice }, der nævner den i labelen `kubernetes.io/service-name` og har samme portnavn.
# $service is the Service; $name the port's name.
advice-name-target-port = `targetPort` i `{ $service }` er navnet `{ $name }`. Giv en port i containeren det navn, eller skriv nummeret.
# $service is the Service; $asked the wrong and $served the right port.
advice-ask-served-port = Bed om port { $served } på `{ $service }` i stedet for { $asked }.
# $service is the Service; $port the port; $protocol what is asked for.
advice-set-protocol = Giv `{ $service }` et element for port { $port } med `protocol: { $protocol }`, eller spørg med den protokol, den har.
# $service is the Service; $wrong and $right are port numbers.
advice-set-target-port = Sæt `targetPort` i `{ $service }` til { $right }: Dér lytter programmet, ikke på { $wrong }.
# $pod is the Pod; $port the port.
advice-listen-on-all-addresses = Lad programmet i `{ $pod }` lytte på `0.0.0.0` (eller `::`) på port { $port }, ikke kun på `127.0.0.1`.
# $pod is the Pod.
advice-start-process = Se, hvorfor programmet i `{ $pod }` stoppede: dets status og dets log.
# $pod is the Pod.
advice-wait-before-ending = Lad `{ $pod }` vente, før den slutter, for eksempel med `lifecycle.preStop.sleep.seconds: 5`. Så når reglerne på hver node at følge med først.
advice-ask-from-inside = Spørg inde fra clusteret. Udefra fører en { -node-port } eller adressen på en { -load-balancer } ind (typerne `NodePort` og `LoadBalancer`).
advice-map-port = Bind porten til din egen maskine, når du laver kind-clusteret (`extraPortMappings`).
# $service is the Service; $nodePort its node port.
advice-ask-node-port = `{ $service }` har åbnet port { $nodePort } på noderne. Bed om den.
# $service is the Service; $node the node; $policy the field's name.
advice-place-pod-or-use-cluster =
    { $policy ->
        [internalTrafficPolicy] Kør også en { -pod } bag `{ $service }` på `{ $node }`, eller sæt `{ $policy }: Cluster`.
       *[other] Kør også en { -pod } bag `{ $service }` på `{ $node }`, spørg en node, der har en, eller sæt `{ $policy }: Cluster`.
    }
# $service is the Service; $source the caller's address.
advice-allow-source = Føj et område, der rummer `{ $source }`, til `loadBalancerSourceRanges` i `{ $service }`.
# $name is the name asked; $namespace where the Service is.
advice-qualify-name = Et kort navn slås kun op i kalderens eget namespace. Spørg efter `{ $name }.{ $namespace }`.
# $name is the Service's name; $namespace where it is.
advice-look-in-namespace = `{ $name }` er i { -namespace } `{ $namespace }`. Spørg efter `{ $name }.{ $namespace }`.
# $address is the address in externalName.
advice-name-no-address = I `externalName` skal der stå et navn; DNS finder intet bag adressen `{ $address }`. Til en adresse skal du bruge en { -service } uden selector og en { -endpointslice }, du selv skriver.
# $service is the Service; $label the label's key.
advice-remove-label = Fjern label `{ $label }` fra `{ $service }`, medmindre kube-proxy skal lade den være.
# $name is the name asked.
advice-check-name = Tjek, hvordan `{ $name }` er stavet, og om den { -service } findes.
# $service is the Service; $nodePort is yes or no: whether it has node ports.
advice-install-provider =
    { $nodePort ->
        [no] Sørg for noget, der laver load balancers (cloud-provider-kind, MetalLB).
       *[yes] Sørg for noget, der laver load balancers (cloud-provider-kind, MetalLB), eller brug imens nodeporten på `{ $service }`.
    }
# $service is the Service; $class its loadBalancerClass.
advice-serve-class = Ingen her laver load balancere af klassen `{ $class }`. Kør en { -controller } til den, eller opret `{ $service }` på ny uden `loadBalancerClass`.
# $service is the Service; $protocol is TCP, UDP or SCTP.
advice-no-such-balancer = De load balancere, der laves her, kan ikke bære { $protocol }. Før de porte i `{ $service }` ud på en anden måde, for eksempel med en { -service } af typen `NodePort`.
# $pod is the Pod; $gate the condition that it waits for.
advice-open-readiness-gate = { -pod } `{ $pod }` har en readiness gate, `{ $gate }`, som en anden skal åbne: en { -controller }, der sætter den betingelse i dens status. Kør den, eller udelad `readinessGates`.
# $node is the node.
advice-wait-for-node = Spørg en anden node. Efter omkring 50 sekunder opdager clusteret, at `{ $node }` er væk, og tager dens { -pods } af listen.
# $policy is the NetworkPolicy; $direction is ingress or egress; $port the destination's own port.
advice-allow-in-policy =
    { $direction ->
        [ingress] Tillad kalderen under `ingress` i NetworkPolicy `{ $policy }` med den port, din { -pod } selv lytter på: `{ $port }`.
       *[egress] Tillad målet under `egress` i NetworkPolicy `{ $policy }` med den port, det selv lytter på: `{ $port }`.
    }
# $policy is the NetworkPolicy.
advice-allow-dns = Tillad også DNS under `egress` i NetworkPolicy `{ $policy }`: port 53, UDP og TCP, til de { -pods }, der har label `k8s-app: kube-dns` i { -namespace } `kube-system`.
# $policy is the NetworkPolicy; $address what the source was rewritten to.
advice-keep-source = NetworkPolicy `{ $policy }` ser adressen `{ $address }`, som en node har skrevet i stedet for kalderens. Sæt `externalTrafficPolicy: Local`, så kalderens egen når frem, eller tillad nodernes adresser.
advice-open-new-socket = Åbn en ny forbindelse: Den gamle fører til en adresse, der er væk.
advice-enable-hairpin = Slå hairpin til i netværket, eller lad din { -pod } kalde en anden.
# $ingress is the Ingress.
advice-install-ingress-controller = Din { -ingress } `{ $ingress }` er kun et ønske, og ingen her læser den. Kør en Ingress-{ -controller } (for eksempel ingress-nginx) med sin egen { -service }, og kald den.
# $ingress is the Ingress; $host the name in its rule.
advice-resolve-ingress-host = Din { -ingress } `{ $ingress }` har en regel for `{ $host }`, men den lægger ikke navnet i DNS. Giv klienten adressen på din { -controller }: `curl --resolve { $host }:80:ADRESSE http://{ $host }/`.
# $service is the Service.
advice-ask-cluster-ip = Indefra kalder du `{ $service }` ved navn; nodeporte er for dem, der kalder udefra.
