# source: 8f026169ac08

### 레슨 beyond: 그 밖의 서비스.

lesson-beyond-title = 그 밖의 { -service }: 헤드리스, ExternalName 등
lesson-beyond-summary = { -service }에서 주소나 { -pod }나 { -selector }를 빼면 무엇이 남는지, 그때 DNS는 무엇이라고 답하는지 알아봅니다.

## Step 1

lesson-beyond-step-headless = 자기 주소 없이
lesson-beyond-headless =
    보통의 { -service }(Service)에는 { -cluster-ip }(cluster IP)가 있고, 모든 { -node }(node)에는
    { -pod }(Pod)를 고르는 규칙이 있습니다. 편집기의 `db`처럼 `clusterIP: None`이라고 적으면 둘 다
    없습니다. 이런 { -service }는 **헤드리스**(headless)라고 하며, 호출자는 DNS에서만 찾을 수 있습니다.
lesson-beyond-try-send = `db` 호출하기
lesson-beyond-addresses =
    DNS 탭을 보십시오. `db`라는 이름은 준비된 **모든** { -pod }의 주소를 뜻하고, 방문자는 그중 하나를
    골랐습니다. 바로 이것을 원하는 프로그램도 있습니다. { -pod }를 하나하나 알고 스스로 고르는
    프로그램입니다.

    이 { -service }에는 `port: 80`과 `targetPort: 8080`이 적혀 있고, { -pod }의 프로그램은 8080 포트에서
    기다립니다.
lesson-beyond-predict-service-port = 방문자가 { -service } 자신의 포트를 써서 `db:80`을 호출합니다. 어떻게 될까요?
lesson-beyond-predict-service-port-answers = 80이 8080으로 바뀌어 { -pod }가 답합니다.
lesson-beyond-predict-service-port-refused = 그 자리에서 곧바로 거부됩니다.
lesson-beyond-predict-service-port-silence = 기다려도 아무것도 돌아오지 않습니다.
lesson-beyond-predict-service-port-after =
    이름은 곧장 { -pod }로 이어졌고, 그곳의 80 포트에서는 아무도 기다리지 않습니다. 한 포트를 다른
    포트로 바꾸려면 규칙이 있어야 하는데, 여기에는 없습니다. 헤드리스 { -service }의 호출자는 { -pod }
    자신의 포트를 씁니다.

## Step 2

lesson-beyond-step-nobody = 빈집
lesson-beyond-nobody =
    보통의 { -service }는 마지막 { -pod }가 사라져도 { -cluster-ip }를 잃지 않고, 호출자를 거부합니다.
    이제 `db`의 { -pod }를 하나도 남지 않게 줄입니다.
lesson-beyond-predict-no-pods = { -pod }가 하나도 남지 않았는데 방문자가 `db:8080`을 호출합니다. 어떻게 될까요?
lesson-beyond-predict-no-pods-refused = 그 자리에서 곧바로 거부됩니다.
lesson-beyond-predict-no-pods-silence = 기다려도 아무것도 돌아오지 않습니다.
lesson-beyond-predict-no-pods-unknown = 어디로 보낼지조차 알아내지 못합니다.
lesson-beyond-predict-no-pods-after =
    DNS에는 알려 줄 주소가 하나도 남지 않아, 마치 그런 이름이 없는 것과 같습니다. `curl: (6)`입니다.
    { -selector }(selector)에 맞는 { -pod }가 없거나 준비된 { -pod }가 없을 때도 마찬가지입니다. 그러니
    헤드리스 { -service }의 이름을 찾지 못한다면 먼저 { -pod }를 살펴보십시오.

## Step 3

lesson-beyond-step-alias = 이름을 가리키는 이름
lesson-beyond-alias =
    편집기의 { -service }는 `type: ExternalName`입니다. { -selector }도, { -pod }도, { -cluster-ip }도
    없습니다. 가진 것은 바깥세상의 이름인 `billing.example.com` 하나뿐입니다.
