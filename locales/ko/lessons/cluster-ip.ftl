# source: cf5f48471ed5

### 레슨 cluster-ip: 기본 서비스 유형.

lesson-cluster-ip-title = ClusterIP: 안에서만
lesson-cluster-ip-summary = 유형을 적지 않았을 때 얻는 것, 곧 모든 { -pod }가 호출할 수 있고 밖에서는 아무도 호출할 수 없는 주소입니다. 그 주소가 어디에 있는지 알아봅니다.

## Step 1

lesson-cluster-ip-step-no-type = 유형을 적지 않았습니다
lesson-cluster-ip-no-type =
    편집기의 { -service }(Service)를 읽어 보십시오. { -selector }와 포트는 있지만 `type`에 대해서는
    한마디도 없습니다. 그래서 Kubernetes가 기본값인 `ClusterIP`를 채워 넣었습니다.

    방문자가 이 { -service }를 호출하게 하십시오.
lesson-cluster-ip-try-send = `web` 호출하기
# $clusterIp is the Service's cluster IP.
lesson-cluster-ip-virtual =
    먼저 방문자는 { -cluster }의 DNS에 `web`이 무엇인지 물었고, `{ $clusterIp }` 주소라는 답을
    들었습니다. 이것이 { -service }의 **{ -cluster-ip }**(cluster IP)입니다.

    그림에서 이 주소를 찾아보십시오. 어느 { -pod }(Pod)에도, 어느 { -node }(node)에도 있지 않습니다.
    점선 띠로 그린 것은 이 주소가 **가상**이기 때문입니다. 이 주소는 규칙으로만 존재하며, 그 규칙은
    모든 { -node }에서 똑같습니다.

## Step 2

lesson-cluster-ip-step-outside = 밖에서
# $clusterIp is the Service's cluster IP.
lesson-cluster-ip-outside =
    노트북은 { -cluster }에 속하지 않습니다. 다른 네트워크에 있고, { -node }에는 닿을 수 있습니다.
    누군가 전화로 `{ $clusterIp }` 주소를 불러 주었다고 합시다.
# $clusterIp is the Service's cluster IP.
lesson-cluster-ip-predict-laptop = 노트북이 `{ $clusterIp }` 주소로 보냅니다. 어떻게 될까요?
lesson-cluster-ip-predict-laptop-answers = { -pod } 하나가 답합니다.
lesson-cluster-ip-predict-laptop-refused = 곧바로 거부됩니다.
lesson-cluster-ip-predict-laptop-silence = 아무것도 돌아오지 않습니다.
# $clusterIp is the Service's cluster IP.
lesson-cluster-ip-predict-laptop-after =
    노트북의 네트워크는 `{ $clusterIp }` 주소를 들어 본 적이 없습니다. 그래서 { -packet }(packet)은
    규칙으로 무언가 해 줄 수 있는 { -node } 근처에도 가지 못합니다. 안 된다고 말해 주는 이도 없어서,
    노트북에는 그저 침묵, 곧 `curl: (28)`로 보입니다.

    방화벽이 막은 것이 아닙니다. 안에만 사는 주소로 가는 길이 아예 없을 뿐입니다.

## Step 3

lesson-cluster-ip-step-on-a-node = { -node }에서
lesson-cluster-ip-on-a-node =
    이번에는 `node-1` 노드에 로그인해서 보냅니다. { -node }는 { -pod }가 아니지만 { -cluster }의
    일원이고, 그 { -node }의 커널에 규칙이 적혀 있습니다.
lesson-cluster-ip-predict-node = `node-1` 노드가 직접 { -cluster-ip }로 보냅니다. 어떻게 될까요?
lesson-cluster-ip-predict-node-answers = { -pod } 하나가 답합니다.
lesson-cluster-ip-predict-node-silence = 아무것도 돌아오지 않습니다. { -cluster-ip }는 { -pod }만 쓸 수 있습니다.
lesson-cluster-ip-predict-node-after =
    { -packet }이 나가기 전에 { -node }의 커널이 { -packet }을 고쳐 썼습니다. "안"이란 이 규칙이 있는
    곳, 곧 모든 { -node }이고, 따라서 그 위의 모든 { -pod }입니다.

    { -node }에서는 { -service }를 건너뛰고 { -pod }를 { -pod } 자신의 주소로 호출할 수도 있습니다. 둘 중
    어느 쪽이 고장인지 알고 싶을 때 쓸모가 있습니다.
lesson-cluster-ip-try-pod-ip = { -pod } 직접 호출하기

## Step 4

lesson-cluster-ip-step-source = 누가 문을 두드릴까
# $visitorIp is the IP address of the Pod that sends; $podIp of one that answers.
lesson-cluster-ip-source =
    가는 길에 **목적지**가 바뀌었습니다. { -cluster-ip }에서 `{ $podIp }` 같은 { -pod }의 주소로
    바뀐 것입니다. 이를 DNAT(목적지 NAT)라고 합니다. 그런데 { -packet }에는 보낸 쪽의 주소도 실려
    있습니다. 방문자의 주소는 `{ $visitorIp }`입니다.
