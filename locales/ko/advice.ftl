### 요청이 실패했을 때 가장 먼저 바꿀 것입니다. 모든 id는 `advice-`로 시작합니다.
### 이 글들은 첫 화면 다음에 옵니다.

# $service is the Service.
advice-match-selector = `{ $service }` 서비스의 { -selector }를 { -pod }의 { -label }과 똑같이 적으십시오. { -deployment }라면 그 `template`의 { -label }입니다.
# $service is the Service; $namespace where Pods with these labels run.
advice-move-to-pods = `{ $service }` 서비스의 { -namespace }에는 { -selector }에 맞는 { -pod }가 없지만 `{ $namespace }` { -namespace }에는 있습니다. { -selector }는 자기 { -namespace } 안에서만 찾으므로 { -service }를 그쪽으로 옮기십시오.
# $service is the Service.
advice-run-pods = `{ $service }` 서비스의 { -selector }는 맞지만, 그런 { -pod }가 하나도 실행되고 있지 않습니다. 몇 개 시작하십시오. { -deployment }라면 `replicas`로 합니다.
# $service is the Service.
advice-make-pods-ready = { -selector }에 맞는 { -pod }는 있지만 준비된 것이 없습니다. `STATUS`와 `READY` 열을, 그리고 { -readiness-probe }가 있으면 그것도 살펴보십시오.
# $service is the Service.
advice-give-endpoints = `{ $service }` 서비스에는 { -selector }가 없어 그 목록을 채우는 이가 없습니다. { -selector }를 적거나 { -endpointslice }(EndpointSlice)를 직접 만드십시오. 거기에는 { -label } `kubernetes.io/service-name`에 { -service } 이름을 적고, 포트 이름도 같게 합니다.
# $service is the Service; $name the port's name.
advice-name-target-port = `{ $service }` 서비스의 `targetPort` 값은 `{ $name }` 이름입니다. { -pod }에 있는 { -container }의 포트에 그 이름을 붙이거나, 번호로 적으십시오.
# $service is the Service; $asked the wrong and $served the right port.
advice-ask-served-port = `{ $service }` 서비스의 { $asked } 포트가 아니라 { $served } 포트로 요청하십시오.
# $service is the Service; $port the port; $protocol what is asked for.
advice-set-protocol = `{ $service }` 서비스에 { $port } 포트를 위한 `protocol: { $protocol }` 항목을 더하거나, 이미 있는 프로토콜로 요청하십시오.
# $service is the Service; $wrong and $right are port numbers.
advice-set-target-port = `{ $service }` 서비스의 `targetPort` 값을 { $right }번으로 바꾸십시오. 프로그램은 { $wrong }번이 아니라 그 포트에서 기다립니다.
# $pod is the Pod; $port the port.
advice-listen-on-all-addresses = `{ $pod }` { -pod } 안의 프로그램이 `127.0.0.1`뿐 아니라 `0.0.0.0`(또는 `::`)의 { $port } 포트에서 기다리게 하십시오.
# $pod is the Pod.
advice-start-process = `{ $pod }` { -pod } 안의 프로그램이 왜 멈추었는지 상태와 로그에서 확인하십시오.
# $pod is the Pod.
advice-wait-before-ending = `{ $pod }` { -pod }가 끝나기 전에 잠시 기다리게 하십시오. 예: `lifecycle.preStop.sleep.seconds: 5`. 그러면 모든 노드의 규칙이 먼저 따라옵니다.
advice-ask-from-inside = { -cluster } 안에서 요청하십시오. 밖에서 들어오려면 { -node-port }나 { -load-balancer }의 주소를 쓰십시오(`NodePort`, `LoadBalancer` 유형).
advice-map-port = kind { -cluster }를 만들 때 그 포트를 여러분의 머신으로 연결하십시오(`extraPortMappings`).
# $service is the Service; $nodePort its node port.
advice-ask-node-port = `{ $service }` 서비스는 { -node }에서 { $nodePort } 포트를 열었습니다. 그 포트로 요청하십시오.
# $service is the Service; $node the node; $policy the field's name.
advice-place-pod-or-use-cluster =
    { $policy ->
        [internalTrafficPolicy] `{ $node }` 노드에서도 `{ $service }` 서비스의 { -pod }를 실행하거나, `{ $policy }: Cluster`로 바꾸십시오.
       *[other] `{ $node }` 노드에서도 `{ $service }` 서비스의 { -pod }를 실행하거나, { -pod }가 있는 { -node }에 요청하거나, `{ $policy }: Cluster`로 바꾸십시오.
    }
