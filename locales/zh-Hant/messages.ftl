### 引擎發現的事，用文字說出來：地點、步驟、原因、結果，以及叢集的設定。
### 連接埠和位址都以文字傳入；只有數量才是數字。

## 地點。$place 選擇地點的種類；$placeName 是它的名稱。

# $place 用於選擇；$placeName 是節點、Pod 或 Service 的名稱。
place =
    { $place ->
        [outside] 外部的筆電
        [node-client] { $placeName } 上的程式
        [pod-client] { -pod } { $placeName }
        [dns] { -cluster }的 DNS
        [load-balancer] { $placeName } 的{ -load-balancer }
        [node] { $placeName }
        [pod] { -pod } { $placeName }
       *[network] 網路
    }

## 步驟：封包在這一站受到什麼處理。一個句子，以及按鈕上的幾個字（.short）。
## $place 與 $placeName 說明在哪裡（見 place）；$from 與 $to 是處理前的來源與
## 目的地，$newFrom 與 $newTo 是處理後的。

step-resolve = { -client }詢問 DNS，這個名稱是什麼意思。
    .short = 詢問 DNS
# $from 是傳送端的位址與連接埠；$to 是目的地的。
step-send = { -client }從 `{ $from }` 送往 `{ $to }`。
    .short = 送出
# $placeName 是 Service；$newTo 是封包接著要去的地方。
step-balance = `{ $placeName }` 的{ -load-balancer }把{ -packet }交給一個{ -node }，送往 `{ $newTo }`。
    .short = 轉交
# $newFrom 與 $newTo 是新連線的兩端。
step-reconnect = { -load-balancer }自己接下這個連線，再從 `{ $newFrom }` 向 `{ $newTo }` 建立一個新的連線。
    .short = 重新連線
# $placeName 是節點；$to 是舊的、$newTo 是新的目的地。
step-dnat = `{ $placeName }` 把目的地從 `{ $to }` 改成 `{ $newTo }`。
    .short = 改目的地
# $placeName 是節點；$from 是舊的、$newFrom 是新的來源。
step-snat = `{ $placeName }` 把來源從 `{ $from }` 改成 `{ $newFrom }`。
    .short = 改來源
# $placeName 是節點；$newTo 與 $newFrom 是它寫入的位址。
step-dnat-snat = `{ $placeName }` 把目的地改成 `{ $newTo }`，並把來源改成 `{ $newFrom }`。
    .short = 兩者都改
# $place 用於選擇；$placeName 是節點。
step-forward =
    { $place ->
        [node] `{ $placeName }` 把{ -packet }原封不動地轉送出去。
       *[other] { -packet }原封不動地轉送出去。
    }
    .short = 轉送
# $place 用於選擇；$placeName 是 Pod。
step-deliver =
    { $place ->
        [pod] { -pod } `{ $placeName }` 裡的程式收下{ -packet }並回答。
       *[other] 那裡的程式收下{ -packet }並回答。
    }
    .short = 送達
# $placeName 是節點；$newFrom 與 $newTo 是回應現在的位址。
step-unnat =
    { $place ->
        [load-balancer] `{ $placeName }` 的{ -load-balancer }把回應傳回去，從 `{ $newFrom }` 到 `{ $newTo }`。
       *[other] `{ $placeName }` 記得這個連線，並把位址還原：從 `{ $newFrom }` 到 `{ $newTo }`。
    }
    .short = 還原
# $placeName 是代理所在的 Pod；$newFrom 和 $newTo 是另一個連線的兩端。
step-relay = { -pod } `{ $placeName }` 裡的代理握著兩個連線：從一個進來的，就從另一個送出去，從 `{ $newFrom }` 到 `{ $newTo }`。
    .short = 轉手
# $from 是用戶端眼中回應的來源。
step-arrive = 回應抵達，來自 `{ $from }`。
    .short = 抵達
