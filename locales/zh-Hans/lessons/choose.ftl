# source: 9367d7b49408

### 课程 choose：哪种访问者用哪种 Service，什么时候用 Ingress。

lesson-choose-title = 谁来访问？选对 { -service }
lesson-choose-summary = 哪种 { -service } 适合哪种访问者，以及什么事 { -ingress } 能做，而哪种 { -service } 都做不到。

## 步骤 1

lesson-choose-step-who-calls = 够用就好
lesson-choose-who-calls =
    写 { -service } 之前，先问一句：**谁来访问**？然后够用就好，不要多给。

    这个{ -cluster }设在一家餐厅里，那里没有人提供{ -load-balancer }（load balancer）。`stock` 管库存，来访问的只有 { -pod }，例如访客。`menu` 管菜单，给厨房里的一块屏幕用；这块屏幕和你的笔记本电脑一样，连得到{ -node }（node），它设定的{ -port }（port）是 30080。可是眼下，屏幕上显示的却是库存。
lesson-choose-exercise-least = 访问者需要什么，就让每个 { -service } 给什么，不多给。
lesson-choose-exercise-least-goal-screen = 笔记本敲{ -port } 30080，不管在哪个{ -node }上，响应的都是 `menu`。
lesson-choose-exercise-least-goal-inside = 访客访问 `stock:80`，响应的是 `stock`。
lesson-choose-exercise-least-goal-closed = `stock` 不再有{ -node-port }，`menu` 也没有在等{ -load-balancer }。
lesson-choose-exercise-least-hint-1 = 两个之中，哪个需要{ -node }上的门，这扇门现在又归哪个？
lesson-choose-exercise-least-hint-2 = 哪种类型只限内部，哪种会在每个{ -node }上打开一个{ -port }？等 `stock` 让出 30080，`menu` 就能用它了。
lesson-choose-exercise-least-hint-3 = 从 `stock` 里拿掉 `type: NodePort` 和 `nodePort: 30080`，放进 `menu`。
lesson-choose-exercise-least-after =
    现在 `stock` 是 ClusterIP 类型的 { -service }，`menu` 是 NodePort 类型的。要是写了 `type: LoadBalancer`，它就会一直等一个没有人提供的地址。

## 步骤 2

lesson-choose-step-one-address = 两个名字，一个地址
lesson-choose-one-address =
    现在来访问的是全世界，找的是 `shop.example` 和 `docs.example`。在云上，`type: LoadBalancer` 会给每个 { -service } 弄来一个地址，每个地址都要付钱。

    为了省下一个，有人把 `docs` 改成了 ClusterIP 类型的 { -service }。在外面世界的 DNS 里，两个名字如今都通向 `shop` 的地址。
lesson-choose-predict-two-names = 笔记本访问 `docs.example`。会发生什么？
lesson-choose-predict-two-names-docs = 由 `docs` 响应：名字是它的。
lesson-choose-predict-two-names-shop = 由 `shop` 响应：地址是它的。
lesson-choose-predict-two-names-silence = 没有回音：名字和地址对不上。
lesson-choose-predict-two-names-after =
    名字只在向 DNS 问的那一次派上了用场。从那以后，就只看地址和{ -port }了：{ -service } 看到的是**连接**。HTTP 请求里也写着这个名字，但{ -node }上没有哪条{ -rule }会去读它。

## 步骤 3

lesson-choose-step-no-reader = 没有人读的{ -rule }
lesson-choose-no-reader =
    有一种{ -object }叫 **{ -ingress }**，写明 HTTP 请求该怎么处理：哪个主机名、哪个路径，通向哪个 { -service }。编辑器里的这个很短：不管什么名字，什么路径，都通向 `shop`。

    Kubernetes 已经收下了它。除此之外，什么也没有装。
lesson-choose-predict-port-80 = 笔记本访问 `node-1` 的{ -port } 80。会发生什么？
lesson-choose-predict-port-80-answers = `shop` 会响应：{ -ingress } 打开了 80。
lesson-choose-predict-port-80-refused = 笔记本一访问，立刻就被拒绝了。
lesson-choose-predict-port-80-silence = 笔记本等了又等，没有任何回音。
lesson-choose-predict-port-80-after =
    { -ingress } 只是数据，什么也不会打开。在终端里输入 `kubectl get ingress`：`ADDRESS` 那一列是空的。还得有一个 **Ingress { -controller }**（Ingress controller）：一个程序，由它来读这些{ -rule }，并接下请求。Kubernetes 自己不带。

## 步骤 4

lesson-choose-step-reader = 一个地址，许多名字
lesson-choose-reader =
    这里运行着一个{ -controller }，它是一个 { -pod }，前面站着一个 LoadBalancer 类型的 { -service }。两个名字都通向那个地址。`shop` 现在是 ClusterIP 类型的 { -service }，`docs` 则又有了自己的{ -load-balancer }。
lesson-choose-try-shop = 访问 `shop.example`
lesson-choose-two-connections =
    这里有两个连接。一个到{ -controller }为止，它会读主机名和路径。另一个直接通到 `shop` 的一个 { -pod }：这个{ -controller }会自己去读 { -service } 的名单。
