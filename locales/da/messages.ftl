### Det, maskineriet fandt, sagt med ord: steder, trin, grunde, udfald og
### clusterets indstillinger.

## Places. $place selects the kind of place; $placeName is its name.

# $place selects; $placeName is the name of a node, Pod or Service.
place =
    { $place ->
        [outside] den bærbare udenfor
        [node-client] en proces på { $placeName }
        [pod-client] { -pod } { $placeName }
        [dns] clusterets DNS
        [load-balancer] load balanceren for { $placeName }
        [node] { $placeName }
        [pod] { -pod } { $placeName }
       *[network] netværket
    }

## Steps

step-resolve = Klienten spørger DNS, hvad navnet betyder.
    .short = Spørg DNS
# $from is the sender's address and port; $to the destination's.
step-send = Klienten sender fra `{ $from }` til `{ $to }`.
    .short = Send
# $placeName is the Service; $newTo is where the packet goes on to.
step-balance = Load balanceren for `{ $placeName }` sender pakken videre til en node, til `{ $newTo }`.
    .short = Send videre
# $newFrom and $newTo are the new connection's ends.
step-reconnect = Load balanceren tager selv imod kaldet og åbner en ny forbindelse, fra `{ $newFrom }` til `{ $newTo }`.
    .short = Ny forbindelse
# $placeName is the node; $to the old and $newTo the new destination.
step-dnat = `{ $placeName }` ændrer destinationen fra `{ $to }` til `{ $newTo }`.
    .short = Ny destination
# $placeName is the node; $from the old and $newFrom the new source.
step-snat = `{ $placeName }` ændrer kilden fra `{ $from }` til `{ $newFrom }`.
    .short = Ny kilde
# $placeName is the node; $newTo and $newFrom are what it wrote.
step-dnat-snat = `{ $placeName }` ændrer destinationen til `{ $newTo }` og kilden til `{ $newFrom }`.
    .short = Ændr begge
# $place selects; $placeName is the node.
step-forward =
    { $place ->
        [node] `{ $placeName }` sender pakken uændret videre.
       *[other] Pakken bliver sendt uændret videre.
    }
    .short = Videre
# $place selects; $placeName is the Pod.
step-deliver =
    { $place ->
        [pod] Programmet i { -pod } `{ $placeName }` tager imod pakken og svarer.
       *[other] Programmet dér tager imod pakken og svarer.
    }
    .short = Aflever
# $placeName is the node; $newFrom and $newTo are the answer's addresses now.
step-unnat =
    { $place ->
        [load-balancer] Load balanceren for `{ $placeName }` sender svaret videre, fra `{ $newFrom }` til `{ $newTo }`.
       *[other] `{ $placeName }` husker forbindelsen og sætter adresserne tilbage: fra `{ $newFrom }` til `{ $newTo }`.
    }
    .short = Sæt tilbage
# $placeName is the Pod of the proxy; $newFrom and $newTo are the other connection's ends.
step-relay = Proxyen i { -pod } `{ $placeName }` holder to forbindelser. Det, der kommer ind ad den ene, går videre ad den anden, fra `{ $newFrom }` til `{ $newTo }`.
    .short = Giv videre
# $from is whom the answer comes from, as the client sees it.
step-arrive = Svaret når frem, fra `{ $from }`.
    .short = Fremme
# $to is what was knocked at.
step-refuse = `{ $to }` afviser: Et kort "nej" går tilbage med det samme.
    .short = Afvis
# $to is where the packet wanted to go.
step-drop = Pakken til `{ $to }` bliver droppet. Intet går tilbage.
    .short = Drop
# $to is where the packet wanted to go.
step-lose = Pakken til `{ $to }` går tabt. Ingen svarer dér.
    .short = Tabt

## Reasons

reason-has-route = Klienten har en rute til denne adresse.
# $name is the name asked for; $addresses is a list; $count is how many.
reason-name-resolved =
    { $count ->
        [one] `{ $name }` har adressen `{ $addresses }`.
       *[other] `{ $name }` har { $count } adresser: `{ $addresses }`.
    }
