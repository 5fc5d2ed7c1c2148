# source: 7c416f475be6

### 课程 near-and-far：哪个 Pod 都行，还是只要自己节点的，或自己区域的。

lesson-near-and-far-title = 远与近：哪些 { -pod } 可供选择
lesson-near-and-far-summary = 把访问留在访问者自己的{ -node }上，或者留在它的{ -zone }里，再看看少了 { -pod } 时，这两种做法中，哪一种换来的是一片寂静。

## 步骤 1

lesson-near-and-far-step-anywhere = 哪里都行
lesson-near-and-far-anywhere =
    这个{ -cluster }分布在两个**{ -zone }**（zone）里。每个{ -zone }都有自己的供电和网络，所以它们很少同时出故障。{ -node }（node）在哪个{ -zone }，由它身上的{ -label }（label）`topology.kubernetes.io/zone` 说明。在云上，这个{ -label }通常不用你自己贴。

    `node-1` 和 `node-2` 在 `zone-a`，`node-3` 在 `zone-b`。`web` 在每个{ -node }上都有一个 { -pod }。
lesson-near-and-far-try-thirty = 让 `visitor-1` 访问 `web` 三十次
lesson-near-and-far-price =
    有些访问留在 `node-1`，有些去了隔壁，有些去了另一个{ -zone }。默认情况下，任何{ -readiness }的 { -pod } 都可能被选中。访问另一个{ -zone }要花更长的时间，许多云还要为此收费。

    有两个{ -field }能缩小选择的范围。一个是墙，另一个是愿望。

## 步骤 2

lesson-near-and-far-step-own-node = 只限自己的{ -node }
lesson-near-and-far-own-node =
    每个 `agent` 都在收集程序报告的情况，而且只收集自己这个{ -node }上的。所以这个 { -service } 写着 `internalTrafficPolicy: Local`：{ -node }只把内部的访问者交给自己这里的 { -pod }。

    有两个 `agent` 已{ -readiness }，在 `node-1` 和 `node-2` 上。`visitor-3` 运行在 `node-3` 上，那里一个也没有。
lesson-near-and-far-predict-none-here = `visitor-3` 访问 `agent:80`。会发生什么？
lesson-near-and-far-predict-none-here-other = 别的{ -node }上的 `agent` 会响应，总比没有好。
lesson-near-and-far-predict-none-here-refused = 访客立刻就被拒绝：这里没有谁能响应。
lesson-near-and-far-predict-none-here-silence = 毫无回音，访客等了又等，最后放弃。
lesson-near-and-far-predict-none-here-after =
    `node-3` 上没有 `agent` 可选，而在 `Local` 下，它就把{ -packet }（packet）**丢弃**。访客一直等，最后看到 `curl: (28)`。同样的访问，从 `node-1` 发出就有响应。要是内部的访问只在某些{ -node }上失败，就查一查有没有这种策略。

    假如哪里都没有{ -readiness }的 `agent`，每个{ -node }都会拒绝：`curl: (7)`。
lesson-near-and-far-exercise-own-agent = 让每位访客都到达自己{ -node }上的 `agent`，绝不到达别的。
lesson-near-and-far-exercise-own-agent-goal-zone-a = `visitor-1` 总是由 `node-1` 上的 `agent` 响应，`visitor-2` 总是由 `node-2` 上的响应。
lesson-near-and-far-exercise-own-agent-goal-node-3 = `visitor-3` 总是由 `node-3` 上的 `agent` 响应。
lesson-near-and-far-exercise-own-agent-goal-wall = 墙还在：`node-3` 上没有{ -readiness }的 `agent` 时，`visitor-3` 也到不了别的 `agent`。
lesson-near-and-far-exercise-own-agent-hint-1 = 策略没有错，要的就是它。`node-3` 上缺的是什么？
lesson-near-and-far-exercise-own-agent-hint-2 = { -node }有几个？{ -deployment } 要的 { -pod } 又是几个？
lesson-near-and-far-exercise-own-agent-hint-3 = 设置 `replicas: 3`，`internalTrafficPolicy: Local` 保持不变。
lesson-near-and-far-exercise-own-agent-after =
    第三个 { -pod } 到了 `node-3`，因为调度器（scheduler）喜欢把同一个 { -deployment } 的 { -pod } 分散开。但它并不保证这样做。要让每个{ -node }上都有一个，另有一种类型 `DaemonSet`，这个实验室里没有。

## 步骤 3

lesson-near-and-far-step-own-zone = 自己的{ -zone }优先
lesson-near-and-far-own-zone =
    对 `web` 来说，离得近就够了。它现在写着 `trafficDistribution: PreferSameZone`。
lesson-near-and-far-try-near = 让 `visitor-1` 访问 `web` 二十次
# $farIp 是 zone-b 里那个 Pod 的 IP 地址。
lesson-near-and-far-hints =
    响应的只有 `zone-a` 里的两个 { -pod }。`node-1` 是怎么知道的？在终端里输入 `kubectl get endpointslices`，后面再加上 `-o yaml`。在 `web` 的名单上，每个{ -readiness }的地址都带着一条**提示**（hint）`forZones`，写明它是给哪个{ -zone }用的，也就是它自己所在的{ -zone }。`{ $farIp }` 那里写的是 `zone-b`。

    kube-proxy 从来不读 `trafficDistribution`，它读的是提示。哪个 { -pod } 没有选上，是什么原因，路径里都写着。

    `zone-b` 里只有一个 { -pod }，而 `visitor-3` 要问的很多。
