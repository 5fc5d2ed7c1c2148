# source: b0d2933ab686

### 课程 labels-and-endpoints：Service 怎样找到自己的 Pod。

lesson-labels-and-endpoints-title = { -label }与名单
lesson-labels-and-endpoints-summary = { -service } 怎样找到自己的 { -pod }，为什么有时一个也找不到，有时又找多了。

## 步骤 1

lesson-labels-and-endpoints-step-before = 先有 { -service }，后有 { -pod }
lesson-labels-and-endpoints-before =
    这里有一个 { -service }，名叫 `web`。它要找的 { -pod } 贴着 `app: web` 这个{ -label }（label），可是负责创建它们的 { -deployment } 眼下一个也没有运行。这是允许的。
lesson-labels-and-endpoints-predict-nobody-yet = 访客现在就访问 `web`。会发生什么？
lesson-labels-and-endpoints-predict-nobody-yet-no-name = 名字 `web` 还查不到：后面没有人。
lesson-labels-and-endpoints-predict-nobody-yet-refused = 访客一访问，立刻就被拒绝。
lesson-labels-and-endpoints-predict-nobody-yet-silence = 访客等来等去，最后只好放弃。
# $clusterIp 是 Service 的集群 IP。
lesson-labels-and-endpoints-predict-nobody-yet-after =
    这个 { -service } 什么也不缺：DNS 认识它的名字，它的地址是 `{ $clusterIp }`。空着的只是它的 { -pod } 名单。遇到这种情况，每个{ -node }（node）上都有一条{ -rule }立刻说“不”：`curl: (7)`。有{ -cluster-ip } 而名单空着，结果就是**被拒绝**，而不是毫无回音。

    现在启动三个 { -pod }，{ -service } 保持原样。
lesson-labels-and-endpoints-try-pods-start = 启动三个 { -pod }，再访问 `web`

## 步骤 2

lesson-labels-and-endpoints-step-list = 名单由谁来管
lesson-labels-and-endpoints-list =
    没有人告诉过 { -service } 来了新的 { -pod }。是{ -control-plane }（control plane）里的一个{ -controller }（controller）在留意同一{ -namespace }（namespace）里所有的 { -pod }：谁贴着{ -selector }（selector）要的{ -label }，就把谁记进名单。

    这份名单本身也是一个{ -object }，叫作 **{ -endpointslice }**。到**{ -object }**面板里看看：每个 { -pod } 的地址都在里面。它下面还列着 `Endpoints`，那是旧的类型，如今已弃用。
lesson-labels-and-endpoints-ready =
    光是{ -label }对得上还不够。这些 { -pod } 每十秒会被问一次：准备好接收请求了吗？其中一个马上要说“不”，而它的程序照常运行。
lesson-labels-and-endpoints-predict-not-ready = 三个 { -pod } 中，有一个已经连着一分钟都说“不”。现在，访客访问 `web` 二十次。谁来响应？
lesson-labels-and-endpoints-predict-not-ready-three = 三个都有份：它还在运行。
lesson-labels-and-endpoints-predict-not-ready-two = 另外两个，次次都响应。
lesson-labels-and-endpoints-predict-not-ready-some-fail = 另外两个，但有几次失败。
lesson-labels-and-endpoints-predict-not-ready-after =
    再到**{ -object }**面板里看看。那个 { -pod } 的地址还在 { -endpointslice } 里，只是标成了未{ -readiness }；要连续三次都问不到“是”，也就是过了半分钟，才会这样标。{ -node }只发往已{ -readiness }的 { -pod }。等它又说“是”了呢？用不着谁把它放回去。
lesson-labels-and-endpoints-try-ready-again = 让它说“是”，再访问二十次

## 步骤 3

lesson-labels-and-endpoints-step-labels = 谁的{ -label }？
lesson-labels-and-endpoints-labels =
    `api` 有两个健康的 { -pod } 在运行，它的 { -service } 的名单却是空的。可是 { -deployment } 开头明明写着 `app: api`，正是 { -service } 要找的。

    { -deployment } 里有三处写着{ -label }：

    - 第一个 `metadata` 下面：它自己贴着的；
    - `matchLabels` 下面：它凭这些认出自己的 { -pod }，永远不能更改；
    - `template` 下面：它的 { -pod } 贴着的。
lesson-labels-and-endpoints-exercise-right-label = 让 { -service } `api` 找到 { -deployment } `api` 的 { -pod }。
lesson-labels-and-endpoints-exercise-right-label-goal-answers = 访客访问 `api` 五次，次次得到响应。
lesson-labels-and-endpoints-exercise-right-label-goal-grows = 后来启动的第三个 { -pod }，也能被找到。
lesson-labels-and-endpoints-exercise-right-label-hint-1 = { -pod } 身上到底贴着什么？在终端里输入 `kubectl get pods --show-labels`。
lesson-labels-and-endpoints-exercise-right-label-hint-2 = 它们贴着 `run: api`，`template` 里就是这么写的。和 { -service } 的 `selector` 比一比。
lesson-labels-and-endpoints-exercise-right-label-hint-3 = 在 `template`、`metadata`、`labels` 之下，`run: api` 的下面，加上 `app: api`。或者把 { -service } 的 `selector` 写成 `run: api`。
lesson-labels-and-endpoints-exercise-right-label-after =
    { -service } 从来不看 { -deployment }，只看 { -pod }。{ -pod } 贴着的{ -label }可以比{ -selector }要的多，但一个也不能少。

