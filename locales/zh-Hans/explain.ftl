### 文本中的每种问题是什么意思。Kubernetes 自己的话就在旁边，从不翻译。每种问题
### 四个部分：.title 几个字，.what 是什么意思，.why Kubernetes 为什么这样要求，
### .mend 如何修正。其中 $path 都是 Kubernetes 写法的字段（spec.ports[0].nodePort），
### $subject 都是有问题的值或名字；两者都可以不用。

## 读取 YAML

explain-yaml-syntax =
    .title = 这不是 YAML
    .what = 从这里开始，文本无法作为 YAML 读取，所以后面的内容都不算数。
    .why = YAML 靠空格和符号表达含义。缩进错一处，或引号没有闭合，就没法分清什么属于什么。
    .mend = 看看这一行和上一行：是否在正确的{ -field }下面，引号是否都闭合了，每个冒号后面是否有空格？
explain-yaml-tab =
    .title = 用了制表符，而不是空格
    .what = 这一行用制表符（tab）缩进。
    .why = YAML 只允许用空格缩进，因为制表符有多宽，每个编辑器说法不一。
    .mend = 把制表符换成空格，每一级两个。
explain-yaml-too-large =
    .title = 超出实验室能读的大小
    .what = 对这个实验室来说，这段文本太长、嵌套太深，或者重复太多。
    .why = 浏览器里的页面必须保持流畅，所以实验室到固定的大小就停下。Kubernetes 有它自己的上限，比这里宽得多。
    .mend = 去掉一些内容，或者把文本分成两份。
explain-yaml-not-json =
    .title = Kubernetes 收不下的 YAML
    .what = 这是 YAML，却不是 JSON 能表达的：拿列表或映射作键，或者 `.nan` 这样的数字。
    .why = Kubernetes 以 JSON 存储和传送{ -object }。JSON 装不下的，它也收不下。
    .mend = 用普通文本作键，用普通数字作值。放错地方的 `:` 或 `?` 常常会无意中造出这样的键。
# $subject 是键。
explain-duplicate-key =
    .title = 同一个键出现两次
    .what = `{ $subject }` 在同一处出现了两次。kubectl 取最后一个，一声不吭；前一个就丢了。
    .why = 映射中的每个键只能有一个值。这常常是因为两份{ -manifest }之间少了 `---`，结果粘成了一份。
    .mend = 删掉其中一个，或者在两份{ -manifest }之间加上 `---`。
explain-missing-kind =
    .title = 这是什么？
    .what = { -manifest }必须用 `apiVersion` 和 `kind` 说明自己是什么。这里缺了其中一个。
    .why = 其余的一切都取决于它：有哪些{ -field }，由谁来照管这个{ -object }。
    .mend = 如果是 { -service }，就在开头写上 `apiVersion: v1` 和 `kind: Service`。
# $subject 是写下的类型。
explain-unknown-kind =
    .title = 没有这种类型
    .what = 在这个 `apiVersion` 里没有类型 `{ $subject }`。
    .why = 类型要由两者一起确定，而且区分大小写。{ -deployment } 在 `apps/v1` 里，{ -service } 在 `v1` 里。
    .mend = 检查拼写、开头的大写字母，以及这个类型属于哪个 `apiVersion`。
# $subject 是字段名。
explain-unknown-field =
    .title = 不存在的{ -field }
    .what = Kubernetes 不认得这里的{ -field } `{ $subject }`。
    .why = 没有人读取的{ -field }，看上去会像是起了作用。所以 kubectl 要求服务器严格检查，整份{ -manifest }都会被拒绝。
    .mend = 检查拼写、大小写和缩进：往往{ -field }是对的，只是多缩进或少缩进了一级。
# $path 是字段。
explain-wrong-type =
    .title = 值的类型不对
    .what = `{ $path }` 要的是另一种值：数字、文本、true 或 false、列表或映射。
    .why = YAML 从写法猜测值的类型：`80` 是数字，`"80"` 是文本，`yes` 表示 true。
    .mend = 加上或去掉引号；列表的每一项前面要写 `- `。
# $subject 是类型。
explain-not-simulated =
    .title = 不在这个实验室的范围内
    .what = Kubernetes 有 `{ $subject }`；这个实验室不模拟它。
    .why = 实验室讲的是 { -services }，以及把{ -packet }送到它们那里的一切。与其假装，不如直说。
    .mend = 在这里去掉这份{ -manifest }。在真实的{ -cluster }上，它也许完全正确。

