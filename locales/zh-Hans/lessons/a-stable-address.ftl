# source: f1bd41007bfc

### 课程 a-stable-address：地址属于 Service 这个对象，而不属于任何运行着的东西。

lesson-a-stable-address-title = 谁身上都没有的地址
lesson-a-stable-address-summary = { -service } 的地址不属于任何 { -pod }，也不属于任何机器。看看它经得起什么，什么又会让它不复存在。

## 步骤 1

lesson-a-stable-address-step-nobody-there = { -pods } 全走了
# $shopIp 是 Service 的集群 IP。
lesson-a-stable-address-nobody-there =
    { -pod } 一走，它的地址也随之消失。那 { -service } 的地址呢？这里的 `shop` 站在两个 { -pod } 前面，地址是 `{ $shopIp }`。
lesson-a-stable-address-try-send = 访问这个地址
lesson-a-stable-address-night =
    到了晚上，商店打烊：{ -deployment } 缩减到一个 { -pod } 也不剩。
# $shopIp 是 Service 的集群 IP。
lesson-a-stable-address-predict-no-pods = 一个 { -pod } 也不剩了，访客再次访问 `{ $shopIp }`。会发生什么？
lesson-a-stable-address-predict-no-pods-starts = 有 { -pod } 响应：有人访问，就启动一个。
lesson-a-stable-address-predict-no-pods-refused = 访客一访问，立刻就被拒绝了。
lesson-a-stable-address-predict-no-pods-silence = 毫无回音：{ -pod } 走光，地址也没了。
lesson-a-stable-address-predict-no-pods-after =
    { -service } 还在，它的地址也还在，只是后面没有人。每个{ -node }（node）上都有一条{ -rule }立刻说“不”，在终端里看到的就是 `curl: (7)`。{ -pod } 则不同：它一走，再访问它的地址，通常就只能白等。

    到了早上，启动两个新的 { -pod }。别的什么都不动，再访问一次。其实，连第一个 { -pod } 都还没有的时候，就可以先创建 { -service }。
lesson-a-stable-address-try-morning = 启动两个 { -pod }，再访问同一个地址

## 步骤 2

lesson-a-stable-address-step-no-machine = 不在任何机器上
# $whereIp 是 Service 的集群 IP。
lesson-a-stable-address-no-machine =
    图里的每个 { -pod }、每个{ -node }都有地址，却没有哪一个是 `{ $whereIp }`。这个地址写在 { -service } 里，那是 Kubernetes 保存着的一个{ -object }；它也写在每个{ -node }的{ -rule }里：凡是发往那里、{ -port }（port）是 80 的，都转给其中一个 { -pod }。

    那么，谁来响应 `ping`？打开**终端**，运行位置选访客，输入 `ping { $whereIp }`。{ -packet }（packet）全部丢失：那里没有机器可以响应，而{ -rule }只管{ -port } 80。可是什么也没坏：去访问{ -port } 80 看看。

    有些{ -cluster }会拒绝这样的 `ping`，有些甚至会响应。不管是哪一种，都说明不了 { -service } 有没有毛病。
lesson-a-stable-address-try-port = 访问{ -port } 80

## 步骤 3

lesson-a-stable-address-step-blue-green = 换了程序，没换地址
# $blueIp 是 Service 的集群 IP。
lesson-a-stable-address-blue-green =
    `shop` 后面运行的是版本 `blue`。版本 `green` 也已经在旁边准备好了，只是还没有人访问到它。

    访客用的是名字 `shop`。自助机（`kiosk`）是一个旧一些的程序，记下的是地址：`{ $blueIp }`。换版本时，两边都不该改动什么。
lesson-a-stable-address-exercise-green = 让 `green` 响应这两个访问者，`blue` 不再响应。
lesson-a-stable-address-exercise-green-goal-name = 访客访问 `shop` 十次，响应的全是 `green`。
lesson-a-stable-address-exercise-green-goal-number = 自助机访问它记下的地址十次，响应的全是 `green`。
lesson-a-stable-address-exercise-green-hint-1 = { -service } 后面站着哪些 { -pod }，由什么来决定？
lesson-a-stable-address-exercise-green-hint-2 = `selector` 要的{ -label }（label）有两个。`green` 的 { -pod } 身上没有贴哪一个？
lesson-a-stable-address-exercise-green-hint-3 = 在 { -service } 的 `selector` 下面，把 `version: blue` 改成 `version: green`。如果你删除过这个 { -service }，或者给它改过名字，请先按**撤销**。
lesson-a-stable-address-exercise-green-after =
    改了一个词，{ -pod } 名单就跟着变了。名字、地址和{ -port }都没有变。要是 `green` 让人失望，把那个词改回去就行。

    { -service } 的{ -port }也可以改，{ -pod } 的数量也可以变，它始终还是同一个 { -service }。

