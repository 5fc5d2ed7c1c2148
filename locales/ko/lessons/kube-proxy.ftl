# source: 4e0a38e4f10e

### 레슨 kube-proxy: 패킷 하나를 따라 읽는 노드의 규칙.

lesson-kube-proxy-title = kube-proxy: 규칙과 우연
lesson-kube-proxy-summary = { -packet } 하나를 따라 { -node }의 규칙을 읽어 봅니다. { -pod }를 임의로 고르는 곳이 어디인지, 몫이 왜 똑같은지, 맞는 규칙이 없으면 어떻게 되는지 알아봅니다.

## Step 1

lesson-kube-proxy-step-twelve-calls = 호출 열두 번
lesson-kube-proxy-twelve-calls =
    이 { -cluster }의 모든 { -node }(node)에서는 **kube-proxy**가 실행되고 있습니다. kube-proxy는
    { -service }(Service)와 그 { -pod }(Pod)의 목록인 { -endpointslice }(EndpointSlice)를 지켜보며
    거기에 맞는 규칙을 { -node }의 커널에 적고 비켜섭니다. kube-proxy를 거쳐 가는
    { -packet }(packet)은 하나도 없습니다.

    여기 `web`에는 { -pod }가 셋 있습니다. `node-1` 노드에 둘, `node-2` 노드에 하나이고, 방문자도
    `node-2` 노드에 삽니다.
lesson-kube-proxy-predict-who-answers = { -pod } 셋에 `node-2` 노드에서 호출 열두 번. 누가 답할까요?
lesson-kube-proxy-predict-who-answers-near = 가장 가까운 `node-2` 노드의 { -pod }가 늘 답합니다.
lesson-kube-proxy-predict-who-answers-in-turn = { -pod } 셋이 어김없이 차례대로 답합니다.
lesson-kube-proxy-predict-who-answers-chance = 가깝든 멀든 그때그때 임의로 뽑힌 { -pod }가 답합니다.
lesson-kube-proxy-predict-who-answers-after =
    새 연결이 올 때마다 `node-2` 노드의 커널이 임의로 골랐습니다. 어느 { -pod }가 가까운지, 어느
    { -pod }가 바쁜지, 방금 누가 답했는지는 묻지 않습니다. 같은 { -pod }가 세 번 연달아 답했다고
    해서 무슨 뜻이 있는 것은 아닙니다. 백 번쯤은 보고 판단하십시오.

    거리를 따지는 것은 { -service }가 이를테면 `trafficDistribution` 필드로 그렇게 요구할
    때뿐입니다.

## Step 2

lesson-kube-proxy-step-one-packet = { -packet } 하나를 따라
lesson-kube-proxy-one-packet =
    임의로 고르는 규칙은 어느 것일까요? 한 번 보낸 뒤 **규칙**을 열고 `node-2` 노드를 고르십시오.
    보낸 { -packet }에 들어맞는 규칙에 표시가 되어 있습니다.
lesson-kube-proxy-try-send = `web` 호출하기
# $clusterIp is the Service's cluster IP.
lesson-kube-proxy-chains =
    규칙은 **체인**(chain)에 들어 있고, 한 체인은 다음 체인으로 이어집니다.

    - `KUBE-SERVICES`: 모든 { -cluster-ip }(cluster IP)의 포트마다 규칙이 하나씩 있습니다. `web`의
      규칙은 주소, 프로토콜, 포트를 따집니다. `-d { $clusterIp }/32`, `-p tcp`, `--dport 80`입니다.
    - `KUBE-SVC-` 뒤에 글자 몇 개: 그 포트의 체인으로, 준비된 { -pod }마다 규칙이 하나씩 있습니다.
      위에서부터 첫째가 모든 연결의 3분의 1(`0.33333333349`)을, 둘째가 나머지의
      절반(`0.50000000000`)을, 마지막이 남은 것을 모두 가져갑니다. 그래서 저마다 3분의 1씩 받습니다.
    - `KUBE-SEP-` 뒤에 글자 몇 개: { -pod } 하나입니다. 여기서 목적지를 고쳐 씁니다.
      `DNAT --to-destination` 부분입니다.

    `KUBE-MARK-MASQ`는 출발지에 관한 것이니 그냥 넘어가십시오.
