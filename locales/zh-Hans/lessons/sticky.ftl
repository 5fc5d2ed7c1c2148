# source: 35ef90ea3ae8

### 课程 sticky：谁留在哪个 Pod。

lesson-sticky-title = 谁留在哪个 { -pod }
lesson-sticky-summary = 为什么上千个请求可能全都到了同一个 { -pod }，`sessionAffinity` 怎样留住访问者，以及所有访问者看上去都一样时会发生什么。

## 步骤 1

lesson-sticky-step-once = 每个连接只选一次
lesson-sticky-once =
    { -service } 随机选择 { -pod }，每个新**连接**选一次。在这个实验室里，每个请求都新建自己的连接，所以十二个请求就是十二次选择。
lesson-sticky-try-twelve = 访问 `shop` 十二次
lesson-sticky-kept-open =
    工作分摊开了。但在同一个连接上，后面的请求不会重新选择：{ -node }（node）的内核记得这个连接，把它的一切都送往同一个 { -pod }。

    浏览器、数据库{ -client }和 gRPC 喜欢让连接一直开着，在上面一遍又一遍地发请求。上千个这样的请求都到了同一个 { -pod }，却什么也没坏。要把它们分摊开，得有谁看得见单个的请求：读得懂 HTTP 的代理，或者认识每个 { -pod } 的{ -client }。时不时关闭连接，也有帮助。

## 步骤 2

lesson-sticky-step-client-ip = 请留下
# $visitorIp 是访客的 IP 地址。
lesson-sticky-client-ip =
    有时你希望同一个访问者的所有连接都到达同一个 { -pod }，这就是**{ -session-affinity }**（session affinity）。在编辑器里找到 `sessionAffinity: ClientIP`。默认值是 `None`。

    辨认访问者，只看它的{ -source-address }，别的一概不看。访客的{ -source-address }是 `{ $visitorIp }`。
lesson-sticky-predict-who-answers = 三个 { -pod }，访客访问二十次。谁来响应？
lesson-sticky-predict-who-answers-chance = 三个都有份，每个连接都重新随机选择。
lesson-sticky-predict-who-answers-in-turn = 三个都有份，一个接一个严格轮流。
lesson-sticky-predict-who-answers-one = 只有一个，每次都是它。
lesson-sticky-predict-who-answers-after =
    第一次是随机选的。接着{ -node }记下一笔：这个地址，那个 { -pod }。看看后来某个请求的路径，上面写着没有新连接时这能维持多久：10800 秒，也就是三个小时。每来一个新连接，就重新计时。

## 步骤 3

lesson-sticky-step-basket = 丢失的购物车
lesson-sticky-basket =
    这家商店把每个购物车放在某一个 { -pod } 的内存里。下一次访问可能碰上另一个 { -pod }，那里根本没有这个购物车。

    有人写明了，顾客要留十分钟。Kubernetes 收下了，连警告也没有。可还是一个顾客也没留住。
lesson-sticky-exercise-basket = 让每位顾客留在同一个 { -pod }，直到连着十分钟没有新连接。
lesson-sticky-exercise-basket-goal-stays = 四个 { -pod } 已{ -readiness }，访客的二十次访问都到达其中的同一个。
lesson-sticky-exercise-basket-goal-ten-minutes = { -cluster }里的这个 { -service } 有 `timeoutSeconds: 600`。
lesson-sticky-exercise-basket-hint-1 = 文本里写了访问者留多久。那么，有没有写要留住他们？
lesson-sticky-exercise-basket-hint-2 = 在上一步里，只用一行就做到了。它在 { -service } 的 `spec` 里，与 `selector` 并列。
lesson-sticky-exercise-basket-hint-3 = 在 { -service } 的 `spec` 下面加上 `sessionAffinity: ClientIP`。`sessionAffinityConfig` 保持不变。
lesson-sticky-exercise-basket-after =
    之前，API 服务器填上了 `sessionAffinity: None`，并一声不吭地丢掉了那十分钟：这种设置只属于 `ClientIP`。不过即使现在，那个 { -pod } 一走，购物车也跟着没了。

## 步骤 4

lesson-sticky-step-rush = 帮手来了
lesson-sticky-rush =
    早上，一个 { -pod } 就够了。这个 { -service } 写着 `sessionAffinity: ClientIP`。
lesson-sticky-try-first = 让访客访问
lesson-sticky-predict-more-pods = 中午，你把 { -pod } 增加到四个，访客访问二十次。谁来响应？
lesson-sticky-predict-more-pods-all = 四个都有份，新来的正是来帮忙的。
lesson-sticky-predict-more-pods-one = 只有一个，和早上是同一个。
lesson-sticky-predict-more-pods-after =
    访客留在原处。新来的 { -pod } 只能接待还没有被留住的访问者：如果只是某一个访问者请求太多，它们帮不上忙。
