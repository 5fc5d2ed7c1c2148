### 엔진이 알아낸 것을 말로 옮긴 것입니다. 장소, 단계, 까닭, 결과, 그리고
### 클러스터의 설정입니다. 변수 바로 뒤에는 조사를 붙이지 않고 명사를 둡니다.

## Places. $place selects the kind of place; $placeName is its name.

# $place selects; $placeName is the name of a node, Pod or Service.
place =
    { $place ->
        [outside] 바깥의 노트북
        [node-client] { $placeName } 노드의 프로세스
        [pod-client] { $placeName } { -pod }
        [dns] 클러스터의 DNS
        [load-balancer] { $placeName } 서비스의 { -load-balancer }
        [node] { $placeName }
        [pod] { $placeName } { -pod }
       *[network] 네트워크
    }

## Steps: what is done to the packet at a hop. One sentence, and a few words for
## a button (.short). $place and $placeName say where (see place); $from and $to
## are source and destination before, $newFrom and $newTo after.

step-resolve = 클라이언트가 그 이름이 무엇을 뜻하는지 DNS에 묻습니다.
    .short = DNS에 묻기
# $from is the sender's address and port; $to the destination's.
step-send = 클라이언트가 `{ $from }` 주소에서 `{ $to }` 주소로 보냅니다.
    .short = 보냄
# $placeName is the Service; $newTo is where the packet goes on to.
step-balance = `{ $placeName }` 서비스의 { -load-balancer }가 { -packet }을 { -node }의 `{ $newTo }` 주소로 넘깁니다.
    .short = 넘김
# $newFrom and $newTo are the new connection's ends.
step-reconnect = { -load-balancer }가 호출을 직접 받고, `{ $newFrom }` 주소에서 `{ $newTo }` 주소로 새 연결을 엽니다.
    .short = 새로 연결
# $placeName is the node; $to the old and $newTo the new destination.
step-dnat = `{ $placeName }` 노드가 목적지를 `{ $to }` 주소에서 `{ $newTo }` 주소로 바꿉니다.
    .short = 목적지 바꿈
# $placeName is the node; $from the old and $newFrom the new source.
step-snat = `{ $placeName }` 노드가 출발지를 `{ $from }` 주소에서 `{ $newFrom }` 주소로 바꿉니다.
    .short = 출발지 바꿈
# $placeName is the node; $newTo and $newFrom are what it wrote.
step-dnat-snat = `{ $placeName }` 노드가 목적지를 `{ $newTo }` 주소로, 출발지를 `{ $newFrom }` 주소로 바꿉니다.
    .short = 둘 다 바꿈
# $place selects; $placeName is the node.
step-forward =
    { $place ->
        [node] `{ $placeName }` 노드가 { -packet }을 바꾸지 않고 넘깁니다.
       *[other] { -packet }이 바뀌지 않고 넘어갑니다.
    }
    .short = 포워드
# $place selects; $placeName is the Pod.
step-deliver =
    { $place ->
        [pod] `{ $placeName }` { -pod } 안의 프로그램이 { -packet }을 받아 답합니다.
       *[other] 그곳의 프로그램이 { -packet }을 받아 답합니다.
    }
    .short = 전달
# $placeName is the node; $newFrom and $newTo are the answer's addresses now.
step-unnat =
    { $place ->
        [load-balancer] `{ $placeName }` 서비스의 { -load-balancer }가 답을 돌려보냅니다. 이제 출발지는 `{ $newFrom }`, 목적지는 `{ $newTo }`입니다.
       *[other] `{ $placeName }` 노드가 연결을 기억해 주소를 되돌려 놓습니다. 이제 출발지는 `{ $newFrom }`, 목적지는 `{ $newTo }`입니다.
    }
    .short = 되돌림
# $placeName is the Pod of the proxy; $newFrom and $newTo are the other connection's ends.
step-relay = `{ $placeName }` { -pod } 안의 프록시는 연결 두 개를 유지합니다. 한쪽으로 들어온 것을 다른 쪽 연결로 보냅니다. 출발지는 `{ $newFrom }`, 목적지는 `{ $newTo }`입니다.
    .short = 이어 보냄
# $from is whom the answer comes from, as the client sees it.
step-arrive = `{ $from }` 주소에서 답이 도착합니다.
    .short = 도착
# $to is what was knocked at.
step-refuse = `{ $to }` 주소로 가던 { -packet }이 거부됩니다. 안 된다는 짧은 답이 곧바로 돌아갑니다.
    .short = 거부