## 名字与标签

# $subject 是名字。
explain-invalid-name =
    .title = 不能这样起名
    .what = `{ $subject }` 不能在这里用作名字。
    .why = 名字会成为地址和 DNS 名字的一部分。所以它由小写字母、数字和 `-` 组成（有些类型还允许 `.`），以字母或数字开头和结尾。{ -service } 的名字最多 63 个字符。
    .mend = 只用小写字母、数字和 `-`。
explain-name-required =
    .title = 没有名字
    .what = 每个{ -object }都需要 `metadata.name`（或 `generateName`）。
    .why = { -object }是靠类型、{ -namespace }和名字一起辨认的。缺了它们，就再也找不到了。
    .mend = 在 `metadata:` 下面加上 `name:`。
# $subject 是键。
explain-invalid-label-key =
    .title = { -label }的键格式不对
    .what = `{ $subject }` 不能作为{ -label }的键。
    .why = 许多程序会逐字比较键。它最多有 63 个字母、数字、`-`、`_` 和 `.`；前面可以有一个域名和一个 `/`。
    .mend = 选一个简单的键，例如 `app`。
# $subject 是值。
explain-invalid-label-value =
    .title = { -label }的值格式不对
    .what = `{ $subject }` 不能作为{ -label }的值。
    .why = { -selector }要比较这些值，所以要简短朴素：最多 63 个字母、数字、`-`、`_` 和 `.`，以字母或数字开头和结尾。可以为空。
    .mend = 去掉空格和其他符号。想写什么就写什么的文本，应放在 `annotations` 里。
# $subject 是键。
explain-invalid-annotation-key =
    .title = { -annotation }的键格式不对
    .what = `{ $subject }` 不能作为{ -annotation }的键。
    .why = 键的规则与{ -label }的键相同；只有值是自由的。
    .mend = 用字母、数字、`-`、`_` 和 `.`，域名后面最多一个 `/`。
# $path 是字段。
explain-invalid-metadata =
    .title = 元数据有问题
    .what = `{ $path }` 不符合要求的格式。
    .why = Finalizer 和属主引用告诉 Kubernetes 一个{ -object }什么时候可以消失。写错了，它可能永远留着。
    .mend = 如果你并不想写这个{ -field }，就删掉它：{ -controller }会填写的。

## 查找对象

# $subject 是命名空间。
explain-namespace-not-found =
    .title = 没有这个{ -namespace }
    .what = 没有名为 `{ $subject }` 的{ -namespace }。
    .why = { -object }要放进已经存在的{ -namespace }；Kubernetes 不会自行创建。
    .mend = 先创建这个{ -namespace }（`kind: Namespace`），或者去掉 `namespace:`，使用 `default`。
# $subject 是名字。
explain-already-exists =
    .title = 已经存在
    .what = 已经有一个同类型的{ -object }叫作 `{ $subject }`。
    .why = `create` 只创建新{ -object }。`apply` 则是创建或修改。
    .mend = 用 `kubectl apply`，或者另选一个名字。
# $subject 是名字。
explain-not-found =
    .title = 找不到
    .what = 这个{ -namespace }里没有 `{ $subject }`。
    .why = 名字只在一个{ -namespace }里查找，而且逐字比较。
    .mend = 检查拼写和{ -namespace }（`-n`）。
explain-conflict =
    .title = 有人抢先了
    .what = 你读取之后，这个{ -object }被别人改过。
    .why = 否则，你的修改会抹掉对方的，而你们谁也不会察觉。这是从 `resourceVersion` 看出来的。
    .mend = 重新读取这个{ -object }，在新版本上修改，再发送。

## 端口

# $subject 是数字。
explain-port-out-of-range =
    .title = 没有这个{ -port }
    .what = `{ $subject }` 不是{ -port }。
    .why = TCP、UDP 和 SCTP 的{ -port }从 1 到 65535。
    .mend = 写一个 1 到 65535 之间的数字。
explain-ports-required =
    .title = 没有{ -port }的 { -service }
    .what = 这个 { -service } 没有 `ports`。
    .why = { -service } 按{ -port }转发；没有{ -port }，它的{ -rule }就什么也匹配不到。只有无头 { -service } 或 `ExternalName` 类型的可以没有。
    .mend = 加上 `ports:`，其中至少有一个 `- port:`。
