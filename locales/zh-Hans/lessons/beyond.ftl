# source: 8f026169ac08

### 课程 beyond：其余几种 Service。

lesson-beyond-title = 其余几种：无头、ExternalName 等
lesson-beyond-summary = 少了地址、{ -pod } 或{ -selector }，{ -service } 还剩下什么，DNS 又会怎么说。

## 步骤 1

lesson-beyond-step-headless = 没有自己的地址
lesson-beyond-headless =
    普通的 { -service } 有一个{ -cluster-ip }（cluster IP），每个{ -node }（node）上还有负责选 { -pod } 的{ -rule }。写上 `clusterIP: None`，就像编辑器里的 `db` 那样，这两样就都没有了。这叫作**无头**（headless）{ -service }，访问者只能在 DNS 里找到它。
lesson-beyond-try-send = 访问 `db`
lesson-beyond-addresses =
    看看 DNS 面板。名字 `db` 指的是**所有**已{ -readiness }的 { -pod } 的地址，访客取了其中一个。有些程序正需要这样：它们认识每一个 { -pod }，要自己来选。

    这个 { -service } 写着 `port: 80` 和 `targetPort: 8080`，而 { -pod } 里的程序监听 8080。
lesson-beyond-predict-service-port = 访客访问 `db:80`，也就是 { -service } 自己的{ -port }（port）。会发生什么？
lesson-beyond-predict-service-port-answers = { -pod } 会响应：80 变成 8080。
lesson-beyond-predict-service-port-refused = 访客立刻就被拒绝了。
lesson-beyond-predict-service-port-silence = 访客等不到任何回音。
lesson-beyond-predict-service-port-after =
    这个名字直接通到 { -pod }，而那里没有人监听 80。要把一个{ -port }变成另一个，得有{ -rule }，这里一条也没有。访问无头 { -service }，用的是 { -pod } 自己的{ -port }。

## 步骤 2

lesson-beyond-step-nobody = 家里没人
lesson-beyond-nobody =
    普通的 { -service }，就算最后一个 { -pod } 也走了，仍然留着{ -cluster-ip }，并拒绝访问者。现在，`db` 要缩减到一个 { -pod } 也不剩。
lesson-beyond-predict-no-pods = 一个 { -pod } 也不剩了，访客访问 `db:8080`。会发生什么？
lesson-beyond-predict-no-pods-refused = 访客立刻就被拒绝了。
lesson-beyond-predict-no-pods-silence = 访客等不到任何回音。
lesson-beyond-predict-no-pods-unknown = 访客连该发往哪里都不知道。
lesson-beyond-predict-no-pods-after =
    DNS 已经没有地址可给，就像根本没有这个名字：`curl: (6)`。{ -selector }（selector）一个 { -pod } 也对不上，或者没有一个已{ -readiness }，结果都一样。所以，无头的名字查不到时，先去看 { -pod }。

## 步骤 3

lesson-beyond-step-alias = 给名字另起一个名字
lesson-beyond-alias =
    编辑器里的 { -service } 是 `type: ExternalName`：没有{ -selector }，没有 { -pod }，也没有{ -cluster-ip }。它只有一个来自外面世界的名字：`billing.example.com`。
lesson-beyond-predict-billing = 访客访问 `billing`。会发生什么？
lesson-beyond-predict-billing-answers = 有响应：来自{ -cluster }外的一台机器。
lesson-beyond-predict-billing-refused = 被拒绝：这个 { -service } 没有 { -pod }。
lesson-beyond-predict-billing-unknown = 查不到：没有 `billing` 这个名字。
lesson-beyond-predict-billing-after =
    DNS 说，`billing` 是 `billing.example.com` 的别名，这是一条 `CNAME` 记录；它还给出了那台机器的地址。访客自己发往那里。要是换了别的机器来计费，你改一行就行。

    中间没有代理，所以那台机器听到的名字，就是访问者输入的 `billing`。Web 服务器要是不认识它，可能会响应 404；证书上写的也是另一个名字。

## 步骤 4

lesson-beyond-step-store = 旧名字
lesson-beyond-store =
    这家商店以前叫 `store`，旧程序现在访问的还是 `store:80`。有人做了一个别名，通向它的新名字 `shop`，全名是 `shop.default.svc.cluster.local`。因为 `shop` 用的{ -port }是 8080，所以 `targetPort` 也写上了。可旧程序还是得不到响应。
