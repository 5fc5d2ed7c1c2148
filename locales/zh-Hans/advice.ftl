### 请求失败时第一件该改的事。每个 id 都以 `advice-` 开头：
### 这些文字在第一页之后才送到。

# $service 是 Service。
advice-match-selector = 让 `{ $service }` 的{ -selector }与 { -pod } 的{ -labels }写得完全一致。若用 { -deployment }，那就是其 `template` 中的{ -labels }。
# $service 是 Service；$namespace 是有这些标签的 Pod 所在之处。
advice-move-to-pods = `{ $service }` 所在的{ -namespace }里没有符合其{ -selector }的 { -pod }，但 `{ $namespace }` 里有。{ -selector }只在自己的{ -namespace }里查找：把这个 { -service } 移过去。
# $service 是 Service。
advice-run-pods = `{ $service }` 的{ -selector }没有写错，只是没有这样的 { -pod } 在运行。启动几个；若用 { -deployment }，就改它的 `replicas`。
# $service 是 Service。
advice-make-pods-ready = 有匹配的 { -pod }，但一个也没有{ -readiness }。看看 `STATUS` 和 `READY` 这两列；如果有{ -readiness-probe }，也看看它。
# $service 是 Service。
advice-give-endpoints = `{ $service }` 没有{ -selector }，所以没有人填写它的名单。给它一个{ -selector }，或者自己写一个 { -endpointslice }，用{ -label } `kubernetes.io/service-name` 写明它属于谁，{ -port }名称也要相同。
# $service 是 Service；$name 是端口的名字。
advice-name-target-port = `{ $service }` 的 `targetPort` 是名字 `{ $name }`。给 { -pod } 中{ -container }的某个{ -port }起这个名字，或者改写成数字。
# $service 是 Service；$asked 是错的端口，$served 是对的端口。
advice-ask-served-port = 改为请求 `{ $service }` 的{ -port } { $served }，而不是 { $asked }。
# $service 是 Service；$port 是端口；$protocol 是所请求的协议。
advice-set-protocol = 给 `{ $service }` 加一个条目：{ -port } { $port }，`protocol: { $protocol }`，或者改用它已有的协议来请求。
# $service 是 Service；$wrong 和 $right 是端口号。
advice-set-target-port = 把 `{ $service }` 的 `targetPort` 设为 { $right }：程序监听的是那里，而不是 { $wrong }。
# $pod 是 Pod；$port 是端口。
advice-listen-on-all-addresses = 让 `{ $pod }` 中的程序在 `0.0.0.0`（或 `::`）上监听{ -port } { $port }，而不只是在 `127.0.0.1` 上。
# $pod 是 Pod。
advice-start-process = 查一查 `{ $pod }` 中的程序为什么停了：看它的状态和日志。
# $pod 是 Pod。
advice-wait-before-ending = 让 `{ $pod }` 在结束之前先等一等，例如 `lifecycle.preStop.sleep.seconds: 5`，好让每个{ -node }的{ -rule }先跟上来。
advice-ask-from-inside = 从{ -cluster }内部请求。要从外部进来，就用{ -node-port }或{ -load-balancer }的地址（类型 `NodePort` 和 `LoadBalancer`）。
advice-map-port = 创建 kind { -cluster }时，把这个{ -port }映射到你的机器上（`extraPortMappings`）。
# $service 是 Service；$nodePort 是它的节点端口。
advice-ask-node-port = `{ $service }` 在{ -nodes }上打开的是{ -port } { $nodePort }。改为请求那一个。
# $service 是 Service；$node 是节点；$policy 是字段名。
advice-place-pod-or-use-cluster =
    { $policy ->
        [internalTrafficPolicy] 在 `{ $node }` 上也运行一个 `{ $service }` 的 { -pod }，或者设置 `{ $policy }: Cluster`。
       *[other] 在 `{ $node }` 上也运行一个 `{ $service }` 的 { -pod }，或者请求一个有 { -pod } 的{ -node }，或者设置 `{ $policy }: Cluster`。
    }