explain-port-name-required =
    .title = 有多个{ -port }，其中一个没有名字
    .what = { -port }不止一个时，每个都需要 `name`。
    .why = { -endpoints }的名单按{ -port }名保存。没有名字，就没法分清哪个属于哪个。
    .mend = 给每个{ -port }一个简短的 `name`，例如 `http` 和 `metrics`。
# $subject 是名字。
explain-duplicate-port-name =
    .title = 两个{ -port }同名
    .what = 名字 `{ $subject }` 用在了两个{ -port }上。
    .why = { -endpoints }、DNS 等等都靠名字来区分{ -port }。
    .mend = 给其中一个改名。
# $subject 是名字。
explain-invalid-port-name =
    .title = { -port }名的格式不对
    .what = `{ $subject }` 不能作为{ -port }的名字。
    .why = { -service } 的{ -port }名会成为 { -dns-record }的一部分：小写字母、数字和 `-`。{ -container }的{ -port }名最多 15 个这样的字符，并且至少有一个字母。
    .mend = 选一个简短的小写名字，例如 `http`。
explain-duplicate-port =
    .title = 同一个{ -port }出现两次
    .what = 有两个条目的数字相同，协议也相同。
    .why = 两者会是同一个地址上的同一个地方，{ -packet }没法区分它们。
    .mend = 删掉一个，或者给其中一个换一个 `port` 或 `protocol`。
# $subject 是文本。
explain-target-port-name-needs-letter =
    .title = 引号里的数字是名字
    .what = 写成文本的 `targetPort` 是{ -port }的名字，而 `{ $subject }` 里一个字母也没有。
    .why = `targetPort: 8080` 是数字；`targetPort: "8080"` 则是一个名叫 8080 的{ -port }。为了不让人弄混，名字里至少要有一个字母。
    .mend = 去掉引号。
# $subject 是名字。
explain-invalid-target-port-name =
    .title = `targetPort` 的名字格式不对
    .what = `{ $subject }` 不能作为{ -container }的{ -port }名。
    .why = 这样的名字最多 15 个小写字母、数字和 `-`，至少有一个字母，并且不能以 `-` 开头或结尾。
    .mend = 照{ -container }的 `ports` 下面的写法写这个名字，或者写数字。
# $subject 是写下的协议。
explain-invalid-protocol =
    .title = 没有这个协议
    .what = `{ $subject }` 不是 { -service } 能承载的协议。
    .why = { -service } 靠{ -port }工作，所以只有 `TCP`、`UDP` 和 `SCTP`，都用大写字母。HTTP 走在 TCP 之上；{ -service } 不看里面装了什么。
    .mend = 写 `protocol: TCP`，或者去掉这一行。如果想说明它是 HTTP，可以写 `appProtocol: http`。
# $subject 是数字。
explain-node-port-out-of-range =
    .title = 超出{ -node-port }范围
    .what = `{ $subject }` 不在{ -node }为 { -services } 保留的{ -port }之内。
    .why = 单独划出这个范围（通常是 30000 到 32767），是为了不让 { -service } 占用{ -node }上的程序自己需要的{ -port }。
    .mend = 从 30000 到 32767 之间选一个数字，或者去掉 `nodePort`，让 Kubernetes 来选。
# $subject 是数字。
explain-node-port-taken =
    .title = 这个{ -node-port }已被占用
    .what = 另一个 { -service } 已经在用{ -node-port } `{ $subject }`。
    .why = { -node-port }在每个{ -node }上都打开，所以只能属于一个 { -service }。同一个数字，TCP 和 UDP 一并预留。
    .mend = 另选一个数字，或者去掉 `nodePort`。
explain-duplicate-node-port =
    .title = 两个{ -port }要同一个{ -node-port }
    .what = 这个 { -service } 有两个条目要的是同一个 `nodePort`。
    .why = 发往{ -node }上那个{ -port }的{ -packet }，没法分清该归谁。
    .mend = 给两者各写一个不同的，或者去掉一个。
explain-node-port-not-for-type =
    .title = 这种类型没有{ -node-port }
    .what = `nodePort` 写在了一个不在{ -nodes }上打开{ -port }的 { -service } 里。
    .why = 只有 `NodePort` 和 `LoadBalancer` 会打开。对 `ClusterIP` 来说，这一行等于许诺了一扇不存在的门。
    .mend = 加上 `type: NodePort`，或者删掉 `nodePort`。