# $service is the Service; $source the caller's address.
advice-allow-source = `{ $source }` 주소가 속하는 대역을 `{ $service }` 서비스의 `loadBalancerSourceRanges`에 더하십시오.
# $name is the name asked; $namespace where the Service is.
advice-qualify-name = 짧은 이름은 호출자의 { -namespace } 안에서만 찾습니다. `{ $name }.{ $namespace }` 이름으로 요청하십시오.
# $name is the Service's name; $namespace where it is.
advice-look-in-namespace = `{ $name }` 서비스는 `{ $namespace }` { -namespace }에 있습니다. `{ $name }.{ $namespace }` 이름으로 요청하십시오.
# $address is the address in externalName.
advice-name-no-address = `externalName`에는 이름을 적어야 하며, DNS는 `{ $address }` 주소 뒤에서 아무것도 찾지 못합니다. 주소로 보내려면 { -selector }가 없는 { -service }와 직접 만든 { -endpointslice }(EndpointSlice)를 쓰십시오.
# $service is the Service; $label the label's key.
advice-remove-label = kube-proxy가 다루지 않아야 하는 것이 아니라면, `{ $service }` 서비스에서 `{ $label }` { -label }을 떼십시오.
# $name is the name asked.
advice-check-name = `{ $name }` 이름의 철자가 맞는지, 그런 { -service }가 있는지 확인하십시오.
# $service is the Service; $nodePort is yes or no: whether it has node ports.
advice-install-provider =
    { $nodePort ->
        [no] { -load-balancer }를 만드는 도구(cloud-provider-kind, MetalLB)를 설치하십시오.
       *[yes] { -load-balancer }를 만드는 도구(cloud-provider-kind, MetalLB)를 설치하거나, 그동안은 `{ $service }` 서비스의 { -node-port }를 쓰십시오.
    }
# $service is the Service; $class its loadBalancerClass.
advice-serve-class = 여기에는 `{ $class }` 클래스의 { -load-balancer }를 만드는 이가 없습니다. 그 클래스를 맡는 { -controller }를 실행하거나, `{ $service }` 서비스를 `loadBalancerClass` 없이 다시 만드십시오.
# $service is the Service; $protocol is TCP, UDP or SCTP.
advice-no-such-balancer = 여기서 만드는 { -load-balancer }는 { $protocol } 패킷을 나르지 못합니다. `{ $service }` 서비스의 그 포트들은 다른 방법으로, 예를 들어 `NodePort` 유형의 서비스로 밖에 내보내십시오.
# $pod is the Pod; $gate the condition that it waits for.
advice-open-readiness-gate = `{ $pod }` { -pod }에는 `{ $gate }` readiness gate가 있고, 이것은 다른 쪽이 열어 주어야 합니다. 곧 어떤 { -controller }가 { -pod }의 status에 그 조건을 적어야 합니다. 그 { -controller }를 실행하거나 `readinessGates`를 빼십시오.
# $node is the node.
advice-wait-for-node = 다른 { -node }에 요청하십시오. 50초쯤 지나면 { -cluster }가 `{ $node }` 노드가 사라진 것을 알아차리고 그 { -pod }들을 목록에서 뺍니다.
# $policy is the NetworkPolicy; $direction is ingress or egress; $port the destination's own port.
advice-allow-in-policy =
    { $direction ->
        [ingress] `{ $policy }` { -networkpolicy }의 `ingress`에서 이 호출자를 허용하십시오. 포트는 { -pod }가 직접 듣는 `{ $port }`으로 적습니다.
       *[egress] `{ $policy }` { -networkpolicy }의 `egress`에서 이 목적지를 허용하십시오. 포트는 목적지가 직접 듣는 `{ $port }`으로 적습니다.
    }
# $policy is the NetworkPolicy.
advice-allow-dns = `{ $policy }` { -networkpolicy }의 `egress`에서 DNS도 허용하십시오. 대상은 `kube-system` { -namespace }에서 `k8s-app: kube-dns` { -label }이 붙은 { -pod }이고, 포트는 53번(UDP와 TCP)입니다.
# $policy is the NetworkPolicy; $address what the source was rewritten to.
advice-keep-source = `{ $policy }` { -networkpolicy }가 보는 주소는 `{ $address }`입니다. 어느 { -node }가 호출자의 주소를 이것으로 바꾸어 썼기 때문입니다. 호출자의 주소가 그대로 닿도록 `externalTrafficPolicy: Local`로 설정하거나, { -node }들의 주소를 허용하십시오.
advice-open-new-socket = 새 연결을 여십시오. 예전 연결은 이제 없는 주소로 이어집니다.
advice-enable-hairpin = 네트워크에서 { -hairpin } 모드를 켜거나, { -pod }가 다른 { -pod }를 호출하게 하십시오.
# $ingress is the Ingress.
advice-install-ingress-controller = `{ $ingress }` { -ingress }는 희망 사항일 뿐이고, 여기에는 그것을 읽는 것이 없습니다. Ingress { -controller }(예: ingress-nginx)를 자기 서비스와 함께 실행하고, 그쪽을 호출하십시오.
# $ingress is the Ingress; $host the name in its rule.
advice-resolve-ingress-host = `{ $ingress }` { -ingress }에 `{ $host }` 규칙이 있지만, 그것으로 DNS에 이름이 생기지는 않습니다. { -controller }의 주소를 클라이언트에 알려 주십시오: `curl --resolve { $host }:80:주소 http://{ $host }/`.
# $service is the Service.
advice-ask-cluster-ip = 안에서는 `{ $service }` 서비스를 이름으로 호출하십시오. { -node-port }는 밖의 호출자를 위한 것입니다.
