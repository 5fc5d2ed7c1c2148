# source: b9c33ea27e7d

### 첫째 레슨 pods-come-and-go: 처음 5분.

lesson-pods-come-and-go-title = 오고 가는 { -pod }
lesson-pods-come-and-go-summary = { -pod }를 삭제하면 그 주소도 함께 사라집니다. { -service }가 왜 필요한지 5분 만에 알아봅니다.

## Step 1

lesson-pods-come-and-go-step-one-pod = { -pod } 하나, 방문자 하나
lesson-pods-come-and-go-one-pod =
    작은 { -cluster }가 하나 있습니다. 그 안에서 { -pod }(Pod) 하나가 실행되고 있습니다. { -pod }란
    자기만의 작은 상자에 담겨 자기만의 주소를 가진 프로그램입니다. 이 프로그램은 어떤 요청에든
    자기 이름으로 답합니다.

    그 옆에는 이 프로그램과 이야기하려는 방문자가 있습니다. **보내기**를 누르십시오.
lesson-pods-come-and-go-try-send = 보내기
# $podIp is the IP address of the Pod.
lesson-pods-come-and-go-answered =
    방문자가 `{ $podIp }` 주소로 { -packet }(packet)을 보냈고, 그 주소의 { -pod }가 자기 이름으로
    답했습니다. 몇 번을 보내도 마찬가지입니다. 주소가 같으니 { -pod }도 같고, 답도 같습니다.

## Step 2

lesson-pods-come-and-go-step-gone = 그런데 { -pod }가 사라집니다
# $podIp is the IP address of the Pod.
lesson-pods-come-and-go-gone =
    { -pod }는 오래 살지 않습니다. 프로그램이 죽기도 하고, 머신이 고장 나기도 하고, 누군가 새
    버전을 설치하기도 합니다. Kubernetes는 예전 { -pod }를 새 자리로 옮기는 법이 없습니다. 새로
    하나를 만들고 예전 것은 버립니다.

    이제 이 { -pod }를 삭제합니다. 여기서는 { -deployment }(Deployment)가 { -pod }를 지켜보고
    있습니다. { -pod } 하나가 늘 실행되게 하는 것이 그 일입니다. 한편 방문자가 아는 것은
    `{ $podIp }` 주소 하나뿐입니다.
lesson-pods-come-and-go-predict-old-address = { -pod }를 삭제하고 새 { -pod }가 실행될 때까지 기다린 뒤, 방문자가 예전 주소로 다시 보냅니다. 어떻게 될까요?
lesson-pods-come-and-go-predict-old-address-answers = 새 { -pod }가 답합니다. 주소를 물려받았기 때문입니다.
lesson-pods-come-and-go-predict-old-address-refused = 그곳에 아무도 없다는 말을 방문자가 곧바로 듣습니다.
lesson-pods-come-and-go-predict-old-address-silence = 아무것도 돌아오지 않아, 방문자가 기다리다 포기합니다.
# $podIp is the IP address of the deleted Pod.
lesson-pods-come-and-go-predict-old-address-after =
    그림을 보십시오. 새 { -pod }가 아무 탈 없이 실행되고 있습니다. 그러나 이름도 새것이고 **주소도
    새것**입니다. `{ $podIp }` 주소에는 이제 아무도 살지 않으므로 { -packet }은 사라지고, 없다고
    말해 줄 이조차 없습니다. 방문자는 기다리다 못해 포기합니다. 이것이
    { -timeout }(timeout)입니다.

## Step 3

lesson-pods-come-and-go-step-fixed-address = 바뀌지 않는 주소
lesson-pods-come-and-go-fixed-address =
    새 주소를 매번 모든 방문자에게 알려 줄 수도 있을 것입니다. 아니면 { -pod } 앞에 절대 움직이지
    않는 무언가를 둘 수도 있습니다. 그것이 **{ -service }**(Service)입니다. 이름 하나, 주소 하나,
    포트 하나가 { -service }를 지우지 않는 한 그대로 있습니다.
lesson-pods-come-and-go-label =
    { -service }는 자기 { -pod }의 이름을 모릅니다. 대신 { -pod }가 달고 있는 작은 꼬리표,
    곧 **{ -label }**(label)을 찾습니다. 지금 { -pod }는 `app: web`이라는 꼬리표를 달고 있습니다. 이
    꼬리표를 단 { -pod }는 모두 한 식구이고, 누가 달고 있는지는 언제든 바뀔 수 있습니다.

    아래 글에는 이미 있는 { -deployment }가 있고, `---` 줄 다음에 `web`이라는 새 { -service }가
    있습니다. 그런데 한 곳이 비어 있습니다. 찾을 꼬리표를 적는 **{ -selector }**(selector)입니다.
lesson-pods-come-and-go-exercise-fill-the-blank = 빈칸을 채워 방문자가 `web`에서 답을 받게 하십시오.
lesson-pods-come-and-go-exercise-fill-the-blank-goal-answers = 방문자가 `web`을 호출하면 { -pod }가 답합니다.
lesson-pods-come-and-go-exercise-fill-the-blank-hint-1 = { -pod }가 달고 있는 꼬리표를 찾으십시오. { -deployment }의 `template`, `metadata`, `labels` 아래에 있습니다.
lesson-pods-come-and-go-exercise-fill-the-blank-hint-2 = { -selector }에도 똑같이 적어야 합니다. 키는 같은 `app`이고, 값도 같아야 합니다.
lesson-pods-come-and-go-exercise-fill-the-blank-hint-3 = `selector` 아래의 `app: ""`를 `app: web`으로 바꾸십시오.
lesson-pods-come-and-go-exercise-fill-the-blank-after =
    꼬리표를 입력한 순간 Kubernetes는 그 꼬리표를 단 { -pod }를 찾아 그 주소를 { -service }의 목록에
    적었습니다. 방문자는 `web`을 찾고, 오늘 그것이 누구인지는 목록이 말해 줍니다.