lesson-near-and-far-predict-busy = `visitor-3` 访问六十次。谁来响应？
lesson-near-and-far-predict-busy-share = 三个 { -pod } 都有份，访问这么多，总要分摊。
lesson-near-and-far-predict-busy-help = `zone-b` 的 { -pod }，忙不过来时 `zone-a` 有一个来帮忙。
lesson-near-and-far-predict-busy-one = 每次都是 `zone-b` 的 { -pod }，访问再多也是它。
lesson-near-and-far-predict-busy-after =
    提示只说 { -pod } 是给哪个{ -zone }用的，不说它有多忙。只要 `zone-b` 里的那个还{ -readiness }，它那个{ -zone }的访问就全归它，哪怕另外两个闲着。

    所以，要把访问留在各自的{ -zone }里，先看看每个{ -zone }的 { -pod } 够不够自己的访问者用。

## 步骤 4

lesson-near-and-far-step-empty-zone = { -zone }里没人了
lesson-near-and-far-empty-zone =
    它果然忙不过来了：`zone-b` 里的 { -pod } 马上就要变成未{ -readiness }。40 秒后，`visitor-3` 再次访问。
lesson-near-and-far-predict-none-left = `zone-b` 里{ -readiness }的 { -pod } 一个也没有，`visitor-3` 访问十二次。会发生什么？
lesson-near-and-far-predict-none-left-silence = 毫无回音，和 `Local` 的时候一样。
lesson-near-and-far-predict-none-left-refused = 立刻被拒绝：对这个{ -zone }来说，名单是空的。
lesson-near-and-far-predict-none-left-far = `zone-a` 里的 { -pod } 会响应，虽说远一些。
# $farIp 是 zone-b 里那个 Pod 的 IP 地址。
lesson-near-and-far-predict-none-left-after =
    这是愿望，不是墙。再看看名单：`{ $farIp }` 已不再{ -readiness }，提示也没有了。kube-proxy 要照{ -zone }提示办，得有两个条件：**每个**{ -readiness }的地址都带着提示，而且其中有一条写着它自己所在的{ -zone }。否则，任何{ -readiness }的 { -pod } 都行：远是远一些，但有响应。

    所以，只要有一个{ -readiness }的 { -pod } 运行在没贴{ -zone }{ -label }的{ -node }上，这些提示就对谁都不起作用了。
lesson-near-and-far-try-again = 让它恢复，再访问

## 步骤 5

lesson-near-and-far-step-shop = 就近，但绝不沉默
lesson-near-and-far-shop =
    为了省钱，这家商店让访问留在近处。有人为此写上了 `internalTrafficPolicy: Local`。后来，有一个 { -pod } 没有{ -readiness }，它那个{ -node }上的访问者看到的就全是 `curl: (28)`，而另外两个 { -pod } 却没什么事做。
lesson-near-and-far-exercise-near-first = 让访问留在自己的{ -zone }里；就算哪个{ -zone }里一个{ -readiness }的也没有，也一次都不能丢。
lesson-near-and-far-exercise-near-first-goal-zone-a = `visitor-1` 和 `visitor-2` 总是由 `zone-a` 里的 { -pod } 响应。
lesson-near-and-far-exercise-near-first-goal-zone-b = `visitor-3` 总是由 `zone-b` 里的 { -pod } 响应。
lesson-near-and-far-exercise-near-first-goal-survives = 墙不在了：只剩一个 { -pod } 时，三位访客仍然都得到响应。
lesson-near-and-far-exercise-near-first-hint-1 = 哪个{ -field }是墙，哪个是愿望？
lesson-near-and-far-exercise-near-first-hint-2 = 愿望是 `trafficDistribution`。和 `Local` 放在一起，它什么也改变不了：在那里，提示不算数。该去掉哪一行？
lesson-near-and-far-exercise-near-first-hint-3 = 把 `internalTrafficPolicy: Local` 换成 `trafficDistribution: PreferSameZone`。
lesson-near-and-far-exercise-near-first-after =
    一切正常时，访问留在近处；缺了谁，才去远处。

    `PreferSameNode` 要求得更多：先找访问者自己的{ -node }，再找它的{ -zone }，最后才是哪里都行。`PreferClose` 是 `PreferSameZone` 的旧名字，已弃用。

## 结尾

lesson-near-and-far-did =
    Kubernetes 为你做了这些：

    - 在名单上记下每个 { -pod } 的{ -node }和{ -zone }；{ -service } 提出了要求的，还写上提示。
    - kube-proxy 在每个{ -node }上，为那里可供选择的 { -pod } 写好{ -rule }。选中其中哪一个，全凭随机。
    - 设为 `Local` 时，别的{ -node }有{ -readiness }的 { -pod }，自己这里却没有，kube-proxy 就写下一条丢弃的{ -rule }。
    - 提示里没有谁是给某个{ -zone }用的，那里的 kube-proxy 就不理会提示。

    谁也没做的事：统计访问次数，或者把 { -pod } 放到访问者那里去。