# $to is where the packet wanted to go.
step-drop = `{ $to }` 주소로 가던 { -packet }을 드롭합니다. 아무것도 돌아가지 않습니다.
    .short = 드롭
# $to is where the packet wanted to go.
step-lose = `{ $to }` 주소로 가던 { -packet }이 사라집니다. 그곳에서는 아무도 답하지 않습니다.
    .short = 사라짐

## Reasons: the rule or fact that decided.

reason-has-route = 클라이언트에 이 주소로 가는 라우트가 있습니다.
# $name is the name asked for; $addresses is a list; $count is how many.
reason-name-resolved =
    { $count ->
        [1] `{ $name }` 이름의 주소는 `{ $addresses }`입니다.
       *[other] `{ $name }` 이름에는 주소가 { $count }개 있습니다. `{ $addresses }`입니다.
    }
# $name is the name asked for; $searched is the list of full names tried.
reason-name-unknown = DNS는 `{ $name }` 이름을 모릅니다. 찾아본 이름은 `{ $searched }`입니다.
# $pod is the Pod; $name the name asked for; $policies is a list.
reason-name-server-denied = `{ $pod }` { -pod }가 DNS에 `{ $name }` 이름을 물었지만 답이 오지 않습니다. 이 { -pod }가 누구를 호출해도 되는지 { -networkpolicy }(NetworkPolicy)가 지키고 있는데, DNS로 가는 길을 허용하는 것이 없습니다. 지키는 것은 `{ $policies }`입니다.
# $name is the name asked for.
reason-name-without-address = `{ $name }` 이름은 있지만 주소가 없습니다. 그 뒤에 준비된 { -pod }가 없기 때문입니다.
# $name is the alias; $target the name it stands for.
reason-name-alias = `{ $name }` 이름은 `{ $target }` 이름을 달리 부르는 것일 뿐입니다. { -cluster }의 어느 규칙도 이 { -packet }을 건드리지 않습니다.
# $name is the name asked for.
reason-no-cluster-dns = `{ $name }` 이름은 { -cluster } 자체의 DNS가 아는 이름인데, 이 클라이언트는 다른 DNS에 묻습니다.
# $place selects the kind of client; $placeName is its name.
reason-client-not-running =
    { $place ->
        [pod-client] `{ $placeName }` { -pod }가 실행 중이 아니므로 보낼 수 없습니다.
        [node-client] `{ $placeName }` 노드가 실행 중이 아니므로 보낼 수 없습니다.
       *[other] 클라이언트가 실행 중이 아니므로 보낼 수 없습니다.
    }
# $service is the Service; $endpoint the address chosen; $pick of $of, counts.
reason-endpoint-picked =
    { $of ->
        [1] `{ $service }` 서비스에서 고를 수 있는 { -endpoint }는 `{ $endpoint }` 하나입니다.
       *[other] `{ $service }` 서비스에는 고를 수 있는 { -endpoint }가 { $of }개 있습니다. 임의로 뽑힌 것은 { $pick }번, `{ $endpoint }`입니다.
    }
# $service is the Service; $endpoint the address chosen; $pick of $of, counts; $address the new source.
reason-endpoint-picked-masqueraded =
    { $of ->
        [1] `{ $service }` 서비스에서 고를 수 있는 { -endpoint }는 `{ $endpoint }` 하나입니다. 답이 이곳을 거쳐 돌아오도록 출발지가 `{ $address }` 주소로 바뀌어, 프로그램은 누가 물었는지 보지 못합니다.
       *[other] `{ $service }` 서비스에는 고를 수 있는 { -endpoint }가 { $of }개 있습니다. 임의로 뽑힌 것은 { $pick }번, `{ $endpoint }`입니다. 답이 이곳을 거쳐 돌아오도록 출발지가 `{ $address }` 주소로 바뀌어, 프로그램은 누가 물었는지 보지 못합니다.
    }
