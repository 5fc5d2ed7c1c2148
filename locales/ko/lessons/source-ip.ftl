# source: 29397c3dd8a4

### 레슨 source-ip: 파드에게는 누구의 주소가, 왜 보이는가.

lesson-source-ip-title = { -pod }에게는 누구의 주소가 보일까
lesson-source-ip-summary = 로그에 왜 호출자 대신 { -node }가 적히는지, 그러면 손님 명단이 어떻게 되는지, 주소를 지키는 대가는 무엇인지 알아봅니다.

## Step 1

lesson-source-ip-step-two-doors = 호출자는 하나, 문은 둘
lesson-source-ip-two-doors =
    모든 { -packet }(packet)에는 보낸 쪽의 주소가 적혀 있습니다. 프로그램은 이 주소를 로그에 남기고,
    이 주소를 보고 호출자를 들이는 프로그램도 있습니다. 그러니 어느 주소가 도착하느냐가 중요합니다.
    { -pod }(Pod)에게 어느 주소가 보였는지는 { -packet }의 경로 끝에 나옵니다.
lesson-source-ip-try-by-name = 방문자가 `web`을 호출하게 하기
# $visitorIp is the visitor's IP address.
lesson-source-ip-own =
    `web`에 보인 것은 방문자 자신의 주소인 `{ $visitorIp }`입니다. { -pod } 사이에서
    { -cluster-ip }(cluster IP)가 바꾸는 것은 목적지 하나뿐입니다.

    문이 하나 더 있습니다. { -node-port }(node port) 30080입니다.
lesson-source-ip-predict-other-door = 같은 방문자가 이번에는 자기가 사는 `node-2` 노드의 30080 포트를 두드립니다. `web`에는 누구의 주소가 보일까요?
lesson-source-ip-predict-other-door-own = { -pod }끼리이므로 방문자 자신의 주소입니다.
lesson-source-ip-predict-other-door-node = 두드린 문이 있는 { -node }의 주소입니다.
lesson-source-ip-predict-other-door-service = 호출을 받은 `web`의 { -cluster-ip }입니다.
lesson-source-ip-predict-other-door-after =
    호출자도 같고 { -pod }도 같은데 문이 다릅니다. { -node-port }는 { -load-balancer }(load balancer)의
    주소처럼 바깥을 위한 문입니다. 기본 정책인 `Cluster`에서는 이런 문으로 무엇이 들어오든
    { -node }(node)가 그 출발지를 자기 주소로 바꿉니다. 이를 **{ -masquerade }**(masquerading)이라고
    합니다. 안에서는 이름으로 호출하십시오.

## Step 2

lesson-source-ip-step-way-back = 가는 길, 오는 길
lesson-source-ip-way-back =
    노트북이 `node-2` 노드를 두드립니다. `web`에 하나뿐인 { -pod }는 `node-1` 노드에서 실행됩니다.
lesson-source-ip-try-knock = `node-2` 노드 두드리기
lesson-source-ip-mark =
    이제 **규칙**을 열고 `node-2` 노드를 고르십시오. 표시된 것 가운데 체인 셋이 출발지에 관한
    것입니다.

    - `KUBE-EXT-` 뒤에 글자 몇 개: 바깥을 위한 문으로 들어오는 것을 받습니다.
    - `KUBE-MARK-MASQ`: 앞의 체인이 부르는 체인으로, { -packet }에 표식(mark)을 답니다.
    - `KUBE-POSTROUTING`: { -pod }를 고르고 난 뒤 맨 마지막에 옵니다. 표식을 단 것은 여기서 출발지가
      바뀝니다(`MASQUERADE`).
lesson-source-ip-undone =
    이번에는 **연결**을 열고 역시 `node-2` 노드를 고르십시오. 목적지를 바꾼 것도, 출발지를 바꾼 것도
    적혀 있습니다. 경로에서 답을 따라가 보십시오. { -pod }는 자기가 아는 하나뿐인 호출자인 `node-2`
    노드에 답하고, `node-2` 노드는 둘을 모두 되돌립니다. 답이 노트북으로 곧장 갔다면, 노트북에는 낯선
    이가 보낸 답이었을 것입니다.

## Step 3

lesson-source-ip-step-guests = 손님 명단
lesson-source-ip-guests =
    `admin`에는 { -node }마다 { -pod }가 하나씩 있습니다. { -networkpolicy }(NetworkPolicy)가 둘을 모두
    지키며, 들여보내는 주소는 하나뿐입니다. 바로 노트북의 주소입니다.
