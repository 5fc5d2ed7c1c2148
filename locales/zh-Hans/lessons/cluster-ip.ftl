# source: cf5f48471ed5

### 课程 cluster-ip：默认的 Service 类型。

lesson-cluster-ip-title = ClusterIP：只限内部
lesson-cluster-ip-summary = 不写类型时，你得到的就是它：每个 { -pod } 都能访问、外面谁也访问不到的地址。看看它住在哪里。

## 步骤 1

lesson-cluster-ip-step-no-type = 你没有写类型
lesson-cluster-ip-no-type =
    读一读编辑器里的 { -service }。它有一个{ -selector }（selector）和一个{ -port }（port），关于 `type` 却只字未提。于是 Kubernetes 填上了默认值：`ClusterIP`。

    让访客访问它。
lesson-cluster-ip-try-send = 访问 `web`
# $clusterIp 是 Service 的集群 IP。
lesson-cluster-ip-virtual =
    访客先向{ -cluster }的 DNS 询问 `web` 是什么意思，得到的回答是 `{ $clusterIp }`。这就是 { -service } 的**{ -cluster-ip }**（cluster IP）。

    在图里找找这个地址。它不在任何 { -pod } 上，也不在任何{ -node }（node）上；之所以画成一条虚线带，是因为它是**虚拟**的。它只以{ -rule }的形式存在，每个{ -node }上的{ -rule }都一样。

## 步骤 2

lesson-cluster-ip-step-outside = 从外面访问
# $clusterIp 是 Service 的集群 IP。
lesson-cluster-ip-outside =
    你的笔记本电脑不属于这个{ -cluster }。它在另一个网络里，不过能连到这些{ -nodes }。假设有人在电话里把地址 `{ $clusterIp }` 念给了你。
# $clusterIp 是 Service 的集群 IP。
lesson-cluster-ip-predict-laptop = 笔记本发往 `{ $clusterIp }`。会发生什么？
lesson-cluster-ip-predict-laptop-answers = 某个 { -pod } 会响应。
lesson-cluster-ip-predict-laptop-refused = 立刻被拒绝。
lesson-cluster-ip-predict-laptop-silence = 毫无回音。
# $clusterIp 是 Service 的集群 IP。
lesson-cluster-ip-predict-laptop-after =
    笔记本所在的网络从没听说过 `{ $clusterIp }`，所以{ -packet }（packet）根本到不了任何{ -node }，那里的{ -rule }也就派不上用场。也没有人说“不”：在笔记本看来，就是一片寂静，`curl: (28)`。

    这不是防火墙。这个地址只存在于内部，外面根本没有路通到那里。

## 步骤 3

lesson-cluster-ip-step-on-a-node = 在节点上
lesson-cluster-ip-on-a-node =
    现在你登录到 `node-1`，从那里发送。{ -node }不是 { -pod }，但它是{ -cluster }的一员，{ -rule }就写在它自己的内核里。
lesson-cluster-ip-predict-node = `node-1` 自己发往这个{ -cluster-ip }。会发生什么？
lesson-cluster-ip-predict-node-answers = 某个 { -pod } 会响应。
lesson-cluster-ip-predict-node-silence = 毫无回音：{ -cluster-ip } 只给 { -pod } 用。
lesson-cluster-ip-predict-node-after =
    { -packet }还没离开，这个{ -node }的内核就改写了它。所谓“内部”，就是这些{ -rule }所在之处：每个{ -node }，因而也包括{ -node }上的每个 { -pod }。

    在{ -node }上，你甚至可以跳过 { -service }，直接用 { -pod } 自己的地址去访问它。想知道两者之中是哪个坏了，这一招很管用。
lesson-cluster-ip-try-pod-ip = 直接访问 { -pod }

## 步骤 4

lesson-cluster-ip-step-source = 谁在敲门？
# $visitorIp 是发送方 Pod 的 IP 地址；$podIp 是某个响应的 Pod 的 IP 地址。
lesson-cluster-ip-source =
    途中改写的是**{ -destination-address }**（destination）：从{ -cluster-ip } 改成某个 { -pod } 的地址，例如 `{ $podIp }`。这叫作 DNAT（{ -destination-address }转换）。不过{ -packet }上还带着发送方的地址。访客的地址是 `{ $visitorIp }`。