explain-health-check-node-port-not-for-type =
    .title = 没有{ -health-check }需要它
    .what = `healthCheckNodePort` 只属于 `type: LoadBalancer` 且 `externalTrafficPolicy: Local` 的情形。
    .why = 只有那时，各个{ -node }能否接收{ -traffic }才会不同，也只有{ -load-balancer }会来问。
    .mend = 删掉这个{ -field }，或者把另外两个都设上。
# $subject 是数字。
explain-health-check-node-port-refused =
    .title = 这个{ -health-check }{ -port }不可用
    .what = `{ $subject }` 超出了{ -node-port }范围，或者已被占用。
    .why = 它和{ -node-port }一样，在每个{ -node }上打开，也取自同一个范围。
    .mend = 去掉 `healthCheckNodePort`；Kubernetes 会选一个空闲的。

## Service 的类型与地址

# $subject 是写下的类型。
explain-invalid-service-type =
    .title = 没有这种 { -service } 类型
    .what = `{ $subject }` 不是一种类型。
    .why = 类型有四种，写法就是这样：`ClusterIP`、`NodePort`、`LoadBalancer`、`ExternalName`。无头 { -service } 不是一种类型，而是 `clusterIP: None`。
    .mend = 写四种之一，大小写也要一样。
# $subject 是文本。
explain-invalid-ip-address =
    .title = 不是 { -ip-address }
    .what = `{ $subject }` 不是 { -ip-address }。
    .why = 这里要写的是地址，不是名字：四个 0 到 255 的数字，前面不带零；或者一个 IPv6 地址。
    .mend = 写出地址，例如 `192.0.2.10`。
# $subject 是地址。
explain-special-ip-address =
    .title = 另有含义的地址
    .what = `{ $subject }` 不能用在这里：它的意思是“这台机器自己”“只在这根网线上”之类。
    .why = 这样的地址，例如 `127.0.0.1` 或 `169.254.0.1`，从不离开所在的机器或网线。为它们写{ -rule }，只会让访问者走错路。
    .mend = 用其他机器能访问到的地址。
# $subject 是文本。
explain-invalid-cidr =
    .title = 不是地址范围
    .what = `{ $subject }` 不是一个范围。
    .why = 范围由一个地址、一个斜杠和固定不变的位数组成：`203.0.113.0/24`。单个地址写成 `203.0.113.7/32`。
    .mend = 按这种格式写。
# $subject 是地址。
explain-cluster-ip-out-of-range =
    .title = 超出 { -service } 的地址范围
    .what = `{ $subject }` 不在这个{ -cluster }为 { -services } 保留的地址之内。
    .why = 这个范围在创建{ -cluster }时就定下了，好让这些地址永远不与 { -pod }、{ -nodes }或你的网络的地址相撞。
    .mend = 去掉 `clusterIP`；Kubernetes 会选一个。
# $subject 是地址。
explain-cluster-ip-taken =
    .title = 这个{ -cluster-ip } 已被占用
    .what = 另一个 { -service } 正在使用 `{ $subject }`。
    .why = 只要那个 { -service } 还在，它的{ -cluster-ip } 就只属于它。
    .mend = 去掉 `clusterIP`，或者选一个空闲的。
explain-cluster-ips-mismatch =
    .title = 两个{ -field }说法不一
    .what = `clusterIP` 与 `clusterIPs` 的第一项不相同。
    .why = 两者说的是同一件事：`clusterIP` 是较早的{ -field }，`clusterIPs` 还能装下另一地址族的第二个地址。
    .mend = 只写 `clusterIP`，或者让两者相同。
explain-immutable-cluster-ip =
    .title = { -cluster-ip } 不变
    .what = { -service } 存在期间，它的{ -cluster-ip } 不能修改，也不能去掉。
    .why = 永不改变，正是 { -service } 存在的意义：访问者、DNS 的回答和{ -rule }都靠着它。
    .mend = 让它保持原样。想要别的地址，就删除这个 { -service }，重新创建。
explain-headless-not-for-type =
    .title = 无头与对外开放不能并存
    .what = `clusterIP: None` 只限内部使用；`NodePort` 或 `LoadBalancer` 类型的 { -service } 需要{ -cluster-ip }。
    .why = 无头 { -service } 根本没有{ -rule }，只有 DNS，所以{ -node }上的门没有地方可通。
    .mend = 删掉 `clusterIP: None`，或者用 `type: ClusterIP`。要改动已有的 { -service }，就先删除再创建。