# $to 是敲門的對方。
step-refuse = 往 `{ $to }` 的{ -packet }被拒絕：立刻傳回一聲簡短的「不」。
    .short = 拒絕
# $to 是封包想去的地方。
step-drop = 往 `{ $to }` 的{ -packet }被捨棄。沒有任何東西傳回來。
    .short = 捨棄
# $to 是封包想去的地方。
step-lose = 往 `{ $to }` 的{ -packet }遺失了。那裡沒有人回答。
    .short = 遺失

## 原因：起決定作用的規則或事實。

reason-has-route = { -client }有通往這個位址的路由。
# $name 是查詢的名稱；$addresses 是清單；$count 是個數。
reason-name-resolved =
    { $count ->
        [1] `{ $name }` 的位址是 `{ $addresses }`。
       *[other] `{ $name }` 有 { $count } 個位址：`{ $addresses }`。
    }
# $name 是查詢的名稱；$searched 是嘗試過的完整名稱清單。
reason-name-unknown = DNS 不認得 `{ $name }`。找過的名稱有 `{ $searched }`。
# $pod 是 Pod；$name 是所查詢的名稱；$policies 是清單。
reason-name-server-denied = { -pod } `{ $pod }` 向 DNS 查詢 `{ $name }`，卻沒有回音：有 { -networkpolicy } 管制它可以呼叫誰，而沒有一個允許它通往 DNS：`{ $policies }`。
# $name 是查詢的名稱。
reason-name-without-address = `{ $name }` 存在，但沒有位址：它後面沒有任何 { -pod } 已就緒。
# $name 是別名；$target 是它代表的名稱。
reason-name-alias = `{ $name }` 只是 `{ $target }` 的另一個名稱。{ -cluster }裡沒有任何{ -rule }會碰這個{ -packet }。
# $name 是查詢的名稱。
reason-no-cluster-dns = `{ $name }` 是{ -cluster }自己的 DNS 裡的名稱，而這個{ -client }問的是別的 DNS。
# $place 選擇用戶端的種類；$placeName 是它的名稱。
reason-client-not-running =
    { $place ->
        [pod-client] { -pod } `{ $placeName }` 沒有在執行，所以無法傳送。
        [node-client] `{ $placeName }` 沒有在執行，所以無法傳送。
       *[other] { -client }沒有在執行，所以無法傳送。
    }
# $service 是 Service；$endpoint 是選中的位址；$pick 與 $of 是第幾個、共幾個。
reason-endpoint-picked =
    { $of ->
        [1] `{ $service }` 只有一個{ -endpoint }可選：`{ $endpoint }`。
       *[other] `{ $service }` 有 { $of } 個{ -endpoints }可選，這次隨機選中第 { $pick } 個：`{ $endpoint }`。
    }
# $service 是 Service；$endpoint 是選中的位址；$pick 與 $of 是第幾個、共幾個；$address 是新的來源。
reason-endpoint-picked-masqueraded =
    { $of ->
        [1] `{ $service }` 只有一個{ -endpoint }可選：`{ $endpoint }`。來源改成了 `{ $address }`，這樣回應才會經由這裡回來；程式看不到原本是誰在問。
       *[other] `{ $service }` 有 { $of } 個{ -endpoints }可選，這次隨機選中第 { $pick } 個：`{ $endpoint }`。來源改成了 `{ $address }`，這樣回應才會經由這裡回來；程式看不到原本是誰在問。
    }
