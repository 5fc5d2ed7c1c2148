# source: 29397c3dd8a4

### 课程 source-ip：Pod 看到的是谁的地址，为什么。

lesson-source-ip-title = { -pod } 看到的是谁的地址？
lesson-source-ip-summary = 日志里写的为什么是{ -node }，而不是访问者；来宾名单因此会怎样；要留住地址，又得付出什么。

## 步骤 1

lesson-source-ip-step-two-doors = 一位访客，两扇门
lesson-source-ip-two-doors =
    每个{ -packet }（packet）都带着发送方的地址。程序把它写进日志，有的程序还凭它决定放谁进来。所以，到达的是哪个地址，关系重大。路径的末尾会写明 { -pod } 看到的是哪一个。
lesson-source-ip-try-by-name = 让访客访问 `web`
# $visitorIp 是访客的 IP 地址。
lesson-source-ip-own =
    `web` 看到的是 `{ $visitorIp }`，也就是访客自己：在 { -pod } 之间，{ -cluster-ip }（cluster IP）只改{ -destination-address }。

    还有第二扇门：{ -node-port }（node port）30080。
lesson-source-ip-predict-other-door = 还是这位访客，这次去敲自己所在的{ -node }（node）`node-2`，{ -port } 30080。`web` 看到的是谁的地址？
lesson-source-ip-predict-other-door-own = 访客自己的地址：{ -pod } 之间一向如此。
lesson-source-ip-predict-other-door-node = 某个{ -node }的地址，而不是访客的。
lesson-source-ip-predict-other-door-service = `web` 的{ -cluster-ip }，而不是访客的。
lesson-source-ip-predict-other-door-after =
    访问者没变，{ -pod } 没变，变的是门。{ -node-port }是对外开的门，{ -load-balancer }（load balancer）的地址也是。在默认策略 `Cluster` 下，凡是从这种门进来的，{ -node }都会把{ -source-address }换成自己的一个地址。这就是**{ -masquerade }**（masquerade）。从内部访问，就用名字。

## 步骤 2

lesson-source-ip-step-way-back = 一去一回
lesson-source-ip-way-back =
    笔记本电脑去敲 `node-2`，而 `web` 唯一的 { -pod } 运行在 `node-1` 上。
lesson-source-ip-try-knock = 敲 `node-2` 的门
lesson-source-ip-mark =
    打开**{ -rule }**，选 `node-2`。在标出的链（chain）里，有三条管的是{ -source-address }：

    - `KUBE-EXT-` 加一串字符：凡是从对外的门进来的，都由它接手。
    - `KUBE-MARK-MASQ`：由上面那条链调用，给{ -packet }打上标记。
    - `KUBE-POSTROUTING`：最后才轮到它，那时 { -pod } 已经选好。凡是带着标记的，都换上新的{ -source-address }（`MASQUERADE`）。
lesson-source-ip-undone =
    再打开**连接**：目标和源这两处改动，`node-2` 都记下了。沿着路径看看响应怎么走：{ -pod } 把响应发给 `node-2`，因为它知道的访问者只有 `node-2`；`node-2` 再把两处都还原。要是响应直接发给笔记本，在笔记本看来，发来响应的就是个陌生人。

## 步骤 3

lesson-source-ip-step-guests = 来宾名单
lesson-source-ip-guests =
    `admin` 在两个{ -node }上各有一个 { -pod }，由同一条 { -networkpolicy } 守着。这条 { -networkpolicy } 就像一份来宾名单，只放一个地址进来：笔记本的。
lesson-source-ip-predict-on-the-list = 笔记本去敲 `node-1` 的{ -port } 30090，敲十次。会发生什么？
lesson-source-ip-predict-on-the-list-all = 全部得到响应：笔记本在来宾名单上。
lesson-source-ip-predict-on-the-list-none = 全都没有响应：{ -pod } 看到的是{ -node }。
lesson-source-ip-predict-on-the-list-some = 有的得到响应，有的没有，全凭运气。
lesson-source-ip-predict-on-the-list-after =
    有几次随机选到了 `node-2` 上的 { -pod }。在那里，拿来与来宾名单核对的是 `node-1` 的一个地址，名单上没有它。其余几次留在 `node-1`，这个网络在那里先核对来宾名单，然后才改写{ -source-address }。并非所有网络都这样。

    那么，把{ -node }写进来宾名单呢？这样一来，不管是谁敲门，只要{ -node }把访问转给另一个{ -node }，就能进来。
lesson-source-ip-exercise-right-guests = 让笔记本经由哪个{ -node }都进得来，别人一概进不来。
lesson-source-ip-exercise-right-guests-goal-laptop = 笔记本敲两个{ -node }各十次，次次得到响应，而且 { -pod } 看到的是笔记本的地址。
lesson-source-ip-exercise-right-guests-goal-visitor = 访客敲哪个{ -node }都得不到响应，访问 `admin:80` 也一样。
lesson-source-ip-exercise-right-guests-hint-1 = 是来宾名单写错了，还是拿来核对的地址不对？沿着路径看看{ -source-address }是在哪里改写的。
lesson-source-ip-exercise-right-guests-hint-2 = { -node }改写{ -source-address }，是因为它可能把{ -packet }转发到另一个{ -node }。哪种策略不许它这样做？
lesson-source-ip-exercise-right-guests-hint-3 = 在 { -service } 的 `type` 旁边写上 `externalTrafficPolicy: Local`。
lesson-source-ip-exercise-right-guests-after =
    设为 `Local` 时，{ -node }只把外部的访问者交给自己这里的 { -pod }。响应反正要经由它返回，{ -source-address }就可以留着。

