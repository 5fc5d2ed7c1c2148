# source: 35ef90ea3ae8

### 레슨 sticky: 누가 어느 파드에 머무는가.

lesson-sticky-title = 누가 어느 { -pod }에 머물까
lesson-sticky-summary = 요청 천 건이 왜 { -pod } 하나로 갈 수 있는지, `sessionAffinity`가 호출자를 어떻게 붙잡아 두는지, 모두 똑같아 보이면 어떻게 되는지 알아봅니다.

## Step 1

lesson-sticky-step-once = 연결마다 한 번 고릅니다
lesson-sticky-once =
    { -service }(Service)는 새 **연결**마다 한 번 임의로 { -pod }(Pod)를 고릅니다. 이 실습실에서는
    요청마다 연결을 새로 열므로, 요청이 열두 번이면 고르는 것도 열두 번입니다.
lesson-sticky-try-twelve = `shop` 열두 번 호출하기
lesson-sticky-kept-open =
    일이 나뉘었습니다. 그러나 같은 연결로 이어지는 것은 다시 고르지 않습니다. { -node }(node)의
    커널이 연결을 기억했다가 모두 같은 { -pod }로 보냅니다.

    브라우저, 데이터베이스 클라이언트, gRPC는 흔히 연결을 열어 둔 채 그 연결로 몇 번이고 요청합니다.
    이런 요청은 천 건이라도 { -pod } 하나에 닿고, 고장 난 것은 없습니다. 이 요청을 나누려면 누군가
    요청을 하나하나 볼 수 있어야 합니다. HTTP를 읽는 프록시나, 모든 { -pod }를 아는
    클라이언트입니다. 이따금 연결을 닫는 것도 도움이 됩니다.

## Step 2

lesson-sticky-step-client-ip = 그대로 머물러 주십시오
# $visitorIp is the visitor's IP address.
lesson-sticky-client-ip =
    때로는 한 호출자의 연결이 모두 같은 { -pod }에 닿아야 합니다.
    이것이 **{ -session-affinity }**(session affinity)입니다. 편집기에서
    `sessionAffinity: ClientIP`를 찾아보십시오. 기본값은 `None`입니다.

    호출자를 알아보는 수단은 { -source-address }(source address) 하나뿐입니다. 방문자의 주소는
    `{ $visitorIp }`입니다.
lesson-sticky-predict-who-answers = { -pod } 셋에 방문자의 호출 스무 번. 누가 답할까요?
lesson-sticky-predict-who-answers-chance = 셋 중 하나가 연결마다 임의로 뽑혀 답합니다.
lesson-sticky-predict-who-answers-in-turn = 셋이 어김없이 차례대로 돌아가며 답합니다.
lesson-sticky-predict-who-answers-one = 셋 중 하나가 한 번도 바뀌지 않고 답합니다.
lesson-sticky-predict-who-answers-after =
    처음 한 번은 임의로 골랐습니다. 그때 { -node }가 이 주소는 저 { -pod }라고 적어 두었습니다.
    나중에 온 호출의 경로를 보면 이 기록이 언제까지 가는지 나옵니다. 호출자가 새 연결 없이 10800초,
    곧 세 시간을 보낼 때까지입니다.

## Step 3

lesson-sticky-step-basket = 사라진 장바구니
lesson-sticky-basket =
    이 가게는 장바구니를 저마다 한 { -pod }의 메모리에 담아 둡니다. 다음 호출은 다른 { -pod }에 닿을
    수 있고, 그 { -pod }는 장바구니가 있는 줄도 모릅니다.

    누군가 손님이 10분 동안 머물도록 적어 놓았고, Kubernetes는 경고 하나 없이 받아들였습니다.
    그런데도 아무도 머물지 않습니다.
