# source: b955ca2d9490

### 课程 ports：哪个端口是哪个。

lesson-ports-title = { -port }：哪个是哪个
lesson-ports-summary = 写着{ -port }的地方有四处，真正打开{ -port }的只有程序。给{ -port }起名字，再找出一个只听得见自己的程序。

## 步骤 1

lesson-ports-step-note = 一个事实，一条备注
lesson-ports-note =
    这段文本里，有四处写着{ -port }（port）号：

    - `--http-port=8080` 告诉程序监听哪里。这是事实。
    - `containerPort: 3000` 是关于程序的一条备注。有人记错了数字。
    - `port: 80` 是 { -service } 自己的{ -port }，给访问者用。
    - `targetPort: 8080` 是 { -service } 转发的去处。不写它，就和 `port` 相同。
lesson-ports-predict-wrong-note = 访客访问 `web:80`。会发生什么？
lesson-ports-predict-wrong-note-answers = { -pod } 会响应：备注错了也不碍事。
lesson-ports-predict-wrong-note-refused = 立刻被拒绝：{ -pod } 只打开了 3000。
lesson-ports-predict-wrong-note-silence = 毫无回音：发往没备注的{ -port }，会被丢弃。
lesson-ports-predict-wrong-note-after =
    这条备注什么也没有关上。{ -packet }（packet）去了 8080，程序监听的正是那里。

    它也什么都没有打开。直接去敲 { -pod } 自己的{ -port } 3000：被拒绝，因为那里没有人监听。把备注改对也好，删掉也好，`web:80` 照样有响应。
lesson-ports-try-noted-port = 敲 { -pod } 的{ -port } 3000

## 步骤 2

lesson-ports-step-name = 按名字找
lesson-ports-versions =
    `api` 有两个版本在同时运行。旧的监听 8080，新的监听 9090。
lesson-ports-try-ten = 访问十次
lesson-ports-name =
    `targetPort: 8080` 只适合旧的 { -pod }。轮到新的那个，访问就被拒绝。

    这时，备注派上了用场，因为它可以带上一个**名字**。`targetPort` 里可以不写数字，只写这个名字，数字则到各个 { -pod } 里去查。
lesson-ports-exercise-by-name = 让对 `api:80` 的每次访问都得到响应，两个版本都有份。程序的{ -port }保持不变。
lesson-ports-exercise-by-name-goal-both = 对 `api:80` 的二十次访问全部得到响应，两个 { -pod } 都有份。
lesson-ports-exercise-by-name-goal-own-ports = 两个程序仍然分别监听 8080 和 9090。
lesson-ports-exercise-by-name-goal-old-gone = 旧版本关掉之后，每次访问都由新版本响应。
lesson-ports-exercise-by-name-hint-1 = 没有哪个数字同时适合两个 { -pod }。有什么可以在两边写得一样？
lesson-ports-exercise-by-name-hint-2 = 每个 `containerPort` 的下一行都可以对齐写上一个 `name`。{ -service } 的 `targetPort` 可以写这个名字。
lesson-ports-exercise-by-name-hint-3 = 在两个 { -deployment } 的 `containerPort` 下一行，对齐加上 `name: http`，并在 { -service } 里写 `targetPort: http`。
lesson-ports-exercise-by-name-after =
    看看{ -object }面板：名单现在是两个 { -endpointslice }，一个写着 8080，一个写着 9090。下一个版本还可以再换个数字，{ -service } 不用改。

    不过要留神：{ -service } 一旦按名字找，备注就算数了。`http` 旁边的数字要是写错，访问者就会被带到关着的{ -port }。

## 步骤 3

lesson-ports-step-misnamed = 谁也没有的名字
lesson-ports-misnamed =
    这家商店的 { -service } 要找的{ -port }叫 `http`。它的 { -pod } 已{ -readiness }，{ -label }（label）也对。备注里的数字没有错，只是起的名字叫 `web`。这些 Kubernetes 全都收下了，一声没吭。
lesson-ports-predict-no-such-name = 访客访问 `shop:80`。会发生什么？
lesson-ports-predict-no-such-name-answers = 有响应：{ -port }就这一个。
lesson-ports-predict-no-such-name-refused = 访客立刻就被拒绝了。
lesson-ports-predict-no-such-name-silence = 访客等不到任何回音。
lesson-ports-predict-no-such-name-after =
    { -pod } 在名单上，却没有{ -port }：到{ -object }面板里找到它的 { -endpointslice }，看看 `PORTS` 那一列。对{ -rule }来说，这就是一份空名单，所以内核拒绝了。

    Kubernetes 收下 { -service } 时并不核对名字，因为 { -pod } 可能晚些才来。写上 `targetPort: web`，商店就会响应。