# $service 是 Service；$endpoint 是沿用的位址；$seconds 是逾時秒數。
reason-endpoint-kept = `{ $service }` 有{ -session-affinity }：這個呼叫端會一直留在 `{ $endpoint }`，直到它連續 { $seconds } 秒沒有開新連線為止。
# $endpoint 是這個連線通往的位址。
reason-established = 這個連線已經存在，通往 `{ $endpoint }`。只有連線的第一個{ -packet }才會比對{ -rule }。
# $endpoint 是連線記錄裡的位址。
reason-stale-connection = 核心還記得這個連線通往 `{ $endpoint }`，但那裡已經沒有人了。
# $address 是新的來源。
reason-masqueraded = 來源改成了 `{ $address }`，這樣回應才會經由這裡回來。
# $address 是新的來源。
reason-leaves-cluster = 離開 { -pod } 網路的{ -packet }，會換上所在{ -node }的位址：來源改成了 `{ $address }`。
reason-no-rule = 這個{ -node }上沒有與這個{ -packet }有關的{ -rule }，由路由決定它往哪裡走。
# $place 用於選擇；$placeName 是擁有這個位址的節點或 Pod。
reason-routed =
    { $place ->
        [node] 這個位址屬於 `{ $placeName }`。
        [pod] 這個位址屬於 { -pod } `{ $placeName }`。
       *[other] 這個位址在這台機器之外。
    }
reason-loopback = 傳送端和程式在同一台機器上。
# $port 是連接埠。
reason-listening = 有程式在{ -port } { $port } 上接聽。
# $address、$port 與 $protocol（TCP、UDP、SCTP）是敲門的對方。
reason-nobody-listens = `{ $address }` 確實存在，但沒有程式在 { $protocol } { -port } { $port } 上接聽。它的核心回絕了。
# $port 是連接埠。
reason-listens-on-loopback = 程式只在 `127.0.0.1` 的{ -port } { $port } 上接聽。它只聽得到自己的 { -pod }，聽不到別人。
# $port 是連接埠；$protocol 是程式接聽的通訊協定。
reason-listens-for-other = 有程式在{ -port } { $port } 上接聽，但只接聽 { $protocol }。
# $pod 是 Pod。
reason-process-down = { -pod } `{ $pod }` 裡的程式現在沒有在執行。
# $pod 是 Pod。
reason-shutting-down = { -pod } `{ $pod }` 裡的程式已收到結束的通知（SIGTERM），不再接受新的連線。
# $pod 是 Pod；$node 是所指規則所在的節點。
reason-rules-behind = `{ $node }` 的{ -rule }還寫著正在刪除的 { -pod } `{ $pod }`：它的程式已收到結束的通知（SIGTERM），而{ -rule }要再過片刻才會跟上 { -endpointslice }。
# $service 是 Service。
reason-no-endpoints = `{ $service }` 沒有任何已就緒的{ -endpoint }。這時的{ -rule }是 REJECT：呼叫端會立刻得知。
# $service 是 Service；$node 是節點；$policy 是欄位名稱。
reason-no-local-endpoints = `{ $service }` 的 `{ $policy }` 是 `Local`，而 `{ $node }` 自己沒有可以接收{ -packet }的 { -pod }。這時的{ -rule }是 DROP。
# $service 是 Service；$source 是呼叫端的位址。
reason-source-not-allowed = `{ $source }` 不在 `{ $service }` 的 `loadBalancerSourceRanges` 的任何範圍內。
# $service 是 Service；$address 與 $port 是請求的對方；$served 是它的連接埠。
reason-not-served = `{ $address }` 屬於 `{ $service }`，但 `{ $service }` 沒有{ -port } { $port }，只有 { $served }。
# $address 是 Service 的位址；$service 是 Service；$label 是標籤的鍵。
reason-other-proxy = `{ $address }` 屬於 `{ $service }`，但它的{ -label } `{ $label }` 叫 kube-proxy 不要管它。沒有任何{ -rule }把這個位址帶往別處。
# $address 是請求的位址。
reason-unused-service-address = `{ $address }` 在{ -cluster-ip } 的範圍內，但沒有任何 { -service } 使用它。
# $address 是請求的位址。
reason-no-route-to-services = `{ $address }` 是{ -cluster-ip }，只以{ -rule }的形式存在於{ -nodes }上，{ -client }的網路沒有通往那裡的路。
# $address 是請求的位址。
reason-no-route-to-pods = `{ $address }` 是 { -pod } 的位址，只存在於{ -cluster }內部，{ -client }的網路沒有通往那裡的路。
# $address 是請求的位址。
reason-no-route-to-nodes = `{ $address }` 是{ -client }到不了的{ -node }：這裡的{ -nodes }是{ -container }，位於它們自己的網路裡。
# $node 是節點。
reason-node-down = `{ $node }` 已停機。停機的機器不會回答任何人。
# $address 是請求的位址。
reason-nobody-there = 沒有人使用 `{ $address }` 這個位址。
# $address 是請求的位址。
reason-outside-host = `{ $address }` 是{ -cluster }外某台機器的位址，由它回答。
# $address 是請求的位址。
reason-api-server = `{ $address }` 是 API 伺服器的位址，由它回答。
# $pod 是 Pod。
reason-no-hairpin = 隨機選擇的結果，讓 { -pod } `{ $pod }` 連回了自己，而這個網路不讓{ -packet }從同一扇門出去又進來。
# $pod 是 Pod；$direction 是 ingress 或 egress；$policies 是清單。
reason-denied-by-policy =
    { $direction ->
        [ingress] 有 { -networkpolicy } 管制誰可以呼叫 { -pod } `{ $pod }`，而沒有一個允許這個呼叫端：`{ $policies }`。
       *[egress] 有 { -networkpolicy } 管制 { -pod } `{ $pod }` 可以呼叫誰，而沒有一個允許這次呼叫：`{ $policies }`。
    }