# $service is the Service; $endpoint the address kept; $seconds the timeout.
reason-endpoint-kept = `{ $service }` 서비스에는 { -session-affinity }가 있습니다. 이 호출자는 새 연결 없이 { $seconds }초가 지날 때까지 `{ $endpoint }` 엔드포인트로 이어집니다.
# $endpoint is the address the connection leads to.
reason-established = 이 연결은 이미 있으며 `{ $endpoint }` 엔드포인트로 이어집니다. 규칙에는 연결의 첫 { -packet }만 물어봅니다.
# $endpoint is the address the connection's record names.
reason-stale-connection = 커널은 이 연결이 `{ $endpoint }` 엔드포인트로 이어진다고 아직 기억하지만, 그곳에는 이제 아무도 없습니다.
# $address is the new source.
reason-masqueraded = 답이 이곳을 거쳐 돌아오도록 출발지가 `{ $address }` 주소로 바뀌었습니다.
# $address is the new source.
reason-leaves-cluster = { -pod } 네트워크를 떠나는 { -packet }에는 그 { -node }의 주소가 붙습니다. 출발지가 `{ $address }` 주소로 바뀌었습니다.
reason-no-rule = 이 { -node }에는 이 { -packet }에 관한 규칙이 없습니다. 라우팅이 이끄는 대로 갑니다.
# $place selects; $placeName is the node or Pod that has the address.
reason-routed =
    { $place ->
        [node] 이 주소는 `{ $placeName }` 노드의 것입니다.
        [pod] 이 주소는 `{ $placeName }` { -pod }의 것입니다.
       *[other] 이 주소는 이 머신 밖에 있습니다.
    }
reason-loopback = 보내는 쪽과 프로그램이 같은 머신에 있습니다.
# $port is the port.
reason-listening = { $port } 포트에서 프로그램이 기다리고 있습니다.
# $address, $port and $protocol (TCP, UDP, SCTP) are what was knocked at.
reason-nobody-listens = `{ $address }` 주소는 있지만 { $protocol } { $port } 포트에서 기다리는 프로그램이 없습니다. 그곳의 커널이 안 된다고 답합니다.
# $port is the port.
reason-listens-on-loopback = 프로그램이 `127.0.0.1`의 { $port } 포트에서만 기다립니다. 자기 { -pod } 안에서 온 요청만 받고 다른 곳에서 온 요청은 받지 못합니다.
# $port is the port; $protocol the one the program listens for.
reason-listens-for-other = { $port } 포트에서 프로그램이 기다리지만 { $protocol } 프로토콜만 받습니다.
# $pod is the Pod.
reason-process-down = `{ $pod }` { -pod } 안의 프로그램이 지금 실행 중이 아닙니다.
# $pod is the Pod.
reason-shutting-down = `{ $pod }` { -pod } 안의 프로그램이 끝내라는 신호(SIGTERM)를 받아 새 연결을 받지 않습니다.
# $pod is the Pod; $node the node whose rules are meant.
reason-rules-behind = `{ $node }` 노드의 규칙에는 삭제되고 있는 `{ $pod }` { -pod }가 아직 적혀 있습니다. 그 프로그램은 이미 끝내라는 신호(SIGTERM)를 받았고, 규칙은 조금 뒤에야 { -endpointslice }를 따라갑니다.
# $service is the Service.
reason-no-endpoints = `{ $service }` 서비스에 준비된 { -endpoint }가 없습니다. 이때의 규칙은 REJECT이며, 호출자는 거부되었음을 곧바로 압니다.
# $service is the Service; $node the node; $policy the field's name.
reason-no-local-endpoints = `{ $service }` 서비스의 `{ $policy }` 필드는 `Local`인데, `{ $node }` 노드에는 { -packet }을 넘겨줄 자기 { -pod }가 없습니다. 이때의 규칙은 DROP입니다.
# $service is the Service; $source the caller's address.
reason-source-not-allowed = `{ $source }` 주소는 `{ $service }` 서비스의 `loadBalancerSourceRanges`에 적힌 어느 대역에도 속하지 않습니다.
# $service is the Service; $address and $port what was asked; $served its ports.
reason-not-served = `{ $address }` 주소는 `{ $service }` 서비스의 것이지만, 이 서비스에 { $port } 포트는 없습니다. 있는 것은 { $served }입니다.
# $address is the Service's address; $service the Service; $label the label's key.
reason-other-proxy = `{ $address }` 주소는 `{ $service }` 서비스의 것이지만, `{ $label }` { -label }이 있으면 kube-proxy는 그 { -service }를 다루지 않습니다. 이 주소를 다른 곳으로 이끄는 규칙이 없습니다.
# $address is the address asked.
reason-unused-service-address = `{ $address }` 주소는 { -cluster-ip } 대역에 속하지만, 이 주소를 가진 { -service }가 없습니다.
# $address is the address asked.
reason-no-route-to-services = `{ $address }` 주소는 { -cluster-ip }입니다. { -node }의 규칙으로만 존재하며, 클라이언트의 네트워크는 그곳으로 가는 길을 모릅니다.
# $address is the address asked.
reason-no-route-to-pods = `{ $address }` 주소는 { -pod }의 주소입니다. { -cluster } 안에만 존재하며, 클라이언트의 네트워크는 그곳으로 가는 길을 모릅니다.
# $address is the address asked.
reason-no-route-to-nodes = `{ $address }` 주소는 클라이언트가 닿을 수 없는 { -node }입니다. 여기서 { -node }는 따로 떨어진 네트워크에 있는 { -container }입니다.
# $node is the node.
reason-node-down = `{ $node }` 노드가 꺼져 있습니다. 꺼진 머신은 누구에게도 답하지 않습니다.
# $address is the address asked.
reason-nobody-there = `{ $address }` 주소를 가진 이가 없습니다.
# $address is the address asked.
reason-outside-host = { -cluster } 밖의 머신이 `{ $address }` 주소를 가지고 있고, 답합니다.
# $address is the address asked.
reason-api-server = API 서버가 `{ $address }` 주소를 가지고 있고, 답합니다.
# $pod is the Pod.
reason-no-hairpin = 임의로 고른 결과가 `{ $pod }` { -pod } 자신이었는데, 이 네트워크는 { -packet }이 나간 문으로 되돌아 들어오는 것을 허용하지 않습니다.
# $pod is the Pod; $direction is ingress or egress; $policies is a list.
reason-denied-by-policy =
    { $direction ->
        [ingress] `{ $pod }` { -pod }를 누가 호출해도 되는지 { -networkpolicy }(NetworkPolicy)가 지키고 있는데, 이 호출자를 허용하는 것이 없습니다. 지키는 것은 `{ $policies }`입니다.
       *[egress] `{ $pod }` { -pod }가 누구를 호출해도 되는지 { -networkpolicy }(NetworkPolicy)가 지키고 있는데, 이 호출을 허용하는 것이 없습니다. 지키는 것은 `{ $policies }`입니다.
    }
