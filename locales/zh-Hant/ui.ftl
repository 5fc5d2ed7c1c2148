### 頁面本身：按鈕、標題、欄位名稱、通知。簡短平實。
### 按鈕只說它做什麼，句末不加句號。

## 名稱與地點

ui-name = Service Lab
ui-tagline = 盯著每一個{ -packet }，學會 Kubernetes { -services }
ui-skip = 跳至主要內容
ui-nav-lessons = 課程
ui-nav-sandbox = 沙盒
ui-nav-glossary = 詞彙表
ui-language = 語言
ui-theme = 色彩
ui-theme-system = 跟隨系統
ui-theme-light = 淺色
ui-theme-dark = 深色
ui-load-failed = 無法取得本頁的文字。請檢查網路連線，然後重新載入。
ui-texts-missing = 無法取得那一頁的文字。請檢查網路連線，然後再試一次。
ui-rest-missing = Service Lab 有一部分無法取得。您的內容已保留。請檢查網路連線，然後重新載入頁面。
# $language：該語言自己的名稱
ui-language-offline = 這台裝置上還沒有 { $language }。請連線一次以取得。
ui-offline-ready = Service Lab 現在不必連線也能使用。
ui-update-ready = 有新版本了。
ui-update-now = 立即重新載入
ui-dismiss = 知道了
ui-not-found = 找不到這個頁面
ui-not-found-text = 網址可能打錯了。所有課程都在首頁。
ui-to-front = 所有課程

## 首頁

ui-home-title = 一次一個{ -packet }，看懂 { -services }
ui-home-lead = 寫真正的 YAML，送出請求，看它往哪裡走、為什麼這樣走。一切都在這個頁面裡執行：一個小型{ -cluster }，以及 kube-proxy 會寫下的那些{ -rule }。
ui-home-start = 開始第一課
ui-home-continue = 從上次的地方繼續
ui-home-sandbox = 開啟沙盒
ui-home-lessons = 課程
ui-home-sandbox-text = 一個空白的編輯器、一個有三個{ -node }的{ -cluster }，還有可以拆開來研究的範例。
# $count：步驟數
ui-home-steps = { $count } 個步驟
ui-home-finished = 已完成
ui-home-begun = 進行中
chapter-why = 為什麼要有 { -services }
chapter-kinds = { -services } 的類型
chapter-packet = { -packet }怎麼走
chapter-detective = 當一回偵探

## 課程

# $lesson：第幾課；$step：第幾個步驟；$of：共幾個步驟
ui-lesson-place = 第 { $lesson } 課，步驟 { $step }／{ $of }
# $step：第幾個步驟；$of：共幾個步驟
ui-step-of = 步驟 { $step }／{ $of }
ui-steps = 本課的步驟
ui-next = 下一步
ui-back = 上一步
ui-finish = 完成本課
ui-next-lesson = 下一課
ui-did-title = Kubernetes 做了什麼
ui-lesson-done = 本課完成
ui-predict-run = 送出，看結果
ui-predict-again = 再送一次
ui-predict-choose = 請先選一個答案，再送出。
ui-predict-wait = 請看{ -packet }怎麼走……
ui-predict-right = 您猜對了。
# $answer：正確的選項，以學習者的語言表示
ui-predict-wrong = 結果並非如此：{ $answer }
ui-predict-truth = 實際結果
ui-predict-yours = 您的猜測
ui-predict-guard = 請先猜猜看：現在動手，答案就揭曉了。
ui-exercise = { -exercise }
ui-goals = 要達成的目標
ui-goal-met = 達成
ui-goal-open = 尚未
ui-goals-all = 全部達成，做得好。
ui-hint-first = 卡住了嗎？看{ -hint }
# $number：接下來是第幾個提示；$of：共有幾個
ui-hint-next = 下一個{ -hint }（{ $number }／{ $of }）
# $number：第幾個提示
ui-hint = { -hint } { $number }
ui-solution = 把{ -solution }放進編輯器
ui-solution-note = 按「復原」就能找回您自己寫的內容。
ui-solved = { -exercise }完成
ui-no-address = 還沒有可以送達的位址。
ui-no-sender = 傳送端還沒有執行。

