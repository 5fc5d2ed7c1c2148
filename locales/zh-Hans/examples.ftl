### 沙盒里的示例：一个名字，外加一段说明，讲可以试什么，以及清单的作者错在哪里。
### 清单本身保持作者写下的样子。

example-empty = 空白编辑器
    .note =
        三个{ -node }，一个访客 { -pod }，别无其他。写一份{ -manifest }，或者另选一个示例来拆解。
example-hostname-service = NodePort，出自一份英文笔记
    .note =
        笔记里只有 { -service }；实验室补上了两个 { -pod }，{ -label }是 `app: echo-hostname`，监听{ -port } 80。不管 { -pod } 运行在哪里，两个{ -node }都会在{ -port } 30163 上响应。

        笔记说，NodePort 类型的 { -service } 会路由到 ClusterIP 类型的 { -service }。它确实也得到一个{ -cluster-ip }，但沿着路径一步步看：只改写一次，就从{ -node }的{ -port }直接到了 { -pod }。
example-my-service = ClusterIP，出自一份中文笔记
    .note =
        笔记说它的 { -pod } 监听{ -port } 80，却没有给出 { -pod }；实验室补上了两个这样的。但它的 `targetPort` 是 9376，那里没有人监听：访客**被拒绝**。

        设置 `targetPort: 80`，它就会响应。在 `port` 和 `targetPort` 之间，只有后者必须与程序监听的{ -port }一致。
example-my-service-external-ip = 外部 IP，出自同一份笔记
    .note =
        照原样会被拒绝：`protocol: http` 不存在。{ -service } 处理的是 TCP、UDP 和 SCTP，不看里面装了什么；HTTP 走在 TCP 之上。写 `protocol: TCP`，再把 `targetPort` 也改对，因为 { -pod } 监听的是 80。

        之后，只要有人把 `80.11.12.10` 这个地址路由到某个{ -node }，发往它的请求就能得到响应；在这里，外面的网络会这么做。Kubernetes 1.36 会警告，这个{ -field }已弃用。
example-svc-1-cluster-ip = ClusterIP，出自一份韩文笔记
    .note =
        一个钉在 `k8s-node1` 上的 { -pod }，和一个没有写类型的 { -service }，所以是 ClusterIP。实验室知道镜像 `test/app` 监听 8080。从内部访问，{ -port } 9000 有响应；从外部访问，毫无回音。
example-svc-1-node-port = 采用 Local 的 NodePort，出自同一份笔记
    .note =
        `externalTrafficPolicy: Local`，加上一个钉在 `k8s-node1` 上的 { -pod }。所以{ -port } 30000 只在 `k8s-node1` 上响应；在 `k8s-node2` 上，{ -packet }被丢弃，笔记本电脑白等一场。

        笔记说，每个{ -node }的这个{ -port }都通向那个 { -pod }。如果采用默认的 `Cluster`，确实会这样。
example-svc-1-load-balancer = LoadBalancer，出自同一份笔记
    .note =
        笔记说要访问某个{ -node }的{ -port } 30000。但这个 { -service } 没有写 `nodePort`，所以 Kubernetes 选了另一个：看看存储下来的内容。通常的入口是{ -load-balancer }的地址，{ -port } 9000。
example-headless = 无头：没有自己的地址
    .note =
        写上 `clusterIP: None`，就没有虚拟地址，也没有{ -rule }。DNS 用所有{ -readiness }的 { -pod } 的地址来回答，访问者取其中一个。所以 `port` 不起作用：访问者用的是 { -pod } 自己的{ -port }。
example-external-name = ExternalName：给名字另起一个名字
    .note =
        没有 { -pod }，没有地址，没有{ -rule }：DNS 说 `billing` 又叫 `billing.example.com`，{ -packet }就去那里。途中，这个 { -service } 丝毫不碰它。
example-ingress = Ingress 和它的控制器
    .note =
        { -ingress } 只是数据：{ -controller }（一个有自己 { -service } 的 { -pod }）读它，看主机名和路径，再自己去访问后面的 { -pod }。在终端里：`curl --resolve shop.example:80:地址 http://shop.example/cart`，地址用{ -load-balancer }的。