lesson-choose-predict-no-rule = 现在，笔记本访问 `docs.example`。会发生什么？
lesson-choose-predict-no-rule-docs = 由 `docs` 响应。
lesson-choose-predict-no-rule-shop = 照旧由 `shop` 响应。
lesson-choose-predict-no-rule-controller = 由{ -controller }自己响应。
lesson-choose-predict-no-rule-after =
    `404 Not Found`，说这话的是{ -controller }：没有哪条{ -rule }写着这个主机名。`docs` 的{ -load-balancer }根本没有被问到：它的地址是另一个。

    { -rule }也看路径。在终端里，运行位置选笔记本，输入 `curl shop.example/cart`：响应的是 `cart`。
lesson-choose-exercise-one-address = 让 `docs.example` 由 `docs` 响应，并去掉 `docs` 自己的{ -load-balancer }。
lesson-choose-exercise-one-address-goal-docs = 笔记本访问 `docs.example`，响应的是 `docs`。
lesson-choose-exercise-one-address-goal-shop = 笔记本访问 `shop.example`，响应的仍是 `shop`。
lesson-choose-exercise-one-address-goal-saved = `docs` 没有{ -load-balancer }，也没有{ -node-port }。
lesson-choose-exercise-one-address-hint-1 = { -controller }缺一条{ -rule }。有了它，还有谁非得从外面直接到达 `docs` 不可？
lesson-choose-exercise-one-address-hint-2 = 在 `rules` 下面，每条{ -rule }都从 `- host:` 开始。把它连同第一个路径复制一份。哪两个词要改？
lesson-choose-exercise-one-address-hint-3 = 在复制的那份里，写 `host: docs.example` 和 `name: docs`。在 { -service } `docs` 里，拿掉 `type: LoadBalancer`。
lesson-choose-exercise-one-address-after =
    那个地址还可以由更多的名字共用，后面的 { -service } 仍是 ClusterIP 类型。{ -ingress } 的后继者 **Gateway API** 不在这个实验室里，道理是一样的。

## 步骤 5

lesson-choose-step-not-http = 并非一切都是 HTTP
lesson-choose-not-http =
    搬来了一台邮件服务器。为了省一个地址，有人给它写了一条{ -rule }：`mail.example` 通向 `mail` 的{ -port } 25。在 DNS 里，这个名字也通向{ -controller }。
lesson-choose-predict-mail = 笔记本访问 `mail.example` 的{ -port } 25。会发生什么？
lesson-choose-predict-mail-answers = 由 `mail` 响应：有{ -rule }就算数。
lesson-choose-predict-mail-controller = 由{ -controller }响应，回答是 404。
lesson-choose-predict-mail-silence = 笔记本等不到任何回音。
lesson-choose-predict-mail-after =
    { -ingress } 只管 HTTP 和 HTTPS。它的{ -rule }里那个 `25`，说的是{ -controller }往哪里发，而不是有谁在哪里监听：{ -controller }的{ -load-balancer }只监听{ -port } 80。要收全世界寄来的邮件，可以用 `type: LoadBalancer`。

## 步骤 6

lesson-choose-step-moved = 有两家搬了家
lesson-choose-moved =
    还剩下两个访问者，和访客一样，都是 { -pod }。一个做备份，数据库的每个{ -replica }它都要单独访问到。另一个要到银行去付款。

    以前，数据库是外面的一台机器，银行则运行在这里。现在，{ -statefulset } `db` 运行在这里，银行却到了 `bank.example.com`。两个 { -service } 都没有跟上。
lesson-choose-exercise-moved = 让 `db` 和 `bank` 通向它们现在所在的地方。
lesson-choose-exercise-moved-goal-each = 访客访问 `db-0.db` 和 `db-1.db` 的{ -port } 8080，每次都由叫那个名字的 { -pod } 响应。
lesson-choose-exercise-moved-goal-headless = 名字 `db` 直接通到两个 { -pod }，中间不隔着别的地址。
lesson-choose-exercise-moved-goal-bank = 访客访问 `bank`，响应的是外面那台机器。
lesson-choose-exercise-moved-hint-1 = 哪一种没有地址，而是在 DNS 里亮出自己的 { -pod }？哪一种只是给名字另起一个名字？
lesson-choose-exercise-moved-hint-2 = `db` 要变成无头（headless）的，还要有{ -selector }（selector）。`bank` 要变成 `db` 眼下的类型：ExternalName。
lesson-choose-exercise-moved-hint-3 = 在 `spec` 下面，`db` 只需要 `clusterIP: None` 和{ -selector } `app: db`；`bank` 只需要 `type: ExternalName` 和 `externalName: bank.example.com`。
lesson-choose-exercise-moved-after =
    访问者说的还是 `db` 和 `bank`。名字后面站着谁，是可以换的。

## 结尾

lesson-choose-did =
    Kubernetes 为你做了这些：

    - 每个 { -service } 的类型要什么，就给什么，不多给。
    - 管好各份名单：{ -rule }、DNS 和{ -controller }读的都是它们。

    它无从知道的是，**谁来访问**。下面这几条，值得留着：

    - 只有 { -pod }：ClusterIP，也就是默认值。
    - 连得到{ -node }的访问者，而且没有人提供{ -load-balancer }：NodePort。
    - 全世界：LoadBalancer，每个 { -service } 一个地址。
    - 全世界，用 HTTP，许多名字或路径共用一个地址：{ -ingress }，再加一个{ -controller }。
    - 要单独访问到每个 { -pod } 的访问者：无头。
    - { -pod } 要访问别处有名字的东西：ExternalName。
