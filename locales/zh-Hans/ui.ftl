### 页面本身：按钮、标题、标签、通知。简短平实。
### 按钮只说它做什么，句末不加句号。

## 名称与去处

ui-name = Service Lab
ui-tagline = 看清每一个{ -packet }，学会 Kubernetes { -services }
ui-skip = 跳到主要内容
ui-nav-lessons = 课程
ui-nav-sandbox = 沙盒
ui-nav-glossary = 词汇表
ui-language = 语言
ui-theme = 配色
ui-theme-system = 跟随系统
ui-theme-light = 浅色
ui-theme-dark = 深色
ui-load-failed = 无法获取本页的文字。请检查网络连接，然后重新加载。
ui-texts-missing = 无法获取那一页的文字。请检查网络连接，然后再试一次。
ui-rest-missing = Service Lab 有一部分无法获取。你的内容已保留。请检查网络连接，然后重新加载页面。
# $language：该语言对自己的称呼
ui-language-offline = 这台设备上还没有 { $language }。联网一次即可获取。
ui-offline-ready = Service Lab 现在无需联网也能使用。
ui-update-ready = 有新版本可用。
ui-update-now = 立即重新加载
ui-dismiss = 关闭
ui-not-found = 找不到这个页面
ui-not-found-text = 地址可能有误。所有课程都在首页。
ui-to-front = 全部课程

## 首页

ui-home-title = 一次一个{ -packet }，看懂 { -service }
ui-home-lead = 编写真正的 YAML，发送请求，看它去了哪里、为什么去那里。一切都在本页中运行：一个小{ -cluster }，用的正是 kube-proxy 会写出的那些{ -rule }。
ui-home-start = 开始第一课
ui-home-continue = 接着上次继续
ui-home-sandbox = 打开沙盒
ui-home-lessons = 课程
ui-home-sandbox-text = 一个空白编辑器，一个有三个{ -node }的{ -cluster }，还有可供拆解的示例。
# $count：步骤数
ui-home-steps = { $count } 步
ui-home-finished = 已完成
ui-home-begun = 已开始
chapter-why = 为什么要有 { -service }
chapter-kinds = { -service } 的类型
chapter-packet = { -packet }的旅程
chapter-detective = 当一回侦探

## 课程

# $lesson：课程编号；$step：步骤编号；$of：步骤总数
ui-lesson-place = 第 { $lesson } 课，第 { $step } 步，共 { $of } 步
# $step：步骤编号；$of：步骤总数
ui-step-of = 第 { $step } 步，共 { $of } 步
ui-steps = 本课的步骤
ui-next = 下一步
ui-back = 上一步
ui-finish = 完成本课
ui-next-lesson = 下一课
ui-did-title = Kubernetes 做了什么
ui-lesson-done = 本课已完成
ui-predict-run = 发送看看
ui-predict-again = 再发一次
ui-predict-choose = 先选一个答案，再发送。
ui-predict-wait = 看着{ -packet }……
ui-predict-right = 你猜对了。
# $answer：真正的选项，用学习者的语言
ui-predict-wrong = 结果并非如此：{ $answer }
ui-predict-truth = 实际结果
ui-predict-yours = 你的猜测
ui-predict-guard = 先猜一猜：现在动手，答案就揭晓了。
ui-exercise = { -exercise }
ui-goals = 要达到的目标
ui-goal-met = 已达成
ui-goal-open = 尚未达成
ui-goals-all = 全部完成。做得漂亮。
ui-hint-first = 卡住了？看{ -hint }
# $number：下一条提示的编号；$of：提示总数
ui-hint-next = 下一条{ -hint }（{ $number }/{ $of }）
# $number：提示的编号
ui-hint = { -hint } { $number }
ui-solution = 把{ -solution }放进编辑器
ui-solution-note = 用“撤销”可以找回你自己的文本。
ui-solved = { -exercise }已完成
ui-no-address = 还没有可供发送的地址。
ui-no-sender = 发送方还没有运行。

## 图与数据包的路径

ui-picture = { -cluster }示意图
# $count：放不下的项目数
ui-picture-hidden = 还有 { $count } 个，见{ -object }列表
ui-picture-empty = 还没有发送任何请求。
ui-picture-empty-how = 发送一个请求，它走过的路就会一步一步出现在这里。
ui-refused-band = 这段文本被拒绝了。{ -cluster }运行的是你上一个有效的版本。
ui-refused-first = 这段文本被拒绝了，其中的内容都没有在{ -cluster }里运行。
ui-show-problem = 查看问题
ui-play = 播放
ui-pause = 暂停
ui-step-back = 后退一步
ui-step-on = 前进一步
ui-hops = { -packet }的路径
# $number：当前是第几跳；$of：总跳数
ui-hop-of = { $number }/{ $of }
ui-before = 之前
ui-after = 之后
ui-from = 来自
ui-to = 发往
ui-unchanged = 不变
# $count：规则数
ui-rules-tried = 比对了 { $count } 条{ -rule }
ui-chains = 链
ui-endpoints = 考虑过的{ -endpoints }
ui-endpoint-picked = 选中
ui-advice = 先改什么
ui-answer = 响应
ui-legend = 图例
ui-legend-packet = { -packet }，以及你能操作的东西
ui-legend-ready = 已{ -readiness }，在 { -service } 后面
ui-legend-waiting = 等待中或{ -terminating }
ui-legend-down = 失效或断电
ui-legend-virtual = 虚拟：只有{ -rule }

