# source: 29e547b5e96a

### 레슨 node-port: 노드마다 문 하나.

lesson-node-port-title = NodePort: 모든 노드가 문을 엽니다
lesson-node-port-summary = 밖에서 아무 { -node }나 거쳐 { -service }에 닿아 봅니다. 가는 길에 누가 어느 주소를 바꾸는지, { -node }가 죽으면 어떻게 되는지 알아봅니다.

## Step 1

lesson-node-port-step-every-door = 모든 { -node }가 문을 엽니다
# $clusterIp is the Service's cluster IP.
lesson-node-port-every-door =
    { -cluster-ip }(cluster IP)는 안에서만 쓸 수 있습니다. `type: NodePort`를 적으면
    { -service }(Service)는 { -cluster-ip }인 `{ $clusterIp }` 주소를 그대로 가진 채 한 가지를 더
    얻습니다. 바로 **{ -node-port }**(node port)입니다. 30000부터 32767까지의 포트 번호로, **모든**
    { -node }(node)에서 열립니다. 이 { -service }는 `30080`을 달라고 했습니다.
# $node1Ip and $node2Ip are the addresses of the nodes.
lesson-node-port-knock =
    하나뿐인 { -pod }(Pod)는 `node-1` 노드(`{ $node1Ip }`)에 삽니다. 이제 노트북이 그런 { -pod }가
    없는 `node-2` 노드(`{ $node2Ip }`)의 30080 포트를 두드리려 합니다.
lesson-node-port-predict-other-node = 노트북이 `node-2` 노드를 두드립니다. 어떻게 될까요?
lesson-node-port-predict-other-node-answers = `node-1` 노드의 { -pod }가 답합니다.
lesson-node-port-predict-other-node-refused = { -pod }가 여기 없으므로 `node-2` 노드가 거부합니다.
lesson-node-port-predict-other-node-silence = 아무것도 돌아오지 않습니다.
lesson-node-port-predict-other-node-after =
    모든 { -node }에 같은 규칙이 있습니다. `node-2` 노드에는 자기 { -pod }가 없어도 됩니다. 그 커널이
    목록에 하나뿐인 { -pod }를 골라 목적지를 고쳐 쓰고 { -packet }(packet)을 `node-1` 노드로
    보냈습니다.

    { -node-port }가 { -cluster-ip }로 이어진다고 말하는 책이 많습니다. { -packet }의 경로를 한
    단계씩 따라가 보십시오. 목적지는 **단 한 번**, 곧장 { -pod }로 바뀌었습니다.

## Step 2

lesson-node-port-step-whose-address = 누가 문을 두드릴까
# $podIp is the Pod's IP address.
lesson-node-port-whose-address =
    목적지는 { -pod }의 주소, 곧 `{ $podIp }` 주소로 바뀌었습니다. 이번에는 답을 생각해 보십시오. 답은
    `node-2` 노드에서 노트북으로 돌아와야 합니다. 노트북이 물어본 상대가 `node-2` 노드이기
    때문입니다.
lesson-node-port-predict-who-knocks = { -pod }에게는 어느 주소에서 온 것으로 보일까요?
lesson-node-port-predict-who-knocks-laptop = 노트북의 주소입니다.
lesson-node-port-predict-who-knocks-node = `node-2` 노드의 주소입니다.
lesson-node-port-predict-who-knocks-service = { -service }의 { -cluster-ip }입니다.
lesson-node-port-predict-who-knocks-after =
    `node-2` 노드는 **출발지**도 자기 주소로 바꾸었습니다. 이것이 SNAT(출발지 NAT), 다른 말로
    { -masquerade }(masquerading)입니다. 그래서 { -pod }는 `node-2` 노드에 답하고, `node-2` 노드는
    모든 것을 원래대로 되돌려 노트북에 답합니다.

    이렇게 하지 않으면 { -pod }가 노트북에 직접, 곧 노트북이 물어본 적 없는 주소에서 답하게 되고,
    노트북은 그 답을 버립니다. 대신 대가가 있습니다. { -pod }는 실제로 누가 호출했는지 알지
    못합니다.

## Step 3

lesson-node-port-step-three-ports = 포트 세 개
lesson-node-port-three-ports =
    숫자가 셋이고, 자리도 셋입니다.

    - `nodePort`: 모든 { -node }에 있으며, 밖의 호출자가 씁니다.
    - `port`: { -cluster-ip }에 있으며, 안의 호출자가 씁니다.
    - `targetPort`: { -pod }에 있으며, 프로그램이 기다리는 곳입니다.

    앞의 둘은 각각 곧장 셋째로 이어집니다. `nodePort`를 적지 않으면 Kubernetes가 빈 번호를
    고릅니다. 예를 들어 8080처럼 범위 밖의 번호를 달라고 하면 API 서버가 그 { -service }를 거부합니다.

    이 가게는 { -pod }에게만 열려 있습니다.
lesson-node-port-exercise-open-the-door = 모든 { -node }의 `30163` 포트로 노트북에 가게를 여십시오.
lesson-node-port-exercise-open-the-door-goal-node-1 = 노트북이 `node-1` 노드의 30163 포트를 두드리면 가게가 답합니다.
lesson-node-port-exercise-open-the-door-goal-node-2 = `node-2` 노드에서도 마찬가지입니다.
lesson-node-port-exercise-open-the-door-goal-inside = 안에 있는 방문자는 여전히 `shop:80`을 호출할 수 있습니다.
lesson-node-port-exercise-open-the-door-hint-1 = 두 줄이 모자랍니다. 어떤 유형인지, 어떤 번호인지입니다. 각각 어디에 적어야 합니까?
lesson-node-port-exercise-open-the-door-hint-2 = 유형은 { -service } 전체의 것이므로 `selector` 옆에 둡니다. 번호는 포트 하나의 것이므로 `port`, `targetPort` 옆에 둡니다.
lesson-node-port-exercise-open-the-door-hint-3 = `spec` 아래에 `type: NodePort`를, 포트 아래에 `nodePort: 30163`을 적으십시오.
lesson-node-port-exercise-open-the-door-after =
    { -cluster-ip }와 그 포트는 전과 같습니다. NodePort { -service }란 문이 달린 ClusterIP
    { -service }입니다.