## 步骤 4

lesson-a-stable-address-step-made-anew = 删除了，又重新创建
lesson-a-stable-address-made-anew =
    另一家商店的地址，是当初有人选定的：`10.96.0.50`。自助机记下了它。

    昨天夜里，一位同事误删了这个 { -service }，马上又重新创建：名字一样，{ -selector }（selector）一样，{ -port }一样，只有地址忘了再写。{ -pod } 一直在运行。
lesson-a-stable-address-predict-noted-number = 自助机访问 `10.96.0.50`。会发生什么？
lesson-a-stable-address-predict-noted-number-answers = 有响应：Kubernetes 记得 `shop` 的地址。
lesson-a-stable-address-predict-noted-number-refused = 自助机一访问，立刻就被拒绝了。
lesson-a-stable-address-predict-noted-number-silence = 自助机等了又等，没有任何回音。
# $newIp 是新 Service 的集群 IP。
lesson-a-stable-address-predict-noted-number-after =
    在 Kubernetes 看来，这是另一个 { -service }，只是碰巧同名。它分到了一个空闲的地址，`{ $newIp }`。旧地址如今不属于任何人，连一条说“不”的{ -rule }都没有。说不定哪一天，有人会为别的 { -service } 选上它，那时自助机就是在跟陌生人说话了。
lesson-a-stable-address-predict-by-name = 访客用名字访问 `shop`。会发生什么？
lesson-a-stable-address-predict-by-name-answers = 有响应：来自某个 { -pod }。
lesson-a-stable-address-predict-by-name-unknown = 查不到：名字已经没有了。
lesson-a-stable-address-predict-by-name-silence = 没有回音：名字还通向旧地址。
lesson-a-stable-address-predict-by-name-after =
    访客每次访问都要查一次名字，**DNS** 给出的是新地址。所以，要记就记名字，别记地址。不过要留神：有的程序只在启动时查一次，那它的处境就不比自助机好。

## 步骤 5

lesson-a-stable-address-step-old-number = 找回旧地址
lesson-a-stable-address-old-number =
    今天谁也没法去改自助机，只好让它记下的地址重新管用。{ -service } 可以用 `clusterIP` 写明要哪个地址，只要它在{ -cluster-ip } 的范围内，而且空闲。这里的范围是 `10.96.0.0/16`。

    文本里有这一行，但写在 `#` 后面，所以不算数。把 `#` 去掉，API 服务器就会拒绝：`may not change once set`，意思是一经设定就不能再改。
lesson-a-stable-address-exercise-old-number = 让 `10.96.0.50` 重新通向商店，名字也照样通向它。
lesson-a-stable-address-exercise-old-number-goal-number = 自助机访问 `10.96.0.50` 五次，次次得到响应。
lesson-a-stable-address-exercise-old-number-goal-name = 访客访问 `shop` 五次，次次得到响应。
lesson-a-stable-address-exercise-old-number-hint-1 = { -service } 在什么时候得到地址？眼前这个早就创建好了。
lesson-a-stable-address-exercise-old-number-hint-2 = 要么把 `shop` 重新创建一次，这回带上那一行。要么再创建一个 { -service }，另取名字：同样的 { -pod } 前面，可以站着两个。
lesson-a-stable-address-exercise-old-number-hint-3 = 去掉 `#` 之后，把 { -service } 从文本里剪切下来，从 `---` 这一行直到末尾。文本里去掉了什么，什么就会被删除。数到三，再把它粘贴回去。
lesson-a-stable-address-exercise-old-number-after =
    如果你重新创建了 `shop`，就有一小会儿谁也访问不了它。如果你再创建了一个 { -service }，那就谁也没有被打断：两个 { -service }，两个地址，同样的 { -pod }。

    Kubernetes 自己选地址时，先从范围里靠后的部分选起，所以靠前的地址很少被占用。

## 结尾

lesson-a-stable-address-did =
    Kubernetes 为你做了这些：

    - 创建 { -service } 时给它一个地址；{ -pod } 来来去去，这个地址一直留着。
    - 在每个{ -node }上写明，发往这个地址的该怎么办：转给一个 { -pod }，或者立刻拒绝。
    - 你改了{ -selector }，名字和地址都照旧留着。

    它没做的事：为一个名字留着地址。下一个叫这个名字的 { -service }，就是另一个了。