# $name is the name asked for; $searched is the list of full names tried.
reason-name-unknown = DNS kender ingen `{ $name }`. Der blev ledt efter `{ $searched }`.
# $pod is the Pod; $name the name asked for; $policies is a list.
reason-name-server-denied = { -pod } `{ $pod }` spørger DNS om `{ $name }` og hører intet: En NetworkPolicy vogter over, hvem den må kalde, og ingen tillader vejen til DNS: `{ $policies }`.
# $name is the name asked for.
reason-name-without-address = `{ $name }` findes, men har ingen adresse: Ingen { -pod } bag den er klar.
# $name is the alias; $target the name it stands for.
reason-name-alias = `{ $name }` er kun et andet navn for `{ $target }`. Ingen af clusterets regler rører pakken.
# $name is the name asked for.
reason-no-cluster-dns = `{ $name }` er et navn i clusterets egen DNS, og denne klient spørger en anden.
# $place selects the kind of client; $placeName is its name.
reason-client-not-running =
    { $place ->
        [pod-client] { -pod } `{ $placeName }` kører ikke og kan derfor ikke sende.
        [node-client] `{ $placeName }` kører ikke og kan derfor ikke sende.
       *[other] Klienten kører ikke og kan derfor ikke sende.
    }
# $service is the Service; $endpoint the address chosen; $pick of $of, counts.
reason-endpoint-picked =
    { $of ->
        [one] `{ $service }` har ét { -endpoint } at vælge: `{ $endpoint }`.
       *[other] `{ $service }` har { $of } { -endpoints } at vælge imellem. Tilfældet valgte nummer { $pick }: `{ $endpoint }`.
    }
# $service is the Service; $endpoint the address chosen; $pick of $of, counts; $address the new source.
reason-endpoint-picked-masqueraded =
    { $of ->
        [one] `{ $service }` har ét { -endpoint } at vælge: `{ $endpoint }`. Kilden blev `{ $address }`, så svaret kommer tilbage gennem denne maskine; programmet får ikke at se, hvem der spurgte.
       *[other] `{ $service }` har { $of } { -endpoints } at vælge imellem. Tilfældet valgte nummer { $pick }: `{ $endpoint }`. Kilden blev `{ $address }`, så svaret kommer tilbage gennem denne maskine; programmet får ikke at se, hvem der spurgte.
    }
# $service is the Service; $endpoint the address kept; $seconds the timeout.
reason-endpoint-kept =
    { $seconds ->
        [one] `{ $service }` har sessionsaffinitet: Denne kalder bliver hos `{ $endpoint }`, til den ikke har åbnet en ny forbindelse i { $seconds } sekund.
       *[other] `{ $service }` har sessionsaffinitet: Denne kalder bliver hos `{ $endpoint }`, til den ikke har åbnet en ny forbindelse i { $seconds } sekunder.
    }
# $endpoint is the address the connection leads to.
reason-established = Denne forbindelse findes allerede og fører til `{ $endpoint }`. Reglerne bliver kun spurgt om dens første { -packet }.
# $endpoint is the address the connection's record names.
reason-stale-connection = Kernen husker stadig denne forbindelse som en til `{ $endpoint }`, men dér er der ikke nogen længere.
# $address is the new source.
reason-masqueraded = Kilden blev `{ $address }`, så svaret kommer tilbage gennem denne maskine.
# $address is the new source.
reason-leaves-cluster = En pakke, der forlader netværket af { -pods }, får adressen på sin node: Kilden blev `{ $address }`.
reason-no-rule = Ingen regel på denne node handler om pakken. Den går, hvor routingen fører den hen.
# $place selects; $placeName is the node or Pod that has the address.
reason-routed =
    { $place ->
        [node] Adressen hører til `{ $placeName }`.
        [pod] Adressen hører til { -pod } `{ $placeName }`.
       *[other] Adressen ligger uden for denne maskine.
    }
