### What the engine found, said in words: places, steps, reasons,
### verdicts, and the cluster's settings. Ports and addresses arrive as text and
### are never inflected by; only counts are numbers.

## Places. $place selects the kind of place; $placeName is its name.

# $place selects; $placeName is the name of a node, Pod or Service.
place =
    { $place ->
        [outside] the laptop outside
        [node-client] a process on { $placeName }
        [pod-client] { -pod } { $placeName }
        [dns] the cluster's DNS
        [load-balancer] the { -load-balancer } of { $placeName }
        [node] { $placeName }
        [pod] { -pod } { $placeName }
       *[network] the network
    }

## Steps: what is done to the packet at a hop. One sentence, and a few words for
## a button (.short). $place and $placeName say where (see place); $from and $to
## are source and destination before, $newFrom and $newTo after.

step-resolve = The client asks DNS what the name means.
    .short = Ask DNS
# $from is the sender's address and port; $to the destination's.
step-send = The client sends from `{ $from }` to `{ $to }`.
    .short = Send
# $placeName is the Service; $newTo is where the packet goes on to.
step-balance = The { -load-balancer } of `{ $placeName }` passes the { -packet } on to a node, to `{ $newTo }`.
    .short = Pass on
# $newFrom and $newTo are the new connection's ends.
step-reconnect = The { -load-balancer } takes the call itself and opens a new connection, from `{ $newFrom }` to `{ $newTo }`.
    .short = Reconnect
# $placeName is the node; $to the old and $newTo the new destination.
step-dnat = `{ $placeName }` changes the destination from `{ $to }` to `{ $newTo }`.
    .short = Change destination
# $placeName is the node; $from the old and $newFrom the new source.
step-snat = `{ $placeName }` changes the source from `{ $from }` to `{ $newFrom }`.
    .short = Change source
# $placeName is the node; $newTo and $newFrom are what it wrote.
step-dnat-snat = `{ $placeName }` changes the destination to `{ $newTo }` and the source to `{ $newFrom }`.
    .short = Change both
# $place selects; $placeName is the node.
step-forward =
    { $place ->
        [node] `{ $placeName }` passes the { -packet } on unchanged.
       *[other] The { -packet } is passed on unchanged.
    }
    .short = Forward
# $place selects; $placeName is the Pod.
step-deliver =
    { $place ->
        [pod] The program in { -pod } `{ $placeName }` takes the { -packet } and answers.
       *[other] The program there takes the { -packet } and answers.
    }
    .short = Deliver
# $placeName is the node; $newFrom and $newTo are the answer's addresses now.
step-unnat =
    { $place ->
        [load-balancer] The { -load-balancer } of `{ $placeName }` passes the answer on, from `{ $newFrom }` to `{ $newTo }`.
       *[other] `{ $placeName }` remembers the connection and puts the addresses back: from `{ $newFrom }` to `{ $newTo }`.
    }
    .short = Put back
# $placeName is the Pod of the proxy; $newFrom and $newTo are the other connection's ends.
step-relay = The proxy in { -pod } `{ $placeName }` holds two connections. What comes in on one goes on in the other, from `{ $newFrom }` to `{ $newTo }`.
    .short = Pass through
# $from is whom the answer comes from, as the client sees it.
step-arrive = The answer arrives, from `{ $from }`.
    .short = Arrive
# $to is what was knocked at.
step-refuse = `{ $to }` is refused: a short "no" goes back at once.
    .short = Refuse
# $to is where the packet wanted to go.
step-drop = The { -packet } to `{ $to }` is dropped. Nothing goes back.
    .short = Drop
# $to is where the packet wanted to go.
step-lose = The { -packet } to `{ $to }` is lost. Nobody answers there.
    .short = Lost

## Reasons: the rule or fact that decided.

reason-has-route = The client has a route to this address.
# $name is the name asked for; $addresses is a list; $count is how many.
reason-name-resolved =
    { $count ->
        [one] `{ $name }` has the address `{ $addresses }`.
       *[other] `{ $name }` has { $count } addresses: `{ $addresses }`.
    }
