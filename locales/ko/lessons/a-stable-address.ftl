# source: f1bd41007bfc

### 레슨 a-stable-address: 주소는 서비스 오브젝트의 것이며, 실행되는 무엇의 것도 아니다.

lesson-a-stable-address-title = 아무도 지니지 않은 주소
lesson-a-stable-address-summary = { -service }의 주소는 어느 { -pod }의 것도, 어느 머신의 것도 아닙니다. 이 주소가 무엇을 견뎌 내고 무엇 때문에 사라지는지 알아봅니다.

## Step 1

lesson-a-stable-address-step-nobody-there = { -pod }가 모두 사라집니다
# $shopIp is the cluster IP of the Service.
lesson-a-stable-address-nobody-there =
    { -pod }(Pod)의 주소는 { -pod }와 함께 사라집니다. 그러면 { -service }(Service)의 주소는 어떨까요?
    여기 두 { -pod } 앞에 `shop`이 서 있고, 그 주소는 `{ $shopIp }`입니다.
lesson-a-stable-address-try-send = 그 주소 호출하기
lesson-a-stable-address-night =
    저녁이 되어 가게가 문을 닫습니다. { -deployment }(Deployment)가 { -pod }를 하나도 남지 않게
    줄입니다.
# $shopIp is the cluster IP of the Service.
lesson-a-stable-address-predict-no-pods = { -pod }가 하나도 남지 않았는데 방문자가 `{ $shopIp }` 주소를 다시 호출합니다. 어떻게 될까요?
lesson-a-stable-address-predict-no-pods-starts = 호출이 오면 Kubernetes가 { -pod }를 시작하므로 답을 받습니다.
lesson-a-stable-address-predict-no-pods-refused = 뒤에 답할 { -pod }가 없으므로 그 자리에서 곧바로 거부됩니다.
lesson-a-stable-address-predict-no-pods-silence = 주소도 { -pod }와 함께 사라졌으므로 아무것도 돌아오지 않습니다.
lesson-a-stable-address-predict-no-pods-after =
    { -service }는 그대로 있고, 주소도 그대로 있습니다. 그 뒤에 아무도 없을 뿐이며, 이럴 때 모든
    { -node }(node)에는 곧바로 안 된다고 답하는 규칙이 있습니다. 터미널에는 `curl: (7)`이라고 나옵니다.
    사라진 { -pod }의 주소를 호출하면 대개 헛되이 기다리기만 합니다.

    아침에는 새 { -pod } 둘이 시작됩니다. 나머지는 모두 그대로 두고 다시 호출해 보십시오.
    { -service }는 첫 { -pod }보다 먼저 만들어 두어도 됩니다.
lesson-a-stable-address-try-morning = { -pod } 둘을 시작하고 같은 주소 호출하기

## Step 2

lesson-a-stable-address-step-no-machine = 어느 머신에도 없습니다
# $whereIp is the cluster IP of the Service.
lesson-a-stable-address-no-machine =
    그림에 있는 { -pod }와 { -node }에는 저마다 주소가 있습니다. 그러나 `{ $whereIp }` 주소를 가진 것은
    하나도 없습니다. 이 주소는 Kubernetes에 저장된 { -object }인 { -service }에, 그리고 모든
    { -node }의 규칙에 적혀 있습니다. 이 주소의 80 포트로 보낸 것은 { -pod } 하나로 간다는 규칙입니다.

    그러면 `ping`에는 누가 답할까요? **터미널** 탭을 열고, 실행 위치를 방문자로 정한 다음
    `ping { $whereIp }` 명령을 실행해 보십시오. { -packet }(packet)은 모두 사라집니다. 답할 머신이
    없고, 규칙은 80 포트에 관한 것뿐이기 때문입니다. 그래도 고장 난 것은 없습니다. 80 포트를 호출해
    보십시오.

    이런 `ping`을 거부하는 { -cluster }도 있고, 오히려 답하는 { -cluster }도 있습니다. 어느 쪽이든 `ping`으로는 { -service }가
    제대로 동작하는지 알 수 없습니다.
