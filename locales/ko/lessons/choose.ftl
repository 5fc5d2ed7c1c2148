# source: 9367d7b49408

### 레슨 choose: 어떤 호출자에게 어떤 서비스를 둘지, 인그레스는 언제 쓸지.

lesson-choose-title = 누가 호출할까: 알맞은 { -service } 고르기
lesson-choose-summary = 어떤 호출자에게 어떤 { -service }가 알맞은지, { -service }로는 안 되고 { -ingress }로는 되는 일이 무엇인지 알아봅니다.

## Step 1

lesson-choose-step-who-calls = 꼭 필요한 만큼만
lesson-choose-who-calls =
    { -service }(Service)를 만들기 전에 먼저 물으십시오. **누가 호출합니까?** 그런 다음 그
    호출자에게 꼭 필요한 만큼만 주십시오.

    이 { -cluster }는 식당에 있고, 여기에는 { -load-balancer }(load balancer)를 가져다줄 이가 없습니다.
    재고를 알려 주는 `stock`의 호출자는 방문자 같은 { -pod }(Pod)뿐입니다. `menu`는 주방의 화면을
    위한 것입니다. 이 화면은 노트북처럼 { -node }(node)에 닿을 수 있고, 30080 포트를 두드리게 되어
    있습니다. 그런데 지금은 화면에 재고가 나옵니다.
lesson-choose-exercise-least = { -service }마다 호출자에게 필요한 것만 주고, 그 이상은 주지 마십시오.
lesson-choose-exercise-least-goal-screen = 노트북이 어느 { -node }의 30080 포트를 두드리든 `menu`가 답합니다.
lesson-choose-exercise-least-goal-inside = 방문자가 `stock:80`을 호출하면 `stock`이 답합니다.
lesson-choose-exercise-least-goal-closed = `stock`에는 이제 { -node-port }(node port)가 없고, `menu`는 { -load-balancer }를 기다리지 않습니다.
lesson-choose-exercise-least-hint-1 = 둘 가운데 { -node }에 문이 필요한 것은 어느 것이고, 그 문을 지금 가진 것은 어느 것입니까?
lesson-choose-exercise-least-hint-2 = 안에서만 쓰는 유형은 무엇이고, 모든 { -node }에 포트를 여는 유형은 무엇입니까? `stock`이 30080을 내놓으면 `menu`가 쓸 수 있습니다.
lesson-choose-exercise-least-hint-3 = `stock`에서 `type: NodePort`와 `nodePort: 30080`을 빼서 `menu`의 같은 자리에 넣으십시오.
lesson-choose-exercise-least-after =
    이제 `stock`은 ClusterIP { -service }이고, `menu`는 NodePort { -service }입니다.
    `type: LoadBalancer`였다면 아무도 가져다주지 않을 주소를 기다리고 있었을 것입니다.

## Step 2

lesson-choose-step-one-address = 이름 둘, 주소 하나
lesson-choose-one-address =
    이번에는 온 세상이 `shop.example`과 `docs.example`을 호출합니다. 클라우드에서
    `type: LoadBalancer`를 적으면 { -service }마다 주소를 하나씩 얻고, 주소마다 돈이 듭니다.

    주소 하나를 아끼려고 누군가 `docs`를 ClusterIP { -service }로 만들었습니다. 이제 바깥세상의
    DNS에서는 두 이름이 모두 `shop`의 주소로 이어집니다.
lesson-choose-predict-two-names = 노트북이 `docs.example`을 호출합니다. 어떻게 될까요?
lesson-choose-predict-two-names-docs = 호출한 이름 그대로 `docs`가 답합니다.
lesson-choose-predict-two-names-shop = 이름과 상관없이 `shop`이 답합니다.
lesson-choose-predict-two-names-silence = 기다려도 아무것도 돌아오지 않습니다.
lesson-choose-predict-two-names-after =
    이름은 DNS에 한 번 묻는 데 쓰였을 뿐입니다. 그 뒤로는 주소와 포트만 중요합니다. { -service }에
    보이는 것은 **연결**입니다. 이름은 HTTP 요청 안에도 적혀 있지만, 그것을 읽는 규칙은 어느
    { -node }에도 없습니다.

## Step 3

lesson-choose-step-no-reader = 아무도 읽지 않는 규칙
lesson-choose-no-reader =
    HTTP 요청을 어떻게 다룰지 정하는 것이 **{ -ingress }**(Ingress)입니다. 어느 호스트 이름과 어느
    경로가 어느 { -service }로 이어지는지 적혀 있습니다. 편집기에 있는 것은 짧습니다. 이름이 무엇이든,
    경로가 무엇이든 `shop`으로 보냅니다.

    Kubernetes는 이것을 받아들였습니다. 그 밖에는 아무것도 설치되어 있지 않습니다.
