### The fixed vocabulary. One word per thing, used everywhere in this language.
### A kind of Kubernetes' is written as a word of prose through these terms; in
### code it always stays English. A comment "not:" lists words that no text of
### this language uses for the same thing; the content check looks for them.

## Kinds

-service = Service
-services = Services
-pod = Pod
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

## The cluster

-node = node
-nodes = nodes
-cluster = cluster
-image = image
-replica = replica
-manifest = manifest
-object = object
-field = field
-label = label
-labels = labels
-annotation = annotation
-selector = selector
-control-plane = control plane
-controller = controller
-workload = workload

## The network

-endpoint = endpoint
-endpoints = endpoints
-cluster-ip = cluster IP
-virtual-ip = virtual IP
-external-ip = external IP
-ip-address = IP address
-port = port
-node-port = node port
-load-balancer = load balancer
-load-balancing = load balancing
-packet = packet
-traffic = traffic
-external-traffic-policy = external traffic policy
-internal-traffic-policy = internal traffic policy
-session-affinity = session affinity
-source-address = source address
-destination-address = destination address
-masquerade = masquerade
-hairpin = hairpin
-round-robin = round robin
-proxy-mode = proxy mode
-rule = rule
-dns-record = DNS record
-environment-variable = environment variable
-client = client
-backend = backend
-topology = topology
-zone = zone

## Life and death

-readiness = readiness
-readiness-probe = readiness probe
-liveness-probe = liveness probe
-health-check = health check
-rolling-update = rolling update
-rollout = rollout
-graceful-termination = graceful termination
-terminating = terminating
-timeout = timeout
-desired-state = desired state

## The lab

-hint = hint
-exercise = exercise
-solution = solution