lesson-beyond-predict-billing = 방문자가 `billing`을 호출합니다. 어떻게 될까요?
lesson-beyond-predict-billing-answers = { -cluster } 밖의 머신이 답합니다.
lesson-beyond-predict-billing-refused = 뒤에 { -pod }가 없어 거부됩니다.
lesson-beyond-predict-billing-unknown = DNS가 이름을 찾지 못합니다.
lesson-beyond-predict-billing-after =
    DNS는 `billing`이 `billing.example.com`의 별칭(`CNAME` 레코드)이라고 답하고 그 머신의 주소를
    알려 주었습니다. { -packet }(packet)은 방문자가 직접 그리로 보냈습니다. 다른 머신이 결제를 맡게
    되면 한 줄만 바꾸면 됩니다.

    중간에 프록시가 없으므로, 결제 머신은 방문자가 입력한 이름 `billing`을 그대로 듣습니다. 이 이름을
    모르는 웹 서버는 404로 답하기도 하고, 그 인증서도 다른 이름으로 발급된 것입니다.

## Step 4

lesson-beyond-step-store = 옛 이름
lesson-beyond-store =
    이 가게의 이름은 예전에 `store`였고, 오래된 프로그램은 아직도 `store:80`을 호출합니다. 그래서 누군가
    새 이름인 `shop`, 전체 이름으로는 `shop.default.svc.cluster.local`을 가리키는 별칭을 만들었습니다.
    `shop`은 8080 포트에 있으므로 `targetPort`도 적었습니다. 그런데도 오래된 프로그램은 답을 받지
    못합니다.
lesson-beyond-exercise-old-name = 방문자가 `store:80`으로 가게에 닿게 하십시오.
lesson-beyond-exercise-old-name-goal-old = 방문자가 `store:80`을 호출하면 가게가 매번 답합니다.
lesson-beyond-exercise-old-name-goal-new = `shop:8080`을 호출해도 여전히 답합니다.
lesson-beyond-exercise-old-name-hint-1 = `store:80`을 호출하고 { -packet }의 경로를 한 단계씩 따라가 보십시오. { -packet }은 어느 포트로 가고, `shop`은 어느 포트에 있습니까?
lesson-beyond-exercise-old-name-hint-2 = 별칭은 `ports`에 무엇을 적든 포트를 바꾸지 않습니다. 포트를 바꾸는 것은 어떤 { -service }입니까?
lesson-beyond-exercise-old-name-hint-3 = `store`에서 `type`과 `externalName` 두 줄을 `selector:` 한 줄로 바꾸고, 그 아래에 들여써서 `app: shop`을 적으십시오.
lesson-beyond-exercise-old-name-after =
    별칭에서는 호출한 포트가 곧 도착하는 포트입니다. 80을 8080으로 바꾸려면
    { -cluster-ip }가 있는 { -service }와 그 규칙이 필요합니다.

## Step 5

lesson-beyond-step-archive = 직접 쓰는 목록
lesson-beyond-archive =
    기록 보관소는 밖에 있는 오래된 머신으로, 알려진 것은 주소뿐입니다. 별칭으로는 그곳에 갈 수
    없습니다. `externalName`에 주소를 적으면 DNS가 아무것도 찾지 못하기 때문입니다.

    { -selector }가 없는 { -service }로는 갈 수 있습니다. 다른 { -service }처럼 { -cluster-ip }와 규칙이
    있지만, 그 목록을 채워 주는 이는 없습니다. 그 목록, 곧 **{ -endpointslice }**(EndpointSlice)를
    직접 써서 바깥의 어떤 주소든 적으면 됩니다. 여기에 이미 하나 써 두었습니다. 그런데 방문자가
    `archive`를 호출하면 `curl: (7)`, 곧 거부가 돌아옵니다.
