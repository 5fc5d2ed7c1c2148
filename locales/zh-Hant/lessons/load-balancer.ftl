# source: 754fcb289a66

### load-balancer 課：給全世界的一個位址。

lesson-load-balancer-title = LoadBalancer：給全世界的一個位址
lesson-load-balancer-summary = 是誰給 { -service } 對外的位址？那個位址和您的 { -pods } 之間有什麼？又為什麼有時候會一直停在 pending？

## 步驟 1

lesson-load-balancer-step-one-address = 請給我一個位址
lesson-load-balancer-one-address =
    使用{ -node-port }時，呼叫端得知道某個{ -node }（node），還得指望它活著。`type: LoadBalancer` 要的是更好的東西：一個從外面就能使用、會自己找到存活{ -node }的位址。

    編輯器裡的 { -service } 已經提出要求了。這個{ -cluster }在您自己的兩台機器上執行，沒有安裝其他任何東西。
lesson-load-balancer-predict-pending = 筆電想呼叫{ -load-balancer }（load balancer）的位址。那個位址是什麼？
lesson-load-balancer-predict-pending-address = Kubernetes 已經建立了{ -load-balancer }，並給了它一個位址。
lesson-load-balancer-predict-pending-nothing = 沒有位址。
# $nodePort 是 Service 得到的節點連接埠；$clusterIp 是它的叢集 IP。
lesson-load-balancer-predict-pending-after =
    Kubernetes **並不**附帶{ -load-balancer }。它只記下您想要一個，然後等人來提供。這裡沒有人提供，所以外部位址會永遠停在 `<pending>`。沒有任何東西壞掉。

    與此同時，其餘的東西 { -service } 都拿到了：{ -cluster-ip } `{ $clusterIp }`，以及每個{ -node }上的{ -node-port } `{ $nodePort }`。請試試看。
lesson-load-balancer-try-node-port = 敲 `node-1` 的門

## 步驟 2

lesson-load-balancer-step-cloud = 在雲端
# $lbIp 是負載平衡器的位址。
lesson-load-balancer-cloud =
    同一個 { -service }，一字不差，放到在 Google 雲端執行的{ -cluster }裡。那裡有一個{ -controller }（controller）留意著這樣的願望，向雲端訂購{ -load-balancer }，再把它的位址寫進 { -service } 的狀態：`{ $lbIp }`。
lesson-load-balancer-try-send = 呼叫{ -load-balancer }
lesson-load-balancer-hops =
    請跟著{ -packet }（packet）走。{ -load-balancer }位於{ -cluster }之外，它認得的是{ -nodes }，不是 { -pods }。它選一個存活的{ -node }；那個{ -node }的核心再選一個 { -pod }，而那個 { -pod } 也可能在另一個{ -node }上。

    送到{ -node }的究竟是什麼，取決於提供者。Google 的{ -load-balancer }會把{ -packet }原封不動地交過來，而{ -node }的{ -rule }認得它的位址。有些則送往{ -node-port }。還有些會自己接下連線，再另外建立一個新的。

## 步驟 3

lesson-load-balancer-step-node-dies = 有個{ -node }停機了
lesson-load-balancer-node-dies =
    還記得那條電源線嗎？`node-2` 又要停機了，兩個 { -pods } 之中有一個就在它上面。一分鐘之後，筆電呼叫十次。
lesson-load-balancer-predict-dead-node = `node-2` 已經停機一分鐘。十次呼叫會怎麼樣？
lesson-load-balancer-predict-dead-node-all = 全部都得到回答。
lesson-load-balancer-predict-dead-node-half = 大約一半得不到回答。
lesson-load-balancer-predict-dead-node-after =
    那一分鐘之內發生了兩件事。{ -load-balancer }會一再詢問每個{ -node }是否正常，這就是**{ -health-check }**（health check），於是它略過了 `node-2`。而{ -cluster }也把 `node-2` 上的 { -pod } 從清單上移除了。位址只有一個，呼叫端毫無感覺。