lesson-source-ip-predict-on-the-list = 노트북이 `node-1` 노드의 30090 포트를 열 번 두드립니다. 어떻게 될까요?
lesson-source-ip-predict-on-the-list-all = 노트북이 명단에 있으므로 모두 답을 받습니다.
lesson-source-ip-predict-on-the-list-none = { -pod }에게는 { -node }만 보이므로 하나도 답을 받지 못합니다.
lesson-source-ip-predict-on-the-list-some = 그때그때 임의로 갈려 일부만 답을 받습니다.
lesson-source-ip-predict-on-the-list-after =
    임의로 고르다 보니 몇 번은 `node-2` 노드로 갔습니다. 그곳의 명단 앞에 내민 것은 `node-1` 노드의
    주소인데, 그 주소는 명단에 없습니다. 나머지는 `node-1` 노드에 머물렀고, 이 네트워크에서는 그럴 때
    출발지를 바꾸기 전에 명단부터 봅니다. 모든 네트워크가 그런 것은 아닙니다.

    그렇다면 { -node }를 명단에 올리면 어떨까요? { -node }가 호출을 다른
    { -node }로 넘길 때마다, 두드린 이가 누구든 들어오게 됩니다.
lesson-source-ip-exercise-right-guests = 어느 { -node }를 거쳐 오든 노트북은 들이고, 다른 누구도 들이지 마십시오.
lesson-source-ip-exercise-right-guests-goal-laptop = 노트북이 두 { -node }를 열 번씩 두드려 매번 답을 받고, { -pod }는 노트북의 주소를 봅니다.
lesson-source-ip-exercise-right-guests-goal-visitor = 방문자는 두 { -node } 어느 쪽에서도, `admin:80`에서도 답을 받지 못합니다.
lesson-source-ip-exercise-right-guests-hint-1 = 잘못된 것은 명단입니까, 명단 앞에 내민 주소입니까? 출발지가 어디에서 바뀌는지 경로에서 찾아보십시오.
lesson-source-ip-exercise-right-guests-hint-2 = { -node }가 출발지를 바꾸는 것은 { -packet }을 다른 { -node }로 넘길 수도 있기 때문입니다. 그렇게 넘기지 못하게 하는 정책은 무엇입니까?
lesson-source-ip-exercise-right-guests-hint-3 = { -service }(Service)에서 `type` 옆에 `externalTrafficPolicy: Local`을 적으십시오.
lesson-source-ip-exercise-right-guests-after =
    `Local`에서는 { -node }가 밖에서 온 호출을 자기 { -pod }에게만 넘깁니다. 답은 어차피 그 { -node }를
    거쳐 돌아오므로, 출발지를 그대로 두어도 됩니다.

## Step 4

lesson-source-ip-step-per-node = { -node }의 몫
lesson-source-ip-per-node =
    이 가게는 클라우드에 있고, 정책은 `Local`입니다. { -pod } 셋은 `node-1` 노드에서, 하나는 `node-2`
    노드에서 실행됩니다. `node-3` 노드에는 하나도 없어, 이 { -node }는 밖에서 온 것을 드롭(drop)합니다.
lesson-source-ip-predict-sixty = 노트북이 { -load-balancer }를 예순 번 호출합니다. 어떻게 될까요?
lesson-source-ip-predict-sixty-lost = 스무 번쯤은 `node-3` 노드에서 드롭되어 답을 받지 못합니다.
lesson-source-ip-predict-sixty-detour = 모두 답을 받지만, 일부는 `node-3` 노드에서 온 것으로 보입니다.
lesson-source-ip-predict-sixty-kept = 모두 답을 받고, 모든 { -pod }에게 노트북의 주소가 보입니다.
# $node1Ip and $node3Ip are addresses of nodes.
lesson-source-ip-predict-sixty-after =
    `node-3` 노드로 간 호출은 하나도 없습니다. { -load-balancer }가 하듯이 `healthCheckNodePort`에
    물어보십시오. 여기서는 32000 포트입니다. 먼저 **터미널**에서 노트북을 골라
    `curl { $node1Ip }:32000` 명령을, 이어서 `curl { $node3Ip }:32000` 명령을 실행하십시오. { -node }는
    자기에게 있는 준비된 { -pod }를 셉니다. 하나도 없으면 503으로 답하고, 그러면 제외됩니다.
