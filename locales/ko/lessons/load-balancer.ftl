# source: 754fcb289a66

### 레슨 load-balancer: 세상을 향한 주소 하나.

lesson-load-balancer-title = LoadBalancer: 세상을 향한 주소 하나
lesson-load-balancer-summary = { -service }에 바깥쪽 주소를 주는 것은 누구인지, 그 주소와 { -pod } 사이에 무엇이 있는지, 왜 때로는 pending에 머무는지 알아봅니다.

## Step 1

lesson-load-balancer-step-one-address = 주소 하나만 주십시오
lesson-load-balancer-one-address =
    { -node-port }를 쓰면 호출자가 { -node }(node)를 하나 알아야 하고, 그 { -node }가 살아 있기를
    바라야 합니다. `type: LoadBalancer`는 더 나은 것을 요구합니다. 살아 있는 { -node }를 스스로 찾아
    주는, 밖에서 닿는 주소 하나입니다.

    편집기의 { -service }(Service)가 그렇게 요구했습니다. 이 { -cluster }는 여러분의 머신 두 대에서
    돌아가고, 그 밖에는 아무것도 설치되어 있지 않습니다.
lesson-load-balancer-predict-pending = 노트북이 { -load-balancer }의 주소를 호출하려 합니다. 그 주소는 무엇일까요?
lesson-load-balancer-predict-pending-address = Kubernetes가 { -load-balancer }를 만들고 주소를 주었습니다.
lesson-load-balancer-predict-pending-nothing = 주소가 없습니다.
# $nodePort is the node port that the Service was given; $clusterIp its cluster IP.
lesson-load-balancer-predict-pending-after =
    Kubernetes에는 { -load-balancer }(load balancer)가 들어 있지 **않습니다**. 하나를 원한다고 적어
    두고 누군가 가져오기를 기다릴 뿐입니다. 여기에는 가져올 이가 없으므로 외부 주소는 언제까지나
    `<pending>`입니다. 고장 난 것은 없습니다.

    그동안 { -service }는 나머지를 모두 얻었습니다. { -cluster-ip }인 `{ $clusterIp }` 주소와, 모든
    { -node }에서 열리는 { -node-port } `{ $nodePort }`입니다. 한번 해 보십시오.
lesson-load-balancer-try-node-port = `node-1` 노드 두드리기

## Step 2

lesson-load-balancer-step-cloud = 클라우드에서
# $lbIp is the address of the load balancer.
lesson-load-balancer-cloud =
    한 글자도 다르지 않은 같은 { -service }를 Google의 클라우드에서 돌아가는 { -cluster }에
    두었습니다. 그곳에서는 { -controller }(controller)가 이런 요청을 지켜보다가, 클라우드에
    { -load-balancer }를 주문하고 그 주소를 { -service }의 상태에 적습니다. 바로 `{ $lbIp }`입니다.
lesson-load-balancer-try-send = { -load-balancer } 호출하기
lesson-load-balancer-hops =
    { -packet }(packet)을 따라가 보십시오. { -load-balancer }는 { -cluster } 밖에 서 있고, { -pod }(Pod)가
    아니라 { -node }를 압니다. 살아 있는 { -node } 하나를 고르면 그 { -node }의 커널이 { -pod }를
    고르는데, 그 { -pod }는 다른 { -node }에 있을 수도 있습니다.

    { -node }에 무엇이 닿는지는 제공자에 따라 다릅니다. Google의 것은 { -packet }을 손대지 않고
    넘기며, { -node }의 규칙이 그 주소를 압니다. { -node-port }로 보내는 곳도 있습니다. 호출을 직접
    받아 새 연결을 여는 곳도 있습니다.

## Step 3

lesson-load-balancer-step-node-dies = { -node }가 꺼집니다
lesson-load-balancer-node-dies =
    전원 케이블을 기억하십니까? `node-2` 노드가 이번에도 꺼지려 합니다. { -pod } 둘 중 하나가 그 위에
    있습니다. 1분 뒤에 노트북이 열 번 호출합니다.
lesson-load-balancer-predict-dead-node = `node-2` 노드가 꺼진 지 1분이 지났습니다. 호출 열 번은 어떻게 될까요?
lesson-load-balancer-predict-dead-node-all = 모두 답을 받습니다.
lesson-load-balancer-predict-dead-node-half = 절반쯤은 답을 받지 못합니다.
lesson-load-balancer-predict-dead-node-after =
    그 1분 사이에 두 가지 일이 있었습니다. { -load-balancer }는 { -node }마다 잘 있는지 거듭 묻는데,
    이것이 **{ -health-check }**(health check)입니다. 그래서 `node-2` 노드를 제외했습니다. 그리고
    { -cluster }는 `node-2` 노드의 { -pod }를 목록에서 뺐습니다. 주소는 하나였고, 호출자는
    아무것도 눈치채지 못했습니다.