lesson-a-stable-address-try-port = 80 포트 호출하기

## Step 3

lesson-a-stable-address-step-blue-green = 다른 프로그램, 같은 주소
# $blueIp is the cluster IP of the Service.
lesson-a-stable-address-blue-green =
    `shop` 뒤에서 `blue` 버전이 실행되고 있습니다. 그 옆에 `green` 버전도 준비되어 있지만, 아직은
    호출을 받지 않습니다.

    방문자는 `shop`이라는 이름을 호출합니다. 더 오래된 프로그램인 키오스크는 이름 대신
    `{ $blueIp }` 주소를 적어 두었습니다. 두 호출자는 모두 그대로 둡니다.
lesson-a-stable-address-exercise-green = 두 호출자에게 모두 `green`이 답하고, `blue`는 더 답하지 않게 하십시오.
lesson-a-stable-address-exercise-green-goal-name = 방문자가 `shop`을 열 번 호출하면 `green`만 답합니다.
lesson-a-stable-address-exercise-green-goal-number = 키오스크가 적어 둔 주소를 열 번 호출해도 `green`만 답합니다.
lesson-a-stable-address-exercise-green-hint-1 = 어느 { -pod }가 { -service } 뒤에 서는지 무엇이 정합니까?
lesson-a-stable-address-exercise-green-hint-2 = `selector`는 { -label }(label) 두 개를 요구합니다. 그중 `green`의 { -pod }가 달고 있지 않은 것은 어느 것입니까?
lesson-a-stable-address-exercise-green-hint-3 = { -service }의 `selector` 아래에서 `version: blue`를 `version: green`으로 바꾸십시오. { -service }를 삭제했거나 이름을 바꾸었다면 먼저 **실행 취소**를 누르십시오.
lesson-a-stable-address-exercise-green-after =
    낱말 하나를 바꾸자 { -pod } 목록도 바뀌었습니다. 이름과 주소와 포트는 그대로입니다. `green`이
    기대에 못 미치면 그 낱말을 되돌려 놓으면 됩니다.

    { -service }의 포트가 바뀌어도, { -pod }의 수가 바뀌어도 여전히 같은 { -service }입니다.

## Step 4

lesson-a-stable-address-step-made-anew = 삭제하고 다시 만들면
lesson-a-stable-address-made-anew =
    여기는 다른 가게입니다. 예전에 누군가 `10.96.0.50` 주소를 직접 골랐고, 키오스크가 그 주소를 적어
    두었습니다.

    어젯밤 한 동료가 실수로 { -service }를 삭제하고 곧바로 다시 만들었습니다. 이름도,
    { -selector }(selector)도, 포트도 같습니다. 주소만 다시 적지 않았습니다. { -pod }는 줄곧
    실행되었습니다.
lesson-a-stable-address-predict-noted-number = 키오스크가 `10.96.0.50` 주소를 호출합니다. 어떻게 될까요?
lesson-a-stable-address-predict-noted-number-answers = Kubernetes가 `shop`의 주소를 기억하므로 { -pod }가 답합니다.
lesson-a-stable-address-predict-noted-number-refused = 키오스크가 그 자리에서 곧바로 거부당합니다.
lesson-a-stable-address-predict-noted-number-silence = 키오스크가 기다려도 아무것도 돌아오지 않습니다.
# $newIp is the cluster IP of the new Service.
lesson-a-stable-address-predict-noted-number-after =
    Kubernetes가 보기에 이것은 어쩌다 이름이 같을 뿐인 다른 { -service }입니다. 그래서 비어 있던
    `{ $newIp }` 주소를 받았습니다. 예전 주소에는 이제 주인이 없고, 안 된다고 말해 주는 규칙조차
    없습니다. 언젠가 누군가 다른 { -service }를 만들며 그 주소를 고를 수도 있습니다. 그러면
    키오스크는 낯선 이와 이야기하게 됩니다.