reason-loopback = Afsender og program er på den samme maskine.
# $port is the port.
reason-listening = Et program lytter på port { $port }.
# $address, $port and $protocol (TCP, UDP, SCTP) are what was knocked at.
reason-nobody-listens = `{ $address }` er der, men intet program lytter på { $protocol }-port { $port }. Dens kerne siger nej.
# $port is the port.
reason-listens-on-loopback = Programmet lytter på port { $port }, men kun på `127.0.0.1`. Det hører sin egen { -pod } og ingen andre.
# $port is the port; $protocol the one the program listens for.
reason-listens-for-other = Et program lytter på port { $port }, men kun efter { $protocol }.
# $pod is the Pod.
reason-process-down = Programmet i { -pod } `{ $pod }` kører ikke lige nu.
# $pod is the Pod.
reason-shutting-down = Programmet i { -pod } `{ $pod }` har fået besked om at slutte (SIGTERM) og tager ikke imod nye forbindelser.
# $pod is the Pod; $node the node whose rules are meant.
reason-rules-behind = Reglerne på `{ $node }` nævner stadig { -pod } `{ $pod }`, som er ved at blive slettet: Dens program har fået besked om at slutte (SIGTERM), og reglerne følger først din { -endpointslice } et øjeblik senere.
# $service is the Service.
reason-no-endpoints = `{ $service }` har intet { -endpoint }, der er klar. Reglen for det er REJECT: Kalderen får det at vide med det samme.
# $service is the Service; $node the node; $policy the field's name.
reason-no-local-endpoints = `{ $policy }` i `{ $service }` er `Local`, og `{ $node }` har ingen egen { -pod } at give pakken til. Reglen for det er DROP.
# $service is the Service; $source the caller's address.
reason-source-not-allowed = `{ $source }` er ikke i nogen af de områder, der står i `loadBalancerSourceRanges` for `{ $service }`.
# $service is the Service; $address and $port what was asked; $served its ports.
reason-not-served = `{ $address }` hører til `{ $service }`, men `{ $service }` har ingen port { $port }. Den har { $served }.
# $address is the Service's address; $service the Service; $label the label's key.
reason-other-proxy = `{ $address }` hører til `{ $service }`, men dens label `{ $label }` siger, at kube-proxy skal lade den være. Ingen regel fører nogen steder hen.
# $address is the address asked.
reason-unused-service-address = `{ $address }` er i området for cluster-IP'er, men ingen { -service } har den.
# $address is the address asked.
reason-no-route-to-services = `{ $address }` er en cluster-IP. Den findes kun som regler på noderne, og klientens netværk kender ingen vej dertil.
# $address is the address asked.
reason-no-route-to-pods = `{ $address }` er adressen på en { -pod }. Den findes kun inde i clusteret, og klientens netværk kender ingen vej dertil.
# $address is the address asked.
reason-no-route-to-nodes = `{ $address }` er en node, som klienten ikke kan nå: Her er noder containere på deres eget netværk.
# $node is the node.
reason-node-down = `{ $node }` er nede. En død maskine svarer ingen.
# $address is the address asked.
reason-nobody-there = Ingen har adressen `{ $address }`.
# $address is the address asked.
reason-outside-host = En maskine uden for clusteret har adressen `{ $address }` og svarer.
# $address is the address asked.
reason-api-server = API-serveren har adressen `{ $address }` og svarer.
# $pod is the Pod.
reason-no-hairpin = Tilfældet førte { -pod } `{ $pod }` tilbage til sig selv, og dette netværk lukker intet ud og ind igen ad samme dør.
# $pod is the Pod; $direction is ingress or egress; $policies is a list.
reason-denied-by-policy =
    { $direction ->
        [ingress] En NetworkPolicy vogter over, hvem der må kalde { -pod } `{ $pod }`, og ingen tillader denne kalder: `{ $policies }`.
       *[egress] En NetworkPolicy vogter over, hvem { -pod } `{ $pod }` må kalde, og ingen tillader dette: `{ $policies }`.
    }
# $service is the Service.
reason-load-balancer-pending = Load balanceren for `{ $service }` er pending: Ingen i dette cluster laver en, så der er ingen adresse.
# $node is the node; $pick of $of, counts.
reason-node-picked =
    { $of ->
        [one] Load balanceren kender én rask node: `{ $node }`.
       *[other] Load balanceren kender { $of } raske noder og valgte nummer { $pick }: `{ $node }`.
    }
# $service is the Service.
reason-no-healthy-node = Load balanceren for `{ $service }` finder ingen rask node at sende til.
# $service is the Service; $port what was asked.
reason-load-balancer-port-closed = Load balanceren for `{ $service }` lytter ikke på port { $port }.
reason-connection-tracked = Kernen husker forbindelsen (conntrack) og ophæver sin omskrivning i svaret.
reason-balancer-remembers = Load balanceren husker, hvis forbindelse det er, og svarer med sin egen adresse.
reason-awaited = Klienten har ventet på et svar fra netop denne adresse.
# $expected is whom the client asked; $got whom the answer came from.
reason-answer-from-stranger = Svaret kom fra `{ $got }`, men klienten havde spurgt `{ $expected }`. Svaret bliver smidt væk.

## Verdicts

# $by selects: pod, node, outside (a machine outside the cluster) or api-server; $pod, $node are names; $source is the address seen.
verdict-delivered =
    { $by ->
        [pod] { -pod } `{ $pod }` svarede. Den så `{ $source }` som sin gæst.
        [outside] En maskine uden for clusteret svarede. Den så `{ $source }` som sin gæst.
        [api-server] API-serveren svarede. Den så `{ $source }` som sin gæst.
       *[node] Et program på `{ $node }` svarede. Det så `{ $source }` som sin gæst.
    }
    .short = Besvaret
