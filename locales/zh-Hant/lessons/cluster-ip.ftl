# source: cf5f48471ed5

### cluster-ip 課：預設的 Service 類型。

lesson-cluster-ip-title = ClusterIP：只供內部使用
lesson-cluster-ip-summary = 沒有寫類型時得到的就是它：每個 { -pod } 都能呼叫、外面誰也呼叫不到的位址。看看它究竟住在哪裡。

## 步驟 1

lesson-cluster-ip-step-no-type = 您沒有寫類型
lesson-cluster-ip-no-type =
    請讀一讀編輯器裡的 { -service }。它有{ -selector }（selector），也有{ -port }（port），卻隻字未提自己的 `type`（類型）。於是 Kubernetes 填入了預設值：`ClusterIP`。

    讓訪客呼叫它看看。
lesson-cluster-ip-try-send = 呼叫 `web`
# $clusterIp 是 Service 的叢集 IP。
lesson-cluster-ip-virtual =
    訪客先問{ -cluster }的 DNS，`web` 是什麼意思，得到的答案是 `{ $clusterIp }`。這就是 { -service } 的**{ -cluster-ip }**（cluster IP）。

    請在圖中找找這個位址。它不在任何 { -pod } 上，也不在任何{ -node }（node）上；之所以畫成一條虛線帶，是因為它是**虛擬**的。它只以{ -rule }的形式存在，每個{ -node }上都是同樣的{ -rule }。

## 步驟 2

lesson-cluster-ip-step-outside = 從外面來
# $clusterIp 是 Service 的叢集 IP。
lesson-cluster-ip-outside =
    您的筆電不屬於這個{ -cluster }。它位於另一個網路，不過連得到{ -nodes }。假設有人在電話裡把位址 `{ $clusterIp }` 唸給您聽。
# $clusterIp 是 Service 的叢集 IP。
lesson-cluster-ip-predict-laptop = 筆電送往 `{ $clusterIp }`。會發生什麼事？
lesson-cluster-ip-predict-laptop-answers = 某個 { -pod } 會回答。
lesson-cluster-ip-predict-laptop-refused = 立刻被拒絕。
lesson-cluster-ip-predict-laptop-silence = 毫無回音。
# $clusterIp 是 Service 的叢集 IP。
lesson-cluster-ip-predict-laptop-after =
    筆電所在的網路從來沒聽過 `{ $clusterIp }`，所以{ -packet }（packet）根本到不了任何{ -node }，那裡的{ -rule }也就無從發揮作用。也沒有人說「不」：對筆電來說就是一片寂靜，`curl: (28)`。

    這不是防火牆。只存在於內部的位址，本來就沒有路可以通到那裡。

## 步驟 3

lesson-cluster-ip-step-on-a-node = 在{ -node }上
lesson-cluster-ip-on-a-node =
    現在您登入 `node-1`，從那裡送出。{ -node }不是 { -pod }，但它是{ -cluster }的一員，而{ -rule }就寫在它自己的核心裡。
lesson-cluster-ip-predict-node = `node-1` 自己送往{ -cluster-ip }。會發生什麼事？
lesson-cluster-ip-predict-node-answers = 某個 { -pod } 會回答。
lesson-cluster-ip-predict-node-silence = 毫無回音：{ -cluster-ip } 只給 { -pods } 使用。
lesson-cluster-ip-predict-node-after =
    { -packet }還沒離開，{ -node }的核心就已經改寫了它。所謂「內部」，就是有這些{ -rule }的地方：每個{ -node }，因此也包括{ -node }上的每個 { -pod }。

    在{ -node }上，您甚至可以跳過 { -service }，用 { -pod } 自己的位址直接呼叫它。想知道兩者之中是哪一個壞了，這一招很有用。
lesson-cluster-ip-try-pod-ip = 直接呼叫 { -pod }

## 步驟 4

lesson-cluster-ip-step-source = 是誰在敲門？
# $visitorIp 是傳送端 Pod 的 IP 位址；$podIp 是某個回答的 Pod 的。
lesson-cluster-ip-source =
    路上改寫的是**目的地**（destination）：從{ -cluster-ip } 改成某個 { -pod } 的位址，例如 `{ $podIp }`。這叫做 DNAT（{ -destination-address }轉換）。但{ -packet }上還帶著傳送端的位址，也就是訪客的 `{ $visitorIp }`。