# $service is the Service.
reason-load-balancer-pending = `{ $service }` 서비스의 { -load-balancer }는 pending입니다. 이 { -cluster }에는 { -load-balancer }를 만드는 이가 없으므로 주소가 없습니다.
# $node is the node; $pick of $of, counts.
reason-node-picked =
    { $of ->
        [1] { -load-balancer }가 아는 건강한 { -node }는 `{ $node }` 하나입니다.
       *[other] { -load-balancer }가 아는 건강한 { -node }는 { $of }개이고, 그중 { $pick }번인 `{ $node }` 노드를 골랐습니다.
    }
# $service is the Service.
reason-no-healthy-node = `{ $service }` 서비스의 { -load-balancer }가 보낼 만한 건강한 { -node }를 찾지 못합니다.
# $service is the Service; $port what was asked.
reason-load-balancer-port-closed = `{ $service }` 서비스의 { -load-balancer }는 { $port } 포트에서 기다리지 않습니다.
reason-connection-tracked = 커널은 연결을 기억하고 있으며(conntrack), 답에서는 고쳐 쓴 것을 되돌립니다.
reason-balancer-remembers = { -load-balancer }가 누구의 연결인지 기억하고 자기 주소로 답합니다.
reason-awaited = 클라이언트는 이 주소에서 올 답을 기다리고 있었습니다.
# $expected is whom the client asked; $got whom the answer came from.
reason-answer-from-stranger = 답은 `{ $got }` 주소에서 왔지만 클라이언트가 물어본 곳은 `{ $expected }` 주소입니다. 클라이언트는 그 답을 버립니다.

## Verdicts: how a request ended. curl's own line stands beside it, untranslated.

# $by selects: pod, node, outside (a machine outside the cluster) or api-server; $pod, $node are names; $source is the address seen.
verdict-delivered =
    { $by ->
        [pod] `{ $pod }` { -pod }가 답했습니다. 이 { -pod }에는 `{ $source }` 주소에서 온 것으로 보였습니다.
        [outside] { -cluster } 밖의 머신이 답했습니다. 이 머신에는 `{ $source }` 주소에서 온 것으로 보였습니다.
        [api-server] API 서버가 답했습니다. API 서버에는 `{ $source }` 주소에서 온 것으로 보였습니다.
       *[node] `{ $node }` 노드의 프로그램이 답했습니다. 이 프로그램에는 `{ $source }` 주소에서 온 것으로 보였습니다.
    }
    .short = 답함
verdict-refused = 거부되었습니다. 누군가 곧바로 안 된다고 답했습니다.
    .short = 거부됨
verdict-timed-out = { -timeout }입니다. 아무것도 돌아오지 않아 클라이언트가 기다리다 포기했습니다.
    .short = 타임아웃
verdict-not-resolved = 이름을 찾지 못했습니다. { -client }가 이 이름의 주소를 얻지 못해 아무것도 보내지 않았습니다.
    .short = 이름 확인 실패
