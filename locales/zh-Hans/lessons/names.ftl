# source: c2664ee6bf9f

### 课程 names：向 DNS 问的是什么，它又怎么回答。

lesson-names-title = 名字：DNS 到哪里去找
lesson-names-summary = 为什么 `api` 在这里找得到，在那里却查不到；哪些名字按什么顺序来问；以及地址从来不告诉你的那一样：{ -port }。

## 步骤 1

lesson-names-step-two-namespaces = 两个{ -namespace }
lesson-names-two-namespaces =
    每个**{ -namespace }**（namespace）都是一个放{ -object }的抽屉：名字只需在同一个抽屉里唯一。访客住在 `default`，`web` 也是。另一个{ -namespace } `shop` 里，住着 `api`。
lesson-names-try-web = 访问 `web`
# $webIp 是 Service web 的集群 IP。
lesson-names-full-name =
    打开 **DNS** 面板。查找 `web` 时，用的名字是 `web.default.svc.cluster.local`，它的 A 记录里写着地址 `{ $webIp }`。（AAAA 问的是 IPv6。）

    每个 { -service } 都有这样一个全名：名字、{ -namespace }、`svc`，再加上{ -cluster }的域名，通常是 `cluster.local`。
lesson-names-predict-short-name = 访客访问住在 `shop` 里的 `api`。会发生什么？
lesson-names-predict-short-name-answers = 有响应：同一个{ -cluster }，同一个 DNS。
lesson-names-predict-short-name-unknown = 不会发送：DNS 不认识这个名字。
lesson-names-predict-short-name-silence = 没有回音：{ -namespace }之间隔着墙。
lesson-names-predict-short-name-after =
    读一读 **DNS** 面板里列出的名字。先在访客自己的{ -namespace }里找 `api`，再换上两个更短的后缀，最后原样去找。每次都没有这条记录：`curl: (6)`，什么也没有发送。

## 步骤 2

lesson-names-step-search-path = 搜索路径
lesson-names-search-path =
    这些后缀来自一个文件，每个 { -pod } 里都有。打开**终端**，把运行位置选为访客，输入 `cat /etc/resolv.conf`。

    后缀写在 `search` 那一行，第一个里就有 { -pod } 自己的{ -namespace }。在 `shop` 里，它是 `shop.svc.cluster.local`，所以那里只说 `api` 就够了。在别的地方，要把{ -namespace }也说出来。
lesson-names-try-api-shop = 访问 `api.shop`
lesson-names-dots =
    第二个后缀对上了。另外，{ -namespace }隔开的是名字，拦不住任何{ -packet }（packet）。

    `ndots:5` 的意思是：名字里的点少于五个，就先加上后缀去试，最后才原样去试。全名有四个点。数一数白问了多少次；再在末尾加一个点试试，这个点表示后面不缺什么了。
lesson-names-try-full = 访问 `api.shop.svc.cluster.local`
lesson-names-try-final-dot = 同样的名字，末尾加一个点

## 步骤 3

lesson-names-step-lost = 放错了抽屉
lesson-names-lost =
    有人照着编辑器里的文本，把 `api` 重新搭了一遍。`shop` 里运行着两个 { -pod }。可是访客访问 `api.shop`，看到的是 `curl: (6)`；访问 `api`，又被拒绝。
lesson-names-exercise-own-drawer = 让 `api.shop` 有响应。
lesson-names-exercise-own-drawer-goal-short = 访客访问 `api.shop` 五次，次次得到响应。
lesson-names-exercise-own-drawer-goal-full = 访客访问全名，末尾加一个点，也得到响应。
lesson-names-exercise-own-drawer-hint-1 = 这段文本会创建两个{ -object }。它们各在哪个{ -namespace }里？
lesson-names-exercise-own-drawer-hint-2 = 在终端里输入 `kubectl get services`，再加上 `-A`，就能看到所有{ -namespace }的。`api` 在哪里？
lesson-names-exercise-own-drawer-hint-3 = 在 { -service } 的 `metadata` 里，`name: api` 的下面，写上 `namespace: shop`。
lesson-names-exercise-own-drawer-after =
    没有写{ -namespace }时，kubectl 就用它设定的那一个，这里是 `default`。{ -service } 进了那里，全名就不对，也找不到 { -pod }：{ -selector }（selector）只在自己的{ -namespace }里找。

## 步骤 4

lesson-names-step-no-ports = 地址里没有{ -port }
lesson-names-no-ports =
    `db` 是**无头**（headless）的：`clusterIP: None`。它没有自己的地址，所以这个名字通向它那些已{ -readiness }的 { -pod } 的地址，访问者从中取一个。

    程序监听 8080。{ -service } 写着 `port: 80` 和 `targetPort: 8080`。