# $subject 是地址族。
explain-invalid-ip-family =
    .title = 没有这个地址族
    .what = `{ $subject }` 不能写在 `ipFamilies` 里。
    .why = 地址族有两个，`IPv4` 和 `IPv6`，每个最多写一次。
    .mend = 写其中一个，或者两个都写，或者去掉这个{ -field }。
# $subject 是地址族。
explain-ip-family-not-configured =
    .title = 这个{ -cluster }没有这样的地址
    .what = 这个{ -cluster }没有 `{ $subject }` 的地址范围。
    .why = { -cluster }使用哪些地址族，在创建时就定下了。这个{ -cluster }给不出这样的地址。
    .mend = 去掉 `ipFamilies`，也不要写 `RequireDualStack`。
explain-ip-family-policy-conflict =
    .title = 地址族与策略说法不一
    .what = `ipFamilyPolicy` 说的是一个地址族，却列出了不止一个；或者反过来。
    .why = `SingleStack` 表示正好一个地址；两个地址族则需要 `PreferDualStack` 或 `RequireDualStack`。
    .mend = 两个{ -field }都去掉，或者让它们一致。
explain-external-name-required =
    .title = 哪个名字？
    .what = `ExternalName` 类型的 { -service } 需要 `externalName`。
    .why = 它只不过是 DNS 中的一个别名，所以必须说明是谁的别名。
    .mend = 加上 `externalName:` 和一个 DNS 名字，例如 `db.example.com`。
# $subject 是名字。
explain-invalid-external-name =
    .title = 不是 DNS 名字
    .what = `{ $subject }` 不能作为外部名字。
    .why = 它会成为一条 { -dns-record }。所以要的是以点分隔的小写名字：没有 `https://`，没有路径，没有{ -port }，没有大写字母。
    .mend = 只留下机器的名字：`api.example.com`。
# $path 是字段。
explain-not-for-external-name =
    .title = 不能与 ExternalName 一起用
    .what = `{ $path }` 不能写在 `ExternalName` 类型的 { -service } 里。
    .why = 这种 { -service } 没有地址，也没有{ -rule }；它只是另一个名字的别名。这个{ -field }没有可以作用的东西。
    .mend = 删掉这个{ -field }，或者选别的类型。
# $path 是字段。
explain-load-balancer-only =
    .title = 只用于 LoadBalancer 类型
    .what = 只有 `type` 是 `LoadBalancer` 时，才能设置 `{ $path }`。
    .why = 这个{ -field }是写给负责创建{ -load-balancer }的一方看的；换成别的类型，就没有人读它。
    .mend = 设置 `type: LoadBalancer`，或者删掉这个{ -field }。
explain-traffic-policy-not-for-type =
    .title = 没有人从外面来
    .what = `externalTrafficPolicy` 需要一个能从外部访问的 { -service }。
    .why = 它决定{ -nodes }怎样对待外部的访问者。普通的 `ClusterIP` { -service } 没有外部访问者，除非它有 `externalIPs`。
    .mend = 设置 `type: NodePort` 或 `LoadBalancer`，或者删掉这个{ -field }。对内部的访问者，另有 `internalTrafficPolicy`。
# $subject 是数字。
explain-affinity-timeout-out-of-range =
    .title = 太短或太长
    .what = 访问者固定使用一个 { -pod } 的时间，不能是 `{ $subject }` 秒。
    .why = 允许的是大于 0、至多 86400 秒，也就是一天。默认是 10800 秒，三小时。
    .mend = 写一个 1 到 86400 之间的数字。
# $subject 是文本。
explain-invalid-app-protocol =
    .title = `appProtocol` 的格式不对
    .what = `{ $subject }` 不能作为 `appProtocol`。
    .why = 它是给{ -load-balancer }和服务网格的提示：一个众所周知的名字，例如 `http`；或者前面带你自己的域名，`example.com/mine`。
    .mend = 写这样的名字，或者去掉这个{ -field }。
# $subject 是文本。
explain-invalid-load-balancer-class =
    .title = `loadBalancerClass` 的格式不对
    .what = `{ $subject }` 不能作为类别。
    .why = 类别指明由谁来创建{ -load-balancer }，写法同{ -label }的键：`example.com/internal`。
    .mend = 用提供商给出的名字，或者去掉这个{ -field }。

