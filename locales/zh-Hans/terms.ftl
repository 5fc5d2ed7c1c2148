### 固定词汇。每个事物只用一个词，全站一致。代码里的 Kubernetes 名称始终保持英文。
### 注释 "not:" 列出不得用来指同一事物的词；内容检查会查找它们。

## 对象类型

# not: 服務
-service = Service
-services = Service
-pod = Pod
-pods = Pod
-deployment = Deployment
-deployments = Deployment
-replicaset = ReplicaSet
-endpointslice = EndpointSlice
-endpointslices = EndpointSlice
# not: 名字空间
-namespace = 命名空间
-container = 容器
-configmap = ConfigMap
-ingress = Ingress
-networkpolicy = NetworkPolicy
-statefulset = StatefulSet
-ingressclass = IngressClass
-autoscaler = HorizontalPodAutoscaler
-endpoints-object = Endpoints

## 集群

# not: 節點
-node = 节点
-nodes = 节点
-cluster = 集群
-image = 镜像
-replica = 副本
-manifest = 清单
-object = 对象
-field = 字段
-label = 标签
-labels = 标签
-annotation = 注解
# not: 选择器
-selector = 选择算符
-control-plane = 控制平面
-controller = 控制器
-workload = 工作负载

## 网络

# not: 終點
-endpoint = 端点
-endpoints = 端点
-cluster-ip = 集群 IP
-virtual-ip = 虚拟 IP
-external-ip = 外部 IP 地址
-ip-address = IP 地址
# not: 连接埠, 通訊埠
-port = 端口
-node-port = 节点端口
# not: 负载平衡器
-load-balancer = 负载均衡器
-load-balancing = 负载均衡
# not: 封包, 报文
-packet = 数据包
-traffic = 流量
-external-traffic-policy = 外部流量策略
-internal-traffic-policy = 内部流量策略
-session-affinity = 会话亲和性
-source-address = 源地址
-destination-address = 目标地址
-masquerade = 伪装
-hairpin = 发夹
-round-robin = 轮转
# not: 代理方式
-proxy-mode = 代理模式
-rule = 规则
-dns-record = DNS 记录
-environment-variable = 环境变量
-client = 客户端
-backend = 后端
-topology = 拓扑
-zone = 区域

## 生与灭

-readiness = 就绪
-readiness-probe = 就绪态探针
-liveness-probe = 存活态探针
-health-check = 健康检查
-rolling-update = 滚动更新
-rollout = 上线
-graceful-termination = 体面终止
-terminating = 正在终止
-timeout = 超时
-desired-state = 预期状态

## 实验室

-hint = 提示
-exercise = 练习
-solution = 参考答案
