# source: b9c33ea27e7d

### 第 1 课，pods-come-and-go：最初的五分钟。

lesson-pods-come-and-go-title = { -pods } 来来去去
lesson-pods-come-and-go-summary = 删除一个 { -pod }，它的地址也随之消失。花五分钟，看看为什么要有 { -service }。

## 步骤 1

lesson-pods-come-and-go-step-one-pod = 一个 { -pod }，一位访客
lesson-pods-come-and-go-one-pod =
    这是一个小小的{ -cluster }，里面运行着一个 { -pod }：一个程序，住在自己的小盒子里，有自己的地址。不管收到什么请求，这个程序都会报上自己的名字。

    旁边有一位访客，想和它说说话。点一下**发送**。
lesson-pods-come-and-go-try-send = 发送
# $podIp 是 Pod 的 IP 地址。
lesson-pods-come-and-go-answered =
    访客把一个{ -packet }（packet）发往 `{ $podIp }`，这个地址上的 { -pod } 就报上自己的名字作为响应。想发多少次都行：地址一样，{ -pod } 一样，响应也一样。

## 步骤 2

lesson-pods-come-and-go-step-gone = 然后，{ -pod } 走了
# $podIp 是 Pod 的 IP 地址。
lesson-pods-come-and-go-gone =
    { -pod } 的寿命不长：程序会崩溃，机器会出故障，有人会安装新版本。Kubernetes 从不把旧的 { -pod } 搬到新地方，而是造一个新的，让旧的离开。

    你马上要删除这个 { -pod }。这里有一个 { -deployment } 守着它，任务是始终保持一个 { -pod } 在运行。而访客从头到尾只知道一件事：`{ $podIp }`。
lesson-pods-come-and-go-predict-old-address = 你删除这个 { -pod }，等新的 { -pod } 运行起来，访客再次发往旧地址。会发生什么？
lesson-pods-come-and-go-predict-old-address-answers = 新的 { -pod } 会响应：它接手了这个地址。
lesson-pods-come-and-go-predict-old-address-refused = 访客立刻得知那里没有人。
lesson-pods-come-and-go-predict-old-address-silence = 毫无回音，访客最后放弃等待。
# $podIp 是被删除的 Pod 的 IP 地址。
lesson-pods-come-and-go-predict-old-address-after =
    看图：新的 { -pod } 正在运行，一切正常。但它有了新的名字，也有了**新的地址**。`{ $podIp }` 已经没有人住，{ -packet }就此丢失，连个说“不”的人都没有。访客一直等到耐心耗尽，这就是{ -timeout }（timeout）。

## 步骤 3

lesson-pods-come-and-go-step-fixed-address = 一个不变的地址
lesson-pods-come-and-go-fixed-address =
    你可以每次都把新地址告诉每一位访客，也可以在这些 { -pod } 前面放一个永远不搬家的东西。它就是 **{ -service }**：一个名字、一个地址、一个{ -port }（port），只要你留着它，就一直不变。
lesson-pods-come-and-go-label =
    { -service } 并不靠名字认识自己的 { -pod }。它找的是**{ -label }**（label），也就是 { -pod } 身上贴的小纸条。你的 { -pod } 贴着 `app: web`。凡是贴着这个{ -label }的 { -pod } 都算在内；谁贴着它，随时可以变。

    下面的文本里有你已经在用的 { -deployment }，`---` 这一行之后是一个新的 { -service }，名叫 `web`。有一处还空着：它的**{ -selector }**（selector），也就是它要找的{ -label }。
lesson-pods-come-and-go-exercise-fill-the-blank = 填好空白处，让访客得到 `web` 的响应。
lesson-pods-come-and-go-exercise-fill-the-blank-goal-answers = 访客访问 `web`，由你的 { -pod } 响应。
lesson-pods-come-and-go-exercise-fill-the-blank-hint-1 = 找一找你的 { -pod } 贴着什么{ -label }。它写在 { -deployment } 里，在 `template`、`metadata`、`labels` 之下。
lesson-pods-come-and-go-exercise-fill-the-blank-hint-2 = { -selector }要写得一模一样：同一个键 `app`，同一个值。
lesson-pods-come-and-go-exercise-fill-the-blank-hint-3 = 把 `selector` 下面的 `app: ""` 改成 `app: web`。
lesson-pods-come-and-go-exercise-fill-the-blank-after =
    你一写上这个{ -label }，Kubernetes 就找到了贴着它的 { -pod }，把它的地址记进了这个 { -service } 的名单。访客找的是 `web`；今天是谁，由名单说了算。