## 步骤 4

lesson-ports-step-two-ports = 两个{ -port }，两个名字
lesson-ports-two-ports =
    这个 { -pod } 里运行着两个程序：商店在 8080，它的指标（metrics）在 9100。{ -service } 只通向前一个。给后一个用的几行已经备好，就在 `#` 后面。

    把两个 `#` 去掉。API 服务器会拒绝这次改动，指出三个问题，{ -service } 则保持原样。
lesson-ports-exercise-second-port = 让访客用 `shop:9100` 访问指标，用 `shop:80` 照旧访问商店。
lesson-ports-exercise-second-port-goal-http = 访客访问 `shop:80`，得到商店的响应。
lesson-ports-exercise-second-port-goal-metrics = 访客访问 `shop:9100`，得到指标的响应。
lesson-ports-exercise-second-port-hint-1 = 读一读编辑器下方的问题。有两个要的是同一个{ -field }，第三个说的是一个值。
lesson-ports-exercise-second-port-hint-2 = `Required value`：缺了 `name`。`must contain at least one letter (a-z)`：加了引号，它就是名字，而不是数字。
lesson-ports-exercise-second-port-hint-3 = 给第一个{ -port }加上 `name: http`，给第二个加上 `name: metrics`，并写 `targetPort: 9100`。
lesson-ports-exercise-second-port-after =
    { -endpoints }的名单按{ -port }名保存。只有一个{ -port }时可以没有名字；不止一个时，每个都要有。

    引号把数字变成了文本，而 `targetPort` 里的文本是{ -port }的名字。这样的名字至少要有一个字母，免得被当成数字。

## 步骤 5

lesson-ports-step-loopback = 只听得见自己的程序
lesson-ports-loopback =
    { -service } `admin` 发往 8000，程序监听的也是 8000。不过启动程序时，还多吩咐了一句：`--bind 127.0.0.1`。先让程序所在的 { -pod } 自己来访问。
lesson-ports-try-itself = 在 { -pod } 里访问 `localhost:8000`
lesson-ports-predict-through-service = 现在由访客访问 `admin:80`。会发生什么？
lesson-ports-predict-through-service-answers = 有响应：程序和{ -port }都没问题。
lesson-ports-predict-through-service-refused = 访客一访问，立刻就被拒绝了。
lesson-ports-predict-through-service-silence = 访客等了又等，没有任何回音。
# $adminIp 是运行该程序的 Pod 的 IP 地址。
lesson-ports-predict-through-service-after =
    每个 { -pod } 都有一个 `127.0.0.1`，指的都是自己。访客的{ -packet }到的是 `{ $adminIp }`，程序并不监听这个地址：被拒绝。

    `kubectl exec` 和 `kubectl port-forward` 会掩盖这个毛病，因为两者都是从程序自己的 { -pod } 内部去访问它的。
lesson-ports-exercise-every-address = 让访客访问 `admin:80` 时得到响应。
lesson-ports-exercise-every-address-goal-visitor = 访客访问 `admin:80`，连续三次得到响应。
lesson-ports-exercise-every-address-goal-itself = 在程序自己的 { -pod } 里，`localhost:8000` 仍然有响应。
lesson-ports-exercise-every-address-hint-1 = { -port }没有错。程序监听的是哪个地址？
lesson-ports-exercise-every-address-hint-2 = 它写在 `command` 里，跟在 `--bind` 后面。`0.0.0.0` 的意思是：这个 { -pod } 的每一个地址。
lesson-ports-exercise-every-address-hint-3 = 在 `command` 里，把 `127.0.0.1` 换成 `0.0.0.0`。
lesson-ports-exercise-every-address-after =
    这个毛病，{ -service } 的哪个{ -field }都治不了，`containerPort` 也不行。许多程序如果没有另外吩咐，就只监听 `127.0.0.1`：到它们的设置里找找 `bind`、`listen` 或 `host`。

## 结尾

lesson-ports-did =
    Kubernetes 为你做了这些：

    - API 服务器检查了{ -port }和名字的写法，却不管有没有人监听。
    - { -controller }（controller）按 `targetPort` 里的名字，到每个 { -pod } 里查出数字，写进名单。
    - 内核把每个{ -packet }送到名单上的一个地址和{ -port }。

    谁也没做的事：打开一个{ -port }。只有监听它的程序才做得到。