# $service 是 Service；$source 是访问者的地址。
advice-allow-source = 在 `{ $service }` 的 `loadBalancerSourceRanges` 中加一个包含 `{ $source }` 的范围。
# $name 是所查询的名字；$namespace 是 Service 所在的命名空间。
advice-qualify-name = 短名字只在访问者自己的{ -namespace }中查找。请改用 `{ $name }.{ $namespace }`。
# $name 是 Service 的名字；$namespace 是它所在之处。
advice-look-in-namespace = `{ $name }` 在{ -namespace } `{ $namespace }` 里。请改用 `{ $name }.{ $namespace }`。
# $address 是 externalName 里的地址。
advice-name-no-address = `externalName` 要填名字；DNS 在地址 `{ $address }` 后面什么也查不到。要通往一个地址，请用没有{ -selector }的 { -service }，再自己写一个 { -endpointslice }。
# $service 是 Service；$label 是标签的键。
advice-remove-label = 把{ -label } `{ $label }` 从 `{ $service }` 上去掉，除非你就是不要 kube-proxy 管它。
# $name 是所查询的名字。
advice-check-name = 检查 `{ $name }` 的拼写，以及这个 { -service } 是否存在。
# $service 是 Service；$nodePort 是 yes 或 no，表示它有没有节点端口。
advice-install-provider =
    { $nodePort ->
        [no] 装上能创建{ -load-balancer }的组件（cloud-provider-kind、MetalLB）。
       *[yes] 装上能创建{ -load-balancer }的组件（cloud-provider-kind、MetalLB），或者暂时使用 `{ $service }` 的{ -node-port }。
    }
# $service 是 Service；$class 是它的 loadBalancerClass。
advice-serve-class = 这里没有人会创建 `{ $class }` 这个类别的{ -load-balancer }。运行负责它的{ -controller }，或者重新创建 `{ $service }`，不写 `loadBalancerClass`。
# $service 是 Service；$protocol 是 TCP、UDP 或 SCTP。
advice-no-such-balancer = 这里创建的{ -load-balancer }不能转发 { $protocol }。用别的方式让外部连到 `{ $service }` 的这些端口，例如 `NodePort` 类型的 { -service }。
# $pod 是 Pod；$gate 是它等待的条件。
advice-open-readiness-gate = { -pod } `{ $pod }` 设置了 readiness gate `{ $gate }`，要由别人打开：某个{ -controller }必须在它的 status 中写入这个条件。运行那个{ -controller }，或者去掉 `readinessGates`。
# $node 是节点。
advice-wait-for-node = 改为请求另一个{ -node }。大约 50 秒后，{ -cluster }会发觉 `{ $node }` 不在了，把它的 { -pod } 从名单上划掉。
# $policy 是 NetworkPolicy；$direction 是 ingress 或 egress；$port 是目的地自己的端口。
advice-allow-in-policy =
    { $direction ->
        [ingress] 在 { -networkpolicy } `{ $policy }` 的 `ingress` 中允许这个访问者；端口要写 { -pod } 自己监听的 `{ $port }`。
       *[egress] 在 { -networkpolicy } `{ $policy }` 的 `egress` 中允许这个目的地；端口要写它自己监听的 `{ $port }`。
    }
# $policy 是 NetworkPolicy。
advice-allow-dns = 在 { -networkpolicy } `{ $policy }` 的 `egress` 中也允许 DNS：53 端口的 UDP 和 TCP，通往{ -namespace } `kube-system` 中带有{ -label } `k8s-app: kube-dns` 的 { -pod }。
# $policy 是 NetworkPolicy；$address 是改写后的地址。
advice-keep-source = { -networkpolicy } `{ $policy }` 看到的是 `{ $address }`，某个{ -node }已经把访问者的地址改写成了它。设置 `externalTrafficPolicy: Local`，让访问者自己的地址传到，或者允许各个{ -node }的地址。
advice-open-new-socket = 新建一个连接：旧连接通往的地址已经不在了。
advice-enable-hairpin = 在网络中打开{ -hairpin }模式，或者让这个 { -pod } 去访问别的 { -pod }。
# $ingress 是 Ingress。
advice-install-ingress-controller = { -ingress } `{ $ingress }` 只是一个愿望，这里没有人读它。运行一个 Ingress { -controller }（例如 ingress-nginx），给它自己的 { -service }，然后访问它。
# $ingress 是 Ingress；$host 是规则里的名字。
advice-resolve-ingress-host = { -ingress } `{ $ingress }` 有一条 `{ $host }` 的规则，但这不会把名字写进 DNS。把{ -controller }的地址告诉{ -client }：`curl --resolve { $host }:80:地址 http://{ $host }/`。
# $service 是 Service。
advice-ask-cluster-ip = 在内部请按名字访问 `{ $service }`；{ -node-port }是给外部访问者用的。