lesson-cluster-ip-predict-who-knocks = 访客经由 { -service } 访问。响应它的 { -pod } 看到的访客地址是哪一个？
lesson-cluster-ip-predict-who-knocks-visitor = 访客自己的地址。
lesson-cluster-ip-predict-who-knocks-node = 某个{ -node }的地址。
lesson-cluster-ip-predict-who-knocks-service = { -service } 的{ -cluster-ip }。
# $clusterIp 是 Service 的集群 IP。
lesson-cluster-ip-predict-who-knocks-after =
    发送方保持原样。在 { -pod } 之间，{ -cluster-ip } 只改一样东西，就是{ -destination-address }，并在响应里把它改回来：在访客看来，响应来自 `{ $clusterIp }`，正是它访问的地址。为此，内核会记住每一个连接。

## 步骤 5

lesson-cluster-ip-step-ports = 两个端口
lesson-cluster-ip-ports =
    一个 { -service } 涉及两个{ -port }。`port` 是它自己的，访问者用的就是它。`targetPort` 是 { -pod } 的，{ -packet }会被送到那里。不写 `targetPort`，它就和 `port` 相同。

    这些 { -pod } 里的程序监听 8080。访客访问 `api:80`，看到的是 `curl: (7)`，被拒绝了。名单上明明有两个 { -pod } 啊。
lesson-cluster-ip-exercise-knock-right = 修好这个 { -service }，让 `api:80` 有响应。
lesson-cluster-ip-exercise-knock-right-goal-answers = 访客访问 `api:80` 五次，次次得到响应。
lesson-cluster-ip-exercise-knock-right-hint-1 = 发送一次，沿着路径一步步走到最后一跳。那里敲的是哪个{ -port }？
lesson-cluster-ip-exercise-knock-right-hint-2 = 程序启动时带着 `--http-port=8080`。{ -pod } 只在程序监听的那个{ -port }上响应，别的都不行。
lesson-cluster-ip-exercise-knock-right-hint-3 = 保留 `port: 80`，并设置 `targetPort: 8080`。
lesson-cluster-ip-exercise-knock-right-after =
    { -rule }照吩咐行事，把{ -packet }送到了没有人监听的{ -port }；说“不”的是那个 { -pod } 自己。写上 `containerPort` 也没有用：它只是给读者看的说明，什么也不会打开。

## 步骤 6

lesson-cluster-ip-step-inside = 留在内部
lesson-cluster-ip-inside =
    这里有一个管理页面，有人把它发布在每个{ -node }的{ -port } 30090 上，类型是 `NodePort`。谁连得到{ -node }，谁就连得到它。它本该只给 { -pod } 用。
lesson-cluster-ip-exercise-inside-only = 让 `admin` 只能从内部访问。
lesson-cluster-ip-exercise-inside-only-goal-inside = 内部的访客访问 `admin:80`，得到响应。
lesson-cluster-ip-exercise-inside-only-goal-closed-1 = 笔记本敲 `node-1` 的{ -port } 30090，被拒绝。
lesson-cluster-ip-exercise-inside-only-goal-closed-2 = 笔记本敲 `node-2` 的{ -port } 30090，被拒绝。
lesson-cluster-ip-exercise-inside-only-hint-1 = 哪种 { -service } 只供内部使用？你甚至不必把它写出来。
lesson-cluster-ip-exercise-inside-only-hint-2 = 去掉类型，或者写 `type: ClusterIP`。门都没了，还有什么也该跟着去掉？
lesson-cluster-ip-exercise-inside-only-hint-3 = 删掉 `type: NodePort` 和 `nodePort: 30090` 这两行。其余保持不变。
lesson-cluster-ip-exercise-inside-only-after =
    改动前后，{ -cluster-ip } 一直没变；消失的只是{ -nodes }上的门。注意区别：对关着的{ -port }，{ -node }会**拒绝**，因为{ -node }本身存在，能够回话；而{ -cluster-ip } 给笔记本的，只有寂静。

## 结尾

lesson-cluster-ip-did =
    Kubernetes 为你做了这些：

    - API 服务器填上 `type: ClusterIP`，并从 { -service } 的地址范围里选了一个空闲地址。
    - DNS 有了一条记录：`web` 就是那个地址。
    - kube-proxy 为它把{ -rule }写进**每个**{ -node }的内核，然后退到一旁。没有{ -packet }会经过 kube-proxy。
    - 每来一个新连接，内核就选出一个 { -pod }，把{ -destination-address }改写一次；响应返回时，再把它改写回来。