lesson-kube-proxy-note =
    이번에는 **연결**을 열고 역시 `node-2` 노드를 고르십시오. 커널은 무엇을 골랐는지 적어
    두었습니다. 이 기억을 **conntrack**(연결 추적)이라고 합니다. 답의 주소를 되돌려 놓을 때 이
    기록을 씁니다.

    같은 연결로 이어지는 것은 이 기록을 따릅니다. 그러니 요청마다가 아니라 연결마다 한 번 임의로
    고르는 것입니다.

## Step 3

lesson-kube-proxy-step-shares = 똑같은 몫
lesson-kube-proxy-shares =
    어느 가게가 새 버전을 시험해 보고 있습니다. 예전 { -pod }가 둘, 새 { -pod }가 둘이고,
    { -service }의 { -selector }(selector)는 넷 모두에 들어맞습니다. 연결의 절반이 새 버전에 닿는데,
    첫날치고는 너무 많습니다.

    { -service }에는 몫을 정하는 필드가 없습니다. 그러면 몫은 무엇으로 정해질까요?
lesson-kube-proxy-exercise-one-in-four = 연결 넷 가운데 하나는 새 버전이, 나머지는 예전 버전이 받게 하십시오.
lesson-kube-proxy-exercise-one-in-four-goal-reached = 예순 번 호출해 모두 답을 받고, 서로 다른 { -pod } 넷 이상이 답합니다.
lesson-kube-proxy-exercise-one-in-four-goal-quarter = 준비된 새 버전의 { -pod } 하나마다 예전 버전의 { -pod }가 셋 있고, { -service }가 이들을 모두 찾습니다. { -pod }는 모두 열여섯 개면 충분합니다.
lesson-kube-proxy-exercise-one-in-four-hint-1 = 목록에 있는 { -pod }는 모두 몫이 같습니다. { -pod } 몇 개 가운데 몇 개가 새 버전이어야 합니까?
lesson-kube-proxy-exercise-one-in-four-hint-2 = 그 수는 두 { -deployment }(Deployment)의 `replicas`입니다. { -service }는 그대로 두십시오.
lesson-kube-proxy-exercise-one-in-four-hint-3 = `shop-old`에는 `replicas: 3`을, `shop-new`에는 `replicas: 1`을 적으십시오.
lesson-kube-proxy-exercise-one-in-four-after =
    규칙은 예전 것과 새것을 구별하지 않습니다. { -pod }는 모두 똑같은 몫을 받습니다. 백에 하나만
    보내려면 { -pod }가 백 개 있어야 합니다. 게다가 주사위는 앞서 무엇이 나왔는지 기억하지 않습니다.
    다음 연결은 다른 버전에 닿을 수도 있습니다.

## Step 4

lesson-kube-proxy-step-no-rule = 맞는 규칙이 없을 때
lesson-kube-proxy-no-rule =
    다시 `web`입니다. 프로그램은 8080 포트에서 기다리고, { -service }의 포트는 80입니다. 누군가 이
    둘을 혼동합니다.
lesson-kube-proxy-predict-wrong-port = 방문자가 `web:8080`을 호출합니다. 어떻게 될까요?
lesson-kube-proxy-predict-wrong-port-answers = 프로그램이 기다리는 포트이므로 { -pod } 하나가 답합니다.
lesson-kube-proxy-predict-wrong-port-refused = 닫힌 포트이므로 곧바로 거부됩니다.
lesson-kube-proxy-predict-wrong-port-silence = 받아 줄 규칙이 없으므로 아무것도 돌아오지 않습니다.
lesson-kube-proxy-predict-wrong-port-after =
    8080 포트를 찾는 규칙이 없으므로 { -packet }을 건드린 규칙도 없습니다. { -packet }은 어느
    머신에도 없는 주소로 그대로 나아갔고, 안 된다고 말해 준 이도 없었습니다. `curl: (28)`입니다.

    `curl: (7)`이 나오려면 누군가 안 된다고 말해야 합니다. 그 포트에서 아무도 기다리지 않는
    머신이거나, { -service }의 목록에 준비된 { -pod }가 없을 때 kube-proxy가 적는 것과 같은 규칙입니다.
lesson-kube-proxy-ping =
    `ping`에는 포트가 없으므로 `ping`에 관한 규칙도 없습니다. **터미널**에서 `visitor` { -pod }를
    골라 `ping web`을 실행해 보십시오. { -packet }은 모두 사라지지만, 고장 난 것은 없습니다.
    { -service }는 그 포트로 시험하십시오.

