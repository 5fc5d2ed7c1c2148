### 引擎发现了什么，用话说出来：地点、步骤、原因、结果，以及集群的设置。
### 端口和地址都以文本传入；只有数量才是数字。

## 地点。$place 选择地点的种类；$placeName 是它的名字。

# $place 用于选择；$placeName 是节点、Pod 或 Service 的名字。
place =
    { $place ->
        [outside] 外部的笔记本电脑
        [node-client] { $placeName } 上的进程
        [pod-client] { -pod } { $placeName }
        [dns] { -cluster }的 DNS
        [load-balancer] { $placeName } 的{ -load-balancer }
        [node] { $placeName }
        [pod] { -pod } { $placeName }
       *[network] 网络
    }

## 步骤：在某一跳对数据包做了什么。一个句子，外加按钮用的几个字（.short）。
## $place 和 $placeName 说明在哪里（见 place）；$from 和 $to 是改写之前的
## 源和目标，$newFrom 和 $newTo 是改写之后的。

step-resolve = { -client }向 DNS 询问这个名字是什么意思。
    .short = 查询 DNS
# $from 是发送方的地址和端口；$to 是目标的。
step-send = { -client }从 `{ $from }` 发往 `{ $to }`。
    .short = 发送
# $placeName 是 Service；$newTo 是数据包接下来的去处。
step-balance = `{ $placeName }` 的{ -load-balancer }把{ -packet }转给一个{ -node }，发往 `{ $newTo }`。
    .short = 转交
# $newFrom 和 $newTo 是新连接的两端。
step-reconnect = { -load-balancer }自己接下请求，再新建一个连接，从 `{ $newFrom }` 到 `{ $newTo }`。
    .short = 另开连接
# $placeName 是节点；$to 是旧的目标，$newTo 是新的目标。
step-dnat = `{ $placeName }` 把{ -destination-address }从 `{ $to }` 改为 `{ $newTo }`。
    .short = 改目标地址
# $placeName 是节点；$from 是旧的源，$newFrom 是新的源。
step-snat = `{ $placeName }` 把{ -source-address }从 `{ $from }` 改为 `{ $newFrom }`。
    .short = 改源地址
# $placeName 是节点；$newTo 和 $newFrom 是它写上的。
step-dnat-snat = `{ $placeName }` 把{ -destination-address }改为 `{ $newTo }`，把{ -source-address }改为 `{ $newFrom }`。
    .short = 两个都改
# $place 用于选择；$placeName 是节点。
step-forward =
    { $place ->
        [node] `{ $placeName }` 原样转发{ -packet }。
       *[other] { -packet }原样转发。
    }
    .short = 转发
# $place 用于选择；$placeName 是 Pod。
step-deliver =
    { $place ->
        [pod] { -pod } `{ $placeName }` 中的程序收下{ -packet }并响应。
       *[other] 那里的程序收下{ -packet }并响应。
    }
    .short = 送达
# $placeName 是节点；$newFrom 和 $newTo 是响应现在的地址。
step-unnat =
    { $place ->
        [load-balancer] `{ $placeName }` 的{ -load-balancer }把响应传回去，从 `{ $newFrom }` 到 `{ $newTo }`。
       *[other] `{ $placeName }` 记得这个连接，把地址还原：从 `{ $newFrom }` 到 `{ $newTo }`。
    }
    .short = 还原
# $placeName 是代理所在的 Pod；$newFrom 和 $newTo 是另一个连接的两端。
step-relay = { -pod } `{ $placeName }` 里的代理握着两个连接：从一个进来的，就从另一个送出去，从 `{ $newFrom }` 到 `{ $newTo }`。
    .short = 转手
# $from 是客户端看到的响应来源。
step-arrive = 响应抵达，来自 `{ $from }`。
    .short = 抵达
# $to 是请求的目标。
step-refuse = 对 `{ $to }` 的请求被拒绝：一声简短的“不”立刻传回。
    .short = 拒绝
# $to 是数据包想去的地方。
step-drop = 发往 `{ $to }` 的{ -packet }被丢弃。什么也不传回。
    .short = 丢弃
# $to 是数据包想去的地方。
step-lose = 发往 `{ $to }` 的{ -packet }丢失了。那里没有人响应。
    .short = 丢失

## 原因：起决定作用的规则或事实。

reason-has-route = { -client }有通往这个地址的路由。
# $name 是所查询的名字；$addresses 是一个列表；$count 是个数。
reason-name-resolved =
    { $count ->
        [1] `{ $name }` 的地址是 `{ $addresses }`。
       *[other] `{ $name }` 有 { $count } 个地址：`{ $addresses }`。
    }