## 值

# $path 是字段；$subject 是值。
explain-unsupported-value =
    .title = 不在可选范围内
    .what = `{ $path }` 可用的值里没有 `{ $subject }`。
    .why = 这个{ -field }要从固定的列表中选，而且区分大小写。Kubernetes 的消息里列出了这个列表。
    .mend = 从消息里的列表中选一个。
# $path 是字段。
explain-immutable-field =
    .title = 这个不能改
    .what = { -object }一旦存在，`{ $path }` 就固定下来。
    .why = 别的东西依赖它：比如{ -selector }一改，先前创建的 { -pod } 就突然谁的也不是了。
    .mend = 改回原来的值，或者删除这个{ -object }，重新创建。
explain-pod-update-forbidden =
    .title = { -pod } 不能改，只能换
    .what = 运行中的 { -pod }，除了{ -image }和{ -labels }，几乎什么都不能改。
    .why = 已经启动的程序，没法事后再给它换{ -port }或命令。
    .mend = 删除这个 { -pod }，重新创建；或者修改它的 { -deployment } 的模板，由 { -deployment } 替你这么做。
# $path 是字段。
explain-required-field =
    .title = 缺了点什么
    .what = 必须设置 `{ $path }`。
    .why = Kubernetes 没有它的默认值，也没法猜。
    .mend = 加上这个{ -field }和一个值。
# $path 是字段；$subject 是数字。
explain-number-out-of-range =
    .title = 太小或太大
    .what = `{ $subject }` 超出了 `{ $path }` 的范围。
    .why = Kubernetes 的消息里写明了上下限。
    .mend = 在上下限之内选一个数字。
# $path 是字段。
explain-invalid-value =
    .title = 不能用这个值
    .what = `{ $path }` 的值不符合要求的格式。
    .why = Kubernetes 的消息里说了是什么格式，常常是一个模式，外加一个例子。
    .mend = 拿你的值和消息里的例子逐字比一比。
# $path 是字段。
explain-forbidden-field =
    .title = 不能放在这里
    .what = `{ $path }` 不能设在这个位置，或者不能与其余内容一起设置。
    .why = 有些{ -field }互相排斥，有些由 Kubernetes 自己填写。消息里说了是哪一种。
    .mend = 删掉这个{ -field }，或者删掉与它冲突的那个。
# $subject 是值。
explain-duplicate-value =
    .title = 同一个值出现两次
    .what = `{ $subject }` 在一个各项必须不同的列表里出现了两次。
    .why = 这个列表的各项，恰恰是靠它来区分的。
    .mend = 删掉其中一个，或者给它改名。
# $path 是字段。
explain-too-many =
    .title = 太多了
    .what = `{ $path }` 的内容超出了上限。
    .why = 列表和文本都有上限，免得{ -object }无止境地变大。消息里写明了上限。
    .mend = 去掉一些内容。
# $subject 是名字。
explain-unknown-reference =
    .title = 引用落空
    .what = 这里提到了 `{ $subject }`，但这个{ -object }里没有叫这个名字的东西。
    .why = 比如，{ -container }只能使用其 { -pod } 声明过的卷。
    .mend = 声明它，或者改正名字。

## 选择算符与模板

explain-selector-mismatch =
    .title = 它会认不出自己的 { -pod }
    .what = { -selector }与 `template` 的{ -labels }不匹配。
    .why = { -deployment } 会造出 { -pod }，却认不出它们是自己的，于是再造，没完没了。所以 Kubernetes 拒绝它。
    .mend = 让 `selector.matchLabels` 与 `template.metadata` 下面的{ -labels }相同。
explain-empty-selector =
    .title = 没有具体所指的{ -selector }
    .what = { -selector }是空的，而这里必须有所选择。
    .why = 空的{ -selector }意味着{ -namespace }里的每一个 { -pod }，别人的也算在内。
    .mend = 加上 `matchLabels`，其中至少有一个{ -label }。
# $path 是字段。
explain-invalid-selector =
    .title = { -selector }的格式不对
    .what = `{ $path }` 不是可用的{ -selector }。
    .why = `In` 和 `NotIn` 需要一个值的列表；`Exists` 和 `DoesNotExist` 则不能有。
    .mend = 简单的情形就用 `matchLabels`，写上键和值。