lesson-choose-predict-port-80 = 노트북이 `node-1` 노드의 80 포트를 호출합니다. 어떻게 될까요?
lesson-choose-predict-port-80-answers = { -ingress }가 80 포트를 열었으므로 `shop`이 답합니다.
lesson-choose-predict-port-80-refused = 노트북이 그 자리에서 곧바로 거부당합니다.
lesson-choose-predict-port-80-silence = 노트북이 기다려도 아무것도 돌아오지 않습니다.
lesson-choose-predict-port-80-after =
    { -ingress }는 데이터일 뿐이며, 아무것도 열지 않습니다. 터미널에 `kubectl get ingress`를 입력해
    보십시오. `ADDRESS` 열이 비어 있습니다. 이런 규칙을 읽고 요청을 받는 프로그램이 있어야 합니다.
    이것이 **{ -ingress } { -controller }**(Ingress controller)입니다. Kubernetes 자체에는 들어 있지
    않습니다.

## Step 4

lesson-choose-step-reader = 주소 하나, 이름 여럿
lesson-choose-reader =
    여기에서는 { -controller }가 실행되고 있습니다. LoadBalancer 유형의 { -service } 뒤에 있는
    { -pod }입니다. 두 이름은 모두 이 { -service }의 주소로 이어집니다. `shop`은 이제 ClusterIP
    { -service }이고, `docs`에는 다시 자기 { -load-balancer }가 있습니다.
lesson-choose-try-shop = `shop.example` 호출하기
lesson-choose-two-connections =
    연결이 둘입니다. 하나는 { -controller }에서 끝나고, 거기서 { -controller }가 호스트와 경로를
    읽습니다. 다른 하나는 곧장 `shop`의 { -pod }로 이어집니다. 이 { -controller }는 { -service }의 목록을
    직접 읽기 때문입니다.
lesson-choose-predict-no-rule = 이제 노트북이 `docs.example`을 호출합니다. 어떻게 될까요?
lesson-choose-predict-no-rule-docs = 그 이름의 주인인 `docs`가 답합니다.
lesson-choose-predict-no-rule-shop = 앞에서와 마찬가지로 `shop`이 답합니다.
lesson-choose-predict-no-rule-controller = 호출을 받은 { -controller }가 직접 답합니다.
lesson-choose-predict-no-rule-after =
    `404 Not Found`라고 답한 것은 { -controller }입니다. 그 호스트에 맞는 규칙이 없기 때문입니다.
    `docs`의 { -load-balancer }에는 아무도 묻지 않았습니다. 그 주소는 따로 있습니다.

    규칙은 경로로도 나뉩니다. 터미널의 실행 위치를 노트북으로 정하고 `curl shop.example/cart` 명령을
    실행해 보십시오. 이번에는 `cart`가 답합니다.
lesson-choose-exercise-one-address = `docs.example`에서 `docs`가 답하게 하고, `docs` 자신의 { -load-balancer }는 없애십시오.
lesson-choose-exercise-one-address-goal-docs = 노트북이 `docs.example`을 호출하면 `docs`가 답합니다.
lesson-choose-exercise-one-address-goal-shop = `shop.example`을 호출하면 여전히 `shop`이 답합니다.
lesson-choose-exercise-one-address-goal-saved = `docs`에는 { -load-balancer }도 { -node-port }도 없습니다.
lesson-choose-exercise-one-address-hint-1 = { -controller }에 규칙 하나가 모자랍니다. 그 규칙이 있으면, 밖에서 `docs`에 직접 닿아야 할 이가 아직 있습니까?
lesson-choose-exercise-one-address-hint-2 = `rules` 아래의 `- host:`에서 규칙 하나가 시작됩니다. 그 규칙을 첫 경로까지만 복사하십시오. 어느 두 낱말이 바뀝니까?
lesson-choose-exercise-one-address-hint-3 = 복사한 규칙에 `host: docs.example`과 `name: docs`를 적으십시오. `docs` { -service }에서는 `type: LoadBalancer`를 지우십시오.
lesson-choose-exercise-one-address-after =
    더 많은 이름이 이 주소를 함께 쓸 수 있고, 그 뒤의 { -service }는 ClusterIP로 남습니다.
    { -ingress }의 뒤를 잇는 **Gateway API**는 이 실습실에 없지만, 바탕이 되는 생각은 같습니다.

## Step 5