## 圖，以及封包的路徑

ui-picture = { -cluster }的圖
# $count：放不下的項目數
ui-picture-hidden = 還有 { $count } 個，請看{ -object }清單
ui-picture-empty = 還沒有送出任何請求。
ui-picture-empty-how = 送出一個請求，它走的路徑就會一步一步出現在這裡。
ui-refused-band = 這份內容被拒絕了。{ -cluster }執行的是您上一個有效的版本。
ui-refused-first = 這份內容被拒絕了，{ -cluster }裡沒有執行其中任何部分。
ui-show-problem = 顯示問題
ui-play = 播放
ui-pause = 暫停
ui-step-back = 倒退一步
ui-step-on = 前進一步
ui-hops = { -packet }的路徑
# $number：第幾站；$of：共幾站
ui-hop-of = { $number }／{ $of }
ui-before = 之前
ui-after = 之後
ui-from = 來源
ui-to = 目的地
ui-unchanged = 未變
# $count：規則數
ui-rules-tried = 比對了 { $count } 條{ -rule }
ui-chains = 鏈
ui-endpoints = 考慮過的{ -endpoints }
ui-endpoint-picked = 選中
ui-advice = 首先該改什麼
ui-answer = 回答
ui-legend = 圖例
ui-legend-packet = { -packet }，以及您可以操作的東西
ui-legend-ready = 已就緒，在 { -service } 後面
ui-legend-waiting = 等待中或{ -terminating }
ui-legend-down = 失效或斷電
ui-legend-virtual = 虛擬：只有{ -rule }

## 圖中的文字：務必簡短

picture-outside = 外部
picture-cluster = { -cluster }
picture-laptop = 筆電
picture-virtual = 虛擬：只以{ -rule }的形式存在
picture-every-node = 每個{ -node }
picture-kernel-rules = 核心{ -rule }
# $count：節點核心裡的規則數
picture-rules = { $count } 條{ -rule }
# $count：封包在這個節點上比對過的規則數
picture-tried = 比對 { $count } 條
picture-ready = Ready ✓
picture-not-ready = 0/1 …
picture-starting = 啟動中…
picture-ending = { -terminating }
picture-failed = 失效 ✕
picture-node-down = 斷電 ✕
picture-no-pod = 這裡沒有 { -pod }
picture-load-balancer = { -load-balancer }
picture-pending = pending …
picture-dns = DNS
picture-network = 沒有人
picture-machine = 另一台機器
picture-api-server = API 伺服器
picture-name-only = （只是名稱）
picture-headless = headless：沒有自己的位址

## 送出

ui-send-from = 來源
ui-send-to = 目的地
ui-send-port = { -port }
ui-send-protocol = 通訊協定
ui-send = 送出
# $count：一次送出幾個請求
ui-send-many = 送出 { $count } 次
ui-send-needs-host = 請輸入名稱或位址。
ui-send-needs-port = { -port }是 1 到 65535 的數字。
ui-client-outside = 外部的筆電
# $node：節點名稱
ui-client-node = 在 { $node } 上
# $pod：Pod 名稱
ui-client-pod = 在 { -pod } { $pod } 內
# $pod：Pod 名稱；$namespace：它的命名空間
ui-client-pod-namespace = 在 { -pod } { $pod } 內（{ $namespace }）

## 建議的目的地。$name：Service、節點或 Pod

ui-dest-name = { $name }，DNS 名稱
ui-dest-cluster-ip = { $name }，ClusterIP
ui-dest-node-port = { $name }，{ -node-port }
ui-dest-balancer = { $name }，{ -load-balancer }
ui-dest-external = { $name }，外部位址
ui-dest-ingress = { $name }，{ -ingress }
ui-dest-pod = { -pod } { $name }

