# source: 4e0a38e4f10e

### kube-proxy 課：跟著一個封包，讀懂節點上的規則。

lesson-kube-proxy-title = kube-proxy：{ -rule }與運氣
lesson-kube-proxy-summary = 跟著一個{ -packet }，讀懂{ -node }上的{ -rule }：在哪裡隨機選中 { -pod }、為什麼每個 { -pod } 分到的一樣多，以及沒有{ -rule }相符時會發生什麼事。

## 步驟 1

lesson-kube-proxy-step-twelve-calls = 呼叫十二次
lesson-kube-proxy-twelve-calls =
    這個{ -cluster }的每個{ -node }（node）上，都執行著 **kube-proxy**。它隨時留意有哪些 { -services }，以及它們的 { -pods } 清單，也就是 { -endpointslices }；它據此把{ -rule }寫進{ -node }的核心，然後退到一旁：沒有任何{ -packet }（packet）會經過它。

    這裡的 `web` 有三個 { -pods }：兩個在 `node-1`，一個在 `node-2`，訪客也住在那裡。
lesson-kube-proxy-predict-who-answers = 三個 { -pods }，從 `node-2` 呼叫十二次。誰來回答？
lesson-kube-proxy-predict-who-answers-near = 永遠是 `node-2` 上的 { -pod }：它最近。
lesson-kube-proxy-predict-who-answers-in-turn = 三個都會，嚴格依序輪流。
lesson-kube-proxy-predict-who-answers-chance = 看運氣選中誰，不分遠近。
lesson-kube-proxy-predict-who-answers-after =
    每有一個新的連線，`node-2` 的核心就隨機選一個 { -pod }。它不問哪個比較近、哪個正在忙，也不問上次是誰回答的。連續三次都送到同一個 { -pod }，並不代表什麼；要看，就看一百次。

    只有在 { -service } 提出要求時，距離才算數，例如用 `trafficDistribution`。

## 步驟 2

lesson-kube-proxy-step-one-packet = 跟著一個{ -packet }走
lesson-kube-proxy-one-packet =
    擲骰子的是哪一條{ -rule }？請送出一次，打開**{ -rule }**，選擇 `node-2`。與您的{ -packet }相符的{ -rule }都有標示。
lesson-kube-proxy-try-send = 呼叫 `web`
# $clusterIp 是 Service 的叢集 IP。
lesson-kube-proxy-chains =
    { -rule }排列在**鏈**（chain）裡，一條鏈會通往下一條：

    - `KUBE-SERVICES`：每個{ -cluster-ip }（cluster IP）的每個{ -port }（port），在這裡各有一條{ -rule }。`web` 的那一條要求位址、通訊協定和{ -port }都相符：`-d { $clusterIp }/32`、`-p tcp`、`--dport 80`。
    - `KUBE-SVC-` 加上一串英數字：那個{ -port }的鏈，每個已就緒的 { -pod } 各有一條{ -rule }。由上往下，第一條接走全部連線的三分之一（`0.33333333349`），第二條接走其餘的一半（`0.50000000000`），最後一條接走剩下的全部。所以每個 { -pod } 都分到三分之一。
    - `KUBE-SEP-` 加上一串英數字：代表一個 { -pod }。目的地就在這裡改寫（`DNAT --to-destination`）。

    `KUBE-MARK-MASQ` 管的是來源，這裡先略過。
lesson-kube-proxy-note =
    現在請打開**連線**，同樣選擇 `node-2`。核心把自己的選擇記了下來；這份記憶叫做連線追蹤（**conntrack**）。有了它，回應中的位址才能還原。

    同一個連線上後續的{ -packet }，都照這筆記錄走。所以，骰子是每個連線擲一次，不是每個請求擲一次。

## 步驟 3

lesson-kube-proxy-step-shares = 一樣多
lesson-kube-proxy-shares =
    有家商店在試用新版本：兩個舊的 { -pods }、兩個新的，還有一個 { -service }，它的{ -selector }四個都符合。有一半的連線會遇到新版本，以第一天來說太多了。

    { -service } 沒有任何{ -field }可以設定比例。那麼，比例由什麼決定？
lesson-kube-proxy-exercise-one-in-four = 讓新版本接到四分之一的連線，其餘都歸舊版本。
lesson-kube-proxy-exercise-one-in-four-goal-reached = 呼叫六十次，全部得到回答，而且至少有四個不同的 { -pods } 回答。
lesson-kube-proxy-exercise-one-in-four-goal-quarter = 新版本每有一個已就緒的 { -pod }，舊版本就有三個，而且 { -service } 全都找得到。總共十六個 { -pods } 就夠了。
lesson-kube-proxy-exercise-one-in-four-hint-1 = 清單上的每個 { -pod } 都分到一樣多。總共該有幾個，其中幾個屬於新版本？
lesson-kube-proxy-exercise-one-in-four-hint-2 = 這些數字就是兩個 { -deployments } 的 `replicas`。{ -service } 維持原樣。
lesson-kube-proxy-exercise-one-in-four-hint-3 = 在 `shop-old` 設定 `replicas: 3`，在 `shop-new` 設定 `replicas: 1`。
lesson-kube-proxy-exercise-one-in-four-after =
    { -rule }不分新舊，每個 { -pod } 都分到一樣多。如果只想給新版本百分之一，就得有一百個 { -pods }。而且骰子沒有記性：下一個連線，遇到的可能就是另一個版本。

