# source: 29e547b5e96a

### 课程 node-port：每个节点上一扇门。

lesson-node-port-title = NodePort：每个{ -node }开一扇门
lesson-node-port-summary = 从外面经由任何一个{ -node }到达 { -service }，看看途中谁改了哪个地址，以及{ -node }停机时会发生什么。

## 步骤 1

lesson-node-port-step-every-door = 每个{ -node }都开着门
# $clusterIp 是 Service 的集群 IP。
lesson-node-port-every-door =
    { -cluster-ip } 只限内部使用。写上 `type: NodePort`，{ -service } 保留它的{ -cluster-ip } `{ $clusterIp }`，还会额外得到一个**{ -node-port }**（node port）：一个 30000 到 32767 之间的{ -port }号，在**每个**{ -node }（node）上都打开。这个 { -service } 要的是 `30080`。
# $node1Ip 和 $node2Ip 是节点的地址。
lesson-node-port-knock =
    唯一的 { -pod } 住在 `node-1`（`{ $node1Ip }`）上。你的笔记本电脑正要去敲 `node-2`（`{ $node2Ip }`）的{ -port } 30080，而那里并没有运行这样的 { -pod }。
lesson-node-port-predict-other-node = 笔记本敲 `node-2` 的门。会发生什么？
lesson-node-port-predict-other-node-answers = `node-1` 上的 { -pod } 会响应。
lesson-node-port-predict-other-node-refused = `node-2` 会拒绝：{ -pod } 不在这里。
lesson-node-port-predict-other-node-silence = 毫无回音。
lesson-node-port-predict-other-node-after =
    每个{ -node }都有同样的{ -rule }。`node-2` 不需要有自己的 { -pod }：它的内核选中了名单上唯一的 { -pod }，改写{ -destination-address }，再把{ -packet }（packet）转发到 `node-1`。

    许多书上说，{ -node-port }通向{ -cluster-ip }。沿着路径一步步看：{ -destination-address }只改写了**一次**，直接改成了 { -pod } 的地址。

## 步骤 2

lesson-node-port-step-whose-address = 谁在敲门？
# $podIp 是 Pod 的 IP 地址。
lesson-node-port-whose-address =
    { -destination-address }变成了 { -pod } 的地址 `{ $podIp }`。现在想想响应。它必须从 `node-2` 回到笔记本，因为笔记本问的是 `node-2`。
lesson-node-port-predict-who-knocks = { -pod } 看到的访客地址是哪一个？
lesson-node-port-predict-who-knocks-laptop = 笔记本的地址。
lesson-node-port-predict-who-knocks-node = `node-2` 的某个地址。
lesson-node-port-predict-who-knocks-service = { -service } 的{ -cluster-ip }。
lesson-node-port-predict-who-knocks-after =
    `node-2` 把**{ -source-address }**（source）也改写了，改成它自己的一个地址。这叫作{ -source-address }转换（SNAT），也叫{ -masquerade }（masquerade）。于是 { -pod } 把响应发给 `node-2`，`node-2` 再把一切还原，发回给笔记本。

    不这样做，{ -pod } 就会把响应直接发给笔记本，用的却是笔记本从没问过的地址，笔记本会把这个响应扔掉。代价是：{ -pod } 不知道真正访问它的是谁。

## 步骤 3

lesson-node-port-step-three-ports = 三个端口
lesson-node-port-three-ports =
    三个数字，三个地方：

    - `nodePort`：在每个{ -node }上，给外部的访问者用。
    - `port`：在{ -cluster-ip } 上，给内部的访问者用。
    - `targetPort`：在 { -pod } 上，程序监听的就是它。

    前两个都直接通向第三个。不写 `nodePort`，Kubernetes 就选一个空闲的。要是写了范围之外的，比如 8080，API 服务器就会拒绝这个 { -service }。

    这家商店只对 { -pod } 开放。
lesson-node-port-exercise-open-the-door = 让商店对笔记本开放：每个{ -node }上的{ -port } `30163`。
lesson-node-port-exercise-open-the-door-goal-node-1 = 笔记本敲 `node-1` 的{ -port } 30163，商店会响应。
lesson-node-port-exercise-open-the-door-goal-node-2 = 敲 `node-2` 也一样。
lesson-node-port-exercise-open-the-door-goal-inside = 内部的访客仍然可以访问 `shop:80`。
lesson-node-port-exercise-open-the-door-hint-1 = 缺两行：哪种类型，哪个数字。它们各该放在哪里？
lesson-node-port-exercise-open-the-door-hint-2 = 类型属于整个 { -service }，与 `selector` 并列。数字属于某一个{ -port }，与 `port` 和 `targetPort` 并列。
lesson-node-port-exercise-open-the-door-hint-3 = 在 `spec` 下面写 `type: NodePort`，在那个{ -port }下面写 `nodePort: 30163`。
lesson-node-port-exercise-open-the-door-after =
    { -cluster-ip } 和它的{ -port }都没有变：NodePort 类型的 { -service }，就是开了门的 ClusterIP 类型的 { -service }。