explain-rolling-update-stuck =
    .title = 这次更新永远动不了
    .what = `maxSurge` 和 `maxUnavailable` 都是 0。
    .why = { -pod } 一个也不能比需要的多，一个也不能比需要的少，旧的就永远换不成新的。
    .mend = 把其中一个设为 1，或者两个都去掉。
# $subject 是文本。
explain-invalid-percent =
    .title = 既不是数字，也不是百分比
    .what = `{ $subject }` 既不是整数，也不是百分比。
    .why = 这里要写个数 `1`，或者占比 `25%`。
    .mend = 写两者之一。
explain-container-port-required =
    .title = 没有数字的{ -port }
    .what = { -container }的 `ports` 下面有一个条目没有 `containerPort`。
    .why = 一个条目描述一个{ -port }；数字才是它的要点。
    .mend = 加上 `containerPort:`。顺便说一句，它什么也不打开：它只是告诉读者，并给{ -port }一个名字。
# $path 是字段。
explain-container-incomplete =
    .title = 无法启动的{ -container }
    .what = 缺少 `{ $path }`。一个 { -pod } 至少需要一个{ -container }，每个{ -container }都需要名字和{ -image }。
    .why = 没有{ -image }，就没有程序可以运行。
    .mend = 给{ -container }加上 `name:` 和 `image:`。

## 修改与耗尽

explain-patch-refused =
    .title = 这个修改对不上
    .what = 这个修改没法叠加到{ -object }上：某处的值在{ -object }里是另一种类型。
    .why = `kubectl apply` 只发送你的文本与{ -object }之间的差异。合并之前先检查类型，所以消息与新建{ -object }时的不同。
    .mend = 找找加了引号的数字，或者该写列表却写了文本的地方。
explain-pool-exhausted =
    .title = 一个也不剩了
    .what = { -cluster }的范围里，没有空闲的地址或{ -node-port }了。
    .why = 范围是固定的，每个 { -service } 都从中取用。
    .mend = 删除没有人需要的 { -services }。

## 照样接受了

# $path 是字段。
explain-deprecated =
    .title = 即将退场
    .what = `{ $path }`，或者它里面的内容，还能用，但已弃用。
    .why = Kubernetes 有了更好的，总有一天会去掉这个。消息里说了该用什么。
    .mend = 用消息里提到的那个。
# $path 是字段。
explain-ignored-field =
    .title = 在这里不起作用
    .what = `{ $path }` 被接受了，但不会有任何效果。
    .why = 它要与另一项设置一起才起作用，而那一项不在。
    .mend = 删掉它，或者补上它需要的。
# $path 是字段；$subject 是值。
explain-non-standard-value =
    .title = 最好换个写法
    .what = `{ $path }` 中的 `{ $subject }` 被接受了，尽管写法不合标准。
    .why = 其他程序可能会读成别的意思：例如前面带零的 IPv4 地址。
    .mend = 按通常的格式写。
# $path 是字段。
explain-hidden-entry =
    .title = 被另一项盖住了
    .what = `{ $path }` 中有一项，被后面同名的一项盖住了。
    .why = 键相同的各项中，只有最后一项算数。
    .mend = 删掉你不想要的那一项。
# $path 是字段。
explain-overlapping-entry =
    .title = 互相冲突的两项
    .what = `{ $path }` 已被接受，但这里有两项要用同一个{ -port }或同一个文件。
    .why = 它们可能互相盖住，哪一项算数并不确定。
    .mend = 让每一项都有自己的{ -port }或路径。
explain-name-no-host-name =
    .title = 做不了主机名的名字
    .what = 这个名字已被接受，但 { -pod } 的名字也会成为它的主机名，而这个名字不合适：它带点号，或者超过 63 个字符。
    .why = 主机名只是 DNS 名字里的一段，程序可能把点号后面的部分当作域名。
    .mend = 换一个最多 63 个字符、只含小写字母、数字和连字符的名字。
# $path 是字段。
explain-selects-nothing =
    .title = 这个{ -selector }选不中任何 { -pod }
    .what = 缺少 `{ $path }`，而缺少的{ -selector }一个 { -pod } 也选不中。
    .why = 空的{ -selector }选中全部，缺少的一个也不选，所以这条规则不起作用。
    .mend = 写上这条规则所针对的 { -pods } 的{ -labels }。