lesson-names-predict-headless-port = 访客访问 `db.shop` 的{ -port }（port）80。会发生什么？
lesson-names-predict-headless-port-answers = { -pod } 会响应：80 通向 8080。
lesson-names-predict-headless-port-refused = 访客一访问，立刻就被拒绝。
lesson-names-predict-headless-port-unknown = 查不到名字：没地址就没记录。
lesson-names-predict-headless-port-after =
    DNS 给出了两个 { -pod } 的地址，但**没有{ -port }**：地址记录里不含{ -port }。别的 { -service } 靠{ -node }上的{ -rule }把 80 变成 8080，无头 { -service } 却没有{ -rule }。于是，访客敲的是 { -pod } 的{ -port } 80，而那里没有人监听。
lesson-names-try-pod-port = 访问 `db.shop` 的{ -port } 8080
lesson-names-srv =
    SRV 记录里倒是有{ -port }，前提是{ -port }有名字。这里的{ -port }叫 `http`。在终端里，运行位置选访客，输入 `dig SRV _http._tcp.db.shop.svc.cluster.local`。写在 { -pod } 名字前面的就是{ -port }。不过会问 SRV 的程序很少，curl 就不问。

## 步骤 5

lesson-names-step-own-name = 每个 { -pod } 一个名字
lesson-names-own-name =
    { -statefulset } 会给自己的 { -pod } 编号：`db-0`、`db-1`。它的 `serviceName` 所写的无头 { -service }，让每个 { -pod } 在 DNS 里都有名字：`db-0.db.shop` 指的就是第一个，不会是别的。

    在这里，结果却是 `curl: (6)`，尽管两个 { -pod } 都在运行，也有一个无头 { -service } 找到了它们。
lesson-names-exercise-own-name = 让每个 { -pod } 的名字都通到它自己。
lesson-names-exercise-own-name-goal-first = 访客访问 `db-0.db.shop` 的{ -port } 8080，由 `db-0` 响应。
lesson-names-exercise-own-name-goal-second = 访客访问 `db-1.db.shop`，由 `db-1` 响应。
lesson-names-exercise-own-name-hint-1 = 在 `db-0.db.shop` 里，`db-0` 是 { -pod }，`shop` 是{ -namespace }。那么 `db` 呢？
lesson-names-exercise-own-name-hint-2 = 比一比 `serviceName` 和 { -service } 的名字。`serviceName` 一旦存下，就不能再改。
lesson-names-exercise-own-name-hint-3 = 在 { -service } 的 `metadata` 里，把 `name: database` 换成 `name: db`。
lesson-names-exercise-own-name-after =
    这个 { -service } 不由 { -statefulset } 创建，而要你自己来；名字对不上时，也没有谁会警告你。

## 步骤 6

lesson-names-step-before-names = 启动时就告诉它
lesson-names-before-names =
    还有一种更老的办法。{ -container }（container）启动时，会得到一些**{ -environment-variable }**（environment variable），分别对应它所在{ -namespace }里每个有地址的 { -service }。

    这里是访客先来，`api` 后到，都在 `default` 里。
lesson-names-predict-older = 访客比 `api` 来得早，它用名字访问 `api`。会发生什么？
lesson-names-predict-older-answers = 有响应：先来后到没有关系。
lesson-names-predict-older-unknown = 查不到：访客启动时还没有它。
lesson-names-predict-older-after =
    DNS 是在访问的那一刻才问的，谁先来都一样。变量却是在{ -container }启动时设好的。在终端里，运行位置选访客，输入 `env`：里面对 `api` 只字未提。让它重新启动，再看一眼。
lesson-names-try-restart = 让访客崩溃，等一分钟
# $apiIp 是 Service api 的集群 IP。
lesson-names-restarted =
    这下有了 `API_SERVICE_HOST={ $apiIp }`。可是也有了 `API_PORT=tcp://{ $apiIp }:80`：哪个程序恰好有一项同名的设置，就要倒霉了。在 { -pod } 的 `spec` 里写上 `enableServiceLinks: false`，就不会有这些变量。名字则两种情况下都管用。

## 结尾

lesson-names-did =
    Kubernetes 为你做了这些：

    - 给每个 { -service } 一个全名，里面带着它的{ -namespace }。
    - 在每个没有另行指定的 { -pod } 里写好搜索路径，让短名字在同一个{ -namespace }里管用。
    - 有人问无头的名字，就用当时已{ -readiness }的 { -pod } 来回答。
    - 在{ -container }启动时设好{ -environment-variable }，此后再也不改。

    它没有做的事：把{ -port }放进地址，或者给{ -namespace }砌一道墙。