lesson-cluster-ip-predict-who-knocks = 訪客透過 { -service } 呼叫。回答的 { -pod } 看到的訪客位址是哪一個？
lesson-cluster-ip-predict-who-knocks-visitor = 訪客自己的位址。
lesson-cluster-ip-predict-who-knocks-node = 某個{ -node }的位址。
lesson-cluster-ip-predict-who-knocks-service = { -service } 的{ -cluster-ip }。
# $clusterIp 是 Service 的叢集 IP。
lesson-cluster-ip-predict-who-knocks-after =
    來源維持原樣。在 { -pods } 之間，{ -cluster-ip } 只改一樣東西，就是目的地，並在回應中改回來：訪客看到回應來自 `{ $clusterIp }`，正是它呼叫的位址。為了做到這一點，核心會記住每一個連線。

## 步驟 5

lesson-cluster-ip-step-ports = 兩個{ -port }
lesson-cluster-ip-ports =
    { -service } 裡會寫到兩個{ -port }。`port` 是它自己的，供呼叫端使用；`targetPort` 是 { -pod } 的，{ -packet }會接著送往那裡。省略 `targetPort` 時，它就和 `port` 相同。

    這些 { -pods } 裡的程式在 8080 上接聽。訪客呼叫 `api:80`，看到的卻是 `curl: (7)`，被拒絕了。清單上明明有兩個 { -pods } 呀。
lesson-cluster-ip-exercise-knock-right = 修好這個 { -service }，讓 `api:80` 回答。
lesson-cluster-ip-exercise-knock-right-goal-answers = 訪客呼叫 `api:80` 五次，每次都得到回答。
lesson-cluster-ip-exercise-knock-right-hint-1 = 送出一次，沿著路徑一步一步走到最後一站。在那裡敲的是哪個{ -port }？
lesson-cluster-ip-exercise-knock-right-hint-2 = 程式啟動時帶著 `--http-port=8080`。{ -pod } 只在它的程式接聽的{ -port }上回答，其他的都不會。
lesson-cluster-ip-exercise-knock-right-hint-3 = 保留 `port: 80`，並設定 `targetPort: 8080`。
lesson-cluster-ip-exercise-knock-right-after =
    { -rule }照吩咐做事，把{ -packet }送到一個沒有人接聽的{ -port }，是那個 { -pod } 自己說了「不」。`containerPort` 也幫不上忙：它是寫給人看的備註，什麼也不會開放。

## 步驟 6

lesson-cluster-ip-step-inside = 留在內部
lesson-cluster-ip-inside =
    這裡有一個管理頁面，有人用 `NodePort` 類型把它公開在每個{ -node }的{ -port } 30090 上。任何人只要連得到{ -node }，就連得到它。它本該只給 { -pods } 使用。
lesson-cluster-ip-exercise-inside-only = 讓 `admin` 只能從內部連到。
lesson-cluster-ip-exercise-inside-only-goal-inside = 內部的訪客呼叫 `admin:80`，並得到回答。
lesson-cluster-ip-exercise-inside-only-goal-closed-1 = 筆電敲 `node-1` 的{ -port } 30090，被拒絕。
lesson-cluster-ip-exercise-inside-only-goal-closed-2 = 筆電敲 `node-2` 的{ -port } 30090，被拒絕。
lesson-cluster-ip-exercise-inside-only-hint-1 = 哪一種 { -service } 只供內部使用？您甚至不必寫出來。
lesson-cluster-ip-exercise-inside-only-hint-2 = 拿掉類型，或寫 `type: ClusterIP`。門不在了，還有什麼東西也該跟著拿掉？
lesson-cluster-ip-exercise-inside-only-hint-3 = 移除 `type: NodePort` 和 `nodePort: 30090` 這兩行，其餘不動。
lesson-cluster-ip-exercise-inside-only-after =
    這樣一改，{ -cluster-ip } 仍是同一個，只有{ -nodes }上的門不見了。請留意其中的差別：門關著的時候，{ -node }會**拒絕**，因為{ -node }本身存在，能夠回答；而{ -cluster-ip } 給筆電的則是一片寂靜。

## 尾聲

lesson-cluster-ip-did =
    Kubernetes 為您做了這些事：

    - API 伺服器填入 `type: ClusterIP`，並從 { -service } 的位址範圍裡選了一個空閒的位址。
    - DNS 多了一筆記錄：`web` 就是那個位址。
    - kube-proxy 把相關的{ -rule }寫進**每個**{ -node }的核心，然後退到一旁。沒有任何{ -packet }會經過 kube-proxy。
    - 每有一個新的連線，核心就選一個 { -pod }，把目的地改寫一次，回應回來時再改寫回去。