## 步驟 4

lesson-kube-proxy-step-no-rule = 沒有{ -rule }相符
lesson-kube-proxy-no-rule =
    回到 `web`。它的程式在 8080 上接聽，{ -service } 的{ -port }則是 80。有人把兩者弄混了。
lesson-kube-proxy-predict-wrong-port = 訪客呼叫 `web:8080`。會發生什麼事？
lesson-kube-proxy-predict-wrong-port-answers = 某個 { -pod } 會回答：程式確實在 8080 上接聽。
lesson-kube-proxy-predict-wrong-port-refused = 立刻被拒絕：那個{ -port }沒有開放。
lesson-kube-proxy-predict-wrong-port-silence = 毫無回音，訪客最後放棄等待。
lesson-kube-proxy-predict-wrong-port-after =
    沒有任何{ -rule }要的是{ -port } 8080，所以沒有一條動過這個{ -packet }。它就這樣往一個不屬於任何機器的位址去了，也沒有人說「不」：`curl: (28)`。

    要看到 `curl: (7)`，得有人說「不」才行：可能是一台機器，上面沒有程式在那個{ -port }接聽；也可能是一條{ -rule }，就像 { -service } 的清單上沒有誰就緒的時候，kube-proxy 寫下的那一條。
lesson-kube-proxy-ping =
    `ping` 沒有{ -port }，所以也沒有任何{ -rule }與它有關。請在**終端機**裡，從 { -pod } `visitor` 執行 `ping web`。每個{ -packet }都遺失了，其實沒有任何東西壞掉。要測試 { -service }，就測它的{ -port }。

## 步驟 5

lesson-kube-proxy-step-silent-api = { -rule }管的是別的
lesson-kube-proxy-silent-api =
    `api` 有兩個已就緒的 { -pods }，都在清單上；它的名稱解析得到，{ -port }也是 80。可是不論誰呼叫 `api:80`，看到的都是 `curl: (28)`。有沒有哪一條{ -rule }，是為這個{ -packet }寫的？
lesson-kube-proxy-exercise-silent-api = 讓呼叫 `api:80` 的人得到回答。
lesson-kube-proxy-exercise-silent-api-goal-visitor = 訪客呼叫 `api:80` 五次，每次都得到回答。
lesson-kube-proxy-exercise-silent-api-goal-node = `node-1` 呼叫{ -cluster-ip } 五次，每次也都得到回答。
lesson-kube-proxy-exercise-silent-api-hint-1 = { -rule }要求三樣東西都相符。請打開**{ -rule }**，在 `KUBE-SERVICES` 裡找到 `api` 的那一條。三樣之中，哪一樣不符？
lesson-kube-proxy-exercise-silent-api-hint-2 = 上面寫著 `-p udp`，呼叫端用的卻是 TCP。這是 { -service } 的哪個{ -field }？
lesson-kube-proxy-exercise-silent-api-hint-3 = 把 `protocol: UDP` 改成 `protocol: TCP`。也可以省略這個{ -field }：預設就是 TCP。
lesson-kube-proxy-exercise-silent-api-after =
    { -service } 怎麼說，kube-proxy 就怎麼寫，從來不問那裡有沒有程式在接聽。

## 步驟 6

lesson-kube-proxy-step-nftables = 另一種寫法
lesson-kube-proxy-nftables =
    剛才看到的是 kube-proxy 的 **iptables** 模式，也就是預設的模式。它的 **nftables** 模式，從 Kubernetes 1.33 起已是穩定功能。這裡是同一個 `web`，改用了那種模式。請呼叫它，再打開**{ -rule }**，選擇 `node-2`。
lesson-kube-proxy-try-send-again = 呼叫 `web`
lesson-kube-proxy-map =
    核心不再一條一條地比對{ -rule }，而是用位址、通訊協定和{ -port }去查一張表（`map service-ips`）。原本的三條{ -rule }，也由一個亂數（`numgen random mod 3`）取代。

    { -packet }的遭遇還是一樣：隨機選一個 { -pod }，換一個新的目的地，記下一筆記錄。那麼，{ -port }錯了呢？
lesson-kube-proxy-predict-wrong-port-again = 在這種模式下，訪客再次呼叫 `web:8080`。會發生什麼事？
lesson-kube-proxy-predict-wrong-port-again-answers = 某個 { -pod } 會回答。
lesson-kube-proxy-predict-wrong-port-again-refused = 立刻被拒絕。
lesson-kube-proxy-predict-wrong-port-again-silence = 毫無回音。
lesson-kube-proxy-predict-wrong-port-again-after =
    在這裡，有一條{ -rule }會說「不」：`Reject traffic to invalid ports of ClusterIPs`。它連 `ping` 也會拒絕。所以，是一片寂靜還是被拒絕，要看模式；而不論哪一種模式，{ -port }都是錯的。

## 尾聲

lesson-kube-proxy-did =
    Kubernetes 為您做了這些事：

    - kube-proxy 在每個{ -node }上，把每個 { -service } 和它的清單寫成{ -rule }。
    - 呼叫端所在{ -node }的核心隨機選擇，每個連線一次，每個 { -pod } 分到的一樣多。
    - 核心把選擇記了下來，並在每個回應中還原位址。