## 图中的文字：必须简短

picture-outside = 外部
picture-cluster = { -cluster }
picture-laptop = 笔记本
picture-virtual = 虚拟：只以{ -rule }的形式存在
picture-every-node = 每个{ -node }
picture-kernel-rules = 内核{ -rule }
# $count：节点内核中的规则数
picture-rules = { $count } 条{ -rule }
# $count：数据包在这个节点上比对过的规则数
picture-tried = 比对 { $count } 条
picture-ready = Ready ✓
picture-not-ready = 0/1 …
picture-starting = 启动中…
picture-ending = 终止中
picture-failed = 失效 ✕
picture-node-down = 断电 ✕
picture-no-pod = 这里没有 { -pod }
picture-load-balancer = { -load-balancer }
picture-pending = pending …
picture-dns = DNS
picture-network = 没有人
picture-machine = 另一台机器
picture-api-server = API 服务器
picture-name-only = （只是名字）
picture-headless = 无头：没有自己的地址

## 发送

ui-send-from = 从
ui-send-to = 到
ui-send-port = { -port }
ui-send-protocol = 协议
ui-send = 发送
# $count：一次发送多少个请求
ui-send-many = 发送 { $count } 次
ui-send-needs-host = 请输入名字或地址。
ui-send-needs-port = { -port }是 1 到 65535 之间的数字。
ui-client-outside = 外部的笔记本
# $node：节点的名字
ui-client-node = 在 { $node } 上
# $pod：Pod 的名字
ui-client-pod = 在 { -pod } { $pod } 中
# $pod：Pod 的名字；$namespace：它所在的命名空间
ui-client-pod-namespace = 在 { -pod } { $pod } 中（{ $namespace }）

## 建议的目标。$name：Service、节点或 Pod

ui-dest-name = { $name }，DNS 名字
ui-dest-cluster-ip = { $name }，ClusterIP
ui-dest-node-port = { $name }，{ -node-port }
ui-dest-balancer = { $name }，{ -load-balancer }
ui-dest-external = { $name }，外部地址
ui-dest-ingress = { $name }，{ -ingress }
ui-dest-pod = Pod { $name }

## 发生了什么，以及计数

ui-happened = 刚刚发生了什么

ui-chart = 谁响应了
# $count：计入的请求数
ui-chart-total = { -cluster }上次变化以来，共 { $count } 个请求
ui-chart-empty = 发送几个请求：这里会显示谁响应了多少次。
# $who：Pod、节点或结果；$count：请求数；$percent：占比
ui-chart-row = { $who }：{ $count }（{ $percent }%）
ui-chart-other = 其他
# $number：第几个请求；$of：一共发送了多少个
ui-request-number = 第 { $number } 个请求，共 { $of } 个
ui-request-earlier = 前一个请求
ui-request-later = 后一个请求

## 动手

ui-act-pods = { -pods }
ui-act-nodes = { -nodes }
ui-act-deployments = { -deployments }
ui-act-none = 还没有东西在运行。
ui-act-delete = 删除
ui-act-crash = 让它崩溃
ui-act-not-ready = 设为未就绪
ui-act-ready = 设为就绪
ui-act-power-off = 断电
ui-act-power-on = 通电
ui-act-fewer = 减少一个{ -replica }
ui-act-more = 增加一个{ -replica }
# $count：副本数
ui-act-replicas = { $count } 个{ -replica }
# 供屏幕阅读器使用：针对某一事物的操作。$action：按钮上的文字；$name：该事物
ui-act-on = { $action }：{ $name }
ui-time = 时间
# $time：从开始算起的模拟时间，例如 1:05
ui-time-now = { -cluster }内的时间：{ $time }
ui-wait = 让时间过去
# $seconds：秒数
ui-wait-seconds = + { $seconds } 秒
ui-wait-minute = + 1 分钟
ui-proxy-mode = kube-proxy 写入
ui-provider = { -load-balancer }由谁提供

## 撤销

ui-undo = 撤销
ui-redo = 重做
ui-reset = 从头开始
ui-reset-sure = 要从头开始吗？你在这里的文本和步骤都会丢失。
ui-reset-yes = 从头开始
ui-cancel = 取消
notice-history-cut = 为腾出空间，最早的步骤已被舍去。
notice-save-damaged = 你保存的内容有一部分无法读取，能读取的都在这里。
notice-save-outdated = 你离开之后，这一课有了改动。你的文本还在，步骤没有保留。

## 编辑器