## Step 4

lesson-pods-come-and-go-step-again = 다시 삭제하기
lesson-pods-come-and-go-again =
    이제 시험해 볼 차례입니다. { -pod }는 다시 한번 삭제되고, 앞에서처럼 다른 주소로 돌아옵니다.
    하지만 이번에는 방문자가 `web`을 호출합니다.
lesson-pods-come-and-go-predict-delete-again = { -pod }를 다시 삭제한 뒤 방문자가 `web`을 호출합니다. 어떻게 될까요?
lesson-pods-come-and-go-predict-delete-again-answers = 새 { -pod }에게서 답을 받습니다.
lesson-pods-come-and-go-predict-delete-again-refused = 그곳에 아무도 없다는 말을 곧바로 듣습니다.
lesson-pods-come-and-go-predict-delete-again-silence = 아무것도 돌아오지 않습니다.
lesson-pods-come-and-go-predict-delete-again-after =
    꼬리표가 제대로 적혀 있으면 방문자는 아무것도 눈치채지 못합니다. { -pod }가 바뀌고 그 주소도
    바뀌었지만, { -service }는 그대로입니다. Kubernetes가 예전 주소를 목록에서 빼고 새 주소를
    올렸습니다.

    { -service }가 답하지 않았다면 { -selector }가 아직 비어 있는 것입니다. 한 단계 뒤로 돌아가십시오.

## Step 5

lesson-pods-come-and-go-step-three = 하나보다 셋
lesson-pods-come-and-go-three =
    { -service } 하나가 여러 { -pod } 앞에 설 수 있습니다. 같은 꼬리표를 단 { -pod }를 셋으로 늘리고
    방문자가 스무 번 보내게 해 봅시다. 누가 답했는지는 차트가 셉니다.
lesson-pods-come-and-go-predict-who-answers = { -pod } 셋에 요청 스무 번. 누가 답할까요?
lesson-pods-come-and-go-predict-who-answers-one = 늘 같은 { -pod }가 답하고, 나머지는 대기합니다.
lesson-pods-come-and-go-predict-who-answers-in-turn = 셋이 어김없이 차례대로 답합니다.
lesson-pods-come-and-go-predict-who-answers-chance = 셋 중 하나가 그때그때 임의로 답합니다.
lesson-pods-come-and-go-predict-who-answers-after =
    새 연결은 매번 주사위를 던지듯 **임의로** { -pod } 하나에 배정됩니다. 그래서 막대 셋의 길이가
    같은 일은 드물고, 같은 { -pod }가 세 번 연달아 답할 수도 있습니다. 더 많이 보내면 막대가
    엇비슷해집니다.

## Step 6

lesson-pods-come-and-go-step-your-turn = 이제 직접 해 보기
lesson-pods-come-and-go-your-turn =
    가게가 하나 있습니다. { -pod }가 하나뿐인 { -deployment }와, 아무도 찾지 못하는 { -service }가
    있습니다. 오늘은 바쁜 날이 될 것이고, { -pod } 하나쯤은 언제든 고장 날 수 있습니다.
lesson-pods-come-and-go-exercise-busy-shop = 가게에 { -pod }를 셋 두고, { -service }가 그 { -pod }를 찾게 하십시오.
lesson-pods-come-and-go-exercise-busy-shop-goal-answers = 방문자가 `shop`을 호출해 답을 받습니다.
lesson-pods-come-and-go-exercise-busy-shop-goal-three = 요청을 서른 번 보내면 서로 다른 { -pod } 셋 이상이 답합니다.
lesson-pods-come-and-go-exercise-busy-shop-goal-goes-on = { -pod } 하나가 삭제되어도 가게는 계속 문을 엽니다.
lesson-pods-come-and-go-exercise-busy-shop-hint-1 = 두 가지가 모자랍니다. { -service }가 찾을 꼬리표와 { -pod }의 수입니다.
lesson-pods-come-and-go-exercise-busy-shop-hint-2 = 수는 { -deployment }의 `replicas`입니다. 꼬리표는 앞에서처럼 `template` 아래에 있고, 값만 다릅니다.
lesson-pods-come-and-go-exercise-busy-shop-hint-3 = `replicas: 3`으로 바꾸고, { -service }의 `selector` 아래에 `app: shop`이라고 적으십시오.
lesson-pods-come-and-go-exercise-busy-shop-after =
    { -pod } 셋이 일을 나누어 맡으므로, 그중 하나쯤 사라져도 괜찮습니다. { -service }는
    바로 이것을 위해 있습니다.

## The end

lesson-pods-come-and-go-did =
    Kubernetes가 한 일은 다음과 같습니다.

    - 새 { -pod }마다 고유한 주소를 주었고, 그 주소를 지켜 주겠다고 약속하지는 않았습니다.
    - { -service }에는 이름과 주소를 주었고, 둘 다 지켰습니다.
    - 어느 { -pod }가 꼬리표를 달고 준비되어 있는지 지켜보며 목록을 늘 최신으로 유지했습니다.
    - 새 연결이 올 때마다 그 목록에서 임의로 고른 { -pod } 하나에 보냈습니다.

    이 목록의 이름은 { -endpointslice }(EndpointSlice)입니다. 곧 다시 만납니다.
