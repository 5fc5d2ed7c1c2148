# source: 4e0a38e4f10e

### 课程 kube-proxy：跟着一个数据包，读一个节点的规则。

lesson-kube-proxy-title = kube-proxy：{ -rule }与运气
lesson-kube-proxy-summary = 跟着一个{ -packet }，读一个{ -node }的{ -rule }：{ -pod } 在哪里随机选出，份额为什么均等，没有{ -rule }管的{ -packet }又会怎样。

## 步骤 1

lesson-kube-proxy-step-twelve-calls = 十二次访问
lesson-kube-proxy-twelve-calls =
    这个{ -cluster }的每个{ -node }（node）上都运行着 **kube-proxy**。它留意着各个 { -service }，以及它们的 { -pod } 名单，也就是 { -endpointslice }；据此把{ -rule }写进{ -node }的内核，然后退到一旁：没有{ -packet }（packet）会经过它。

    这里的 `web` 有三个 { -pod }：两个在 `node-1` 上，一个在 `node-2` 上。访客也住在 `node-2` 上。
lesson-kube-proxy-predict-who-answers = 三个 { -pod }，从 `node-2` 访问十二次。谁来响应？
lesson-kube-proxy-predict-who-answers-near = 总是 `node-2` 上的那个，它最近。
lesson-kube-proxy-predict-who-answers-in-turn = 三个都有份，一个接一个严格轮流。
lesson-kube-proxy-predict-who-answers-chance = 随机选中谁就是谁，不分远近。
lesson-kube-proxy-predict-who-answers-after =
    每来一个新连接，`node-2` 的内核就随机选一次。它不问哪个 { -pod } 近，哪个忙，也不问上一次是谁响应的。连着三次都是同一个 { -pod }，说明不了什么；看上一百次再说。

    只有 { -service } 自己提出要求，远近才起作用，例如写上 `trafficDistribution`。

## 步骤 2

lesson-kube-proxy-step-one-packet = 跟着一个{ -packet }
lesson-kube-proxy-one-packet =
    做随机选择的是哪条{ -rule }？发送一次，打开**{ -rule }**，选 `node-2`。与你的{ -packet }相符的{ -rule }都标出来了。
lesson-kube-proxy-try-send = 访问 `web`
# $clusterIp 是 Service 的集群 IP。
lesson-kube-proxy-chains =
    { -rule }排成**链**（chain），一条链通向下一条：

    - `KUBE-SERVICES`：每个{ -cluster-ip } 的每个{ -port }，在这里都有一条{ -rule }。`web` 的那条要看地址、协议和{ -port }：`-d { $clusterIp }/32`、`-p tcp`、`--dport 80`。
    - `KUBE-SVC-` 加一串字符：这个{ -port }的链，每个{ -readiness }的 { -pod } 各有一条{ -rule }。从上往下，第一条拿走全部连接的三分之一（`0.33333333349`），第二条拿走剩下的一半（`0.50000000000`），最后一条把余下的全部拿走。这样一来，每个 { -pod } 都是三分之一。
    - `KUBE-SEP-` 加一串字符：一个 { -pod }。{ -destination-address }就在这里改写，`DNAT --to-destination`。

    `KUBE-MARK-MASQ` 管的是{ -source-address }，这里先跳过。
lesson-kube-proxy-note =
    再打开**连接**，同样选 `node-2`。内核把自己的选择记了下来，这份记忆叫作 **conntrack**（连接跟踪）。靠着它，响应里改写过的地址得以还原。

    同一个连接上后面的一切，都照这条记录走。所以随机选择是每个连接一次，而不是每个请求一次。

## 步骤 3

lesson-kube-proxy-step-shares = 均等的份额
lesson-kube-proxy-shares =
    一家商店在试新版本：两个旧 { -pod }，两个新 { -pod }，还有一个 { -service }，它的{ -selector }（selector）四个都选得中。于是一半的连接会碰上新版本，头一天就这样，太多了。

    { -service } 没有哪个{ -field }能设定份额。那么，什么能？
lesson-kube-proxy-exercise-one-in-four = 让新版本得到四分之一的连接，其余归旧版本。
lesson-kube-proxy-exercise-one-in-four-goal-reached = 六十次访问全部得到响应，响应的 { -pod } 至少有四个。
lesson-kube-proxy-exercise-one-in-four-goal-quarter = 新版本每有一个{ -readiness }的 { -pod }，旧版本就有三个，而且 { -service } 全都找得到。总共十六个 { -pod } 就够了。
lesson-kube-proxy-exercise-one-in-four-hint-1 = 名单上每个 { -pod } 的份额都一样。总共该有几个，其中几个是新版本？
lesson-kube-proxy-exercise-one-in-four-hint-2 = 数量就是两个 { -deployment } 的 `replicas`。{ -service } 保持不变。
lesson-kube-proxy-exercise-one-in-four-hint-3 = 在 `shop-old` 里设置 `replicas: 3`，在 `shop-new` 里设置 `replicas: 1`。
lesson-kube-proxy-exercise-one-in-four-after =
    { -rule }不知道什么新旧，每个 { -pod } 的份额都相同。想要百分之一，就得有一百个 { -pod }。而且运气不长记性：下一个连接碰上的，可能又是另一个版本。