# $name is the name asked for; $searched is the list of full names tried.
reason-name-unknown = DNS knows no `{ $name }`. It was looked for as `{ $searched }`.
# $pod is the Pod; $name the name asked for; $policies is a list.
reason-name-server-denied = { -pod } `{ $pod }` asks DNS for `{ $name }` and hears nothing: a NetworkPolicy guards whom it may call, and none allows the way to DNS: `{ $policies }`.
# $name is the name asked for.
reason-name-without-address = `{ $name }` exists but has no address: no { -pod } behind it is ready.
# $name is the alias; $target the name it stands for.
reason-name-alias = `{ $name }` is only another name for `{ $target }`. No rule of the cluster touches the { -packet }.
# $name is the name asked for.
reason-no-cluster-dns = `{ $name }` is a name of the cluster's own DNS, and this client asks another one.
# $place selects the kind of client; $placeName is its name.
reason-client-not-running =
    { $place ->
        [pod-client] { -pod } `{ $placeName }` does not run, so it cannot send.
        [node-client] `{ $placeName }` does not run, so it cannot send.
       *[other] The client does not run, so it cannot send.
    }
# $service is the Service; $endpoint the address chosen; $pick of $of, counts.
reason-endpoint-picked =
    { $of ->
        [one] `{ $service }` has one { -endpoint } to choose from: `{ $endpoint }`.
       *[other] `{ $service }` has { $of } { -endpoints } to choose from. Chance picked number { $pick }: `{ $endpoint }`.
    }
# $service is the Service; $endpoint the address chosen; $pick of $of, counts; $address the new source.
reason-endpoint-picked-masqueraded =
    { $of ->
        [one] `{ $service }` has one { -endpoint } to choose from: `{ $endpoint }`. The source became `{ $address }`, so that the answer comes back through here; the program will not see who asked.
       *[other] `{ $service }` has { $of } { -endpoints } to choose from. Chance picked number { $pick }: `{ $endpoint }`. The source became `{ $address }`, so that the answer comes back through here; the program will not see who asked.
    }
# $service is the Service; $endpoint the address kept; $seconds the timeout.
reason-endpoint-kept =
    { $seconds ->
        [one] `{ $service }` has session affinity: this caller stays with `{ $endpoint }` until it has opened no new connection for { $seconds } second.
       *[other] `{ $service }` has session affinity: this caller stays with `{ $endpoint }` until it has opened no new connection for { $seconds } seconds.
    }
# $endpoint is the address the connection leads to.
reason-established = This connection exists already and leads to `{ $endpoint }`. Rules are asked only for its first { -packet }.
# $endpoint is the address the connection's record names.
reason-stale-connection = The kernel still remembers this connection as one to `{ $endpoint }`, and nobody is there any more.
# $address is the new source.
reason-masqueraded = The source became `{ $address }`, so that the answer comes back through here.
# $address is the new source.
reason-leaves-cluster = A { -packet } that leaves the network of { -pods } gets the address of its node: the source became `{ $address }`.
reason-no-rule = No rule of this node is about this { -packet }. It goes where routing takes it.
# $place selects; $placeName is the node or Pod that has the address.
reason-routed =
    { $place ->
        [node] The address belongs to `{ $placeName }`.
        [pod] The address belongs to { -pod } `{ $placeName }`.
       *[other] The address is beyond this machine.
    }
