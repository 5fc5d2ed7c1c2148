# source: 29397c3dd8a4

### source-ip 課：Pod 看到的是誰的位址，又為什麼。

lesson-source-ip-title = { -pod } 看到的是誰的位址？
lesson-source-ip-summary = 為什麼記錄裡寫的不是呼叫端，而是{ -node }？這會讓賓客名單出什麼問題？要留住位址，又得付出什麼代價？

## 步驟 1

lesson-source-ip-step-two-doors = 一個呼叫端，兩扇門
lesson-source-ip-two-doors =
    每個{ -packet }（packet）上都寫著傳送端的位址。程式會把它寫進記錄，有些程式還憑它決定讓誰進來。所以，送到的究竟是哪一個位址，很要緊。路徑走到最後，會寫明 { -pod } 看到的是哪一個。
lesson-source-ip-try-by-name = 讓訪客呼叫 `web`
# $visitorIp 是訪客的 IP 位址。
lesson-source-ip-own =
    `web` 看到的是 `{ $visitorIp }`，正是訪客自己：在 { -pods } 之間，{ -cluster-ip }（cluster IP）只改目的地。

    還有第二扇門：{ -node-port }（node port）30080。
lesson-source-ip-predict-other-door = 這次，同一位訪客去敲自己所在的{ -node }（node）：`node-2` 的{ -port }（port）30080。`web` 看到的是誰的位址？
lesson-source-ip-predict-other-door-own = 訪客自己的位址，和剛才一樣。
lesson-source-ip-predict-other-door-node = 某個{ -node }的位址，不是訪客的。
lesson-source-ip-predict-other-door-service = `web` 的{ -cluster-ip }，不是訪客的。
lesson-source-ip-predict-other-door-after =
    呼叫端相同，{ -pod } 相同，只是換了一扇門。{ -node-port }和{ -load-balancer }（load balancer）的位址一樣，是開給外部的門。採用預設原則 `Cluster` 時，凡是從這種門進來的，{ -node }都會把來源（source）換成它自己的某個位址。這就是**{ -masquerade }**（masquerade）。要從內部呼叫，請用名稱。

## 步驟 2

lesson-source-ip-step-way-back = 去程與回程
lesson-source-ip-way-back =
    筆電敲 `node-2` 的門。`web` 唯一的 { -pod } 在 `node-1` 上執行。
lesson-source-ip-try-knock = 敲 `node-2` 的門
lesson-source-ip-mark =
    請打開**{ -rule }**，選擇 `node-2`。在有標示的**鏈**（chain）之中，有三條與來源有關：

    - `KUBE-EXT-` 加上一串英數字：接下從這種門進來的一切。
    - `KUBE-MARK-MASQ`：前一條會通往這裡，在{ -packet }上做個記號。
    - `KUBE-POSTROUTING`：最後才輪到它，那時 { -pod } 已經選好。凡是有記號的，都換上新的來源（`MASQUERADE`）。
lesson-source-ip-undone =
    在**連線**裡，`node-2` 把兩處改寫都記了下來。請沿著路徑看回應怎麼走：{ -pod } 回應給 `node-2`，因為它只知道這個呼叫端；`node-2` 再把兩處都還原。假如回應直接送往筆電，對筆電來說，就是陌生人送來的了。

## 步驟 3

lesson-source-ip-step-guests = 賓客名單
lesson-source-ip-guests =
    每個{ -node }上各有一個 `admin` 的 { -pod }。守著這兩個 { -pods } 的，是一份 { -networkpolicy }，它只讓一個位址進來：筆電的位址。
lesson-source-ip-predict-on-the-list = 筆電敲 `node-1` 的{ -port } 30090，敲十次。會發生什麼事？
lesson-source-ip-predict-on-the-list-all = 全部得到回答：筆電就在名單上。
lesson-source-ip-predict-on-the-list-none = 全部得不到回答：{ -pods } 看到的都是{ -node }。
lesson-source-ip-predict-on-the-list-some = 有些得到回答，有些得不到：看運氣。
lesson-source-ip-predict-on-the-list-after =
    有些呼叫隨機送到了 `node-2`。在那裡拿來核對名單的，是 `node-1` 的某個位址，而它不在名單上。其餘的留在 `node-1`；在那裡，這個網路會先核對名單，然後才改來源。並不是每個網路都這樣做。

    那麼，把{ -nodes }也寫進名單呢？這樣一來，不論是誰敲門，只要{ -node }把呼叫轉送到另一個{ -node }，就進得去。
lesson-source-ip-exercise-right-guests = 讓筆電不論敲哪個{ -node }都進得去，其他人一律擋在外面。
lesson-source-ip-exercise-right-guests-goal-laptop = 筆電敲每個{ -node }各十次，每次都得到回答，而且 { -pods } 看見筆電的位址。
lesson-source-ip-exercise-right-guests-goal-visitor = 訪客敲哪個{ -node }都得不到回答，呼叫 `admin:80` 也得不到。
lesson-source-ip-exercise-right-guests-hint-1 = 錯的是名單，還是拿來核對名單的位址？請沿著路徑看看，來源是在哪裡改的。
lesson-source-ip-exercise-right-guests-hint-2 = { -node }之所以改來源，是因為它可能把{ -packet }轉送到另一個{ -node }。哪一種原則不准它這麼做？
lesson-source-ip-exercise-right-guests-hint-3 = 在 { -service } 的 `type` 旁邊寫 `externalTrafficPolicy: Local`。
lesson-source-ip-exercise-right-guests-after =
    採用 `Local` 時，{ -node }只會把外部的呼叫端交給自己這裡的 { -pods }。回應無論如何都會經由它回來，所以來源可以保留。

