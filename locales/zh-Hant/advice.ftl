### 請求失敗時第一件該改的事。每個 id 都以 `advice-` 開頭：
### 這些文字在第一頁之後才送到。

# $service 是 Service。
advice-match-selector = 讓 `{ $service }` 的{ -selector }照 { -pods } 的{ -labels }來寫，一字不差。如果用的是 { -deployment }，就是它的 `template` 裡的{ -labels }。
# $service 是 Service；$namespace 是有這些標籤的 Pod 所在之處。
advice-move-to-pods = `{ $service }` 所在的{ -namespace }裡沒有符合其{ -selector }的 { -pod }，但 `{ $namespace }` 裡有。{ -selector }只在自己的{ -namespace }裡尋找：請把 { -service } 移過去。
advice-run-pods = `{ $service }` 的{ -selector }沒有寫錯，只是沒有這樣的 { -pod } 在執行。請啟動幾個；若用 { -deployment }，就改它的 `replicas`。
advice-make-pods-ready = 有符合的 { -pods }，但沒有一個已就緒。請查看 `STATUS` 與 `READY` 兩欄；如果設了{ -readiness-probe }，也請看看它。
# $service 是 Service。
advice-give-endpoints = `{ $service }` 沒有{ -selector }，所以沒有人會填它的清單。請給它一個{ -selector }，或自己建立 { -endpointslice }，用{ -label } `kubernetes.io/service-name` 寫明它屬於誰，{ -port }名稱也要相同。
# $service 是 Service；$name 是連接埠名稱。
advice-name-target-port = `{ $service }` 的 `targetPort` 是名稱 `{ $name }`。請替 { -pod } 的{ -container }的某個{ -port }取這個名稱，或改寫成數字。
# $service 是 Service；$asked 是錯的、$served 是對的連接埠。
advice-ask-served-port = 請改用 `{ $service }` 的{ -port } { $served }，不是 { $asked }。
# $service 是 Service；$port 是連接埠；$protocol 是請求使用的通訊協定。
advice-set-protocol = 替 `{ $service }` 的{ -port } { $port } 加一個 `protocol: { $protocol }` 的項目，或改用它已有的通訊協定。
# $service 是 Service；$wrong 與 $right 是連接埠號碼。
advice-set-target-port = 把 `{ $service }` 的 `targetPort` 設為 { $right }：程式在那裡接聽，而不是 { $wrong }。
# $pod 是 Pod；$port 是連接埠。
advice-listen-on-all-addresses = 讓 `{ $pod }` 裡的程式在 `0.0.0.0`（或 `::`）的{ -port } { $port } 上接聽，不要只在 `127.0.0.1`。
# $pod 是 Pod。
advice-start-process = 查明 `{ $pod }` 裡的程式為何停止：看它的狀態和記錄檔。
# $pod 是 Pod。
advice-wait-before-ending = 讓 `{ $pod }` 在結束前先等一下，例如 `lifecycle.preStop.sleep.seconds: 5`，這樣每個{ -node }的{ -rule }都能先跟上。
advice-ask-from-inside = 請從{ -cluster }內部連線。要從外部進來，請用{ -node-port }或{ -load-balancer }的位址（類型 `NodePort` 和 `LoadBalancer`）。
advice-map-port = 建立 kind { -cluster }時，把這個{ -port }對應到您的機器（`extraPortMappings`）。
# $service 是 Service；$nodePort 是它的節點連接埠。
advice-ask-node-port = `{ $service }` 在{ -nodes }上開放的是{ -port } { $nodePort }。請改用這一個。
# $service 是 Service；$node 是節點；$policy 是欄位名稱。
advice-place-pod-or-use-cluster =
    { $policy ->
        [internalTrafficPolicy] 在 `{ $node }` 上也執行一個 `{ $service }` 的 { -pod }，或設定 `{ $policy }: Cluster`。
       *[other] 在 `{ $node }` 上也執行一個 `{ $service }` 的 { -pod }、改找有 { -pod } 的{ -node }，或設定 `{ $policy }: Cluster`。
    }