lesson-choose-step-not-http = 모두 HTTP는 아닙니다
lesson-choose-not-http =
    메일 서버가 들어왔습니다. 주소를 아끼려고 메일 서버에도 규칙을 하나 주었습니다. `mail.example`을
    `mail`의 25 포트로 보내는 규칙입니다. DNS에서는 이 이름도 { -controller }로 이어집니다.
lesson-choose-predict-mail = 노트북이 `mail.example`을 25 포트로 호출합니다. 어떻게 될까요?
lesson-choose-predict-mail-answers = 규칙은 규칙이므로 `mail`이 답합니다.
lesson-choose-predict-mail-controller = { -controller }가 직접 404로 답합니다.
lesson-choose-predict-mail-silence = 기다려도 아무것도 돌아오지 않습니다.
lesson-choose-predict-mail-after =
    { -ingress }는 HTTP와 HTTPS만 다룹니다. 규칙에 적힌 `25`는 { -controller }가 보내는 곳일 뿐, 누가
    기다리는 곳이 아닙니다. { -controller }의 { -load-balancer }는 80 포트만 받습니다. 온 세상에서 오는
    메일에는 `type: LoadBalancer`를 씁니다.

## Step 6

lesson-choose-step-moved = 둘이 옮겨 갔습니다
lesson-choose-moved =
    호출자가 둘 남았습니다. 둘 다 방문자 같은 { -pod }입니다. 하나는 백업 프로그램으로,
    데이터베이스의 { -replica }(replica)를 하나하나 따로 호출하려 합니다. 다른 하나는 은행에서 결제합니다.

    데이터베이스는 예전에 밖의 머신이었고, 은행은 여기에서 실행되었습니다. 이제는 `db`라는
    { -statefulset }(StatefulSet)이 여기에서 실행되고, 은행은 `bank.example.com`에 있습니다. 그런데
    { -service }는 예전 그대로입니다.
lesson-choose-exercise-moved = `db`와 `bank`라는 이름이 저마다 지금 있는 곳으로 이어지게 하십시오.
lesson-choose-exercise-moved-goal-each = 방문자가 `db-0.db`와 `db-1.db`를 8080 포트로 호출하면, 매번 그 이름의 { -pod }가 답합니다.
lesson-choose-exercise-moved-goal-headless = `db`라는 이름이 중간에 다른 주소 없이 곧장 두 { -pod }로 이어집니다.
lesson-choose-exercise-moved-goal-bank = 방문자가 `bank`를 호출하면 밖의 머신이 답합니다.
lesson-choose-exercise-moved-hint-1 = 자기 주소 없이 DNS에 { -pod }를 보여 주는 것은 어떤 { -service }입니까? 이름을 가리키는 이름일 뿐인 것은 어떤 { -service }입니까?
lesson-choose-exercise-moved-hint-2 = `db`는 { -selector }(selector)가 있는 헤드리스(headless) { -service }가 됩니다. `bank`는 지금의 `db`와 같은 유형, 곧 ExternalName이 됩니다.
lesson-choose-exercise-moved-hint-3 = `db`의 `spec` 아래에는 `clusterIP: None`과 `app: db`를 찾는 `selector`만 있으면 됩니다. `bank`의 `spec` 아래에는 `type: ExternalName`과 `externalName: bank.example.com`만 있으면 됩니다.
lesson-choose-exercise-moved-after =
    호출자는 여전히 `db`와 `bank`를 부릅니다. 이름 뒤에 무엇이 있는지는 바뀌어도 됩니다.

## The end

lesson-choose-did =
    Kubernetes가 한 일은 다음과 같습니다.

    - { -service }마다 그 유형이 요구하는 것을 주었고, 그 이상은 주지 않았습니다.
    - 규칙과 DNS와 { -controller }가 함께 읽는 목록을 관리했습니다.

    Kubernetes가 알 수 없는 것은 **누가 호출하는지**입니다. 다음을 기억해 두십시오.

    - 호출자가 { -pod }뿐이라면 기본값인 ClusterIP입니다.
    - { -load-balancer }를 가져다줄 이가 없고, 호출자가 { -node }에 닿을 수 있다면 NodePort입니다.
    - 온 세상이 호출한다면 LoadBalancer입니다. { -service }마다 주소가 하나씩 듭니다.
    - 온 세상이 HTTP로 호출하고, 주소 하나에 이름이나 경로를 여럿 두려 한다면 { -ingress }와 그
      { -controller }입니다.
    - 호출자가 { -pod }를 하나하나 따로 호출하려 한다면 헤드리스 { -service }입니다.
    - 다른 곳에 있고 이름이 있는 것을 { -pod }가 호출한다면 ExternalName입니다.