ui-editor = { -manifest }（YAML）
ui-editor-apply = 立即应用
ui-editor-ok = 没有问题
# $count：问题数
ui-problems = { $count } 个问题
ui-problems-title = 问题
# $count：还没有显示的问题数
ui-show-more = 显示更多（还有 { $count } 个）
# $line：行号；$column：列号
ui-problem-at = 第 { $line } 行，第 { $column } 列
ui-problem-why = 为什么
ui-problem-mend = 如何修正
# $text：要填入的文本
ui-repair = 改为 { $text }
ui-repair-remove = 删除它
ui-editor-prune = 从文本中去掉的东西，这里会一并删除。单用 `kubectl apply` 则会留下它。
ui-stored-added = 由 Kubernetes 补上
ui-stored-empty = 还没有存储任何内容。

## 面板

ui-panels = { -cluster }的各个视图
ui-panel-send = 发送
ui-panel-act = 操作
ui-panel-objects = { -object }
ui-panel-rules = { -rule }
ui-panel-connections = 连接
ui-panel-dns = DNS
ui-panel-terminal = 终端
ui-panel-stored = 已存储
ui-terminal-line = 命令行
ui-terminal-run = 运行
ui-terminal-where = 运行位置
ui-terminal-clear = 清屏
ui-terminal-empty = 试试 `kubectl get services`，或用 `curl` 访问某个地址。
ui-checkup-title = 检查每个 { -service }
ui-checkup-lead = 在{ -cluster }的副本上发送请求，把通往每个 { -service } 的每条路都试一遍。你的{ -cluster }保持原样。
ui-checkup-run = 每条路都试试
ui-checkup-changed = { -cluster }在那之后变化过。再试一次，看看现在的情况。
ui-checkup-none = 你还没有任何 { -service }。
ui-checkup-fine = 走得通
ui-checkup-bad = 走不通
ui-checkup-apart = 另计
# $bad of $all ways in, counts
ui-checkup-found = 走不通的路：{ $all } 条中有 { $bad } 条
# $client: who sends; $to: HOST:PORT; $answered of $sent requests, counts
ui-checkup-way = { $client } → `{ $to }`：{ $sent } 次中有 { $answered } 次得到响应
# $client: who sends; $to: HOST:PORT
ui-checkup-kept-out = { $client } → `{ $to }`：被挡在外面，而别人进得去
ui-checkup-pending = { -load-balancer }还没有地址。
ui-checkup-untried = 没有试：它通往这个{ -cluster }以外，或者这里没有人能问。
ui-checkup-again = 原因同上。
ui-checkup-watch = 发一个看看
ui-objects-none = 还没有。
ui-rules-node = { -node }
ui-rules-none = 这个{ -node }上还没有{ -rule }。
ui-rules-walked = 图中的{ -packet }经过了标出的链。
# $count：规则数
ui-rules-size = 这个{ -node }上的{ -rule }数：{ $count }
# $count：没有显示的规则或条目数
ui-rules-more = 还有 { $count } 条
# $count：链数
ui-rules-chains-more = 另有 { $count } 条链没有显示，{ -packet }没有经过它们。
ui-connections-none = 这个{ -node }没有记住任何连接。
ui-connections-text = 内核对连接的记忆：靠着它，响应里改写过的地址得以还原。
ui-connection-original = 原始方向
ui-connection-reply = 预期的响应
ui-connection-state = 状态
ui-connection-expires = 剩余时间
ui-dns-none = 上一个请求没有查询名字。
ui-dns-asked = 查询
ui-dns-searched = 依次尝试的名字
ui-dns-no-answer = 没有这条记录
ui-dns-no-reply = 没有收到回应

## 手机上的视图

ui-view-lesson = 课程
ui-view-picture = 示意图
ui-view-yaml = YAML
ui-view-tools = 工具

## 沙盒

ui-sandbox-title = 沙盒
ui-sandbox-lead = 编写{ -manifest }，发送请求，尽管搞破坏。这里没有什么会真的坏掉。
ui-share-title = 分享
ui-share = 为当前成果生成链接
ui-share-link = 链接
ui-share-how = 链接里只有你的{ -manifest }和做过的每一步，没有别的。打开链接的人会在自己的沙盒里看到这些内容。
ui-share-long = 带上每一步的话链接会太长，所以里面只有你的{ -manifest }。
ui-share-copied = 链接已复制到剪贴板。
ui-share-failed = 这里无法生成链接。
# $number：在这里打开的第几个链接，从 1 算起
ui-shared = 从链接收到的成果（{ $number }）
ui-shared-note = 别人的{ -manifest }和步骤。按“撤销”可以一步一步往回看。你改动的内容只留在这里，链接不会跟着变。
ui-shared-bad = 这个链接的内容无法读取，或者无法保存在这里。
ui-examples = 示例
ui-tools-all = 显示所有视图

## 没有 JavaScript 时

ui-noscript = 本页显示课程的文字。要运行{ -cluster }，请启用 JavaScript。