lesson-sticky-exercise-basket = 손님이 새 연결 없이 10분을 보낼 때까지 한 { -pod }에 머물게 하십시오.
lesson-sticky-exercise-basket-goal-stays = { -pod } 넷이 Ready이고, 방문자의 호출 스무 번이 모두 그중 하나에 닿습니다.
lesson-sticky-exercise-basket-goal-ten-minutes = { -cluster }에 있는 { -service }에 `timeoutSeconds: 600`이 있습니다.
lesson-sticky-exercise-basket-hint-1 = 호출자가 얼마나 오래 머무는지는 적혀 있습니다. 머문다는 것 자체는 적혀 있습니까?
lesson-sticky-exercise-basket-hint-2 = 앞 단계에서는 한 줄이면 되었습니다. { -service }의 `spec` 안, `selector` 옆에 있던 줄입니다.
lesson-sticky-exercise-basket-hint-3 = { -service }의 `spec` 아래에 `sessionAffinity: ClientIP`를 더하십시오. `sessionAffinityConfig`는 그대로 둡니다.
lesson-sticky-exercise-basket-after =
    API 서버가 `sessionAffinity: None`을 채워 넣고 10분은 말없이 지웠습니다. 그 10분은 `ClientIP`에
    딸린 것이기 때문입니다. 그리고 이제는 머물지만, 그 { -pod }가 사라지면 장바구니도 함께
    사라집니다.

## Step 4

lesson-sticky-step-rush = 일손이 늘어납니다
lesson-sticky-rush =
    아침에는 { -pod } 하나로 충분합니다. 이 { -service }에는 `sessionAffinity: ClientIP`가 있습니다.
lesson-sticky-try-first = 방문자가 호출하게 하기
lesson-sticky-predict-more-pods = 정오에 { -pod }를 넷으로 늘리고, 방문자가 스무 번 호출합니다. 누가 답할까요?
lesson-sticky-predict-more-pods-all = 넷이 나누어 답합니다. 그러려고 늘린 { -pod }입니다.
lesson-sticky-predict-more-pods-one = 하나가 모두 답합니다. 아침과 마찬가지입니다.
lesson-sticky-predict-more-pods-after =
    방문자는 있던 곳에 그대로 머뭅니다. 새 { -pod }에는 아직 어디에도 붙잡히지 않은 호출자만 올 수
    있습니다. 바쁜 호출자가 하나뿐이라면 새 { -pod }는 도움이 되지 않습니다.
lesson-sticky-predict-power-cut = 방문자가 머무는 { -pod }는 `node-1` 노드에서 실행됩니다. 이 { -node }의 전원이 나가고, 방문자가 곧바로 열 번 호출합니다. 어떻게 될까요?
lesson-sticky-predict-power-cut-answered = `node-2` 노드의 { -pod }에게서 모두 답을 받습니다.
lesson-sticky-predict-power-cut-some = 임의로 갈려 절반쯤은 답을 받지 못합니다.
lesson-sticky-predict-power-cut-none = 한 번도 답을 받지 못합니다.
lesson-sticky-predict-power-cut-after =
    50초쯤은 { -cluster }가 `node-1` 노드가 죽은 줄 모르고, 그 { -pod }들이 아직 목록에 있습니다.
    어피니티가 없었다면 호출의 절반쯤은 통했을 것입니다. 이 방문자는 붙잡혀 있었기 때문에 모두
    잃었습니다.

    그러고 나면 죽은 { -pod }들이 목록에서 준비되지 않은 것으로 표시됩니다. 호출자를 붙잡아 둘 수
    있는 것은 준비된 { -pod }뿐이므로, 기다리면 방문자는 다른 { -pod }로 이어집니다.
lesson-sticky-try-later = 1분 기다렸다가 열 번 호출하기

## Step 5

lesson-sticky-step-behind = 호출자는 둘, 주소는 하나
lesson-sticky-behind =
    여기는 kind이고 { -node }는 하나입니다. 그 { -load-balancer }(load balancer)는 호출을 직접 받고,
    { -node }로 가는 연결을 새로 엽니다. { -pod } 하나가 일하고 있고, { -service }에는 어피니티가
    있습니다. 노트북이 먼저 호출합니다.