# $name 是所查询的名字；$searched 是尝试过的完整名字的列表。
reason-name-unknown = DNS 不认识 `{ $name }`。查找过的名字是 `{ $searched }`。
# $pod 是 Pod；$name 是所查询的名字；$policies 是列表。
reason-name-server-denied = { -pod } `{ $pod }` 向 DNS 查询 `{ $name }`，却没有回音：它可以访问谁由 { -networkpolicy } 把关，而没有一条允许它通往 DNS：`{ $policies }`。
# $name 是所查询的名字。
reason-name-without-address = `{ $name }` 存在，但没有地址：它后面没有{ -readiness }的 { -pod }。
# $name 是别名；$target 是它所代表的名字。
reason-name-alias = `{ $name }` 只是 `{ $target }` 的另一个名字。{ -cluster }的{ -rule }都不会碰这个{ -packet }。
# $name 是所查询的名字。
reason-no-cluster-dns = `{ $name }` 是{ -cluster }自己的 DNS 里的名字，而这个{ -client }问的是另一个 DNS。
# $place 选择客户端的种类；$placeName 是它的名字。
reason-client-not-running =
    { $place ->
        [pod-client] { -pod } `{ $placeName }` 没有运行，所以无法发送。
        [node-client] `{ $placeName }` 没有运行，所以无法发送。
       *[other] { -client }没有运行，所以无法发送。
    }
# $service 是 Service；$endpoint 是选中的地址；$pick 和 $of 是数量。
reason-endpoint-picked =
    { $of ->
        [1] `{ $service }` 只有一个{ -endpoint }可选：`{ $endpoint }`。
       *[other] `{ $service }` 有 { $of } 个{ -endpoints }可选，这次随机选中了第 { $pick } 个：`{ $endpoint }`。
    }
# $service 是 Service；$endpoint 是选中的地址；$pick 和 $of 是数量；$address 是新的源地址。
reason-endpoint-picked-masqueraded =
    { $of ->
        [1] `{ $service }` 只有一个{ -endpoint }可选：`{ $endpoint }`。{ -source-address }变成了 `{ $address }`，好让响应从这里返回；程序看不到是谁发来的。
       *[other] `{ $service }` 有 { $of } 个{ -endpoints }可选，这次随机选中了第 { $pick } 个：`{ $endpoint }`。{ -source-address }变成了 `{ $address }`，好让响应从这里返回；程序看不到是谁发来的。
    }
# $service 是 Service；$endpoint 是保持不变的地址；$seconds 是超时秒数。
reason-endpoint-kept = `{ $service }` 启用了{ -session-affinity }：这个访问者会一直交给 `{ $endpoint }`，直到它连着 { $seconds } 秒没有新连接。
# $endpoint 是连接通往的地址。
reason-established = 这个连接已经存在，通往 `{ $endpoint }`。只有连接的第一个{ -packet }才会比对{ -rule }。
# $endpoint 是连接记录中的地址。
reason-stale-connection = 内核仍然记得这个连接通往 `{ $endpoint }`，可那里已经没有人了。
# $address 是新的源地址。
reason-masqueraded = { -source-address }变成了 `{ $address }`，好让响应从这里返回。
# $address 是新的源地址。
reason-leaves-cluster = 离开 { -pod } 网络的{ -packet }，会换上所在{ -node }的地址：{ -source-address }变成了 `{ $address }`。
reason-no-rule = 这个{ -node }上没有哪条{ -rule }与这个{ -packet }有关。它按路由走。
# $place 用于选择；$placeName 是拥有该地址的节点或 Pod。
reason-routed =
    { $place ->
        [node] 这个地址属于 `{ $placeName }`。
        [pod] 这个地址属于 { -pod } `{ $placeName }`。
       *[other] 这个地址在这台机器之外。
    }