lesson-cluster-ip-predict-who-knocks = 방문자가 { -service }를 거쳐 호출합니다. 답하는 { -pod }에게는 어느 주소에서 온 것으로 보일까요?
lesson-cluster-ip-predict-who-knocks-visitor = 방문자 자신의 주소입니다.
lesson-cluster-ip-predict-who-knocks-node = { -node }의 주소입니다.
lesson-cluster-ip-predict-who-knocks-service = { -service }의 { -cluster-ip }입니다.
# $clusterIp is the Service's cluster IP.
lesson-cluster-ip-predict-who-knocks-after =
    보낸 쪽은 그대로입니다. { -pod } 사이에서 { -cluster-ip }가 바꾸는 것은 목적지 하나뿐이고,
    답에서는 그것을 되돌려 놓습니다. 그래서 방문자에게는 자기가 호출한 주소인 `{ $clusterIp }`
    쪽에서 답이 온 것으로 보입니다. 이렇게 하려고 커널은 연결을 하나하나 기억합니다.

## Step 5

lesson-cluster-ip-step-ports = 포트 두 개
lesson-cluster-ip-ports =
    { -service }에는 포트가 두 가지 나옵니다. `port`는 { -service } 자신의 포트로, 호출자가
    씁니다. `targetPort`는 { -pod }의 포트로, { -packet }을 넘겨받을 곳입니다. `targetPort`를 적지
    않으면 `port`와 같은 값이 됩니다.

    이 { -pod }의 프로그램은 8080 포트에서 기다립니다(listen). 방문자가 `api:80`을 호출하면 `curl: (7)`,
    곧 거부가 돌아옵니다. 목록에는 { -pod }가 둘이나 올라 있는데도 그렇습니다.
lesson-cluster-ip-exercise-knock-right = `api:80`이 답하도록 { -service }를 고치십시오.
lesson-cluster-ip-exercise-knock-right-goal-answers = 방문자가 `api:80`을 다섯 번 호출해 매번 답을 받습니다.
lesson-cluster-ip-exercise-knock-right-hint-1 = 한 번 보낸 뒤 { -packet }의 경로를 마지막 홉까지 한 단계씩 따라가 보십시오. 거기서 어느 포트를 두드렸습니까?
lesson-cluster-ip-exercise-knock-right-hint-2 = 프로그램은 `--http-port=8080`으로 시작되었습니다. { -pod }는 프로그램이 기다리는 포트에서만 답하고, 다른 포트에서는 답하지 않습니다.
lesson-cluster-ip-exercise-knock-right-hint-3 = `port: 80`은 그대로 두고 `targetPort: 8080`을 적으십시오.
lesson-cluster-ip-exercise-knock-right-after =
    규칙은 시킨 대로 아무도 기다리지 않는 포트로 { -packet }을 보냈고, 안 된다고 말한 것은 그
    { -pod } 자신이었습니다. `containerPort`를 적어도 소용없었을 것입니다. 그것은 읽는 사람을 위한
    메모일 뿐, 아무것도 열지 않습니다.

## Step 6

lesson-cluster-ip-step-inside = 안에만 두기
lesson-cluster-ip-inside =
    여기 누군가 `NodePort` 유형으로 모든 { -node }의 30090 포트에 열어 둔 관리자 페이지가 있습니다.
    { -node }에 닿을 수 있으면 누구나 이 페이지에 닿습니다. { -pod }만 쓸 수 있어야 합니다.
lesson-cluster-ip-exercise-inside-only = `admin`에 안에서만 닿을 수 있게 하십시오.
lesson-cluster-ip-exercise-inside-only-goal-inside = 안에 있는 방문자가 `admin:80`을 호출해 답을 받습니다.
lesson-cluster-ip-exercise-inside-only-goal-closed-1 = 노트북이 `node-1` 노드의 30090 포트를 두드리면 거부됩니다.
lesson-cluster-ip-exercise-inside-only-goal-closed-2 = 노트북이 `node-2` 노드의 30090 포트를 두드리면 거부됩니다.
lesson-cluster-ip-exercise-inside-only-hint-1 = 안에서만 쓰는 { -service }는 어떤 유형입니까? 적지 않아도 되는 유형입니다.
lesson-cluster-ip-exercise-inside-only-hint-2 = 유형을 빼거나 `type: ClusterIP`라고 적으십시오. 문이 없어졌다면 그 문에 딸린 것은 또 무엇이 있습니까?
lesson-cluster-ip-exercise-inside-only-hint-3 = `type: NodePort`와 `nodePort: 30090` 두 줄을 지우십시오. 나머지는 그대로 둡니다.
lesson-cluster-ip-exercise-inside-only-after =
    유형이 바뀌는 동안에도 { -cluster-ip }는 그대로였습니다. { -node }에 난 문만 없어졌습니다. 차이에
    주목하십시오. { -node }는 닫힌 포트에서 **거부**합니다. { -node } 자체는 실제로 있어서 답할 수
    있기 때문입니다. { -cluster-ip }는 노트북에 침묵만 돌려주었습니다.

## The end

lesson-cluster-ip-did =
    Kubernetes가 한 일은 다음과 같습니다.

    - API 서버가 `type: ClusterIP`를 채워 넣고 { -service } 대역에서 빈 주소를 골랐습니다.
    - DNS에 `web`이 그 주소라는 레코드가 생겼습니다.
    - kube-proxy가 **모든** { -node }의 커널에 이 주소를 위한 규칙을 적고 비켜섰습니다. kube-proxy를
      거쳐 가는 { -packet }은 하나도 없습니다.
    - 새 연결이 올 때마다 어느 한 커널이 { -pod } 하나를 골라 목적지를 한 번 바꾸었고, 돌아가는
      답에서는 그것을 되돌렸습니다.