## Step 5

lesson-kube-proxy-step-silent-api = 다른 것을 위한 규칙
lesson-kube-proxy-silent-api =
    `api`에는 준비된 { -pod }가 둘 있습니다. 목록도 차 있고, 이름도 찾을 수 있고, 포트도 80입니다.
    그런데 `api:80`을 호출하면 누구에게나 `curl: (28)`이 나옵니다. 이 { -packet }에 맞는 규칙이
    있을까요?
lesson-kube-proxy-exercise-silent-api = `api:80`을 호출하면 답이 오게 하십시오.
lesson-kube-proxy-exercise-silent-api-goal-visitor = 방문자가 `api:80`을 다섯 번 호출해 매번 답을 받습니다.
lesson-kube-proxy-exercise-silent-api-goal-node = `node-1` 노드가 { -cluster-ip }를 다섯 번 호출해도 마찬가지입니다.
lesson-kube-proxy-exercise-silent-api-hint-1 = 규칙은 세 가지를 따집니다. **규칙**을 열고 `KUBE-SERVICES`에서 `api`의 규칙을 찾으십시오. 셋 가운데 무엇이 맞지 않습니까?
lesson-kube-proxy-exercise-silent-api-hint-2 = `-p udp`라고 적혀 있지만 호출자는 TCP로 보냅니다. { -service }의 어느 필드에서 나온 것입니까?
lesson-kube-proxy-exercise-silent-api-hint-3 = `protocol: UDP`를 `protocol: TCP`로 바꾸십시오. 지워도 됩니다. TCP가 기본값입니다.
lesson-kube-proxy-exercise-silent-api-after =
    kube-proxy는 { -service }에 적힌 대로 규칙을 적습니다. 그곳에서 프로그램이 기다리는지는 한 번도
    묻지 않습니다.

## Step 6

lesson-kube-proxy-step-nftables = 다르게 적는 방식
lesson-kube-proxy-nftables =
    지금까지 본 것은 kube-proxy의 **iptables** 모드로, 이것이 기본값입니다. **nftables** 모드는
    Kubernetes 1.33부터 안정(stable) 단계입니다. 여기에는 같은 `web`이 그 모드로 있습니다. 호출한
    뒤 **규칙**을 열고 `node-2` 노드를 고르십시오.
lesson-kube-proxy-try-send-again = `web` 호출하기
lesson-kube-proxy-map =
    커널은 규칙을 하나씩 대조하는 대신 주소, 프로토콜, 포트를 표 하나에서 찾습니다.
    `map service-ips` 표입니다. 그리고 난수 하나(`numgen random mod 3`)가 규칙 세 개를 대신합니다.

    { -packet }이 겪는 일은 같습니다. { -pod } 하나가 임의로 뽑히고, 목적지가 한 번 바뀌고, 기록이
    하나 남습니다. 그러면 포트가 틀렸을 때는 어떨까요?
lesson-kube-proxy-predict-wrong-port-again = 이 모드에서 방문자가 다시 `web:8080`을 호출합니다. 어떻게 될까요?
lesson-kube-proxy-predict-wrong-port-again-answers = { -pod } 하나가 답합니다.
lesson-kube-proxy-predict-wrong-port-again-refused = 곧바로 거부됩니다.
lesson-kube-proxy-predict-wrong-port-again-silence = 아무것도 돌아오지 않습니다.
lesson-kube-proxy-predict-wrong-port-again-after =
    여기에는 안 된다고 말하는 규칙이 있습니다. `Reject traffic to invalid ports of ClusterIPs`라는
    규칙이며, `ping`도 거부합니다. 그러니 침묵이냐 거부냐는 모드에 달려 있습니다. 포트가 틀렸다는
    것은 어느 모드에서나 같습니다.

## The end

lesson-kube-proxy-did =
    Kubernetes가 한 일은 다음과 같습니다.

    - kube-proxy가 모든 { -node }에서 { -service }와 그 목록을 빠짐없이 규칙으로 바꾸었습니다.
    - 호출자가 있는 { -node }의 커널이 연결마다 한 번, 똑같은 몫으로 임의로 골랐습니다.
    - 무엇을 골랐는지 적어 두고, 답이 올 때마다 주소를 되돌려 놓았습니다.
