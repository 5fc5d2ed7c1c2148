# source: 094458f8d0af

### 课程 readiness-and-rollouts：谁进入名单，谁离开名单，在什么时候。

lesson-readiness-and-rollouts-title = { -readiness }：进入名单，离开名单
lesson-readiness-and-rollouts-summary = 运行中的 { -pod } 能不能收到请求，由什么决定；新版本怎样接班；为什么有些请求会丢失。

## 步骤 1

lesson-readiness-and-rollouts-step-not-ready = Running 不等于 Ready
lesson-readiness-and-rollouts-not-ready =
    { -service } `web` 后面站着三个 { -pod }，都带有**{ -readiness-probe }**（readiness probe）：{ -pod } 所在的{ -node }（node）每十秒就向它请求一次 `/healthz` 页面，要得到正常的回答才算通过。

    其中一个马上就要忙不过来了。它的程序还在运行，给探针的回答却是错误。40 秒后，访客访问二十次。
lesson-readiness-and-rollouts-predict-failing = 有一个 { -pod } 总是通不过探针。二十次访问会怎样？
lesson-readiness-and-rollouts-predict-failing-share = 它照样分到自己那一份，那一份就丢失了。
lesson-readiness-and-rollouts-predict-failing-restart = 三个都会响应，通不过的那个已重新启动。
lesson-readiness-and-rollouts-predict-failing-two = 全部由另外两个响应，它一份也分不到。
lesson-readiness-and-rollouts-predict-failing-after =
    在终端里输入 `kubectl get pods`：有一个是 `0/1`，状态却还是 Running，也没有重新启动过。**Running** 是说它的程序在运行，**Ready** 是说可以把请求交给它。连续三次通不过之后，它在 { -service } 的名单，也就是 { -endpointslice } 上，被标为未{ -readiness }，再也没有{ -rule }通向它。

    重新启动是另一种探针的任务，那就是{ -liveness-probe }（liveness probe）。
lesson-readiness-and-rollouts-try-recover = 让它恢复，再访问

## 步骤 2

lesson-readiness-and-rollouts-step-unasked = 新版本，没有探针
lesson-readiness-and-rollouts-unasked =
    现在 `web` 要换成版本 2。模板一变，{ -deployment } 就更换它的 { -pod }，在这里是一个一个地换：造一个新的，等它{ -readiness }，再让一个旧的走。这就是**{ -rollout }**（rollout）。

    这个模板没有探针，还有一处手误：新程序监听{ -port } 8008，{ -service } 却发往 8080。
lesson-readiness-and-rollouts-predict-new-version = 两分钟后，访客访问十次。会发生什么？
lesson-readiness-and-rollouts-predict-new-version-old = 由版本 1 响应：好的不会换成坏的。
lesson-readiness-and-rollouts-predict-new-version-some = 有的得到响应，有的被拒绝。
lesson-readiness-and-rollouts-predict-new-version-none = 全部被拒绝，一个响应也没有。
lesson-readiness-and-rollouts-predict-new-version-after =
    `kubectl get pods` 看不出哪里不对：`web` 的三个 { -pod }，全是 Running，全是 `1/1`。没有探针，程序一运行，{ -pod } 就算{ -readiness }。于是新来的一个接一个顶替了旧的，没过几秒，能响应的一个也不剩了。

## 步骤 3

lesson-readiness-and-rollouts-step-stuck = 同样的手误，有了探针
lesson-readiness-and-rollouts-stuck =
    再从版本 1 开始。{ -rollout }的还是那个版本 2，手误也一样，只是它的模板里有了探针：{ -port } 8080 上的 `/healthz`。
lesson-readiness-and-rollouts-predict-same-slip = 两分钟后，访客访问二十次。谁来响应？
lesson-readiness-and-rollouts-predict-same-slip-none = 没有人响应，全部被拒绝。
lesson-readiness-and-rollouts-predict-same-slip-some = 多半是版本 1，落到新 { -pod } 上的被拒绝。
lesson-readiness-and-rollouts-predict-same-slip-old = 每次都是版本 1，新 { -pod } 没有份。
lesson-readiness-and-rollouts-predict-same-slip-after =
    第一个新来的始终没有{ -readiness }，所以收不到请求，也没有哪个旧的 { -pod } 需要让位。{ -rollout }卡住了，而访问者什么也没察觉。
lesson-readiness-and-rollouts-limits =
    { -rollout }每次能迈多大的步子，写在 { -deployment } 的 `strategy` 里：最多比需要的多 `maxSurge` 个 { -pod }，最多少 `maxUnavailable` 个。两者默认都是 25%，前者向上取整，后者向下取整。三个 { -pod } 的话，就是可以多一个，一个也不能少。

## 步骤 4

lesson-readiness-and-rollouts-step-mend = 推它一把
lesson-readiness-and-rollouts-mend =
    编辑器里是版本 2。Kubernetes 不会自己退回版本 1，它只是等着。把文本改好，然后看图：一个新来的{ -readiness }了，一个旧的 { -pod } 走了，如此三回。