reason-loopback = 发送方和程序在同一台机器上。
# $port 是端口。
reason-listening = 有程序在监听{ -port } { $port }。
# $address、$port 和 $protocol（TCP、UDP、SCTP）是请求的目标。
reason-nobody-listens = `{ $address }` 确实存在，但没有程序监听 { $protocol } { -port } { $port }。它的内核说了“不”。
# $port 是端口。
reason-listens-on-loopback = 程序只在 `127.0.0.1` 上监听{ -port } { $port }。它只听得见自己的 { -pod }，别人一概听不见。
# $port 是端口；$protocol 是程序所监听的协议。
reason-listens-for-other = 有程序在监听{ -port } { $port }，但只接受 { $protocol }。
# $pod 是 Pod。
reason-process-down = { -pod } `{ $pod }` 中的程序此刻没有运行。
# $pod 是 Pod。
reason-shutting-down = { -pod } `{ $pod }` 中的程序已收到结束的通知（SIGTERM），不再接受新的连接。
# $pod 是 Pod；$node 是所指规则所在的节点。
reason-rules-behind = `{ $node }` 上的{ -rule }里还写着正在删除的 { -pod } `{ $pod }`：它的程序已收到结束的通知（SIGTERM），而{ -rule }要稍过片刻才跟上 { -endpointslice }。
# $service 是 Service。
reason-no-endpoints = `{ $service }` 没有{ -readiness }的{ -endpoint }。这时的{ -rule }是 REJECT：访问者立刻得知。
# $service 是 Service；$node 是节点；$policy 是字段名。
reason-no-local-endpoints = `{ $service }` 的 `{ $policy }` 是 `Local`，而 `{ $node }` 自己没有可以接收这个{ -packet }的 { -pod }。这时的{ -rule }是 DROP。
# $service 是 Service；$source 是访问者的地址。
reason-source-not-allowed = `{ $source }` 不在 `{ $service }` 的 `loadBalancerSourceRanges` 的任何一个范围内。
# $service 是 Service；$address 和 $port 是所请求的；$served 是它的端口。
reason-not-served = `{ $address }` 属于 `{ $service }`，但 `{ $service }` 没有{ -port } { $port }。它有的是 { $served }。
# $address 是 Service 的地址；$service 是 Service；$label 是标签的键。
reason-other-proxy = `{ $address }` 属于 `{ $service }`，但它的{ -label } `{ $label }` 让 kube-proxy 不去管它。没有哪条{ -rule }把这个地址引向别处。
# $address 是所请求的地址。
reason-unused-service-address = `{ $address }` 在{ -cluster-ip } 的范围内，但没有哪个 { -service } 使用它。
# $address 是所请求的地址。
reason-no-route-to-services = `{ $address }` 是{ -cluster-ip }。它只以{ -rule }的形式存在于{ -nodes }上，{ -client }所在的网络不知道通往那里的路。
# $address 是所请求的地址。
reason-no-route-to-pods = `{ $address }` 是 { -pod } 的地址。它只存在于{ -cluster }内部，{ -client }所在的网络不知道通往那里的路。
# $address 是所请求的地址。
reason-no-route-to-nodes = `{ $address }` 是{ -client }连不到的{ -node }：这里的{ -nodes }是{ -container }，在它们自己的网络里。
# $node 是节点。
reason-node-down = `{ $node }` 已停机。停机的机器不会响应任何人。
# $address 是所请求的地址。
reason-nobody-there = 没有人使用 `{ $address }` 这个地址。
# $address 是所请求的地址。
reason-outside-host = `{ $address }` 是{ -cluster }外某台机器的地址，由它响应。
# $address 是所请求的地址。
reason-api-server = `{ $address }` 是 API 服务器的地址，由它响应。
# $pod 是 Pod。
reason-no-hairpin = 随机选择的结果，让 { -pod } `{ $pod }` 连回了自己，而这个网络不允许{ -packet }从同一扇门出去再进来。
# $pod 是 Pod；$direction 是 ingress 或 egress；$policies 是一个列表。
reason-denied-by-policy =
    { $direction ->
        [ingress] 谁可以访问 { -pod } `{ $pod }`，由 { -networkpolicy } 把关，而没有一条允许这个访问者：`{ $policies }`。
       *[egress] { -pod } `{ $pod }` 可以访问谁，由 { -networkpolicy } 把关，而没有一条允许这次访问：`{ $policies }`。
    }
# $service 是 Service。
reason-load-balancer-pending = `{ $service }` 的{ -load-balancer }处于 pending：这个{ -cluster }里没有人会创建它，所以没有地址。
# $node 是节点；$pick 和 $of 是数量。
reason-node-picked =
    { $of ->
        [1] { -load-balancer }只知道一个健康的{ -node }：`{ $node }`。
       *[other] { -load-balancer }知道 { $of } 个健康的{ -nodes }，选中了第 { $pick } 个：`{ $node }`。
    }
# $service 是 Service。
reason-no-healthy-node = `{ $service }` 的{ -load-balancer }找不到可以发往的健康{ -node }。
# $service 是 Service；$port 是所请求的端口。
reason-load-balancer-port-closed = `{ $service }` 的{ -load-balancer }不监听{ -port } { $port }。
reason-connection-tracked = 内核记得这个连接（conntrack），并把响应里改写过的地址还原。
reason-balancer-remembers = { -load-balancer }记得这是谁的连接，并用自己的地址作答。
reason-awaited = { -client }一直在等来自这个地址的响应。
# $expected 是客户端所请求的；$got 是响应的来源。
reason-answer-from-stranger = 响应来自 `{ $got }`，而{ -client }请求的是 `{ $expected }`。它把这个响应扔掉了。