## 發生了什麼，以及統計

ui-happened = 剛才發生的事

ui-chart = 誰回答了
# $count：統計到的請求數
ui-chart-total = { -cluster }上次變動以來，共 { $count } 個請求
ui-chart-empty = 送幾個請求看看：這裡會列出誰回答了幾次。
# $who：Pod、節點或結果；$count：請求數；$percent：比例
ui-chart-row = { $who }：{ $count }（{ $percent }%）
ui-chart-other = 其他
# $number：第幾個請求；$of：共送出幾個
ui-request-number = 請求 { $number }／{ $of }
ui-request-earlier = 前一個請求
ui-request-later = 後一個請求

## 製造狀況

ui-act-pods = { -pods }
ui-act-nodes = { -nodes }
ui-act-deployments = { -deployments }
ui-act-none = 目前沒有東西在執行。
ui-act-delete = 刪除
ui-act-crash = 讓它當掉
ui-act-not-ready = 設為未就緒
ui-act-ready = 設為就緒
ui-act-power-off = 斷電
ui-act-power-on = 開機
ui-act-fewer = 少一個{ -replica }
ui-act-more = 多一個{ -replica }
# $count：副本數
ui-act-replicas = { $count } 個{ -replica }
# 對某個東西的操作，供螢幕閱讀器使用。$action：按鈕文字；$name：該物名稱
ui-act-on = { $action }：{ $name }
ui-time = 時間
# $time：開始以來的模擬時間，例如 1:05
ui-time-now = { -cluster }裡的時間：{ $time }
ui-wait = 讓時間經過
# $seconds：秒數
ui-wait-seconds = ＋{ $seconds } 秒
ui-wait-minute = ＋1 分鐘
ui-proxy-mode = kube-proxy 寫入
ui-provider = { -load-balancer }由誰提供

## 復原

ui-undo = 復原
ui-redo = 重做
ui-reset = 重新開始
ui-reset-sure = 要重新開始嗎？您在這裡寫的內容和做過的步驟都會消失。
ui-reset-yes = 重新開始
ui-cancel = 取消
notice-history-cut = 為了騰出空間，最早的步驟已經捨去。
notice-save-damaged = 您儲存的進度有一部分無法讀取，能讀取的都在這裡。
notice-save-outdated = 您上次來過之後，這一課更新了。您寫的內容保留了下來，做過的步驟則沒有。

## 編輯器

ui-editor = { -manifest }（YAML）
ui-editor-apply = 立即套用
ui-editor-ok = 沒有問題
# $count：問題數
ui-problems = { $count } 個問題
ui-problems-title = 問題
# $count：還沒有顯示的問題數
ui-show-more = 顯示更多（還有 { $count } 個）
# $line：行號；$column：欄號
ui-problem-at = 第 { $line } 行，第 { $column } 欄
ui-problem-why = 原因
ui-problem-mend = 如何修正
# $text：要放進去的文字
ui-repair = 改成 { $text }
ui-repair-remove = 移除
ui-editor-prune = 從文字中移除的東西，在這裡會一併刪除。單靠 `kubectl apply` 則會把它留著。
ui-stored-added = 由 Kubernetes 加上
ui-stored-empty = 還沒有儲存任何東西。

## 面板