verdict-refused = Afvist: Nogen sagde nej med det samme.
    .short = Afvist
verdict-timed-out = Timeout: Der kom intet tilbage, og klienten opgav at vente.
    .short = Timeout
verdict-not-resolved = Ikke fundet: Klienten fik ingen adresse til navnet, så der blev ikke sendt noget.
    .short = Ikke fundet
verdict-not-sent = Ikke sendt: Den klient findes ikke, eller den kører ikke.
    .short = Ikke sendt

## Why an endpoint was not chosen.

left-out-not-ready = ikke klar
left-out-terminating = lukker ned, mens andre er klar
left-out-not-local = på en anden node, og politikken er `Local`
left-out-other-zone = bestemt for en anden zone
left-out-other-node = bestemt for en anden node
left-out-other-by-affinity = kalderen bliver hos en anden
left-out-not-picked = tilfældet valgte en anden

## The cluster

provider-none = Ingen (bliver pending)
provider-gcp = Google Cloud
provider-azure = Azure
provider-aws-nlb = AWS, Network Load Balancer
provider-aws-classic = AWS, Classic Load Balancer
provider-openstack = OpenStack Octavia
provider-kind = kind med cloud-provider-kind
proxy-mode-iptables = iptables (standard)
proxy-mode-nftables = nftables
node-up = kører
node-down = nede
severity-error = Afvist
severity-warning = Accepteret, med en advarsel
severity-advice = Accepteret; vores råd
by-kubectl = kubectl siger
by-server = API-serveren siger
by-lab = Service Lab siger
# $kind is Kubernetes' own name of the kind.
kind =
    { $kind ->
        [Service] { -service }
        [Pod] { -pod }
        [Node] Node
        [Deployment] { -deployment }
        [ReplicaSet] { -replicaset }
        [EndpointSlice] { -endpointslice }
        [Endpoints] { -endpoints-object }
        [Namespace] Namespace
        [ConfigMap] { -configmap }
        [Ingress] { -ingress }
        [StatefulSet] { -statefulset }
        [IngressClass] { -ingressclass }
        [HorizontalPodAutoscaler] { -autoscaler }
       *[NetworkPolicy] { -networkpolicy }
    }

## What a step brought about.

happened-new = `{ $kind }/{ $name }` blev oprettet.
happened-gone = `{ $kind }/{ $name }` blev slettet.
happened-changed = `{ $kind }/{ $name }` blev ændret.
# $state selects: ready or starting.
happened-pod-new =
    { $state ->
        [ready] En ny { -pod }, `{ $pod }`, kører på `{ $node }` med adressen `{ $address }`.
       *[starting] En ny { -pod }, `{ $pod }`, er ved at starte.
    }
happened-pod-gone = { -pod } `{ $pod }` er væk, og dens adresse med den.
happened-pod-ending = { -pod } `{ $pod }` har fået besked om at slutte.
happened-pod-ready = { -pod } `{ $pod }` er klar til forespørgsler.
happened-pod-not-ready = { -pod } `{ $pod }` er ikke klar længere.
happened-pod-restarted = Programmet i { -pod } `{ $pod }` blev startet igen.
# $seconds is how long a node is waited for.
happened-node-unmissed = `{ $node }` har ingen strøm. Clusteret har ikke opdaget det endnu: Det savner først en node efter { $seconds } sekunder uden livstegn.
happened-node-lost = Clusteret har opdaget, at `{ $node }` er væk.
happened-node-back = `{ $node }` er tilbage.
# $has selects: address, or name for a Service without one.
happened-service-new =
    { $has ->
        [address] { -service } `{ $service }` blev oprettet og fik adressen `{ $address }`.
       *[name] { -service } `{ $service }` blev oprettet. Den har et navn, men ingen egen adresse.
    }
happened-balancer = Load balanceren for `{ $service }` fik adressen `{ $address }`.
# $count is how many endpoints are ready now.
happened-endpoints =
    { $count ->
        [0] Listen for `{ $service }` er tom: Ingen er klar til dens forespørgsler.
        [one] Listen for `{ $service }` har nu { $count } { -endpoint }, der er klar.
       *[other] Listen for `{ $service }` har nu { $count } { -endpoints }, der er klar.
    }