## 结果：请求是怎么收场的。旁边是 curl 自己的那一行，不翻译。

# $by 选择 pod、node、outside（集群外的机器）或 api-server；$pod、$node 是名字；$source 是所看到的地址。
verdict-delivered =
    { $by ->
        [pod] { -pod } `{ $pod }` 响应了。它看到的访客是 `{ $source }`。
        [outside] { -cluster }外的一台机器响应了。它看到的访客是 `{ $source }`。
        [api-server] API 服务器响应了。它看到的访客是 `{ $source }`。
       *[node] `{ $node }` 上的程序响应了。它看到的访客是 `{ $source }`。
    }
    .short = 已响应
verdict-refused = 被拒绝：对方立刻说了“不”。
    .short = 被拒绝
verdict-timed-out = { -timeout }：一直没有响应，{ -client }放弃了等待。
    .short = { -timeout }
verdict-not-resolved = 无法解析：{ -client }没有得到这个名字的地址，所以什么也没有发送。
    .short = 无法解析
verdict-not-sent = 未发送：没有这个{ -client }，或者它没有运行。
    .short = 未发送

## 某个端点为什么没有被选中。

left-out-not-ready = 未{ -readiness }
left-out-terminating = { -terminating }，而别的已{ -readiness }
left-out-not-local = 在另一个{ -node }上，而策略是 `Local`
left-out-other-zone = 是给另一个{ -zone }用的
left-out-other-node = 是给另一个{ -node }用的
left-out-other-by-affinity = 访问者固定使用另一个
left-out-not-picked = 随机选中了另一个

## 集群

provider-none = 无（一直 pending）
provider-gcp = Google Cloud
provider-azure = Azure
provider-aws-nlb = AWS，Network Load Balancer
provider-aws-classic = AWS，Classic Load Balancer
provider-openstack = OpenStack Octavia
provider-kind = kind，配合 cloud-provider-kind
proxy-mode-iptables = iptables（默认）
proxy-mode-nftables = nftables
node-up = 运行中
node-down = 已停机
severity-error = 被拒绝
severity-warning = 已接受，但有警告
severity-advice = 已接受；我们的建议
by-kubectl = kubectl 说
by-server = API 服务器说
by-lab = Service Lab 说
# $kind 是 Kubernetes 自己对该类型的称呼。
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

## 一个步骤带来了什么。$kind 是 Kubernetes 对该类型的称呼；$name、$pod、$node
## 和 $service 是名字；$address 是文本形式的地址。

happened-new = 创建了 `{ $kind }/{ $name }`。
happened-gone = 删除了 `{ $kind }/{ $name }`。
happened-changed = 修改了 `{ $kind }/{ $name }`。
# $state 选择 ready 或 starting。
happened-pod-new =
    { $state ->
        [ready] 新的 { -pod } `{ $pod }` 在 `{ $node }` 上运行，地址是 `{ $address }`。
       *[starting] 新的 { -pod } `{ $pod }` 正在启动。
    }
happened-pod-gone = { -pod } `{ $pod }` 不在了，它的地址也随之消失。
happened-pod-ending = { -pod } `{ $pod }` 接到了结束的通知。
happened-pod-ready = { -pod } `{ $pod }` 已{ -readiness }，可以接收请求。
happened-pod-not-ready = { -pod } `{ $pod }` 不再{ -readiness }。
happened-pod-restarted = { -pod } `{ $pod }` 里的程序已重新启动。
# $seconds 是等候节点的秒数。
happened-node-unmissed = `{ $node }` 断电了。{ -cluster }还没发觉：要连续 { $seconds } 秒收不到它的消息，才会当它不在。
happened-node-lost = { -cluster }发觉 `{ $node }` 不在了。
happened-node-back = `{ $node }` 回来了。
# $has 选择 address；没有地址的 Service 则为 name。
happened-service-new =
    { $has ->
        [address] 创建了 { -service } `{ $service }`，它得到地址 `{ $address }`。
       *[name] 创建了 { -service } `{ $service }`。它有名字，但没有自己的地址。
    }
happened-balancer = `{ $service }` 的{ -load-balancer }得到了地址 `{ $address }`。
# $count 是现在就绪的端点数。
happened-endpoints =
    { $count ->
        [0] `{ $service }` 的名单是空的：没有{ -readiness }的{ -endpoint }可以接收它的请求。
       *[other] `{ $service }` 的名单上现在有 { $count } 个{ -readiness }的{ -endpoints }。
    }