## 步骤 4

lesson-pods-come-and-go-step-again = 再删一次
lesson-pods-come-and-go-again =
    现在来检验一下。和刚才一样，再删除一次 { -pod }，它会换一个地址回来。不过这一次，访客访问的是 `web`。
lesson-pods-come-and-go-predict-delete-again = 你再次删除这个 { -pod }，访客访问 `web`。会发生什么？
lesson-pods-come-and-go-predict-delete-again-answers = 新的 { -pod } 会响应。
lesson-pods-come-and-go-predict-delete-again-refused = 立刻得知那里没有人。
lesson-pods-come-and-go-predict-delete-again-silence = 毫无回音。
lesson-pods-come-and-go-predict-delete-again-after =
    有了这个{ -label }，访客什么也察觉不到。{ -pod } 换了，它的地址换了，{ -service } 却没有变。Kubernetes 把旧地址从名单上划掉，写上了新地址。

    如果你的 { -service } 没有响应，那是它的{ -selector }还空着：回到上一步。

## 步骤 5

lesson-pods-come-and-go-step-three = 三个胜过一个
lesson-pods-come-and-go-three =
    一个 { -service } 后面可以有许多 { -pod }。我们准备三个贴着同样{ -label }的，让访客发送二十次。图表会统计是谁响应的。
lesson-pods-come-and-go-predict-who-answers = 三个 { -pod }，二十个请求。谁来响应？
lesson-pods-come-and-go-predict-who-answers-one = 总是同一个 { -pod }，其余的待命。
lesson-pods-come-and-go-predict-who-answers-in-turn = 三个都有份，严格轮流。
lesson-pods-come-and-go-predict-who-answers-chance = 三个都有份，全凭运气。
lesson-pods-come-and-go-predict-who-answers-after =
    每个新连接都**随机**交给其中一个 { -pod }，就像掷骰子。所以三根长条很少一样长，同一个 { -pod } 完全可能连着响应三次。多发一些，长条就会渐渐齐平。

## 步骤 6

lesson-pods-come-and-go-step-your-turn = 轮到你了
lesson-pods-come-and-go-your-turn =
    一家商店：一个 { -deployment }，只有一个 { -pod }；一个 { -service }，却一个 { -pod } 也没找到。今天会很忙，而这唯一的 { -pod } 随时可能出故障。
lesson-pods-come-and-go-exercise-busy-shop = 给商店三个 { -pod }，并让它的 { -service } 找到它们。
lesson-pods-come-and-go-exercise-busy-shop-goal-answers = 访客访问 `shop`，得到响应。
lesson-pods-come-and-go-exercise-busy-shop-goal-three = 三十个请求至少到达三个不同的 { -pod }。
lesson-pods-come-and-go-exercise-busy-shop-goal-goes-on = 删掉其中一个 { -pod }，商店照常营业。
lesson-pods-come-and-go-exercise-busy-shop-hint-1 = 缺两样东西：{ -service } 要找的{ -label }，以及 { -pod } 的数量。
lesson-pods-come-and-go-exercise-busy-shop-hint-2 = 数量是 { -deployment } 的 `replicas`。{ -label }和之前一样写在 `template` 下面，只是值不同。
lesson-pods-come-and-go-exercise-busy-shop-hint-3 = 设置 `replicas: 3`，并在 { -service } 的 `selector` 下面写上 `app: shop`。
lesson-pods-come-and-go-exercise-busy-shop-after =
    三个 { -pod } 分担工作，少了哪一个都无妨。{ -service } 就是为此而生的。

## 结尾

lesson-pods-come-and-go-did =
    Kubernetes 为你做了这些：

    - 给每个新的 { -pod } 一个自己的地址，但从不保证留住它。
    - 给 { -service } 一个名字和一个地址，并且都一直留着。
    - 留意哪些 { -pod } 贴着这个{ -label }、并且已{ -readiness }，让名单始终是最新的。
    - 把每个新连接随机交给名单上的一个 { -pod }。

    这份名单有个名字，叫 EndpointSlice，你很快就会见到它。
