# source: 754fcb289a66

### 课程 load-balancer：一个面向全世界的地址。

lesson-load-balancer-title = LoadBalancer：一个面向全世界的地址
lesson-load-balancer-summary = 是谁给了 { -service } 对外的地址，这个地址和你的 { -pod } 之间有些什么，以及它为什么有时一直是 pending。

## 步骤 1

lesson-load-balancer-step-one-address = 请给一个地址
lesson-load-balancer-one-address =
    用{ -node-port }时，访问者得知道某个{ -node }（node），还得指望它活着。`type: LoadBalancer` 要的是更好的东西：一个对外的地址，自己会找到一个活着的{ -node }。

    编辑器里的 { -service } 已经提出了这个要求。这个{ -cluster }运行在你自己的两台机器上，别的什么也没装。
lesson-load-balancer-predict-pending = 笔记本电脑想访问{ -load-balancer }（load balancer）的地址。那是什么地址？
lesson-load-balancer-predict-pending-address = Kubernetes 已经创建了{ -load-balancer }，并给了它一个地址。
lesson-load-balancer-predict-pending-nothing = 没有地址。
# $nodePort 是 Service 得到的节点端口；$clusterIp 是它的集群 IP。
lesson-load-balancer-predict-pending-after =
    Kubernetes **并不**自带{ -load-balancer }。它只记下你想要一个，然后等人来提供。这里没有人提供，所以外部地址永远停在 `<pending>`。什么也没坏。

    与此同时，{ -service } 其余的都有了：{ -cluster-ip } `{ $clusterIp }`，以及每个{ -node }上的{ -node-port } `{ $nodePort }`。试一试。
lesson-load-balancer-try-node-port = 敲 `node-1` 的门

## 步骤 2

lesson-load-balancer-step-cloud = 在云上
# $lbIp 是负载均衡器的地址。
lesson-load-balancer-cloud =
    同一个 { -service }，一字未改，放在 Google 云上的{ -cluster }里。那里有一个{ -controller }（controller）留意着这样的愿望，向云订购一个{ -load-balancer }，再把它的地址写进 { -service } 的状态：`{ $lbIp }`。
lesson-load-balancer-try-send = 访问{ -load-balancer }
lesson-load-balancer-hops =
    跟着{ -packet }（packet）走。{ -load-balancer }站在{ -cluster }外面，认识的是{ -node }，而不是 { -pod }。它选一个活着的{ -node }；那个{ -node }的内核再选一个 { -pod }，这个 { -pod } 也可能在另一个{ -node }上。

    到达{ -node }的是什么，取决于提供商。Google 的把{ -packet }原封不动地送过来，{ -node }的{ -rule }认得它的地址。有的发往{ -node-port }。还有的自己接下请求，再新建一个连接。

## 步骤 3

lesson-load-balancer-step-node-dies = 有个节点停机了
lesson-load-balancer-node-dies =
    还记得那根电源线吗？`node-2` 又要停机了，两个 { -pod } 中有一个就在它上面。一分钟后，笔记本访问十次。
lesson-load-balancer-predict-dead-node = `node-2` 已经停机一分钟了。十次访问会怎样？
lesson-load-balancer-predict-dead-node-all = 全部得到响应。
lesson-load-balancer-predict-dead-node-half = 大约一半没有响应。
lesson-load-balancer-predict-dead-node-after =
    这一分钟里发生了两件事。{ -load-balancer }一遍又一遍地问每个{ -node }是否安好，这就是**{ -health-check }**（health check），于是不再用 `node-2`。同时，{ -cluster }也把 `node-2` 上的 { -pod } 从名单上划掉了。还是那一个地址，访问者什么也没察觉。

## 步骤 4

lesson-load-balancer-step-visitor = 访问者的地址
lesson-load-balancer-visitor =
    { -pod } 会记下谁来访问，可它的记录里只有{ -node }。你知道原因：在默认策略下，{ -node }会改写{ -source-address }。

    用{ -node-port }时，`Local` 有个陷阱：没有 { -pod } 的{ -node }会丢弃{ -packet }。这里只有一个 { -pod }，运行在两个{ -node }中的一个上，而笔记本没得选。
lesson-load-balancer-exercise-visitor-address = 让 { -pod } 看到笔记本自己的地址，而且一次访问也不丢。
lesson-load-balancer-exercise-visitor-address-goal-own-address = 对{ -load-balancer }的十次访问全部得到响应，而且 { -pod } 每次都看到笔记本的地址。
lesson-load-balancer-exercise-visitor-address-hint-1 = 就是 NodePort 那一课里的那个{ -field }。
lesson-load-balancer-exercise-visitor-address-hint-2 = 这个{ -field }是 `externalTrafficPolicy`。谁会让访问者避开没有 { -pod } 的{ -node }？
lesson-load-balancer-exercise-visitor-address-hint-3 = 在 `type` 旁边写上 `externalTrafficPolicy: Local`。别的都不用改。
lesson-load-balancer-exercise-visitor-address-after =
    设为 `Local` 时，每个{ -node }都会告诉{ -load-balancer }的{ -health-check }，自己有没有这个 { -service } 的 { -pod }。为此，Kubernetes 又打开了一个{ -port }，`healthCheckNodePort`。没有这种 { -pod } 的{ -node }会被排除在外，所以谁也碰不上那个陷阱。

## 步骤 5

lesson-load-balancer-step-shop = 在你的笔记本上，用 kind
lesson-load-balancer-shop =
    kind 在{ -container }里运行一个{ -cluster }，供练习用。旁边再运行 `cloud-provider-kind`，那里也就有人提供{ -load-balancer }，而且地址在你的机器上真的能用。

    这家商店就有一个。但顾客不会输入{ -port }，他们的浏览器敲的是 80，而商店在门上写的是 8080。它的程序监听 8080，这一点改不了。
lesson-load-balancer-exercise-front-door = 让顾客从{ -port } 80 进来。
lesson-load-balancer-exercise-front-door-goal-outside = 笔记本访问{ -load-balancer }的{ -port } 80，商店每次都响应。
lesson-load-balancer-exercise-front-door-goal-inside = 内部的访客访问 `shop:80`。
lesson-load-balancer-exercise-front-door-hint-1 = 访问者看到的是 { -service } 的哪个{ -port }？
lesson-load-balancer-exercise-front-door-hint-2 = 是 `port`。改好它，再发送。被拒绝了？`targetPort` 从没写过，所以它和 `port` 相同。
lesson-load-balancer-exercise-front-door-hint-3 = 写 `port: 80`，并在它下面写 `targetPort: 8080`。
lesson-load-balancer-exercise-front-door-after =
    { -load-balancer }监听的是 { -service } 的 `port`。不论内外，访问者用的都是同一个数字；只有 { -pod } 保留自己的。

## 结尾

lesson-load-balancer-did =
    Kubernetes 为你做了这些：

    - 给 { -service } 一个{ -cluster-ip } 和一个{ -node-port }：每种类型都建立在前一种之上。
    - 记下你想要一个{ -load-balancer }。实现这个愿望的是别人：云，或者 cloud-provider-kind 这样的工具。否则它就一直是 pending。
    - 告诉{ -health-check }，可以发往哪些{ -node }。
    - 从{ -node }往后，一切都和你知道的一样：一次随机选择，一个新的{ -destination-address }。
