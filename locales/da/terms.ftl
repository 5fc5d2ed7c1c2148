### Det faste ordforråd. Ét ord for hver ting, brugt overalt på dansk. I kode står
### Kubernetes' egne navne altid på engelsk. En kommentar "not:" nævner ord, som
### ingen dansk tekst bruger om det samme; indholdskontrollen leder efter dem.

## Objekttyper

# not: tjeneste
-service = Service
-services = Services
-pod = Pod
# not: podden, poddene, pod'en, pod'ene, poden, poderne
-pods = Pods
-deployment = Deployment
-deployments = Deployments
-replicaset = ReplicaSet
-endpointslice = EndpointSlice
-endpointslices = EndpointSlices
-namespace = namespace
-container = container
-configmap = ConfigMap
-ingress = Ingress
-networkpolicy = NetworkPolicy
-statefulset = StatefulSet
-ingressclass = IngressClass
-autoscaler = HorizontalPodAutoscaler
-endpoints-object = Endpoints

## Clusteret

-node = node
-nodes = noder
# not: klynge
-cluster = cluster
-image = image
-replica = replika
-manifest = manifest
-object = objekt
-field = felt
# not: etiket
-label = label
-labels = labels
-annotation = annotation
-selector = selector
-control-plane = kontrolplan
-controller = controller
-workload = workload

## Netværket

# not: slutpunkt
-endpoint = endpoint
-endpoints = endpoints
-cluster-ip = cluster-IP
-virtual-ip = virtuel IP-adresse
-external-ip = ekstern IP-adresse
-ip-address = IP-adresse
-port = port
-node-port = nodeport
-load-balancer = load balancer
# not: belastningsjustering, belastningsbalancering
-load-balancing = lastfordeling
-packet = pakke
-traffic = trafik
-external-traffic-policy = ekstern trafikpolitik
-internal-traffic-policy = intern trafikpolitik
-session-affinity = sessionsaffinitet
-source-address = kildeadresse
-destination-address = destinationsadresse
-masquerade = maskering
-hairpin = hairpin
-round-robin = på skift
-proxy-mode = proxytilstand
-rule = regel
-dns-record = DNS-post
-environment-variable = miljøvariabel
-client = klient
-backend = backend
-topology = topologi
-zone = zone

## Liv og død

-readiness = parathed
-readiness-probe = readiness-probe
-liveness-probe = liveness-probe
-health-check = sundhedstjek
-rolling-update = rullende opdatering
-rollout = udrulning
-graceful-termination = kontrolleret nedlukning
-terminating = lukker ned
-timeout = timeout
-desired-state = ønsket tilstand

## Laboratoriet

-hint = hjælp
-exercise = opgave
-solution = løsning