## 步驟 4

lesson-load-balancer-step-visitor = 呼叫端的位址
lesson-load-balancer-visitor =
    { -pod } 會記下是誰在呼叫，可是翻開記錄，裡面全是{ -node }。您知道原因：採用預設原則時，{ -node }會改寫來源。

    使用{ -node-port }時，`Local` 有個陷阱：沒有 { -pod } 的{ -node }會捨棄{ -packet }。這裡只有一個 { -pod }，在兩個{ -node }的其中一個上面執行，而筆電無法選擇。
lesson-load-balancer-exercise-visitor-address = 讓 { -pod } 看見筆電自己的位址，而且一次呼叫都不能漏。
lesson-load-balancer-exercise-visitor-address-goal-own-address = 呼叫{ -load-balancer }十次，全部得到回答，且 { -pod } 每次都看見筆電的位址。
lesson-load-balancer-exercise-visitor-address-hint-1 = 就是 NodePort 那一課用過的同一個{ -field }。
lesson-load-balancer-exercise-visitor-address-hint-2 = 這個{ -field }是 `externalTrafficPolicy`。是誰讓呼叫端不會走到沒有 { -pod } 的{ -node }？
lesson-load-balancer-exercise-visitor-address-hint-3 = 在 `type` 旁邊寫 `externalTrafficPolicy: Local`。其他都不必改。
lesson-load-balancer-exercise-visitor-address-after =
    採用 `Local` 時，每個{ -node }都會在{ -load-balancer }的{ -health-check }中回報自己有沒有這個 { -service } 的 { -pod }。為此，Kubernetes 又開了一個{ -port }：`healthCheckNodePort`。沒有 { -pod } 的{ -node }會被略過，所以沒有人會掉進陷阱。

## 步驟 5

lesson-load-balancer-step-shop = 在您的筆電上，使用 kind
lesson-load-balancer-shop =
    kind 在{ -container }裡執行{ -cluster }，供練習之用。只要同時執行 `cloud-provider-kind`，那裡也會有人提供{ -load-balancer }，而且位址在您的機器上真的能用。

    這家商店就有一個。可是顧客不會輸入{ -port }，瀏覽器敲的是 80，而商店門上掛的卻是 8080。它的程式在 8080 上接聽，這一點無法更改。
lesson-load-balancer-exercise-front-door = 讓顧客從{ -port } 80 進來。
lesson-load-balancer-exercise-front-door-goal-outside = 筆電呼叫{ -load-balancer }的{ -port } 80，商店每次都回答。
lesson-load-balancer-exercise-front-door-goal-inside = 內部的訪客呼叫 `shop:80`。
lesson-load-balancer-exercise-front-door-hint-1 = 呼叫端看見的，是 { -service } 的哪一個{ -port }？
lesson-load-balancer-exercise-front-door-hint-2 = 是 `port`。改掉它，再送出。被拒絕了嗎？`targetPort` 從來沒有寫，所以它和 `port` 相同。
lesson-load-balancer-exercise-front-door-hint-3 = 寫 `port: 80`，並在下面寫 `targetPort: 8080`。
lesson-load-balancer-exercise-front-door-after =
    { -load-balancer }在 { -service } 的 `port` 上接聽。不論內外，呼叫端用的都是同一個號碼；只有 { -pods } 保留自己的號碼。

## 尾聲

lesson-load-balancer-did =
    Kubernetes 為您做了這些事：

    - 給 { -service } 一個{ -cluster-ip } 和一個{ -node-port }：每種類型都建立在前一種之上。
    - 記下您想要{ -load-balancer }，由別人來實現這個願望：雲端，或是 cloud-provider-kind 這樣的工具。否則就一直停在 pending。
    - 讓{ -health-check }知道，哪些{ -nodes }可以接收請求。
    - 從{ -node }開始，就是您已經認識的那一套：一次隨機選擇，一個新的目的地。