lesson-source-ip-ask =
    이제 차트를 보십시오. `node-2` 노드의 { -pod } 하나가 호출의 절반쯤을 받았습니다. 나머지 셋이 받은
    것을 합친 만큼입니다. { -load-balancer }는 호출을 **{ -node }**별로 나누고, { -node }는 저마다 제 몫을
    다시 자기 { -pod }별로 나눕니다.

## Step 5

lesson-source-ip-step-shares = { -pod }의 몫
lesson-source-ip-shares =
    `node-2` 노드의 { -pod }에게는 도움이 필요합니다. `Cluster`로 바꾸면 몫은 같아지지만, 노트북의
    주소를 잃습니다.
lesson-source-ip-exercise-fair-shares = 모든 { -pod }가 비슷한 몫을 받으면서 노트북의 주소를 보게 하십시오.
lesson-source-ip-exercise-fair-shares-goal-seen = { -load-balancer }에 마흔 번 호출해 모두 답을 받고, { -pod }는 노트북의 주소를 봅니다.
lesson-source-ip-exercise-fair-shares-goal-even = 준비된 { -pod }의 수는 `node-1` 노드와 `node-2` 노드가 같아서 둘, 셋 또는 넷씩이고, `node-3` 노드는 그와 같거나 하나도 없습니다.
lesson-source-ip-exercise-fair-shares-hint-1 = { -pod }가 있는 { -node }는 모두 같은 몫을 받습니다. 그 몫을 { -pod } 몇 개가 나누어 가집니까?
lesson-source-ip-exercise-fair-shares-hint-2 = { -deployment }(Deployment) 하나는 `node-1` 노드에, 다른 하나는 `node-2` 노드에 묶여 있습니다. 둘의 `replicas`를 견주어 보십시오.
lesson-source-ip-exercise-fair-shares-hint-3 = 둘 다 `replicas: 2`로 바꾸십시오.
lesson-source-ip-exercise-fair-shares-after =
    `Local`에서는 { -pod }가 어디에서 실행되느냐에 따라 저마다 맡을 일의 양이 달라집니다. { -pod }가
    하나만 늘어도 몫은 다시 어긋납니다.

## Step 6

lesson-source-ip-step-new-connection = 지키기에는 늦은 주소
lesson-source-ip-new-connection =
    이번 가게는 kind에 있고, 정책은 역시 `Local`입니다. 그 { -load-balancer }는 호출을 직접 받고,
    { -node }로 가는 연결을 새로 엽니다.
lesson-source-ip-predict-in-kind = 노트북이 이 { -load-balancer }를 호출합니다. { -pod }에게는 누구의 주소가 보일까요?
lesson-source-ip-predict-in-kind-laptop = `Local`에서는 그대로이므로 노트북의 주소입니다.
lesson-source-ip-predict-in-kind-node = 호출을 { -pod }에게 넘긴 { -node }의 주소입니다.
lesson-source-ip-predict-in-kind-balancer = 맨 앞에 서 있는 { -load-balancer }의 주소입니다.
# $lbIp is the load balancer's address.
lesson-source-ip-predict-in-kind-after =
    { -node }는 받은 출발지를 그대로 두었습니다. 다만 그것이 { -load-balancer }의 주소인
    `{ $lbIp }`입니다. `Local`로도 그 전에 이미 바뀐 주소는 되찾지 못합니다. 이런 { -load-balancer }는
    호출자의 주소를 HTTP 헤더 `X-Forwarded-For`나 PROXY 프로토콜로 알려 줄 수 있습니다. 그러면
    프로그램이 그것을 읽어야 합니다.

## The end

lesson-source-ip-did =
    Kubernetes가 한 일은 다음과 같습니다.

    - { -pod }끼리 { -cluster-ip }를 거칠 때는 출발지를 건드리지 않았습니다.
    - 바깥을 위한 문에서는 답이 { -node }를 거쳐 돌아오도록 { -node }가 자기 주소를 출발지로 적었고,
      답에서는 출발지와 목적지를 모두 되돌렸습니다.
    - `Local`에서는 출발지를 그대로 두었고, 어느 { -node }에 준비된 { -pod }가 있는지 { -load-balancer }에
      알려 주었습니다.

    하지 않은 일도 있습니다. `Local`에서 { -pod }마다 고르게 나누는 일과, 그 전에 이미 바뀐 주소를
    찾아내는 일입니다.