# $service 是 Service。
reason-load-balancer-pending = `{ $service }` 的{ -load-balancer }還在等待（pending）：這個{ -cluster }裡沒有人會建立它，所以沒有位址。
# $node 是節點；$pick 與 $of 是第幾個、共幾個。
reason-node-picked =
    { $of ->
        [1] { -load-balancer }只知道一個健康的{ -node }：`{ $node }`。
       *[other] { -load-balancer }知道 { $of } 個健康的{ -nodes }，這次選了第 { $pick } 個：`{ $node }`。
    }
# $service 是 Service。
reason-no-healthy-node = `{ $service }` 的{ -load-balancer }找不到可以送往的健康{ -node }。
# $service 是 Service；$port 是請求的連接埠。
reason-load-balancer-port-closed = `{ $service }` 的{ -load-balancer }沒有在{ -port } { $port } 上接聽。
reason-connection-tracked = 核心記得這個連線（conntrack），並在回應中把改寫過的部分還原。
reason-balancer-remembers = { -load-balancer }記得這是誰的連線，並以自己的位址回答。
reason-awaited = { -client }正在等候來自這個位址的回應。
# $expected 是用戶端詢問的對方；$got 是回應的來源。
reason-answer-from-stranger = 回應來自 `{ $got }`，但{ -client }問的是 `{ $expected }`，於是把這個回應丟掉了。

## 結果：請求如何收場。curl 自己的那一行會照原文列在旁邊。

# $by 用於選擇：pod、node、outside（叢集外的機器）或 api-server；$pod、$node 是名稱；$source 是對方看到的位址。
verdict-delivered =
    { $by ->
        [pod] { -pod } `{ $pod }` 回答了。它看到的訪客是 `{ $source }`。
        [outside] { -cluster }外的一台機器回答了。它看到的訪客是 `{ $source }`。
        [api-server] API 伺服器回答了。它看到的訪客是 `{ $source }`。
       *[node] `{ $node }` 上的程式回答了。它看到的訪客是 `{ $source }`。
    }
    .short = 已回答
verdict-refused = 拒絕：對方立刻說了「不」。
    .short = 拒絕
verdict-timed-out = { -timeout }：什麼都沒有傳回來，{ -client }放棄等待。
    .short = { -timeout }
verdict-not-resolved = 無法解析：{ -client }沒有得到這個名稱的位址，所以什麼都沒送出。
    .short = 無法解析
verdict-not-sent = 沒有送出：沒有這個{ -client }，或它沒有在執行。
    .short = 沒有送出