## 步骤 4

lesson-labels-and-endpoints-step-running = 在运行，不等于已{ -readiness }
lesson-labels-and-endpoints-running =
    `docs` 的{ -label }都对，访问者却还是被拒绝。在**{ -object }**面板里，它的 { -pod } 的 STATUS 是 `Running`，READY 却是 `0/1`。名单上要是没有一个 { -pod } 已{ -readiness }，访问者就会碰上同样干脆的“不”。

    要问 { -pod } 什么，写在它的模板里：这就是**{ -readiness-probe }**（readiness probe）。
lesson-labels-and-endpoints-exercise-get-ready = 让 `docs` 的 { -pod } { -readiness }，并且探针要继续问下去。
lesson-labels-and-endpoints-exercise-get-ready-goal-pods = `docs` 的两个 { -pod } 都已{ -readiness }。
lesson-labels-and-endpoints-exercise-get-ready-goal-asked = 这些 { -pod } 的模板里仍有 `readinessProbe`。
lesson-labels-and-endpoints-exercise-get-ready-goal-answers = 访客访问 `docs` 五次，次次得到响应。
lesson-labels-and-endpoints-exercise-get-ready-hint-1 = 在编辑器里找到 `readinessProbe`。它问的是什么，又是到哪里去问？
lesson-labels-and-endpoints-exercise-get-ready-hint-2 = 它到{ -port } 80 去问。程序监听的是哪里？看看 `args`。
lesson-labels-and-endpoints-exercise-get-ready-hint-3 = 在 `readinessProbe`、`httpGet` 之下，把 `port: 80` 改成 `port: 8080`。
lesson-labels-and-endpoints-exercise-get-ready-after =
    程序都好好的，只是问错了{ -port }：那里没有人监听，这也算是说“不”。访问者被拒绝时，先看{ -label }，再看 READY。

## 步骤 5

lesson-labels-and-endpoints-step-broad = 名单上多了一个
lesson-labels-and-endpoints-broad =
    顾客访问 `shop`。一位同事正在试用下一个版本，放在另一个 { -deployment } `shop-test` 里。它的 { -pod } 也贴着 `app: shop`。{ -service } 谁也没有动过。
lesson-labels-and-endpoints-predict-whose-pods = 访客访问 `shop` 二十次。谁来响应？
lesson-labels-and-endpoints-predict-whose-pods-own = 只有 `shop` 的 { -pod }：它和 { -service } 同名。
lesson-labels-and-endpoints-predict-whose-pods-newest = 只有 `shop-test` 的 { -pod }：最新的优先。
lesson-labels-and-endpoints-predict-whose-pods-both = `shop` 和 `shop-test` 的 { -pod } 都有份。
lesson-labels-and-endpoints-predict-whose-pods-after =
    名字相同，并不会把它们连在一起。{ -selector }要的是 `app: shop`，贴着它的 { -pod } 有三个，名单上就有三个。大约每三次访问，就有一次碰上测试版。

## 步骤 6

lesson-labels-and-endpoints-step-narrow = 再多提一个要求
lesson-labels-and-endpoints-narrow =
    有人是故意这样做的。这里却不同：测试用的 { -pod } 要继续运行，但不接待顾客。

    { -selector }可以写上好几个{ -label }。{ -pod } 要**全都**贴着才算在内。
lesson-labels-and-endpoints-exercise-live-only = 别让测试用的 { -pod } 上 `shop` 的名单。
lesson-labels-and-endpoints-exercise-live-only-goal-live = 对 `shop` 的三十次访问到达好几个 { -pod }，全都贴着 `stage: live`。
lesson-labels-and-endpoints-exercise-live-only-goal-test-runs = 测试用的 { -pod } 仍在运行，并且已{ -readiness }。
lesson-labels-and-endpoints-exercise-live-only-hint-1 = 正式的 { -pod } 和测试用的 { -pod }，哪个{ -label }的值不一样？
lesson-labels-and-endpoints-exercise-live-only-hint-2 = 是 `stage` 这个{ -label }。{ -service } 又是凭什么来挑选的？
lesson-labels-and-endpoints-exercise-live-only-hint-3 = 在 { -service } 的 `selector` 里，`app: shop` 的下面，加上 `stage: live`。
lesson-labels-and-endpoints-exercise-live-only-after =
    测试用的 { -pod } 照常运行，只是它的地址从名单上去掉了。哪一天把那里写成 `stage: test`，新的访问就全都去下一个版本。

## 结尾

lesson-labels-and-endpoints-did =
    Kubernetes 为你做了这些：

    - 还没有一个 { -pod } 的时候，就给了 { -service } 一个名字和一个地址。
    - 由{ -controller }管着 { -endpointslice }：谁符合，地址是什么，是否{ -readiness }。{ -pod } 超过一百个，就分成几份来写。
    - 在每个{ -node }上，kubelet 去问那里的 { -pod } 是否已{ -readiness }。
    - kube-proxy 在每个{ -node }上把名单写成{ -rule }：随机选一个已{ -readiness }的 { -pod }，或者干脆说“不”。