lesson-beyond-exercise-own-list = `archive`가 오래된 머신으로 이어지게 하십시오.
lesson-beyond-exercise-own-list-goal-answers = 방문자가 `archive:80`을 호출하면 그 머신이 매번 답합니다.
lesson-beyond-exercise-own-list-hint-1 = { -endpointslice }가 어느 { -service }의 것인지 무엇이 알려 줍니까? 이름은 아닙니다.
lesson-beyond-exercise-own-list-hint-2 = 터미널에서 `kubectl get endpointslices` 뒤에 `--show-labels`를 붙여 실행해 보십시오. `kubernetes`라는 것에는 있고 직접 쓴 것에는 없는 { -label }(label)이 있습니다.
lesson-beyond-exercise-own-list-hint-3 = `name: archive-1` 다음 줄에 같은 깊이로 `labels:`를 적고, 그 아래에 들여써서 `kubernetes.io/service-name: archive`를 적으십시오.
lesson-beyond-exercise-own-list-after =
    이 { -label }이 목록을 { -service }에 묶습니다. 포트도 이 목록에서 옵니다. 그래서 `targetPort` 없이도
    80이 8080으로 바뀌었습니다. 그 대신 목록은 직접 관리해야 합니다. 머신이 고장 나도 목록에서 빼 주는
    이가 없습니다.

## Step 6

lesson-beyond-step-address = 직접 가져온 주소
# $shopIp is an address outside that leads to the shop.
lesson-beyond-address =
    { -cluster-ip }가 있는 { -service }는 주소를 더 가질 수 있습니다. `externalIPs`에 적는 주소입니다.
    Kubernetes는 이 주소를 구해 주지도 않고 라우터에 알려 주지도 않습니다. 모든 { -node }에 규칙을 적을
    뿐입니다. 그 주소와 { -service }의 포트로 오는 것을 { -pod }로 보내는 규칙입니다.

    이 가게에는 `{ $shopIp }` 주소가 있고, 바깥의 네트워크는 그 주소로 가는 것을 { -node } 하나로
    보냅니다.
lesson-beyond-try-laptop = 노트북에서 그 주소 호출하기
# $billingIp is the address of the billing machine, outside the cluster.
lesson-beyond-second =
    그런데 `externalIPs`에는 `{ $billingIp }` 주소도 있습니다. 이것은 남의 주소, 곧 3단계에서 본 결제
    머신의 주소입니다. API 서버는 이것도 받아들였습니다.
# $billingIp is the address of the billing machine, outside the cluster.
lesson-beyond-predict-whose = 안에 있는 방문자가 `{ $billingIp }` 주소를 호출합니다. 누가 답할까요?
lesson-beyond-predict-whose-machine = 그 주소의 주인인 결제 머신이 답합니다.
lesson-beyond-predict-whose-shop = 그 주소를 적어 둔 가게가 답합니다.
lesson-beyond-predict-whose-nobody = 주소가 겹치므로 아무도 답하지 않습니다.
lesson-beyond-predict-whose-after =
    방문자가 있는 { -node }의 규칙이 { -packet }을 가로챘습니다. { -service }를 만들 수 있는
    사람이라면 { -pod }가 다른 곳으로 보내는 것을 가로챌 수 있습니다. 그래서 API 서버는
    `spec.externalIPs is deprecated and may no longer be implemented in some clusters`라고 경고합니다.

## The end

lesson-beyond-did =
    Kubernetes가 한 일은 다음과 같습니다.

    - 헤드리스: 준비된 { -pod }의 주소를 DNS에 적고 늘 최신으로 유지했습니다. 규칙은 적지 않았습니다.
    - ExternalName: DNS에 별칭 하나를 두었고, 그 밖에는 아무것도 하지 않았습니다.
    - { -selector }가 없는 { -service }: { -cluster-ip }를 주고, 직접 관리하는 목록대로 규칙을 적었습니다.
    - `externalIPs`: 모든 { -node }에 규칙을 적었습니다. { -packet }을 { -node }까지 데려오는 것은
      Kubernetes가 맡은 일이 아니었습니다.