## 為什麼某個端點沒有被選上。

left-out-not-ready = 未就緒
left-out-terminating = { -terminating }，而還有其他已就緒的
left-out-not-local = 在另一個{ -node }上，而原則是 `Local`
left-out-other-zone = 是留給另一個{ -zone }的
left-out-other-node = 是留給另一個{ -node }的
left-out-other-by-affinity = 這個呼叫端固定使用另一個
left-out-not-picked = 隨機選中了另一個

## 叢集

provider-none = 無（停在 pending）
provider-gcp = Google Cloud
provider-azure = Azure
provider-aws-nlb = AWS，Network Load Balancer
provider-aws-classic = AWS，Classic Load Balancer
provider-openstack = OpenStack Octavia
provider-kind = kind 加上 cloud-provider-kind
proxy-mode-iptables = iptables（預設）
proxy-mode-nftables = nftables
node-up = 執行中
node-down = 停機
severity-error = 拒絕
severity-warning = 接受，但有警告
severity-advice = 接受；我們的建議
by-kubectl = kubectl 說
by-server = API 伺服器說
by-lab = Service Lab 說
# $kind 是 Kubernetes 自己的種類名稱。
kind =
    { $kind ->
        [Service] { -service }
        [Pod] { -pod }
        [Node] Node
        [Deployment] { -deployment }
        [ReplicaSet] { -replicaset }
        [EndpointSlice] { -endpointslice }
        [Endpoints] { -endpoints-object }
        [Namespace] Namespace
        [ConfigMap] { -configmap }
        [Ingress] { -ingress }
        [StatefulSet] { -statefulset }
        [IngressClass] { -ingressclass }
        [HorizontalPodAutoscaler] { -autoscaler }
       *[NetworkPolicy] { -networkpolicy }
    }

## 一個步驟帶來了什麼。$kind 是 Kubernetes 的種類名稱；$name、$pod、$node 與
## $service 是名稱；$address 是文字形式的位址。

happened-new = 建立了 `{ $kind }/{ $name }`。
happened-gone = 刪除了 `{ $kind }/{ $name }`。
happened-changed = 變更了 `{ $kind }/{ $name }`。
# $state 用於選擇：ready 或 starting。
happened-pod-new =
    { $state ->
        [ready] 新的 { -pod } `{ $pod }` 在 `{ $node }` 上執行，位址是 `{ $address }`。
       *[starting] 新的 { -pod } `{ $pod }` 正在啟動。
    }
happened-pod-gone = { -pod } `{ $pod }` 消失了，它的位址也跟著消失。
happened-pod-ending = 已通知 { -pod } `{ $pod }` 結束。
happened-pod-ready = { -pod } `{ $pod }` 已就緒，可以接收請求。
happened-pod-not-ready = { -pod } `{ $pod }` 不再就緒。
happened-pod-restarted = { -pod } `{ $pod }` 裡的程式已重新啟動。
# $seconds 是等候節點的秒數。
happened-node-unmissed = `{ $node }` 斷電了。{ -cluster }還沒發現：要連續 { $seconds } 秒收不到它的消息，才會當它不在。
happened-node-lost = { -cluster }發現 `{ $node }` 不在了。
happened-node-back = `{ $node }` 回來了。
# $has 用於選擇：address，沒有位址的 Service 則是 name。
happened-service-new =
    { $has ->
        [address] 建立了 { -service } `{ $service }`，得到位址 `{ $address }`。
       *[name] 建立了 { -service } `{ $service }`。它有名稱，但沒有自己的位址。
    }
happened-balancer = `{ $service }` 的{ -load-balancer }得到位址 `{ $address }`。
# $count 是現在已就緒的端點數。
happened-endpoints =
    { $count ->
        [0] `{ $service }` 的清單是空的：沒有任何已就緒的{ -endpoint }可以接收它的請求。
       *[other] `{ $service }` 的清單上現在有 { $count } 個已就緒的{ -endpoint }。
    }