## 步骤 4

lesson-source-ip-step-per-node = { -node }的份额
lesson-source-ip-per-node =
    这家商店在云上，策略是 `Local`。它的 { -pod } 有三个运行在 `node-1` 上，一个在 `node-2` 上，`node-3` 上一个也没有，所以 `node-3` 会丢弃从外面来的{ -packet }。
lesson-source-ip-predict-sixty = 笔记本访问{ -load-balancer }六十次。会发生什么？
lesson-source-ip-predict-sixty-lost = 大约二十次得不到响应，丢在了 `node-3` 上。
lesson-source-ip-predict-sixty-detour = 全部得到响应，但有些看上去来自 `node-3`。
lesson-source-ip-predict-sixty-kept = 全部得到响应，每个 { -pod } 看到的都是笔记本。
# $node1Ip 和 $node3Ip 是节点的地址。
lesson-source-ip-predict-sixty-after =
    没有一次访问去了 `node-3`。你也像{ -load-balancer }那样问一问：它问的是 `healthCheckNodePort`，这里是 32000。打开**终端**，运行位置选笔记本，先输入 `curl { $node1Ip }:32000`，再输入 `curl { $node3Ip }:32000`。每个{ -node }数的是自己这里{ -readiness }的 { -pod }；一个也没有，就回答 503，于是被排除在外。
lesson-source-ip-ask =
    再看图表。`node-2` 上的那个 { -pod } 得到了大约一半的访问，和另外三个加起来差不多。{ -load-balancer }在**{ -nodes }**之间分摊，每个{ -node }再在自己的 { -pod } 之间分摊。

## 步骤 5

lesson-source-ip-step-shares = { -pod } 的份额
lesson-source-ip-shares =
    `node-2` 上的 { -pod } 需要帮手。换成 `Cluster`，份额倒是均等了，笔记本的地址却丢了。
lesson-source-ip-exercise-fair-shares = 让每个 { -pod } 的份额都差不多，并且看到的是笔记本。
lesson-source-ip-exercise-fair-shares-goal-seen = 对{ -load-balancer }的四十次访问全部得到响应，而且 { -pod } 看到的是笔记本的地址。
lesson-source-ip-exercise-fair-shares-goal-even = `node-1` 和 `node-2` 上已{ -readiness }的 { -pod } 数量一样，各有两个、三个或四个；`node-3` 上也是这个数量，或者一个也没有。
lesson-source-ip-exercise-fair-shares-hint-1 = 凡是有 { -pod } 的{ -node }，得到的份额都一样。这一份要由几个 { -pod } 来分？
lesson-source-ip-exercise-fair-shares-hint-2 = 两个 { -deployment }，一个钉在 `node-1` 上，另一个钉在 `node-2` 上。比一比它们的 `replicas`。
lesson-source-ip-exercise-fair-shares-hint-3 = 把两个 { -deployment } 都设置成 `replicas: 2`。
lesson-source-ip-exercise-fair-shares-after =
    设为 `Local` 时，每个 { -pod } 要做多少，取决于各个 { -pod } 运行在哪里。再多一个 { -pod }，份额又不一样了。

## 步骤 6

lesson-source-ip-step-new-connection = 想留也晚了
lesson-source-ip-new-connection =
    这家商店在 kind 里，策略也是 `Local`。它的{ -load-balancer }自己接下请求，再新建一个连接到{ -node }。
lesson-source-ip-predict-in-kind = 笔记本访问{ -load-balancer }。{ -pod } 看到的是谁的地址？
lesson-source-ip-predict-in-kind-laptop = 笔记本的地址：`Local` 会留住它。
lesson-source-ip-predict-in-kind-node = 某个{ -node }的地址，而不是笔记本的。
lesson-source-ip-predict-in-kind-balancer = { -load-balancer }的地址，而不是笔记本的。
# $lbIp 是负载均衡器的地址。
lesson-source-ip-predict-in-kind-after =
    { -node }留住了它收到的{ -source-address }：`{ $lbIp }`，也就是{ -load-balancer }的。地址要是早就换掉了，`Local` 也找不回来。这样的{ -load-balancer }可以把访问者的地址写进 HTTP 标头 `X-Forwarded-For`，或者用 PROXY 协议传下去，程序得自己去读。

## 结尾

lesson-source-ip-did =
    Kubernetes 为你做了这些：

    - 在 { -pod } 之间，经由{ -cluster-ip } 访问时，没有动{ -source-address }。
    - 在对外的门口，{ -node }换上自己的地址，好让响应经由它返回，再把两处改动都还原。
    - 设为 `Local` 时，留住{ -source-address }，并告诉{ -load-balancer }哪些{ -node }有{ -readiness }的 { -pod }。

    它没做的事：在 `Local` 下按 { -pod } 均分，或者找回早已换掉的地址。