reason-loopback = Sender and program are on the same machine.
# $port is the port.
reason-listening = A program listens on port { $port }.
# $address, $port and $protocol (TCP, UDP, SCTP) are what was knocked at.
reason-nobody-listens = `{ $address }` is there, but no program listens on { $protocol } port { $port }. Its kernel says no.
# $port is the port.
reason-listens-on-loopback = The program listens on port { $port } of `127.0.0.1` only. It hears its own { -pod } and nobody else.
# $port is the port; $protocol the one the program listens for.
reason-listens-for-other = A program listens on port { $port }, but for { $protocol } only.
# $pod is the Pod.
reason-process-down = The program in { -pod } `{ $pod }` is not running right now.
# $pod is the Pod.
reason-shutting-down = The program in { -pod } `{ $pod }` has been told to end (SIGTERM) and takes no new connections.
# $pod is the Pod; $node the node whose rules are meant.
reason-rules-behind = The rules of `{ $node }` still name { -pod } `{ $pod }`, which is being deleted: its program has been told to end (SIGTERM), and the rules follow the { -endpointslice } only a moment later.
# $service is the Service.
reason-no-endpoints = `{ $service }` has no ready { -endpoint }. The rule for that is REJECT: the caller is told at once.
# $service is the Service; $node the node; $policy the field's name.
reason-no-local-endpoints = `{ $policy }` of `{ $service }` is `Local`, and `{ $node }` has no { -pod } of its own to give the { -packet } to. The rule for that is DROP.
# $service is the Service; $source the caller's address.
reason-source-not-allowed = `{ $source }` is in none of the ranges in `loadBalancerSourceRanges` of `{ $service }`.
# $service is the Service; $address and $port what was asked; $served its ports.
reason-not-served = `{ $address }` belongs to `{ $service }`, but `{ $service }` has no port { $port }. It has { $served }.
# $address is the Service's address; $service the Service; $label the label's key.
reason-other-proxy = `{ $address }` belongs to `{ $service }`, but its label `{ $label }` tells kube-proxy to leave it alone. No rule leads anywhere.
# $address is the address asked.
reason-unused-service-address = `{ $address }` is in the range of cluster IPs, but no { -service } has it.
# $address is the address asked.
reason-no-route-to-services = `{ $address }` is a cluster IP. It exists only as rules on the nodes, and the client's network knows no road there.
# $address is the address asked.
reason-no-route-to-pods = `{ $address }` is the address of a { -pod }. It exists only inside the cluster, and the client's network knows no road there.
# $address is the address asked.
reason-no-route-to-nodes = `{ $address }` is a node that the client cannot reach: here nodes are containers on a network of their own.
# $node is the node.
reason-node-down = `{ $node }` is down. A dead machine answers nobody.
# $address is the address asked.
reason-nobody-there = Nobody has the address `{ $address }`.
# $address is the address asked.
reason-outside-host = A machine outside the cluster has the address `{ $address }`, and answers.
# $address is the address asked.
reason-api-server = The API server has the address `{ $address }`, and answers.
# $pod is the Pod.
reason-no-hairpin = Chance led { -pod } `{ $pod }` back to itself, and this network lets no { -packet } out and back in through the same door.
# $pod is the Pod; $direction is ingress or egress; $policies is a list.
reason-denied-by-policy =
    { $direction ->
        [ingress] A NetworkPolicy guards who may call { -pod } `{ $pod }`, and none allows this caller: `{ $policies }`.
       *[egress] A NetworkPolicy guards whom { -pod } `{ $pod }` may call, and none allows this: `{ $policies }`.
    }
# $service is the Service.
reason-load-balancer-pending = The { -load-balancer } of `{ $service }` is pending: nobody in this cluster makes one, so there is no address.
# $node is the node; $pick of $of, counts.
reason-node-picked =
    { $of ->
        [one] The { -load-balancer } knows one healthy node: `{ $node }`.
       *[other] The { -load-balancer } knows { $of } healthy nodes and picked number { $pick }: `{ $node }`.
    }
# $service is the Service.
reason-no-healthy-node = The { -load-balancer } of `{ $service }` finds no healthy node to send to.
# $service is the Service; $port what was asked.
reason-load-balancer-port-closed = The { -load-balancer } of `{ $service }` does not listen on port { $port }.
reason-connection-tracked = The kernel remembers the connection (conntrack) and undoes its rewriting for the answer.
reason-balancer-remembers = The { -load-balancer } remembers whose connection this is, and answers with its own address.
reason-awaited = The client has been waiting for an answer from this address.
# $expected is whom the client asked; $got whom the answer came from.
reason-answer-from-stranger = The answer came from `{ $got }`, but the client had asked `{ $expected }`. It throws the answer away.