lesson-beyond-exercise-old-name = 让访客用 `store:80` 到达商店。
lesson-beyond-exercise-old-name-goal-old = 访客访问 `store:80`，商店次次响应。
lesson-beyond-exercise-old-name-goal-new = 访问 `shop:8080`，商店仍然响应。
lesson-beyond-exercise-old-name-hint-1 = 访问 `store:80`，沿着路径一步步看。{ -packet }（packet）去了哪个{ -port }，`shop` 又在哪个{ -port }？
lesson-beyond-exercise-old-name-hint-2 = 不管 `ports` 里写了什么，别名都不会改动{ -port }。哪一种 { -service } 会改？
lesson-beyond-exercise-old-name-hint-3 = 在 `store` 里，用 `selector:` 换掉 `type` 和 `externalName` 这两行，再在它下面缩进写上 `app: shop`。
lesson-beyond-exercise-old-name-after =
    用别名时，访问哪个{ -port }，到的就是哪个{ -port }。要把 80 变成 8080，得靠一个有{ -cluster-ip } 的 { -service } 和它的{ -rule }。

## 步骤 5

lesson-beyond-step-archive = 自己写一份名单
lesson-beyond-archive =
    档案存放在外面的一台旧机器上，你只知道它的地址。别名通不到那里：`externalName` 要是写成地址，DNS 什么也查不到。

    没有{ -selector }的 { -service } 却可以。它和别的 { -service } 一样，有{ -cluster-ip }，有{ -rule }，只是没有人替它填名单。这份名单是一个 **{ -endpointslice }**，由你亲手来写，外面的任何地址都可以写进去。这里已经写好了一份。可是访客访问 `archive`，看到的却是 `curl: (7)`，被拒绝了。
lesson-beyond-exercise-own-list = 让 `archive` 通到那台旧机器。
lesson-beyond-exercise-own-list-goal-answers = 访客访问 `archive:80`，那台机器次次响应。
lesson-beyond-exercise-own-list-hint-1 = 一份 { -endpointslice } 属于哪个 { -service }，由什么来说明？不是它的名字。
lesson-beyond-exercise-own-list-hint-2 = 在终端里输入 `kubectl get endpointslices`，后面再加上 `--show-labels`。名叫 `kubernetes` 的那一份，贴着你那份没有的{ -label }（label）。
lesson-beyond-exercise-own-list-hint-3 = 在 `name: archive-1` 的下一行、与它对齐，写上 `labels:`，再在它下面缩进写上 `kubernetes.io/service-name: archive`。
lesson-beyond-exercise-own-list-after =
    是这个{ -label }把名单和 { -service } 连在了一起。{ -port }也来自名单：没有 `targetPort`，80 照样变成了 8080。名单归你管：那台机器要是坏了，没有人会把它从名单上划掉。

## 步骤 6

lesson-beyond-step-address = 自带的地址
# $shopIp 是一个通向商店的外部地址。
lesson-beyond-address =
    有{ -cluster-ip } 的 { -service }，还可以有更多地址：`externalIPs`。Kubernetes 既不替你弄来这些地址，也不通知任何路由器。它只在每个{ -node }上写好{ -rule }：凡是发往这些地址、{ -port }又对得上 { -service } 的，都转给它的 { -pod }。

    这家商店有 `{ $shopIp }`，外面的网络会把发往它的{ -packet }送到一个{ -node }。
lesson-beyond-try-laptop = 从笔记本电脑访问它
# $billingIp 是集群外那台计费机器的地址。
lesson-beyond-second =
    可是 `externalIPs` 里还写着 `{ $billingIp }`，那是别人的地址：第 3 步里那台计费的机器。API 服务器却收下了。
# $billingIp 是集群外那台计费机器的地址。
lesson-beyond-predict-whose = 内部的访客访问 `{ $billingIp }`。谁来响应？
lesson-beyond-predict-whose-machine = 计费的机器：地址是它自己的。
lesson-beyond-predict-whose-shop = 商店：它也写了这个地址。
lesson-beyond-predict-whose-nobody = 谁也不响应：地址容不下两家。
lesson-beyond-predict-whose-after =
    { -packet }还在访客自己的{ -node }上，就被{ -rule }截住了。谁可以创建 { -service }，谁就能截住 { -pod } 发给别人的{ -packet }。所以 API 服务器会警告：`spec.externalIPs is deprecated and may no longer be implemented in some clusters`。

## 结尾

lesson-beyond-did =
    Kubernetes 为你做了这些：

    - 无头：在 DNS 里放上已{ -readiness }的 { -pod } 的地址，始终保持最新；没有{ -rule }。
    - ExternalName：在 DNS 里放上一个别名，此外什么也没有。
    - 没有{ -selector }：一个{ -cluster-ip } 和若干{ -rule }，依据的名单由你来管。
    - 有 `externalIPs`：每个{ -node }上都有{ -rule }。把{ -packet }送到{ -node }，不归它管。
