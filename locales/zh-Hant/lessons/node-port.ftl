# source: 29e547b5e96a

### node-port 課：每個節點上都有一扇門。

lesson-node-port-title = NodePort：每個{ -node }都開一扇門
lesson-node-port-summary = 從外面經由任何一個{ -node }連到 { -service }，看看途中是誰改了哪個位址，以及{ -node }停機時會發生什麼事。

## 步驟 1

lesson-node-port-step-every-door = 每個{ -node }都開門
# $clusterIp 是 Service 的叢集 IP。
lesson-node-port-every-door =
    { -cluster-ip } 只供內部使用。設定 `type: NodePort` 之後，{ -service } 保留原有的{ -cluster-ip } `{ $clusterIp }`，另外再得到一個**{ -node-port }**（node port）：30000 到 32767 之間的一個{ -port }號碼，在**每個**{ -node }（node）上都開放。這個 { -service } 要求的是 `30080`。
# $node1Ip 與 $node2Ip 是兩個節點的位址。
lesson-node-port-knock =
    唯一的 { -pod } 住在 `node-1`（`{ $node1Ip }`）。您的筆電要敲的卻是 `node-2`（`{ $node2Ip }`）的{ -port } 30080，那裡並沒有這樣的 { -pod }。
lesson-node-port-predict-other-node = 筆電敲 `node-2` 的門。會發生什麼事？
lesson-node-port-predict-other-node-answers = `node-1` 上的 { -pod } 會回答。
lesson-node-port-predict-other-node-refused = `node-2` 會拒絕：{ -pod } 不在這裡。
lesson-node-port-predict-other-node-silence = 毫無回音。
lesson-node-port-predict-other-node-after =
    每個{ -node }上的{ -rule }都一樣。`node-2` 不需要有自己的 { -pod }：它的核心選了清單上唯一的那個 { -pod }，改寫目的地，再把{ -packet }（packet）轉送給 `node-1`。

    許多書上說，{ -node-port }會通往{ -cluster-ip }。請沿著路徑一步一步看：目的地只改寫了**一次**，直接改成 { -pod } 的位址。

## 步驟 2

lesson-node-port-step-whose-address = 是誰在敲門？
# $podIp 是 Pod 的 IP 位址。
lesson-node-port-whose-address =
    目的地改成了 { -pod } 的位址 `{ $podIp }`。再想想回應：它必須從 `node-2` 回到筆電，因為筆電問的是 `node-2`。
lesson-node-port-predict-who-knocks = { -pod } 看到的訪客位址是哪一個？
lesson-node-port-predict-who-knocks-laptop = 筆電的位址。
lesson-node-port-predict-who-knocks-node = `node-2` 的某個位址。
lesson-node-port-predict-who-knocks-service = { -service } 的{ -cluster-ip }。
lesson-node-port-predict-who-knocks-after =
    `node-2` 也改寫了**來源**（source），改成它自己的位址。這叫做來源 NAT（SNAT），又稱為{ -masquerade }（masquerade）。於是 { -pod } 回應給 `node-2`，`node-2` 再把一切還原，回應給筆電。

    若不這麼做，{ -pod } 就會直接回應筆電，用的是筆電從沒問過的位址，筆電會把這個回應丟掉。代價是：{ -pod } 不會知道真正的呼叫端是誰。

## 步驟 3

lesson-node-port-step-three-ports = 三個{ -port }
lesson-node-port-three-ports =
    三個號碼，三個地方：

    - `nodePort`：在每個{ -node }上，供外部的呼叫端使用。
    - `port`：在{ -cluster-ip } 上，供內部的呼叫端使用。
    - `targetPort`：在 { -pod } 上，程式在那裡接聽。

    前兩個都直接通往第三個。省略 `nodePort` 時，Kubernetes 會選一個空閒的。如果要求的號碼在範圍之外，例如 8080，API 伺服器就會拒絕這個 { -service }。

    這家商店只對 { -pods } 開放。