verdict-not-sent = 보내지 않았습니다. 그런 클라이언트가 없거나 실행 중이 아닙니다.
    .short = 보내지 않음

## Why an endpoint was not chosen.

left-out-not-ready = 준비되지 않음
left-out-terminating = 준비된 다른 것이 있는데 종료 중임
left-out-not-local = 다른 노드에 있고, 정책은 `Local`임
left-out-other-zone = 다른 영역의 몫임
left-out-other-node = 다른 노드의 몫임
left-out-other-by-affinity = 호출자가 다른 엔드포인트에 머묾
left-out-not-picked = 임의로 다른 것이 뽑힘

## The cluster

provider-none = 없음 (pending에 머묾)
provider-gcp = Google Cloud
provider-azure = Azure
provider-aws-nlb = AWS, Network Load Balancer
provider-aws-classic = AWS, Classic Load Balancer
provider-openstack = OpenStack Octavia
provider-kind = kind와 cloud-provider-kind
proxy-mode-iptables = iptables (기본값)
proxy-mode-nftables = nftables
node-up = 켜짐
node-down = 꺼짐
severity-error = 거부됨
severity-warning = 경고와 함께 받아들여짐
severity-advice = 받아들여짐. 조언이 있음
by-kubectl = kubectl의 말
by-server = API 서버의 말
by-lab = Service Lab의 말
# $kind is Kubernetes' own name of the kind.
kind =
    { $kind ->
        [Service] { -service }
        [Pod] { -pod }
        [Node] { -node }
        [Deployment] { -deployment }
        [ReplicaSet] { -replicaset }
        [EndpointSlice] { -endpointslice }
        [Endpoints] { -endpoints-object }
        [Namespace] { -namespace }
        [ConfigMap] { -configmap }
        [Ingress] { -ingress }
        [StatefulSet] { -statefulset }
        [IngressClass] { -ingressclass }
        [HorizontalPodAutoscaler] { -autoscaler }
       *[NetworkPolicy] { -networkpolicy }
    }

## What a step brought about. $kind is Kubernetes' name of the kind; $name, $pod,
## $node and $service are names; $address is an address as text.

happened-new = `{ $kind }/{ $name }` 오브젝트가 만들어졌습니다.
happened-gone = `{ $kind }/{ $name }` 오브젝트가 삭제되었습니다.
happened-changed = `{ $kind }/{ $name }` 오브젝트가 바뀌었습니다.
# $state selects: ready or starting.
happened-pod-new =
    { $state ->
        [ready] 새 `{ $pod }` { -pod }가 `{ $node }` 노드에서 `{ $address }` 주소로 실행되고 있습니다.
       *[starting] 새 `{ $pod }` { -pod }가 시작되고 있습니다.
    }
happened-pod-gone = `{ $pod }` { -pod }가 그 주소와 함께 사라졌습니다.
happened-pod-ending = `{ $pod }` { -pod }에 종료하라는 지시가 갔습니다.
happened-pod-ready = `{ $pod }` { -pod }가 요청을 받을 준비가 되었습니다.
happened-pod-not-ready = `{ $pod }` { -pod }는 이제 준비된 상태가 아닙니다.
happened-pod-restarted = `{ $pod }` { -pod } 안의 프로그램이 다시 시작되었습니다.
# $seconds is how long a node is waited for.
happened-node-unmissed = `{ $node }` 노드의 전원이 꺼졌습니다. 클러스터는 아직 모릅니다. { $seconds }초 동안 아무 소식이 없어야 노드가 사라졌다고 봅니다.
happened-node-lost = 클러스터가 `{ $node }` 노드가 사라진 것을 알아차렸습니다.
happened-node-back = `{ $node }` 노드가 돌아왔습니다.
# $has selects: address, or name for a Service without one.
happened-service-new =
    { $has ->
        [address] `{ $service }` 서비스가 만들어져 `{ $address }` 주소를 얻었습니다.
       *[name] `{ $service }` 서비스가 만들어졌습니다. 이름은 있지만 자기 주소는 없습니다.
    }
happened-balancer = `{ $service }` 서비스의 { -load-balancer }가 `{ $address }` 주소를 얻었습니다.
# $count is how many endpoints are ready now.
happened-endpoints =
    { $count ->
        [0] `{ $service }` 서비스의 목록이 비었습니다. 요청을 받을 준비가 된 { -endpoint }가 없습니다.
       *[other] 이제 `{ $service }` 서비스의 목록에 준비된 { -endpoint }가 { $count }개 있습니다.
    }