ui-panels = { -cluster }的各個檢視
ui-panel-send = 送出
ui-panel-act = 製造狀況
ui-panel-objects = { -object }
ui-panel-rules = { -rule }
ui-panel-connections = 連線
ui-panel-dns = DNS
ui-panel-terminal = 終端機
ui-panel-stored = 已儲存
ui-terminal-line = 命令列
ui-terminal-run = 執行
ui-terminal-where = 執行位置
ui-terminal-clear = 清除
ui-terminal-empty = 試試 `kubectl get services`，或用 `curl` 連到某個位址。
ui-checkup-title = 檢查每個 { -service }
ui-checkup-lead = 在{ -cluster }的副本上送出請求，把通往每個 { -service } 的每條路都試一遍。您的{ -cluster }維持原狀。
ui-checkup-run = 每條路都試試
ui-checkup-changed = { -cluster }在那之後變動過。請再試一次，看看現在的情況。
ui-checkup-none = 您還沒有任何 { -service }。
ui-checkup-fine = 行得通
ui-checkup-bad = 行不通
ui-checkup-apart = 另計
# $bad of $all ways in, counts
ui-checkup-found = 行不通的路：{ $all } 條中有 { $bad } 條
# $client: who sends; $to: HOST:PORT; $answered of $sent requests, counts
ui-checkup-way = { $client } → `{ $to }`：{ $sent } 次中有 { $answered } 次得到回答
# $client: who sends; $to: HOST:PORT
ui-checkup-kept-out = { $client } → `{ $to }`：被擋在外面，而別人進得去
ui-checkup-pending = { -load-balancer }還沒有位址。
ui-checkup-untried = 沒有試：它通往這個{ -cluster }以外，或是這裡沒有人能問。
ui-checkup-again = 原因同上。
ui-checkup-watch = 送一個來看
ui-objects-none = 目前沒有。
ui-rules-node = { -node }
ui-rules-none = 這個{ -node }上還沒有{ -rule }。
ui-rules-walked = 圖中的{ -packet }經過了有標示的鏈。
# $count：規則數
ui-rules-size = 這個{ -node }上的{ -rule }數：{ $count }
# $count：沒有顯示的規則或項目數
ui-rules-more = 還有 { $count } 條
# $count：鏈數
ui-rules-chains-more = 另有 { $count } 條鏈沒有顯示，{ -packet }沒有經過它們。
ui-connections-none = 這個{ -node }沒有記住任何連線。
ui-connections-text = 核心對連線的記憶：它靠這些記錄，把回應中改寫過的位址還原。
ui-connection-original = 原始方向
ui-connection-reply = 預期的回應
ui-connection-state = 狀態
ui-connection-expires = 剩餘時間
ui-dns-none = 上一個請求沒有查詢名稱。
ui-dns-asked = 查詢
ui-dns-searched = 依序嘗試的名稱
ui-dns-no-answer = 沒有這筆記錄
ui-dns-no-reply = 沒有收到回應

## 手機上的檢視

ui-view-lesson = 課程
ui-view-picture = 圖
ui-view-yaml = YAML
ui-view-tools = 工具

## 沙盒

ui-sandbox-title = 沙盒
ui-sandbox-lead = 輸入{ -manifest }、送出請求、盡情搞破壞。這裡什麼都弄不壞。
ui-share-title = 分享
ui-share = 把目前的成果做成連結
ui-share-link = 連結
ui-share-how = 連結裡只有您的{ -manifest }和做過的每一步，沒有別的。打開連結的人，會在自己的沙盒裡看到這些內容。
ui-share-long = 若連同每一步都放進去，連結會太長，所以裡面只有您的{ -manifest }。
ui-share-copied = 連結已複製到剪貼簿。
ui-share-failed = 這裡無法產生連結。
# $number：在這裡打開的第幾個連結，從 1 算起
ui-shared = 從連結收到的成果（{ $number }）
ui-shared-note = 別人的{ -manifest }和步驟。按「復原」可以一步一步往回看。您改動的內容只留在這裡，連結不會跟著變。
ui-shared-bad = 這個連結的內容讀不出來，或是沒辦法存在這裡。
ui-examples = 範例
ui-tools-all = 顯示所有檢視

## 沒有 JavaScript 時

ui-noscript = 這個頁面會顯示課程的文字。要執行{ -cluster }，請允許 JavaScript。
