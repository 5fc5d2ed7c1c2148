### 沙盒的範例：名稱，以及一段說明，講可以試什麼、清單檔案的作者在哪裡弄錯了。
### 清單檔案本身保持作者當初寫的樣子。

example-empty = 空白的編輯器
    .note =
        三個{ -node }和一個訪客 { -pod }，此外什麼都沒有。請輸入{ -manifest }，或選另一個範例拆開來研究。
example-hostname-service = NodePort，出自一份英文筆記
    .note =
        這份筆記只有 { -service }；實驗室另外加了兩個{ -label }為 `app: echo-hostname`、在{ -port } 80 上接聽的 { -pods }。不論 { -pods } 在哪裡執行，兩個{ -node }都會在{ -port } 30163 上回答。

        筆記上說，NodePort { -service } 會路由到 ClusterIP { -service }。它確實也得到一個{ -cluster-ip }，但請沿著路徑一步一步看：只改寫一次，就從{ -node }的{ -port }直達 { -pod }。
example-my-service = ClusterIP，出自一份中文筆記
    .note =
        筆記上說它的 { -pods } 在{ -port } 80 上接聽，卻沒有附上任何 { -pod }；實驗室加了兩個這樣的。但它的 `targetPort` 是 9376，那裡沒有人接聽：訪客會被**拒絕**。

        設定 `targetPort: 80`，它就會回答。`port` 和 `targetPort` 之中，只有後者必須是程式接聽的{ -port }。
example-my-service-external-ip = 外部 IP，出自同一份筆記
    .note =
        原樣送出會被拒絕：`protocol: http` 並不存在。{ -service } 使用 TCP、UDP 和 SCTP，不看裡面的內容；HTTP 是經由 TCP 傳送的。請寫 `protocol: TCP`，然後也修正 `targetPort`，因為 { -pods } 在 80 上接聽。

        在那之後，送往 `80.11.12.10` 的請求就會得到回答，前提是有人把這個位址路由到某個{ -node }；這裡的外部網路正是如此。Kubernetes 1.36 會警告這個{ -field }已棄用。
example-svc-1-cluster-ip = ClusterIP，出自一份韓文筆記
    .note =
        一個綁在 `k8s-node1` 上的 { -pod }，以及一個沒寫類型、因此是 ClusterIP 的 { -service }。實驗室知道{ -image } `test/app` 在 8080 上接聽。從內部呼叫，{ -port } 9000 會回答；從外部呼叫，毫無回音。
example-svc-1-node-port = 採用 Local 的 NodePort，出自同一份筆記
    .note =
        `externalTrafficPolicy: Local`，加上一個綁在 `k8s-node1` 上的 { -pod }。所以{ -port } 30000 只在 `k8s-node1` 上回答；在 `k8s-node2` 上，{ -packet }會被捨棄，筆電只能空等。

        筆記上說，每個{ -node }的{ -port }都通往這個 { -pod }。如果採用預設的 `Cluster`，確實會如此。
example-svc-1-load-balancer = LoadBalancer，出自同一份筆記
    .note =
        筆記上說要呼叫{ -node }的{ -port } 30000。但這個 { -service } 沒有寫 `nodePort`，所以 Kubernetes 選了別的號碼：請看看儲存了什麼。平常的入口是{ -load-balancer }的位址，{ -port } 9000。
example-headless = Headless：沒有自己的位址
    .note =
        寫了 `clusterIP: None`，就沒有虛擬位址，也沒有{ -rule }。DNS 會回答所有已就緒 { -pods } 的位址，由呼叫端選一個。所以 `port` 起不了作用：呼叫端用的是 { -pod } 自己的{ -port }。
example-external-name = ExternalName：替名稱另取一個名稱
    .note =
        沒有 { -pods }、沒有位址、沒有{ -rule }：DNS 說 `billing` 就是 `billing.example.com`，{ -packet }就往那裡去。一路上，{ -service } 完全不會碰它。
example-ingress = Ingress 與它的控制器
    .note =
        { -ingress } 只是資料：{ -controller }（一個有自己 { -service } 的 { -pod }）讀它，看主機名稱和路徑，再自己去呼叫後面的 { -pods }。在終端機裡：`curl --resolve shop.example:80:位址 http://shop.example/cart`，位址用{ -load-balancer }的。