## 步骤 4

lesson-kube-proxy-step-no-rule = 没有{ -rule }管它
lesson-kube-proxy-no-rule =
    回到 `web`。它的程序监听 8080，{ -service } 的{ -port }是 80。有人把这两个弄混了。
lesson-kube-proxy-predict-wrong-port = 访客访问 `web:8080`。会发生什么？
lesson-kube-proxy-predict-wrong-port-answers = 某个 { -pod } 会响应：程序监听的正是 8080。
lesson-kube-proxy-predict-wrong-port-refused = 立刻被拒绝：那个{ -port }是关着的。
lesson-kube-proxy-predict-wrong-port-silence = 毫无回音。
lesson-kube-proxy-predict-wrong-port-after =
    没有哪条{ -rule }管{ -port } 8080，所以谁也没碰这个{ -packet }。它继续往前走，要去的地址却不属于任何机器，也就没有人说“不”：`curl: (28)`。

    要看到 `curl: (7)`，得有谁说“不”：要么是一台机器，那个{ -port }上没有程序监听；要么是一条{ -rule }，比如 { -service } 的名单上没有谁{ -readiness }时，kube-proxy 写下的那一条。
lesson-kube-proxy-ping =
    `ping` 没有{ -port }，所以也没有{ -rule }管它。在**终端**里选 { -pod } `visitor`，运行 `ping web`。{ -packet }全部丢失，可什么也没坏。想检验一个 { -service }，就去敲它的{ -port }。

## 步骤 5

lesson-kube-proxy-step-silent-api = 有{ -rule }，管的却是别的
lesson-kube-proxy-silent-api =
    `api` 有两个{ -readiness }的 { -pod }，名单不空，名字能解析，{ -port }是 80。可是不管谁访问 `api:80`，看到的都是 `curl: (28)`。有{ -rule }管这个{ -packet }吗？
lesson-kube-proxy-exercise-silent-api = 修好它，让 `api:80` 有响应。
lesson-kube-proxy-exercise-silent-api-goal-visitor = 访客访问 `api:80` 五次，次次得到响应。
lesson-kube-proxy-exercise-silent-api-goal-node = `node-1` 访问这个{ -cluster-ip } 五次，也是如此。
lesson-kube-proxy-exercise-silent-api-hint-1 = 一条{ -rule }要看三样东西。打开**{ -rule }**，在 `KUBE-SERVICES` 里找到 `api` 的那条。三样之中，哪一样对不上？
lesson-kube-proxy-exercise-silent-api-hint-2 = 上面写着 `-p udp`，访问者用的却是 TCP。这对应 { -service } 的哪个{ -field }？
lesson-kube-proxy-exercise-silent-api-hint-3 = 把 `protocol: UDP` 改成 `protocol: TCP`。或者删掉它：默认就是 TCP。
lesson-kube-proxy-exercise-silent-api-after =
    { -service } 怎么说，kube-proxy 就怎么写。那里到底有没有程序在监听，它从来不问。

## 步骤 6

lesson-kube-proxy-step-nftables = 另一种写法
lesson-kube-proxy-nftables =
    刚才看到的是 kube-proxy 的 **iptables** 模式，也就是默认的{ -proxy-mode }（proxy mode）。它还有 **nftables** 模式，从 Kubernetes 1.33 起已是稳定功能。这里是同一个 `web`，换成了那种模式。访问它，再打开**{ -rule }**，选 `node-2`。
lesson-kube-proxy-try-send-again = 访问 `web`
lesson-kube-proxy-map =
    内核不再一条一条地比对{ -rule }，而是拿地址、协议和{ -port }去查一张表，`map service-ips`。原来做随机选择的三条{ -rule }，也换成了一个随机数，`numgen random mod 3`。

    { -packet }的遭遇却是一样的：随机一个 { -pod }，一个新的{ -destination-address }，一条记录。那么，{ -port }错了呢？
lesson-kube-proxy-predict-wrong-port-again = 在这种模式下，访客再次访问 `web:8080`。会发生什么？
lesson-kube-proxy-predict-wrong-port-again-answers = 某个 { -pod } 会响应。
lesson-kube-proxy-predict-wrong-port-again-refused = 立刻被拒绝。
lesson-kube-proxy-predict-wrong-port-again-silence = 毫无回音。
lesson-kube-proxy-predict-wrong-port-again-after =
    这里有一条{ -rule }会说“不”：`Reject traffic to invalid ports of ClusterIPs`，意思是拒绝发往{ -cluster-ip } 上无效{ -port }的{ -traffic }。`ping` 也会被它拒绝。所以，是寂静还是拒绝，要看哪种模式；而{ -port }错了，在哪种模式下都是错。

## 结尾

lesson-kube-proxy-did =
    Kubernetes 为你做了这些：

    - kube-proxy 在每个{ -node }上，把每个 { -service } 和它的名单变成{ -rule }。
    - 访问者所在{ -node }的内核随机选择，每个连接一次，份额均等。
    - 内核记下自己的选择，并在每个响应里把地址还原。
