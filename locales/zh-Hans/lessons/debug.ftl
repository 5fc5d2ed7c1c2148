# source: 7742ce209826

### 课程 debug：Service 不响应，而你找出原因。

lesson-debug-title = 没有人响应的时候
lesson-debug-summary = 找出 { -service } 为什么不响应：先问什么，以及哪一次访问最能说明问题。五个案例。

## 步骤 1

lesson-debug-step-name = 先看数字
lesson-debug-name =
    一次访问失败了。什么都先别改，看看 `curl` 怎么说：

    - `curl: (6)`：没有人认识这个名字。
    - `curl: (7)`：有人立刻说了“不”。
    - `curl: (28)`：没有人说话。

    这里，访客访问 `api:80`，看到的是 `curl: (6)`。可是这个 { -service } 明明存在，就在{ -namespace }（namespace）`shop` 里。访客住在 `default`。
lesson-debug-predict-full-name = 访客改为访问 `api.shop:80`。会发生什么？
lesson-debug-predict-full-name-answers = 某个 { -pod } 会响应。错的只是短名字。
lesson-debug-predict-full-name-refused = `curl: (7)`。那个{ -namespace }不让外人进。
lesson-debug-predict-full-name-unknown = `curl: (6)`。{ -namespace }里的名字不外传。
lesson-debug-predict-full-name-after =
    短名字只在访问者自己的{ -namespace }里查找。但{ -namespace }本身不是墙：把它写进名字，就能过去。要是连这个名字也没有人认识，就该检查拼写，以及这个 { -service } 是否存在。

## 步骤 2

lesson-debug-step-list = 被拒绝：谁说的“不”？
lesson-debug-list =
    访客访问 `web:80`，看到 `curl: (7)`。`kubectl get pods` 显示 `web` 有两个 { -pod }，都是 `Running`，也都已{ -readiness }。

    有一次访问最能说明问题：绕过 { -service }，直接访问一个 { -pod }。
# $webIp 是 web 的某个 Pod 的地址。
lesson-debug-predict-past-web = 访客直接访问一个 { -pod }，`{ $webIp }:8080`。会发生什么？
lesson-debug-predict-past-web-answers = 有响应。问题出在 { -service } 身上。
lesson-debug-predict-past-web-refused = 被拒绝。说“不”的正是这些 { -pod }。
lesson-debug-predict-past-web-silence = 毫无回音。有什么东西挡在 { -pod } 前面。
lesson-debug-predict-past-web-after =
    { -pod } 都好好的，只是从来没有人访问到它们。用 `kubectl get endpointslices` 看看名单：`web` 那里写的是 `<unset>`。没有 { -pod } 与{ -selector }（selector）匹配；名单上一个{ -readiness }的也没有，每个{ -node }（node）就立刻**拒绝**。
lesson-debug-exercise-fill-the-list = 修好它，让 `web:80` 有响应。
lesson-debug-exercise-fill-the-list-goal-answers = 访客访问 `web:80`，次次得到响应。
lesson-debug-exercise-fill-the-list-hint-1 = { -service } 要找的是什么？{ -pod } 身上贴的又是什么？
lesson-debug-exercise-fill-the-list-hint-2 = `template` 下面写着什么，{ -pod } 就贴着什么。`tier: front` 在那里吗？
lesson-debug-exercise-fill-the-list-hint-3 = 从 `selector` 里删掉 `tier: front`，或者把它加到 `template` 下面的{ -labels }里。
lesson-debug-exercise-fill-the-list-after =
    { -deployment } 自己的{ -labels }不会传给它的 { -pod }；而{ -selector }要的是**全部**{ -labels }，缺一不可。

## 步骤 3

lesson-debug-step-program = 名单不空，仍被拒绝
lesson-debug-program =
    又是 `curl: (7)`，这次是访问 `api:80`。但这份名单上有两个{ -readiness }的 { -pod }。一位同事用 `kubectl exec` 进到其中一个里面，运行 `curl localhost:8000`，得到了响应。
# $apiIp 是 api 的某个 Pod 的地址。
lesson-debug-predict-past-api = 访客直接访问那个 { -pod }，`{ $apiIp }:8000`。会发生什么？
lesson-debug-predict-past-api-answers = 照样有响应。问题出在 { -service } 身上。
lesson-debug-predict-past-api-refused = 被拒绝。程序听不见 { -pod } 外面的人。
lesson-debug-predict-past-api-silence = 毫无回音。有什么东西挡在 { -pod } 前面。
lesson-debug-predict-past-api-after =
    这次说“不”的是 { -pod }。它的程序监听的是 `127.0.0.1`，而在每个 { -pod } 里，这个地址指的都是这个 { -pod } 自己。`kubectl exec` 和 `kubectl port-forward` 都是进到里面去的，所以证明不了什么。

    要是刚才有响应，就该拿 `targetPort` 和程序的{ -port }比一比。