lesson-sticky-try-laptop = 노트북에서 다섯 번 호출하기
lesson-sticky-predict-second-caller = { -pod } 셋이 더 시작됩니다. 이제 방문자가 { -load-balancer }를 스무 번 호출합니다. 누가 답할까요?
lesson-sticky-predict-second-caller-own = 호출자가 다르므로 새 { -pod } 중 하나가 매번 답합니다.
lesson-sticky-predict-second-caller-all = 여러 { -pod }가 그때그때 임의로 뽑혀 답합니다.
lesson-sticky-predict-second-caller-same = 노트북에 답했던 바로 그 { -pod }가 매번 답합니다.
# $lbIp is the load balancer's address.
lesson-sticky-predict-second-caller-after =
    { -packet }(packet)의 경로를 한 단계씩 따라가, { -load-balancer }가 { -node }를 두드리는 곳까지
    가 보십시오. 누가 호출했든 출발지는 { -load-balancer } 자신의 주소인 `{ $lbIp }`입니다. 그러니
    { -node }가 아는 호출자는 하나뿐이고, 그 호출자는 이미 붙잡혀 있습니다. 온 세상이 이 { -pod }
    하나로 몰릴 것입니다.

    중요한 것은 **{ -node }에 보이는** 주소입니다. 오는 길에 NAT를 거쳐도 마찬가지여서, 사무실
    전체가 주소 하나로 보이는 일이 흔합니다. { -node-port }만 거쳐서는 아무도 뒤섞이지 않습니다.
    { -node }는 { -pod }를 고르고 나서야 출발지를 고쳐 쓰기 때문입니다.

## Step 6

lesson-sticky-step-everyone = 모두 한 { -pod }로
lesson-sticky-everyone =
    { -pod } 하나는 과로하고 셋은 놀고 있습니다. 이제 이 가게는 장바구니를 데이터베이스에 담아
    두므로, 어느 { -pod }든 어느 손님이나 맞을 수 있습니다.
lesson-sticky-exercise-everyone = { -pod } 넷이 모두 일하게 하십시오.
lesson-sticky-exercise-everyone-goal-outside = 노트북이 { -load-balancer }를 마흔 번 호출하면 { -pod } 넷이 모두 답합니다.
lesson-sticky-exercise-everyone-hint-1 = { -node }는 왜 모든 호출자를 한 { -pod }에 붙잡아 둡니까? 이 가게에 그것이 아직 필요합니까?
lesson-sticky-exercise-everyone-hint-2 = `externalTrafficPolicy: Local`은 도움이 되지 않습니다. { -load-balancer }가 호출자의 주소를 이미 바꾸었기 때문입니다. 어피니티를 살펴보십시오.
lesson-sticky-exercise-everyone-hint-3 = `sessionAffinity: ClientIP` 줄을 지우거나 `sessionAffinity: None`이라고 적으십시오.
lesson-sticky-exercise-everyone-after =
    이제 다시 연결마다 새로 고릅니다. 이런 { -load-balancer } 뒤에서도 손님이 머물러야 한다면,
    HTTP를 읽고 손님마다 쿠키를 주는 프록시가 붙잡아 두게 하십시오.

## The end

lesson-sticky-did =
    Kubernetes가 한 일은 다음과 같습니다.

    - 새 연결이 올 때마다 어느 한 커널이 { -pod } 하나를 골랐습니다. 그 연결로 이어진 것은 모두 같은
      길로 갔습니다.
    - `ClientIP`에서는 kube-proxy가 호출자의 주소를 기억하는 규칙을 적었습니다. { -node }마다 따로
      기억하므로, 다른 { -node }로 들어온 호출자는 다른 { -pod }에 닿을 수 있습니다.
    - 준비된 { -pod }에만 호출자를 붙잡아 두었고, 그 { -pod }가 더는 준비되어 있지 않으면 놓아주었습니다.

    하지 않은 일도 있습니다. 손님을 알아보는 일입니다. 보이는 것은 주소뿐이었습니다.