## Verdicts: how a request ended. curl's own line stands beside it, untranslated.

# $by selects: pod, node, outside (a machine outside the cluster) or api-server; $pod, $node are names; $source is the address seen.
verdict-delivered =
    { $by ->
        [pod] { -pod } `{ $pod }` answered. It saw `{ $source }` as its visitor.
        [outside] A machine outside the cluster answered. It saw `{ $source }` as its visitor.
        [api-server] The API server answered. It saw `{ $source }` as its visitor.
       *[node] A program on `{ $node }` answered. It saw `{ $source }` as its visitor.
    }
    .short = Answered
verdict-refused = Refused: somebody said no at once.
    .short = Refused
verdict-timed-out = Timed out: nothing came back, and the client gave up waiting.
    .short = Timed out
verdict-not-resolved = Not resolved: the client got no address for the name, so nothing was sent.
    .short = Not resolved
verdict-not-sent = Not sent: there is no such client, or it does not run.
    .short = Not sent

## Why an endpoint was not chosen.

left-out-not-ready = not ready
left-out-terminating = terminating while others are ready
left-out-not-local = on another node, and the policy is `Local`
left-out-other-zone = meant for another zone
left-out-other-node = meant for another node
left-out-other-by-affinity = the caller stays with another one
left-out-not-picked = chance picked another one

## The cluster

provider-none = Nobody (stays pending)
provider-gcp = Google Cloud
provider-azure = Azure
provider-aws-nlb = AWS, Network Load Balancer
provider-aws-classic = AWS, Classic Load Balancer
provider-openstack = OpenStack Octavia
provider-kind = kind with cloud-provider-kind
proxy-mode-iptables = iptables (the default)
proxy-mode-nftables = nftables
node-up = running
node-down = down
severity-error = Refused
severity-warning = Accepted, with a warning
severity-advice = Accepted; our advice
by-kubectl = kubectl says
by-server = the API server says
by-lab = Service Lab says
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

## What a step brought about. $kind is Kubernetes' name of the kind; $name, $pod,
## $node and $service are names; $address is an address as text.

happened-new = `{ $kind }/{ $name }` was created.
happened-gone = `{ $kind }/{ $name }` was deleted.
happened-changed = `{ $kind }/{ $name }` was changed.
# $state selects: ready or starting.
happened-pod-new =
    { $state ->
        [ready] A new { -pod }, `{ $pod }`, runs on `{ $node }` with the address `{ $address }`.
       *[starting] A new { -pod }, `{ $pod }`, is starting.
    }
happened-pod-gone = { -pod } `{ $pod }` is gone, and its address with it.
happened-pod-ending = { -pod } `{ $pod }` has been told to end.
happened-pod-ready = { -pod } `{ $pod }` is ready for requests.
happened-pod-not-ready = { -pod } `{ $pod }` is not ready any more.
happened-pod-restarted = The program in { -pod } `{ $pod }` was started again.
# $seconds is how long a node is waited for.
happened-node-unmissed = `{ $node }` has no power. The cluster has not noticed yet: it misses a node only after { $seconds } seconds without a sign of life.
happened-node-lost = The cluster has noticed that `{ $node }` is gone.
happened-node-back = `{ $node }` is back.
# $has selects: address, or name for a Service without one.
happened-service-new =
    { $has ->
        [address] { -service } `{ $service }` was created and got the address `{ $address }`.
       *[name] { -service } `{ $service }` was created. It has a name, but no address of its own.
    }
happened-balancer = The { -load-balancer } of `{ $service }` got the address `{ $address }`.
# $count is how many endpoints are ready now.
happened-endpoints =
    { $count ->
        [0] The list of `{ $service }` is empty: nobody is ready for its requests.
        [one] The list of `{ $service }` now has { $count } ready { -endpoint }.
       *[other] The list of `{ $service }` now has { $count } ready { -endpoints }.
    }