## Step 4

lesson-load-balancer-step-visitor = 호출자의 주소
lesson-load-balancer-visitor =
    { -pod }가 누가 호출하는지 적어 두는데, 그 명단에는 { -node }뿐입니다. 이유는 이미 배웠습니다. 기본
    정책에서는 { -node }가 출발지를 고쳐 쓰기 때문입니다.

    { -node-port }에서는 `Local`에 함정이 있었습니다. { -pod }가 없는 { -node }는 { -packet }을
    드롭(drop)합니다. 여기서는 { -node } 두 대 가운데 한 대에만 { -pod }가 하나 있고, 노트북은
    { -node }를 고를 수 없습니다.
lesson-load-balancer-exercise-visitor-address = 호출을 하나도 잃지 않으면서 { -pod }가 노트북 자신의 주소를 보게 하십시오.
lesson-load-balancer-exercise-visitor-address-goal-own-address = { -load-balancer }에 열 번 호출해 모두 답을 받고, { -pod }는 매번 노트북의 주소를 봅니다.
lesson-load-balancer-exercise-visitor-address-hint-1 = NodePort 레슨에서 쓴 것과 같은 필드입니다.
lesson-load-balancer-exercise-visitor-address-hint-2 = 그 필드는 `externalTrafficPolicy`입니다. { -pod }가 없는 { -node }로 호출이 가지 않게 하는 것은 누구입니까?
lesson-load-balancer-exercise-visitor-address-hint-3 = `type` 옆에 `externalTrafficPolicy: Local`을 적으십시오. 다른 것은 바꿀 필요가 없습니다.
lesson-load-balancer-exercise-visitor-address-after =
    `Local`에서는 모든 { -node }가 자기에게 이 { -service }의 { -pod }가 있는지를 { -load-balancer }의
    { -health-check }에 알립니다. 이를 위해 Kubernetes가 포트를 하나 더 열었는데, 그것이
    `healthCheckNodePort`입니다. { -pod }가 없는 { -node }는 제외되므로 아무도 그 함정에 빠지지
    않습니다.

## Step 5

lesson-load-balancer-step-shop = kind로 노트북에서
lesson-load-balancer-shop =
    kind는 연습을 위해 { -container } 안에서 { -cluster }를 돌리는 도구입니다. 그 옆에서
    `cloud-provider-kind`를 실행하면 그곳에서도 누군가 { -load-balancer }를 가져다주고, 그 주소는
    여러분의 머신에서 실제로 통합니다.

    이 가게에도 하나 있습니다. 그런데 손님은 포트를 적지 않으므로 브라우저는 80 포트를 두드리고,
    가게는 문에 8080을 걸어 두었습니다. 프로그램은 8080 포트에서 기다리며, 이것은 바꿀 수 없습니다.
lesson-load-balancer-exercise-front-door = 손님이 80 포트로 들어오게 하십시오.
lesson-load-balancer-exercise-front-door-goal-outside = 노트북이 { -load-balancer }를 80 포트로 호출하면 가게가 매번 답합니다.
lesson-load-balancer-exercise-front-door-goal-inside = 안에 있는 방문자가 `shop:80`을 호출합니다.
lesson-load-balancer-exercise-front-door-hint-1 = { -service }의 포트 가운데 호출자에게 보이는 것은 어느 것입니까?
lesson-load-balancer-exercise-front-door-hint-2 = `port`입니다. 바꾸고 보내 보십시오. 거부됩니까? `targetPort`를 적은 적이 없으므로 `port`와 같은 값입니다.
lesson-load-balancer-exercise-front-door-hint-3 = `port: 80`을 적고, 그 아래에 `targetPort: 8080`을 적으십시오.
lesson-load-balancer-exercise-front-door-after =
    { -load-balancer }는 { -service }의 `port`에서 기다립니다. 안에서든 밖에서든 호출자는 같은
    번호를 쓰고, { -pod }만 자기 번호를 따로 가집니다.

## The end

lesson-load-balancer-did =
    Kubernetes가 한 일은 다음과 같습니다.

    - { -service }에 { -cluster-ip }와 { -node-port }를 주었습니다. 유형마다 바로 앞의 유형을 바탕으로 합니다.
    - { -load-balancer }를 원한다고 적어 두었습니다. 그것을 만들어 준 것은 다른 쪽, 곧 클라우드나
      cloud-provider-kind 같은 도구입니다. 그런 것이 없으면 pending에 머뭅니다.
    - 어느 { -node }로 보내면 되는지 { -health-check }에 알려 주었습니다.
    - { -node }부터는 이미 아는 그대로입니다. 임의로 한 번 고르고, 목적지를 한 번 바꾸었습니다.