## Step 4

lesson-node-port-step-node-dies = { -node }가 꺼집니다
lesson-node-port-node-dies =
    이제 { -pod }가 둘이고, { -node }마다 하나씩 있습니다. 노트북이 적어 둔 주소는 `node-2` 노드
    하나입니다. 그때 누군가의 발이 `node-2` 노드의 전원 케이블에 걸립니다.
lesson-node-port-predict-dead-door = `node-2` 노드가 꺼졌는데 노트북이 그곳을 두드립니다. 어떻게 될까요?
lesson-node-port-predict-dead-door-answers = { -cluster }가 알아서 처리하므로 `node-1` 노드의 { -pod }가 답합니다.
lesson-node-port-predict-dead-door-refused = 노트북은 곧바로 거부당합니다.
lesson-node-port-predict-dead-door-silence = 아무것도 돌아오지 않습니다.
lesson-node-port-predict-dead-door-after =
    꺼진 머신은 누구에게도 답하지 않습니다. `node-1` 노드에는 포트가 아직 열려 있지만, { -node }를
    고르는 것은 호출자의 일이고 이 노트북은 하나밖에 모릅니다.

    이제 다른 문을 열 번 두드려 보십시오. 몇몇 요청은 여전히 실패합니다. 50초쯤은 { -cluster }가
    `node-2` 노드가 죽은 줄 모르고, 그 { -pod }가 아직 목록에 있기 때문입니다. 잘못 골랐다고 해서
    다시 골라 시도하는 일은 없습니다.
lesson-node-port-try-other-door = `node-1` 노드를 열 번 두드리기
lesson-node-port-try-later = 1분 기다렸다가 열 번 더

## Step 5

lesson-node-port-step-own-address = 노트북의 주소 보기
lesson-node-port-own-address =
    이 { -service }의 주인은 누가 호출하는지 알고 싶어 합니다. 그 일을 하는 필드가
    `externalTrafficPolicy`입니다. 기본값 `Cluster`에서는 { -packet }이 어느 { -node }로든 넘어갈 수
    있어 출발지를 고쳐 써야 합니다. `Local`에서는 { -node }가 밖에서 온 호출을 자기 { -pod }에게만
    넘깁니다. 먼 길로 돌아가지 않으므로 출발지를 그대로 둘 수 있습니다.

    함정이 하나 있습니다. 그런 { -pod }가 없는 { -node }는 { -packet }을 말없이 드롭(drop)합니다.
lesson-node-port-exercise-own-address = 노트북이 어느 { -node }를 두드리든 { -pod }가 노트북 자신의 주소를 보게 하십시오.
lesson-node-port-exercise-own-address-goal-node-1 = `node-1` 노드를 거쳐 노트북이 답을 받고, { -pod }는 노트북의 주소를 봅니다.
lesson-node-port-exercise-own-address-goal-node-2 = `node-2` 노드를 거쳐도 마찬가지입니다.
lesson-node-port-exercise-own-address-hint-1 = 먼저 정책입니다. `type` 옆에 `externalTrafficPolicy: Local`을 더하고 두 { -node }에 모두 보내 보십시오. 각각 어떻게 답합니까?
lesson-node-port-exercise-own-address-hint-2 = `node-2` 노드에는 { -packet }을 넘길 { -pod }가 없습니다. 왜 모두 `node-1` 노드에서만 실행됩니까?
lesson-node-port-exercise-own-address-hint-3 = { -deployment }(Deployment)는 `nodeSelector` 때문에 `node-1` 노드에 묶여 있고, { -pod }를 하나만 두려 합니다.
lesson-node-port-exercise-own-address-hint-4 = `nodeSelector`와 그 아랫줄을 지우고 `replicas: 2`로 바꾸십시오. `externalTrafficPolicy: Local`은 그대로 둡니다.
lesson-node-port-exercise-own-address-after =
    이제 { -node }마다 자기 { -pod }가 있습니다. 먼 길로 돌아가는 { -packet }이 없고, 목적지 말고는
    아무것도 고쳐 쓸 필요가 없습니다.

## The end

lesson-node-port-did =
    Kubernetes가 한 일은 다음과 같습니다.

    - API 서버가 요청한 포트를 내주거나 빈 포트를 골랐고, { -cluster-ip }도 함께 주었습니다.
    - kube-proxy가 모든 { -node }의 커널에 똑같은 문을 적었습니다.
    - 두드린 { -node }의 커널이 { -pod } 하나를 고르고 목적지를 고쳐 썼습니다. `Cluster` 정책에서는 답이
      제 길로 돌아오도록 출발지도 고쳐 썼습니다.
    - { -node }에서 한동안 소식이 없자 그 { -pod }들이 목록에서 빠졌습니다.

    아무도 하지 않은 일도 있습니다. 노트북에 다른 { -node }를 시도해 보라고 일러 주는 일입니다. 그러려면
    앞에 무언가를 두어야 합니다.