lesson-a-stable-address-predict-by-name = 방문자가 `shop`을 이름으로 호출합니다. 어떻게 될까요?
lesson-a-stable-address-predict-by-name-answers = 다시 만든 뒤에도 이름이 통해 { -pod }가 답합니다.
lesson-a-stable-address-predict-by-name-unknown = 이름도 함께 삭제되어 DNS가 찾지 못합니다.
lesson-a-stable-address-predict-by-name-silence = 이름이 예전 주소로 이어져 아무것도 돌아오지 않습니다.
lesson-a-stable-address-predict-by-name-after =
    방문자는 호출할 때마다 이름을 묻고, **DNS**가 새 주소를 알려 줍니다. 그러니 주소가 아니라 이름을
    적어 두십시오. 다만 조심하십시오. 시작할 때만 이름을 묻는 프로그램은 키오스크보다 나을 것이
    없습니다.

## Step 5

lesson-a-stable-address-step-old-number = 예전 주소를 다시
lesson-a-stable-address-old-number =
    오늘은 아무도 키오스크를 바꿀 수 없으므로, 키오스크가 적어 둔 주소가 다시 통해야 합니다.
    `clusterIP`는 { -service }가 어떤 주소를 달라고 할 때 쓰는 필드입니다. { -cluster }의 대역에 있는
    빈 주소라야 하고, 여기서는 그 대역이 `10.96.0.0/16`입니다.

    편집기의 글에는 그 줄이 `#` 뒤에 있어 효력이 없습니다. 이 `#` 하나를 지우면 API 서버가
    `may not change once set`이라며 거부합니다.
lesson-a-stable-address-exercise-old-number = `10.96.0.50` 주소가 다시 가게로 이어지게 하고, 이름도 계속 통하게 하십시오.
lesson-a-stable-address-exercise-old-number-goal-number = 키오스크가 `10.96.0.50` 주소를 다섯 번 호출해 매번 답을 받습니다.
lesson-a-stable-address-exercise-old-number-goal-name = 방문자가 `shop`을 다섯 번 호출해 매번 답을 받습니다.
lesson-a-stable-address-exercise-old-number-hint-1 = { -service }는 언제 주소를 받습니까? 이 { -service }는 이미 만들어져 있습니다.
lesson-a-stable-address-exercise-old-number-hint-2 = 그 줄을 넣어 `shop`을 한 번 더 만드십시오. 아니면 다른 이름으로 둘째 { -service }를 만드십시오. 같은 { -pod } 앞에 { -service } 둘이 설 수 있습니다.
lesson-a-stable-address-exercise-old-number-hint-3 = `#` 기호를 지운 채로, { -service }를 `---` 줄부터 끝까지 글에서 잘라 내십시오. 글에서 빠진 것은 삭제됩니다. 셋을 센 뒤 다시 붙여 넣으십시오.
lesson-a-stable-address-exercise-old-number-after =
    `shop`을 한 번 더 만들었다면 잠깐은 아무도 호출할 수 없었습니다. 둘째 { -service }를 만들었다면
    끊긴 호출이 없습니다. { -service }도 둘, 주소도 둘이지만 { -pod }는 같습니다.

    Kubernetes가 스스로 고를 때는 대역의 높은 쪽에서 먼저 고릅니다. 그래서 낮은 주소를 누가 이미 쓰고
    있는 일은 드뭅니다.

## The end

lesson-a-stable-address-did =
    Kubernetes가 한 일은 다음과 같습니다.

    - { -service }가 만들어질 때 주소를 주었고, { -pod }가 오고 가는 동안 그 주소를 지켰습니다.
    - 그 주소로 온 것을 { -pod } 하나로 넘길지 곧바로 거부할지 모든 { -node }에 적었습니다.
    - { -selector }가 바뀌어도 이름과 주소를 지켰습니다.

    하지 않은 일도 있습니다. 이름을 위해 주소를 남겨 두는 일입니다. 다음에 같은 이름으로
    만드는 { -service }는 다른 { -service }입니다.