lesson-readiness-and-rollouts-exercise-mend = 找出手误，让版本 2 接班。
lesson-readiness-and-rollouts-exercise-mend-goal-ready = 版本 2 有三个 { -pod } 已{ -readiness }。
lesson-readiness-and-rollouts-exercise-mend-goal-answers = 访问 `web` 二十次，全部由版本 2 响应。
lesson-readiness-and-rollouts-exercise-mend-hint-1 = 探针碰到了什么？输入 `kubectl get events`，找 `Unhealthy`。
lesson-readiness-and-rollouts-exercise-mend-hint-2 = 它在{ -port } 8080 被拒绝了。程序监听的是哪个{ -port }？看看它的 `args`。
lesson-readiness-and-rollouts-exercise-mend-hint-3 = 在 `args` 里，把 `--http-port=8008` 改成 `--http-port=8080`。
lesson-readiness-and-rollouts-exercise-mend-after =
    自始至终，{ -readiness }的 { -pod } 都有三个。要是你反过来让探针去问 8008，新来的也会{ -readiness }，而每次访问都会被拒绝：访问者敲哪里，探针就得问哪里。

## 步骤 5

lesson-readiness-and-rollouts-step-leaving = 离开的那一刻
lesson-readiness-and-rollouts-leaving =
    { -rollout }也要删除 { -pod }。这时有两件事同时开始，谁也不等谁：

    - { -pod } 所在的{ -node }通知程序结束，用的是一个叫 `SIGTERM` 的信号。
    - 名单把这个 { -pod } 标为{ -terminating }，每个{ -node }随之更新自己的{ -rule }。
lesson-readiness-and-rollouts-predict-same-second = 三个 { -pod } 中有一个被删除，就在这一刻，访客访问三十次。会发生什么？
lesson-readiness-and-rollouts-predict-same-second-all = 全部得到响应：{ -pod } 先离开名单，再结束。
lesson-readiness-and-rollouts-predict-same-second-some = 有几次被拒绝，其余的得到响应。
lesson-readiness-and-rollouts-predict-same-second-hang = 有几次一直等到新的 { -pod } { -readiness }。
lesson-readiness-and-rollouts-predict-same-second-after =
    程序马上就不再监听了。{ -rule }稍过片刻才跟上，在这里不到一秒。在这中间，{ -rule }仍会选中那个 { -pod }，被送到那里的访问者就被拒绝。什么也没坏，可是每次{ -rollout }都可能这样丢掉几次访问。
lesson-readiness-and-rollouts-try-later = 两秒后，再访问三十次

## 步骤 6

lesson-readiness-and-rollouts-step-linger = 慢慢离开
lesson-readiness-and-rollouts-linger =
    办法是：让程序再服务几秒，直到所有{ -rule }都不再通向它。在{ -container }的 `lifecycle` 里，`preStop` 写的是发出 `SIGTERM` 之前要做的事。最简单的就是 `sleep`，睡一会儿。
lesson-readiness-and-rollouts-exercise-leave-well = 让商店的 { -pod } 离开时，一次访问也不丢。
lesson-readiness-and-rollouts-exercise-leave-well-goal-three = 商店有三个 { -pod } 已{ -readiness }，而且 { -service } 会在三个之中挑选。
lesson-readiness-and-rollouts-exercise-leave-well-goal-leave = 撤掉其中两个，就在这一刻访问三十次，全部得到响应。
lesson-readiness-and-rollouts-exercise-leave-well-hint-1 = 两件事同时开始。其中哪一件应该晚一点？
lesson-readiness-and-rollouts-exercise-leave-well-hint-2 = `lifecycle` 属于{ -container }，和 `image` 一样。它里面放 `preStop`，再往里是 `sleep`，最里面是 `seconds`。{ -rule }大约需要一秒，不妨给得宽裕些。
lesson-readiness-and-rollouts-exercise-leave-well-hint-3 = 在 `image` 下面，缩进和它相同，写 `lifecycle:`。然后依次写 `preStop:`、`sleep:` 和 `seconds: 5`，每一行都比上一行多缩进两个空格。
lesson-readiness-and-rollouts-exercise-leave-well-after =
    现在，要离开的 { -pod } 在睡的时候照样服务；不等睡醒，就已经没有谁发往它了。收到 `SIGTERM` 之后，好的程序会把已经开始的事做完，这就是**{ -graceful-termination }**（graceful termination）。期限是 30 秒，睡的时间也算在内；到时还没有结束，就会被强行终止。这个期限可以用 `terminationGracePeriodSeconds` 来改。

## 结尾

lesson-readiness-and-rollouts-did =
    Kubernetes 为你做了这些：

    - 每个{ -node }上的 kubelet 照着探针去问，并报告谁已{ -readiness }。
    - 名单写明谁已{ -readiness }、谁{ -terminating }，{ -rule }随后跟上。
    - 就三个 { -pod } 来说，新的还没有{ -readiness }，{ -deployment } 就不让旧的走。
    - 通知程序结束之前，先做 `preStop` 里写的事。

    谁也没做的事：补上漏写的探针，或者压住 `SIGTERM`，等{ -rule }跟上再发。
