### The first thing to change where a request failed. Each id begins with
### `advice-`: these texts come after the first page.

# $service is the Service.
advice-match-selector = Make the selector of `{ $service }` say exactly what the { -pods }' labels say. With a { -deployment } that is the labels of its `template`.
# $service is the Service; $namespace where Pods with these labels run.
advice-move-to-pods = In the { -namespace } of `{ $service }` no { -pod } fits its selector, but in `{ $namespace }` there are some. A selector looks only in its own { -namespace }: bring the { -service } there.
# $service is the Service.
advice-run-pods = The selector of `{ $service }` fits, but no such { -pod } runs. Start some, with a { -deployment } by `replicas`.
# $service is the Service.
advice-make-pods-ready = { -pods } match, but none is ready. Look at the columns `STATUS` and `READY`, and at the readiness probe if there is one.
# $service is the Service.
advice-give-endpoints = `{ $service }` has no selector, so nobody fills its list. Give it a selector, or an { -endpointslice } of your own that names it in the label `kubernetes.io/service-name` and has the same port name.
# $service is the Service; $name the port's name.
advice-name-target-port = `targetPort` of `{ $service }` is the name `{ $name }`. Give a port of the { -pod }'s container that name, or write the number.
# $service is the Service; $asked the wrong and $served the right port.
advice-ask-served-port = Ask for port { $served } of `{ $service }` instead of { $asked }.
# $service is the Service; $port the port; $protocol what is asked for.
advice-set-protocol = Give `{ $service }` an entry for port { $port } with `protocol: { $protocol }`, or ask with the protocol that it has.
# $service is the Service; $wrong and $right are port numbers.
advice-set-target-port = Set `targetPort` of `{ $service }` to { $right }: the program listens there, not on { $wrong }.
# $pod is the Pod; $port the port.
advice-listen-on-all-addresses = Let the program in `{ $pod }` listen on `0.0.0.0` (or `::`) at port { $port }, not only on `127.0.0.1`.
# $pod is the Pod.
advice-start-process = See why the program in `{ $pod }` stopped: its status and its log.
# $pod is the Pod.
advice-wait-before-ending = Let `{ $pod }` wait before it ends, for example `lifecycle.preStop.sleep.seconds: 5`. Then the rules of every node follow first.
advice-ask-from-inside = Ask from inside the cluster. From outside, a { -node-port } or the address of a { -load-balancer } leads in (types `NodePort` and `LoadBalancer`).
advice-map-port = Map the port to your machine when you create the kind cluster (`extraPortMappings`).
# $service is the Service; $nodePort its node port.
advice-ask-node-port = `{ $service }` opened port { $nodePort } on the nodes. Ask for that one.
# $service is the Service; $node the node; $policy the field's name.
advice-place-pod-or-use-cluster =
    { $policy ->
        [internalTrafficPolicy] Run a { -pod } of `{ $service }` on `{ $node }` too, or set `{ $policy }: Cluster`.
       *[other] Run a { -pod } of `{ $service }` on `{ $node }` too, ask a node that has one, or set `{ $policy }: Cluster`.
    }
# $service is the Service; $source the caller's address.
advice-allow-source = Add a range that holds `{ $source }` to `loadBalancerSourceRanges` of `{ $service }`.
# $name is the name asked; $namespace where the Service is.
advice-qualify-name = A short name is looked for in the caller's own namespace only. Ask for `{ $name }.{ $namespace }`.
# $name is the Service's name; $namespace where it is.
advice-look-in-namespace = `{ $name }` is in the { -namespace } `{ $namespace }`. Ask for `{ $name }.{ $namespace }`.
# $address is the address in externalName.
advice-name-no-address = `externalName` takes a name; DNS finds nothing behind the address `{ $address }`. For an address, take a { -service } without a selector and an { -endpointslice } of your own.
# $service is the Service; $label the label's key.
advice-remove-label = Take the label `{ $label }` off `{ $service }`, unless kube-proxy is to leave it alone.
# $name is the name asked.
advice-check-name = Check the spelling of `{ $name }`, and whether the { -service } exists.
# $service is the Service; $nodePort is yes or no: whether it has node ports.
advice-install-provider =
    { $nodePort ->
        [no] Bring somebody who makes load balancers (cloud-provider-kind, MetalLB).
       *[yes] Bring somebody who makes load balancers (cloud-provider-kind, MetalLB), or use the { -node-port } of `{ $service }` meanwhile.
    }
# $service is the Service; $class its loadBalancerClass.
advice-serve-class = Nobody here makes load balancers of the class `{ $class }`. Run a { -controller } for it, or make `{ $service }` anew without `loadBalancerClass`.
# $service is the Service; $protocol is TCP, UDP or SCTP.
advice-no-such-balancer = The load balancers made here carry no { $protocol }. Lead those ports of `{ $service }` out in another way, with a { -service } of type `NodePort`, say.
# $pod is the Pod; $gate the condition that it waits for.
advice-open-readiness-gate = { -pod } `{ $pod }` has the readiness gate `{ $gate }`, which somebody else has to open: a { -controller } that sets this condition in its status. Run that one, or leave out `readinessGates`.
# $node is the node.
advice-wait-for-node = Ask another node. After about 50 seconds the cluster notices that `{ $node }` is gone and takes its { -pods } off the list.
# $policy is the NetworkPolicy; $direction is ingress or egress; $port the destination's own port.
advice-allow-in-policy =
    { $direction ->
        [ingress] Allow the caller under `ingress` of NetworkPolicy `{ $policy }`, with the port on which the { -pod } itself listens: `{ $port }`.
       *[egress] Allow the destination under `egress` of NetworkPolicy `{ $policy }`, with the port on which it listens itself: `{ $port }`.
    }
# $policy is the NetworkPolicy.
advice-allow-dns = Allow DNS too under `egress` of NetworkPolicy `{ $policy }`: port 53, UDP and TCP, to the { -pods } with the label `k8s-app: kube-dns` in { -namespace } `kube-system`.
# $policy is the NetworkPolicy; $address what the source was rewritten to.
advice-keep-source = NetworkPolicy `{ $policy }` sees the address `{ $address }`, into which a node rewrote the caller's. Set `externalTrafficPolicy: Local`, so that the caller's own arrives, or allow the nodes' addresses.
advice-open-new-socket = Open a new connection: the old one leads to an address that is gone.
advice-enable-hairpin = Switch hairpin mode on in the network, or let the { -pod } call another one.
# $ingress is the Ingress.
advice-install-ingress-controller = { -ingress } `{ $ingress }` is only a wish, and nobody here reads it. Run an Ingress { -controller } (ingress-nginx, say) with a { -service } of its own, and ask that one.
# $ingress is the Ingress; $host the name in its rule.
advice-resolve-ingress-host = { -ingress } `{ $ingress }` has a rule for `{ $host }`, but that puts no name into DNS. Tell the client the address of the { -controller }: `curl --resolve { $host }:80:ADDRESS http://{ $host }/`.
# $service is the Service.
advice-ask-cluster-ip = From inside, call `{ $service }` by its name; node ports are for callers from outside.