lesson-debug-exercise-open-ears = 修好它，让 `api:80` 有响应。
lesson-debug-exercise-open-ears-goal-answers = 访客访问 `api:80`，次次得到响应。
lesson-debug-exercise-open-ears-hint-1 = 程序在哪里监听，写在哪一行？
lesson-debug-exercise-open-ears-hint-2 = 看 `--bind` 后面那一项。哪个地址表示所有地址？
lesson-debug-exercise-open-ears-hint-3 = 把 `127.0.0.1` 改成 `0.0.0.0`。
lesson-debug-exercise-open-ears-after =
    自始至终，这个 { -pod } 都算{ -readiness }：没有{ -readiness-probe }（readiness probe），也就没有人问过它。

## 步骤 4

lesson-debug-step-between = 一片寂静
lesson-debug-between =
    访客访问 `admin:80`，等了两分钟，看到 `curl: (28)`。名单不空。没有人说“不”，是{ -packet }（packet）丢失了。丢在哪里？
# $adminIp 是 admin 的某个 Pod 的地址。
lesson-debug-predict-past-admin = 访客直接访问一个 { -pod }，`{ $adminIp }:8080`。会发生什么？
lesson-debug-predict-past-admin-answers = 有响应。弄丢{ -packet }的是 { -service }。
lesson-debug-predict-past-admin-refused = 被拒绝。程序监听的是别的{ -port }。
lesson-debug-predict-past-admin-silence = 毫无回音。有什么东西挡在 { -pod } 前面。
lesson-debug-predict-past-admin-after =
    守着 { -pod } 的是 **{ -networkpolicy }**，不管访问者从哪条路来，都要过它这一关。一旦有一条选中了某个 { -pod }，就只有某一条写明的访问者才进得去。其余的，大多数网络会悄无声息地丢弃。

    要是刚才有响应，可疑的就是 { -service }：`port` 写错了？流量策略是 `Local`，做选择的{ -node }上却没有 { -pod }？{ -pod } 访问的是自己，网络却不会让{ -packet }掉头，也就是{ -hairpin }（hairpin）？
lesson-debug-exercise-let-in = 让访客也能进来，把陌生人挡在外面。
lesson-debug-exercise-let-in-goal-visitor = 访客访问 `admin:80`，次次得到响应。
lesson-debug-exercise-let-in-goal-stranger = 陌生人访问 `admin:80`，得不到响应。
lesson-debug-exercise-let-in-hint-1 = { -networkpolicy } 让谁进来？访客身上贴的是什么？
lesson-debug-exercise-let-in-hint-2 = 能进来的访问者写在 `from` 下面，靠{ -labels }来认。访客贴着 `app: visitor`。
lesson-debug-exercise-let-in-hint-3 = 在 `from` 下面，照第一项的样子再加一项 `- podSelector:`，写上 `app: visitor`。
lesson-debug-exercise-let-in-after =
    { -networkpolicy } 只管允许。没有一条允许的，就进不来。

## 步骤 5

lesson-debug-step-unsaid = 没有人告诉你
lesson-debug-unsaid =
    访客访问 `shop:80`，得不到响应。出错的可能不止一处。按顺序问：

    - 是哪个数字？
    - 名字有人认识吗？
    - 名单上有没有谁，并且已{ -readiness }？
    - 直接访问 { -pod } 自己的地址，有响应吗？
    - 如果有，{ -service } 的做法有什么不同？
lesson-debug-exercise-find-it = 找出坏在哪里，把它修好。
lesson-debug-exercise-find-it-goal-answers = 有两个 { -pod } 已{ -readiness }，而且访客访问 `shop:80` 十次，次次得到响应。
lesson-debug-exercise-find-it-hint-1 = 让访客运行 `curl shop`。再看 `kubectl get pods` 的 `READY` 这一列。
lesson-debug-exercise-find-it-hint-2 = { -readiness-probe }问的是{ -port } 80。程序监听的是哪里？改好它，再访问。
lesson-debug-exercise-find-it-hint-3 = 现在是 `curl: (28)`，可是直接访问 { -pod } 的地址，却有响应。两个 { -pod } 都运行在 `node-1` 上，访客在 `node-2` 上。是哪一行不让访客过去？
lesson-debug-exercise-find-it-hint-4 = 把探针改为 `port: 8080`，并删掉 `internalTrafficPolicy: Local`。
lesson-debug-exercise-find-it-after =
    起初，谁也没有{ -readiness }：被拒绝。后来，在 `Local` 之下，`node-2` 没有可以选的：一片寂静。修好一处之后数字变了，说明还有别的毛病。接着找。

    `kubectl get endpointslices` 也会列出未{ -readiness }的 { -pod }。要信就信 `READY` 这一列。

## 结尾

lesson-debug-did =
    Kubernetes 为你做了这些：

    - 遇到不认识的名字，DNS 立刻就说。
    - 一个{ -readiness }的也没有时，{ -rule }会拒绝，免得访问者白等。
    - { -pod } 没有说自己{ -readiness }，探针就不让访问者到它那里去。

    谁也没做的事：告诉你毛病出在哪里。直接访问一个 { -pod }，就知道了。有响应：去看 { -service }。被拒绝：去看程序和它的{ -port }。一片寂静：去看它们之间有什么。