## 步骤 4

lesson-node-port-step-node-dies = 有个节点停机了
lesson-node-port-node-dies =
    现在有两个 { -pod }，每个{ -node }上一个。你的笔记本只记下了一个地址：`node-2`。这时，有人被 `node-2` 的电源线绊了一跤。
lesson-node-port-predict-dead-door = `node-2` 停机了，笔记本去敲它的门。会发生什么？
lesson-node-port-predict-dead-door-answers = `node-1` 上的 { -pod } 会响应：{ -cluster }会处理好的。
lesson-node-port-predict-dead-door-refused = 笔记本立刻被拒绝。
lesson-node-port-predict-dead-door-silence = 毫无回音。
lesson-node-port-predict-dead-door-after =
    停机的机器不会响应任何人。`node-1` 上的{ -port }仍然开着，但选哪个{ -node }是访问者的事，而这个访问者只知道一个。

    现在试试另一扇门，敲十次。仍有一些请求失败：在大约 50 秒里，{ -cluster }还不知道 `node-2` 已经停机，它的 { -pod } 仍在名单上。选错了，也不会再试一次。
lesson-node-port-try-other-door = 敲 `node-1` 十次
lesson-node-port-try-later = 等一分钟，再敲十次

## 步骤 5

lesson-node-port-step-own-address = 看见笔记本本身
lesson-node-port-own-address =
    这个 { -service } 的主人想知道是谁在访问。有一个{ -field }管这件事：`externalTrafficPolicy`（{ -external-traffic-policy }）。它的默认值 `Cluster` 可能把{ -packet }转发到任何一个{ -node }，所以必须改写{ -source-address }。设为 `Local` 时，{ -node }只把外部的访问者交给自己这里的 { -pod }。不绕路，{ -source-address }就可以留着。

    留神其中的陷阱：没有这种 { -pod } 的{ -node }会悄无声息地丢弃{ -packet }。
lesson-node-port-exercise-own-address = 不管笔记本敲哪个{ -node }，都要让 { -pod } 看到笔记本自己的地址。
lesson-node-port-exercise-own-address-goal-node-1 = 笔记本经由 `node-1` 得到响应，并且 { -pod } 看到笔记本的地址。
lesson-node-port-exercise-own-address-goal-node-2 = 经由 `node-2` 也一样。
lesson-node-port-exercise-own-address-hint-1 = 先改策略：在 `type` 旁边加上 `externalTrafficPolicy: Local`，再向两个{ -node }各发一次。它们各有什么反应？
lesson-node-port-exercise-own-address-hint-2 = `node-2` 没有可以接收{ -packet }的 { -pod }。为什么它们全都运行在 `node-1` 上？
lesson-node-port-exercise-own-address-hint-3 = { -deployment } 被它的 `nodeSelector` 钉在了 `node-1` 上，而且只要一个 { -pod }。
lesson-node-port-exercise-own-address-hint-4 = 删掉 `nodeSelector` 和它下面那一行，设置 `replicas: 2`，并保留 `externalTrafficPolicy: Local`。
lesson-node-port-exercise-own-address-after =
    现在每个{ -node }都有自己的 { -pod }，没有{ -packet }绕路，除了{ -destination-address }，什么也不用改写。

## 结尾

lesson-node-port-did =
    Kubernetes 为你做了这些：

    - API 服务器收下你要的{ -port }，或者选一个空闲的，同时也分配了一个{ -cluster-ip }。
    - kube-proxy 把同样的门写进每个{ -node }的内核。
    - 你敲到的那个内核选出一个 { -pod }，改写{ -destination-address }；在 `Cluster` 策略下还改写{ -source-address }，好让响应找得到回家的路。
    - 某个{ -node }沉默得够久，它的 { -pod } 就会从名单上划掉。

    谁也没做的事：告诉笔记本换一个{ -node }试试。要做到这一点，前面还得再放点什么。