lesson-sticky-predict-power-cut = 留住访客的 { -pod } 运行在 `node-1` 上。这个{ -node }断电了，访客马上访问十次。会发生什么？
lesson-sticky-predict-power-cut-answered = 全部由 `node-2` 上的 { -pod } 响应。
lesson-sticky-predict-power-cut-some = 大约一半没有响应，全凭运气。
lesson-sticky-predict-power-cut-none = 十次都没有响应。
lesson-sticky-predict-power-cut-after =
    在大约 50 秒里，{ -cluster }还不知道 `node-1` 已经停机，它上面的 { -pod } 仍在名单上。如果没有{ -session-affinity }，大约一半的访问能成功。这位访客却被留住了，于是一次也没成。

    然后，这些 { -pod } 在名单上标成未{ -readiness }，而只有已{ -readiness }的 { -pod } 才留得住访问者。等一等，访客就会得到另一个。
lesson-sticky-try-later = 等一分钟，再访问十次

## 步骤 5

lesson-sticky-step-behind = 两个访问者，一个地址
lesson-sticky-behind =
    这里是 kind，只有一个{ -node }。它的{ -load-balancer }（load balancer）自己接下请求，再新建一个连接到{ -node }。有一个 { -pod } 在工作，{ -service } 启用了{ -session-affinity }。笔记本电脑先来访问。
lesson-sticky-try-laptop = 从笔记本访问五次
lesson-sticky-predict-second-caller = 又启动了三个 { -pod }。现在访客访问{ -load-balancer }二十次。谁来响应？
lesson-sticky-predict-second-caller-own = 每次都是同一个新 { -pod }：访问者换了，重新选择。
lesson-sticky-predict-second-caller-all = 好几个 { -pod } 都有份，全凭运气。
lesson-sticky-predict-second-caller-same = 每次都是响应过笔记本的那个 { -pod }。
# $lbIp 是负载均衡器的地址。
lesson-sticky-predict-second-caller-after =
    沿着路径一步步走到{ -load-balancer }去敲{ -node }的那一步。不管是谁来访问，{ -source-address }都是{ -load-balancer }自己的地址 `{ $lbIp }`。所以在{ -node }眼里，访问者只有一个，而且早就留住了它。全世界都会落到这一个 { -pod } 上。

    算数的是**{ -node }看到的**地址。途中的 NAT 也是一样：整个办公室对外往往只有一个地址。{ -node-port }本身倒不会把人弄混：{ -node }要先选好 { -pod }，然后才改写{ -source-address }。

## 步骤 6

lesson-sticky-step-everyone = 全挤在一个 { -pod } 上
lesson-sticky-everyone =
    一个 { -pod } 忙不过来，三个闲着。商店如今把购物车存在数据库里：哪个 { -pod } 都能接待任何一位顾客。
lesson-sticky-exercise-everyone = 让四个 { -pod } 都工作起来。
lesson-sticky-exercise-everyone-goal-outside = 笔记本访问{ -load-balancer }四十次，四个 { -pod } 都响应过。
lesson-sticky-exercise-everyone-hint-1 = 为什么{ -node }把所有访问者都留在一个 { -pod }？这家商店还需要这样吗？
lesson-sticky-exercise-everyone-hint-2 = `externalTrafficPolicy: Local` 没有用：{ -load-balancer }早已换掉了访问者的地址。看看{ -session-affinity }。
lesson-sticky-exercise-everyone-hint-3 = 删掉 `sessionAffinity: ClientIP` 这一行，或者写 `sessionAffinity: None`。
lesson-sticky-exercise-everyone-after =
    每个连接又重新选择了。要在这样的{ -load-balancer }后面留住顾客，就把这件事交给一个读得懂 HTTP 的代理，由它给每位顾客发一个 cookie。

## 结尾

lesson-sticky-did =
    Kubernetes 为你做了这些：

    - 每来一个新连接，就有一个内核选出一个 { -pod }。这个连接上后面的一切，都走同一条路。
    - 设为 `ClientIP` 时，kube-proxy 写下的{ -rule }会记住访问者的地址。每个{ -node }各记各的：经由另一个{ -node }进来，可能碰上另一个 { -pod }。
    - 只让访问者留在已{ -readiness }的 { -pod }；那个 { -pod } 一旦不再{ -readiness }，就放他们走。

    它没做的事：认识顾客。它看到的只是地址。