lesson-node-port-exercise-open-the-door = 讓商店對筆電開放：每個{ -node }的{ -port } `30163`。
lesson-node-port-exercise-open-the-door-goal-node-1 = 筆電敲 `node-1` 的{ -port } 30163，商店回答。
lesson-node-port-exercise-open-the-door-goal-node-2 = `node-2` 也一樣。
lesson-node-port-exercise-open-the-door-goal-inside = 內部的訪客仍然可以呼叫 `shop:80`。
lesson-node-port-exercise-open-the-door-hint-1 = 少了兩行：什麼類型，以及什麼號碼。它們各該寫在哪裡？
lesson-node-port-exercise-open-the-door-hint-2 = 類型屬於整個 { -service }，寫在 `selector` 旁邊。號碼屬於某一個{ -port }，寫在 `port` 和 `targetPort` 旁邊。
lesson-node-port-exercise-open-the-door-hint-3 = 在 `spec` 之下寫 `type: NodePort`，並在該{ -port }之下寫 `nodePort: 30163`。
lesson-node-port-exercise-open-the-door-after =
    { -cluster-ip } 和它的{ -port }都維持原樣：NodePort { -service } 就是裝了門的 ClusterIP { -service }。

## 步驟 4

lesson-node-port-step-node-dies = 有個{ -node }停機了
lesson-node-port-node-dies =
    現在有兩個 { -pods }，每個{ -node }上各一個。您的筆電只記下了一個位址：`node-2`。接著，有人被 `node-2` 的電源線絆倒了。
lesson-node-port-predict-dead-door = `node-2` 停機了，而筆電去敲它的門。會發生什麼事？
lesson-node-port-predict-dead-door-answers = `node-1` 上的 { -pod } 會回答：{ -cluster }會處理好。
lesson-node-port-predict-dead-door-refused = 筆電立刻被拒絕。
lesson-node-port-predict-dead-door-silence = 毫無回音。
lesson-node-port-predict-dead-door-after =
    停機的機器不會回答任何人。`node-1` 上的{ -port }還開著，但選哪個{ -node }是呼叫端自己的事，而這個呼叫端只知道一個。

    現在去敲另一扇門，敲十次。仍然有些請求會失敗：在大約 50 秒內，{ -cluster }還不知道 `node-2` 已經停機，它的 { -pod } 還在清單上。選錯了，也不會重試。
lesson-node-port-try-other-door = 敲 `node-1` 十次
lesson-node-port-try-later = 等一分鐘，再敲十次

## 步驟 5

lesson-node-port-step-own-address = 看見筆電本身
lesson-node-port-own-address =
    這個 { -service } 的主人想知道是誰在呼叫。有個{ -field }可以做到：`externalTrafficPolicy`（{ -external-traffic-policy }）。它的預設值 `Cluster` 可能會把{ -packet }轉送到任何一個{ -node }，所以必須改寫來源。設為 `Local` 時，{ -node }只會把外部的呼叫端交給自己這裡的 { -pods }。不繞路，來源就能保留。

    但請留意一個陷阱：沒有這種 { -pod } 的{ -node }會默默地捨棄{ -packet }。
lesson-node-port-exercise-own-address = 不論筆電敲哪個{ -node }，都讓 { -pods } 看見筆電自己的位址。
lesson-node-port-exercise-own-address-goal-node-1 = 經由 `node-1`，筆電得到回答，且 { -pod } 看見筆電的位址。
lesson-node-port-exercise-own-address-goal-node-2 = 經由 `node-2` 也一樣。
lesson-node-port-exercise-own-address-hint-1 = 先改原則：在 `type` 旁邊加上 `externalTrafficPolicy: Local`，然後向兩個{ -node }各送一次。它們各有什麼反應？
lesson-node-port-exercise-own-address-hint-2 = `node-2` 沒有可以接收{ -packet }的 { -pod }。為什麼它們全都在 `node-1` 上執行？
lesson-node-port-exercise-own-address-hint-3 = { -deployment } 被自己的 `nodeSelector` 綁在 `node-1` 上，而且只要一個 { -pod }。
lesson-node-port-exercise-own-address-hint-4 = 移除 `nodeSelector` 和它下面那一行，設定 `replicas: 2`，並保留 `externalTrafficPolicy: Local`。
lesson-node-port-exercise-own-address-after =
    現在每個{ -node }都有自己的 { -pod }，沒有{ -packet }需要繞路，除了目的地之外，什麼都不必改寫。

## 尾聲

lesson-node-port-did =
    Kubernetes 為您做了這些事：

    - API 伺服器採用您要求的{ -port }，或選一個空閒的，並另外配發一個{ -cluster-ip }。
    - kube-proxy 把同一扇門寫進每個{ -node }的核心。
    - 您敲到的那個核心選了一個 { -pod } 並改寫目的地；採用 `Cluster` 原則時也改寫來源，好讓回應回得來。
    - 某個{ -node }沉默得夠久，它的 { -pods } 就會從清單上移除。

    沒有人做的事：叫筆電去試另一個{ -node }。要做到這一點，前面得再放點東西。