# $service 是 Service；$source 是呼叫端的位址。
advice-allow-source = 在 `{ $service }` 的 `loadBalancerSourceRanges` 裡加上包含 `{ $source }` 的範圍。
# $name 是查詢的名稱；$namespace 是 Service 所在的命名空間。
advice-qualify-name = 簡短的名稱只會在呼叫端自己的{ -namespace }裡尋找。請改用 `{ $name }.{ $namespace }`。
# $name 是 Service 的名稱；$namespace 是它所在之處。
advice-look-in-namespace = `{ $name }` 在{ -namespace } `{ $namespace }` 裡。請改用 `{ $name }.{ $namespace }`。
# $address 是 externalName 裡的位址。
advice-name-no-address = `externalName` 要填名稱；DNS 在位址 `{ $address }` 後面什麼也找不到。要通往一個位址，請用沒有{ -selector }的 { -service }，再自己建立 { -endpointslice }。
# $service 是 Service；$label 是標籤的鍵。
advice-remove-label = 請把{ -label } `{ $label }` 從 `{ $service }` 拿掉，除非您就是不要 kube-proxy 管它。
# $name 是查詢的名稱。
advice-check-name = 請檢查 `{ $name }` 的拼字，以及這個 { -service } 是否存在。
# $service 是 Service；$nodePort 是 yes 或 no，表示它有沒有節點連接埠。
advice-install-provider =
    { $nodePort ->
        [no] 安裝會建立{ -load-balancer }的工具（cloud-provider-kind、MetalLB）。
       *[yes] 安裝會建立{ -load-balancer }的工具（cloud-provider-kind、MetalLB），或者暫時使用 `{ $service }` 的{ -node-port }。
    }
# $service 是 Service；$class 是它的 loadBalancerClass。
advice-serve-class = 這裡沒有人會建立 `{ $class }` 這個類別的{ -load-balancer }。請執行負責它的{ -controller }，或重新建立 `{ $service }`，不要寫 `loadBalancerClass`。
# $service 是 Service；$protocol 是 TCP、UDP 或 SCTP。
advice-no-such-balancer = 這裡建立的{ -load-balancer }不能傳送 { $protocol }。請用別的方式讓外面連到 `{ $service }` 的這些連接埠，例如 `NodePort` 類型的 { -service }。
# $pod 是 Pod；$gate 是它等待的條件。
advice-open-readiness-gate = { -pod } `{ $pod }` 設了 readiness gate `{ $gate }`，要由別人打開：某個{ -controller }必須在它的 status 裡設好這個條件。請執行那個{ -controller }，或拿掉 `readinessGates`。
# $node 是節點。
advice-wait-for-node = 請改找另一個{ -node }。大約 50 秒後，{ -cluster }會發現 `{ $node }` 不在了，並把它的 { -pods } 從清單上移除。
# $policy 是 NetworkPolicy；$direction 是 ingress 或 egress；$port 是目的地自己的連接埠。
advice-allow-in-policy =
    { $direction ->
        [ingress] 在 { -networkpolicy } `{ $policy }` 的 `ingress` 裡允許這個呼叫端；連接埠要寫 { -pod } 自己監聽的 `{ $port }`。
       *[egress] 在 { -networkpolicy } `{ $policy }` 的 `egress` 裡允許這個目的地；連接埠要寫它自己監聽的 `{ $port }`。
    }
# $policy 是 NetworkPolicy。
advice-allow-dns = 在 { -networkpolicy } `{ $policy }` 的 `egress` 裡也允許 DNS：連接埠 53 的 UDP 和 TCP，通往{ -namespace } `kube-system` 裡帶有{ -label } `k8s-app: kube-dns` 的 { -pod }。
# $policy 是 NetworkPolicy；$address 是改寫後的位址。
advice-keep-source = { -networkpolicy } `{ $policy }` 看到的是 `{ $address }`，某個{ -node }已經把呼叫端的位址改寫成這個。請設定 `externalTrafficPolicy: Local`，讓呼叫端自己的位址傳到，或允許各個{ -node }的位址。
advice-open-new-socket = 請開一個新的連線：舊的連線通往一個已經不存在的位址。
advice-enable-hairpin = 在網路中開啟{ -hairpin }（hairpin）模式，或讓這個 { -pod } 呼叫別的 { -pod }。
# $ingress 是 Ingress。
advice-install-ingress-controller = { -ingress } `{ $ingress }` 只是一個願望，這裡沒有人在讀它。請執行一個 Ingress { -controller }（例如 ingress-nginx），給它自己的 { -service }，再呼叫它。
# $ingress 是 Ingress；$host 是規則裡的名稱。
advice-resolve-ingress-host = { -ingress } `{ $ingress }` 有一條 `{ $host }` 的規則，但這不會把名稱放進 DNS。請把{ -controller }的位址告訴{ -client }：`curl --resolve { $host }:80:位址 http://{ $host }/`。
# $service 是 Service。
advice-ask-cluster-ip = 從內部請以名稱呼叫 `{ $service }`；{ -node-port }是給外部的呼叫端用的。
