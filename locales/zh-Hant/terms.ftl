### 固定詞彙。每個事物只用一個詞，全站一致。程式碼裡的 Kubernetes 名稱一律保留英文。
### 註解 "not:" 列出不得用來指同一事物的詞；內容檢查會找出它們。

## 物件種類

-service = Service
-services = Service
-pod = Pod
-pods = Pod
-deployment = Deployment
-deployments = Deployment
-replicaset = ReplicaSet
-endpointslice = EndpointSlice
-endpointslices = EndpointSlice
# not: 名字空間
-namespace = 命名空間
-container = 容器
-configmap = ConfigMap
-ingress = Ingress
-networkpolicy = NetworkPolicy
-statefulset = StatefulSet
-ingressclass = IngressClass
-autoscaler = HorizontalPodAutoscaler
-endpoints-object = Endpoints

## 叢集

-node = 節點
-nodes = 節點
# not: 集群, 群集
-cluster = 叢集
# not: 鏡像
-image = 映像檔
-replica = 副本
-manifest = 清單檔案
# not: 對象
-object = 物件
# not: 字段
-field = 欄位
# not: 标签
-label = 標籤
-labels = 標籤
-annotation = 註解
# not: 選擇算符
-selector = 選擇器
-control-plane = 控制平面
-controller = 控制器
-workload = 工作負載

## 網路

-endpoint = 端點
-endpoints = 端點
-cluster-ip = 叢集 IP
-virtual-ip = 虛擬 IP
-external-ip = 外部 IP 位址
# not: IP 地址
-ip-address = IP 位址
# not: 通訊埠, 端口
-port = 連接埠
-node-port = 節點連接埠
# not: 負載均衡
-load-balancer = 負載平衡器
-load-balancing = 負載平衡
# not: 數據包, 資料包
-packet = 封包
-traffic = 流量
-external-traffic-policy = 外部流量原則
-internal-traffic-policy = 內部流量原則
-session-affinity = 工作階段親和性
-source-address = 來源位址
-destination-address = 目的地位址
-masquerade = 偽裝
-hairpin = 髮夾
-round-robin = 輪詢
# not: Proxy 模式
-proxy-mode = 代理模式
-rule = 規則
-dns-record = DNS 記錄
-environment-variable = 環境變數
# not: 客戶端
-client = 用戶端
-backend = 後端
-topology = 拓撲
-zone = 區域

## 生與滅

-readiness = 就緒
# not: 就緒探針
-readiness-probe = 就緒探查
-liveness-probe = 存活探查
-health-check = 健康狀態檢查
-rolling-update = 滾動更新
# not: 上線
-rollout = 推出
# not: 體面終止
-graceful-termination = 正常終止
-terminating = 終止中
# not: 超時
-timeout = 逾時
-desired-state = 期望的狀態

## 實驗室

-hint = 提示
-exercise = 練習
-solution = 參考答案