## 步驟 4

lesson-source-ip-step-per-node = 一個{ -node }一份
lesson-source-ip-per-node =
    這家商店在雲端，採用 `Local`。它有三個 { -pods } 在 `node-1` 上執行，一個在 `node-2` 上；`node-3` 上一個也沒有，所以 `node-3` 會捨棄從外部送來的{ -packet }。
lesson-source-ip-predict-sixty = 筆電呼叫{ -load-balancer }六十次。會發生什麼事？
lesson-source-ip-predict-sixty-lost = 大約二十次落空，因為送到了 `node-3`。
lesson-source-ip-predict-sixty-detour = 全部得到回答，但有些看起來來自 `node-3`。
lesson-source-ip-predict-sixty-kept = 全部得到回答，而且每個 { -pod } 都看見筆電。
# $node1Ip 與 $node3Ip 是節點的位址。
lesson-source-ip-predict-sixty-after =
    沒有任何一次呼叫送往 `node-3`。{ -load-balancer }怎麼問，您也怎麼問：到 `healthCheckNodePort` 去問，在這裡是 32000。請在**終端機**裡，從筆電執行 `curl { $node1Ip }:32000`，再執行 `curl { $node3Ip }:32000`。{ -node }會數一數自己這裡有幾個已就緒的 { -pods }；一個也沒有，就回答 503，{ -load-balancer }便略過它。
lesson-source-ip-ask =
    再看圖表。`node-2` 上的 { -pod } 接到大約一半的呼叫，和另外三個加起來一樣多。{ -load-balancer }是在**{ -nodes }**之間分配，每個{ -node }再分給自己這裡的 { -pods }。

## 步驟 5

lesson-source-ip-step-shares = 一個 { -pod } 一份
lesson-source-ip-shares =
    `node-2` 上的 { -pod } 需要幫手。改用 `Cluster`，每個 { -pod } 就會分到一樣多，卻看不到筆電的位址了。
lesson-source-ip-exercise-fair-shares = 讓每個 { -pod } 分到的差不多一樣多，而且都看見筆電。
lesson-source-ip-exercise-fair-shares-goal-seen = 呼叫{ -load-balancer }四十次，全部得到回答，且 { -pods } 看見筆電的位址。
lesson-source-ip-exercise-fair-shares-goal-even = `node-1` 和 `node-2` 上已就緒的 { -pods } 個數相同，各有兩個、三個或四個；`node-3` 上也是這個數，或一個也沒有。
lesson-source-ip-exercise-fair-shares-hint-1 = 凡是有 { -pods } 的{ -node }，分到的那一份都一樣大。這一份，又由幾個 { -pods } 來分？
lesson-source-ip-exercise-fair-shares-hint-2 = 一個 { -deployment } 綁在 `node-1` 上，另一個綁在 `node-2` 上。請比較兩者的 `replicas`。
lesson-source-ip-exercise-fair-shares-hint-3 = 兩邊都設定 `replicas: 2`。
lesson-source-ip-exercise-fair-shares-after =
    採用 `Local` 時，每個 { -pod } 要做多少事，要看 { -pods } 在哪裡執行。只要再多一個 { -pod }，分到的又不一樣多了。

## 步驟 6

lesson-source-ip-step-new-connection = 太遲了，留不住
lesson-source-ip-new-connection =
    這是 kind 裡的商店，同樣採用 `Local`。它的{ -load-balancer }自己接下呼叫端的連線，再向某個{ -node }建立一個新的。
lesson-source-ip-predict-in-kind = 筆電呼叫它。{ -pod } 看到的是誰的位址？
lesson-source-ip-predict-in-kind-laptop = 筆電的位址，`Local` 會保留來源。
lesson-source-ip-predict-in-kind-node = 某個{ -node }的位址，不是筆電的。
lesson-source-ip-predict-in-kind-balancer = { -load-balancer }的位址，不是筆電的。
# $lbIp 是負載平衡器的位址。
lesson-source-ip-predict-in-kind-after =
    { -node }保留了它收到的來源：`{ $lbIp }`，也就是{ -load-balancer }。位址如果在這之前就被換掉了，`Local` 也找不回來。這種{ -load-balancer }可以把原本的位址寫在 HTTP 標頭 `X-Forwarded-For` 裡，或用 PROXY 通訊協定傳下去；程式則得自己到那裡去讀。

## 尾聲

lesson-source-ip-did =
    Kubernetes 為您做了這些事：

    - 在 { -pods } 之間，經過{ -cluster-ip } 時，來源維持原樣。
    - 在開給外部的門口，由{ -node }換上自己的位址，好讓回應經由它回來，再把兩處改寫都還原。
    - 採用 `Local` 時保留來源，並告訴{ -load-balancer }，哪些{ -nodes }有已就緒的 { -pod }。

    它沒有做的事：在 `Local` 之下按 { -pod } 分配，或找回先前就被換掉的位址。
