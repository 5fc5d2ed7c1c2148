# source: b0d2933ab686

### 레슨 labels-and-endpoints: 서비스가 자기 파드를 찾는 법.

lesson-labels-and-endpoints-title = 레이블, 그리고 레이블이 만드는 목록
lesson-labels-and-endpoints-summary = { -service }가 자기 { -pod }를 어떻게 찾는지, 왜 때로는 하나도 못 찾거나 너무 많이 찾는지 알아봅니다.

## Step 1

lesson-labels-and-endpoints-step-before = { -service }가 먼저, { -pod }는 나중에
lesson-labels-and-endpoints-before =
    `web`이라는 { -service }(Service)가 있습니다. 이 { -service }는 `app: web`이라는
    { -label }(label)을 단 { -pod }(Pod)를 찾습니다. 그런데 { -deployment }(Deployment)가
    실행하는 { -pod }가 아직 하나도 없습니다. 그래도 괜찮습니다.
lesson-labels-and-endpoints-predict-nobody-yet = 지금 방문자가 `web`을 호출합니다. 어떻게 될까요?
lesson-labels-and-endpoints-predict-nobody-yet-no-name = 뒤에 아무도 없으니 이름도 통하지 않습니다.
lesson-labels-and-endpoints-predict-nobody-yet-refused = 방문자가 그 자리에서 곧바로 거부당합니다.
lesson-labels-and-endpoints-predict-nobody-yet-silence = 방문자가 한참을 기다리다가 포기합니다.
# $clusterIp is the cluster IP of the Service.
lesson-labels-and-endpoints-predict-nobody-yet-after =
    { -service }는 이미 다 갖추어져 있습니다. DNS가 그 이름을 알고, 주소는 `{ $clusterIp }`입니다.
    비어 있는 것은 { -pod } 목록뿐입니다. 이럴 때를 위해 모든 { -node }(node)에는 곧바로 안 된다고
    답하는 규칙이 있습니다. 그것이 `curl: (7)`입니다. { -cluster-ip }가 있는 { -service }의 목록이 비어
    있으면 침묵이 아니라 **거부**가 돌아옵니다.

    이제 { -service }는 그대로 두고 { -pod } 셋을 시작해 보십시오.
lesson-labels-and-endpoints-try-pods-start = { -pod } 셋을 시작하고 `web` 호출하기

## Step 2

lesson-labels-and-endpoints-step-list = 누가 목록을 관리할까
lesson-labels-and-endpoints-list =
    새 { -pod }가 생겼다고 { -service }에 알려 준 이는 없습니다. { -control-plane }(control plane)의
    { -controller }(controller) 하나가 같은 { -namespace }(namespace)의 모든 { -pod }를 지켜보다가,
    { -selector }(selector)가 찾는 { -label }을 단 { -pod }를 목록에 올립니다.

    이 목록도 어엿한 { -object }로, **{ -endpointslice }**(EndpointSlice)라고 합니다. 이제 **오브젝트**
    탭을 보십시오. 이 목록에 { -pod } 하나하나의 주소가 들어 있습니다. 그 밑의
    `Endpoints`는 더 오래된 종류로, 지금은 사용 중단 예정(deprecated)입니다.
lesson-labels-and-endpoints-ready =
    { -label }이 맞는다고 다 되는 것은 아닙니다. 이 { -pod }들은 요청을 받을 준비가 되었느냐는 질문을
    10초마다 받습니다. 이제 그중 하나가 아니라고 답하려 합니다. 프로그램은 그대로 실행되고 있습니다.
lesson-labels-and-endpoints-predict-not-ready = { -pod } 셋 가운데 하나가 아니라고 답하기 시작한 지 1분이 지났습니다. 방문자가 `web`을 스무 번 호출합니다. 누가 답할까요?
lesson-labels-and-endpoints-predict-not-ready-three = 여전히 실행 중이므로 셋이 모두 답합니다.
lesson-labels-and-endpoints-predict-not-ready-two = 나머지 둘이 한 번도 빠짐없이 답합니다.
lesson-labels-and-endpoints-predict-not-ready-some-fail = 나머지 둘이 답하지만 몇 번은 실패합니다.
lesson-labels-and-endpoints-predict-not-ready-after =
    다시 **오브젝트** 탭을 보십시오. 그 { -pod }의 주소는 아직 { -endpointslice }에 있지만, 준비되지
    않았다고 표시되어 있습니다. 그렇게 되기까지 질문이 세 번 실패했고 30초쯤 걸렸습니다. { -node }는
    준비된 { -pod }에게만 보냅니다. 그 { -pod }가 다시 그렇다고 답하면 어떻게 될까요? 아무도 손수
    되돌려 놓을 필요가 없습니다.
lesson-labels-and-endpoints-try-ready-again = 준비되었다고 답하게 하고 스무 번 호출하기

## Step 3

lesson-labels-and-endpoints-step-labels = 누구의 레이블일까
lesson-labels-and-endpoints-labels =
    `api`의 건강한 { -pod } 둘이 실행되고 있지만, { -service }의 목록은 비어 있습니다. 그런데
    { -deployment }를 보면 맨 위에 `app: api`라고, { -service }가 찾는 그대로 적혀 있습니다.

    { -deployment }에는 { -label }이 세 군데 적혀 있습니다.

    - 첫 `metadata` 아래: { -deployment } 자신이 다는 것입니다.
    - `matchLabels` 아래: { -deployment }가 자기 { -pod }를 알아보는 데 쓰며, 절대 바꿀 수 없습니다.
    - `template` 아래: { -pod }가 다는 것입니다.
lesson-labels-and-endpoints-exercise-right-label = `api` { -service }가 `api` { -deployment }의 { -pod }를 찾게 하십시오.
lesson-labels-and-endpoints-exercise-right-label-goal-answers = 방문자가 `api`를 다섯 번 호출해 매번 답을 받습니다.
lesson-labels-and-endpoints-exercise-right-label-goal-grows = { -service }가 나중에 시작된 셋째 { -pod }도 찾습니다.
lesson-labels-and-endpoints-exercise-right-label-hint-1 = { -pod }가 실제로 달고 있는 것은 무엇입니까? 터미널에서 `kubectl get pods --show-labels` 명령을 실행해 보십시오.
lesson-labels-and-endpoints-exercise-right-label-hint-2 = `template`에 적힌 대로 `run: api`를 달고 있습니다. { -service }의 `selector`와 견주어 보십시오.
lesson-labels-and-endpoints-exercise-right-label-hint-3 = `template`, `metadata`, `labels` 아래 `run: api` 다음 줄에 `app: api`를 더하십시오. 아니면 { -service }의 `selector`를 `run: api`로 바꾸십시오.
lesson-labels-and-endpoints-exercise-right-label-after =
    { -service }는 { -deployment }를 보지 않고 오로지 { -pod }만 봅니다. { -pod }에는 { -selector }가
    찾는 것보다 { -label }이 더 많아도 되지만, 하나라도 모자라서는 안 됩니다.

## Step 4

lesson-labels-and-endpoints-step-running = 실행 중이라고 준비된 것은 아닙니다
lesson-labels-and-endpoints-running =
    `docs`의 { -label }은 맞는데도 호출자는 거부당합니다. **오브젝트** 탭에서 그 { -pod }를 보면
    STATUS는 `Running`이지만 READY는 `0/1`입니다. 목록에 준비된 것이 하나도 없으면, 호출자는 아까와
    똑같이 곧바로 안 된다는 답을 듣습니다.

    { -pod }에게 무엇을 묻는지는 그 템플릿에 적혀 있습니다. 이 질문을
    가리켜 **{ -readiness-probe }**(readiness probe)라고 합니다.
lesson-labels-and-endpoints-exercise-get-ready = `docs`의 { -pod }가 준비되게 하되, 계속 묻게 하십시오.
lesson-labels-and-endpoints-exercise-get-ready-goal-pods = `docs`의 { -pod } 둘이 준비되어 있습니다.
lesson-labels-and-endpoints-exercise-get-ready-goal-asked = `docs`의 { -pod } 템플릿에 `readinessProbe`가 그대로 있습니다.
lesson-labels-and-endpoints-exercise-get-ready-goal-answers = 방문자가 `docs`를 다섯 번 호출해 매번 답을 받습니다.
lesson-labels-and-endpoints-exercise-get-ready-hint-1 = 편집기에서 `readinessProbe`를 찾으십시오. 무엇을, 어디에 묻습니까?
lesson-labels-and-endpoints-exercise-get-ready-hint-2 = 80 포트에 묻습니다. 프로그램은 어디에서 기다립니까? `args`를 보십시오.
lesson-labels-and-endpoints-exercise-get-ready-hint-3 = `readinessProbe`, `httpGet` 아래의 `port: 80`을 `port: 8080`으로 바꾸십시오.
lesson-labels-and-endpoints-exercise-get-ready-after =
    프로그램에는 아무 탈이 없었습니다. 다만 질문이 아무도 기다리지 않는 포트로 갔고, 그러면 아니라는
    답으로 칩니다. 호출자가 거부당하면 먼저 { -label }을, 그다음에 READY를 보십시오.

## Step 5

lesson-labels-and-endpoints-step-broad = 목록에 너무 많이 있습니다
lesson-labels-and-endpoints-broad =
    손님들이 `shop`을 호출합니다. 한 동료가 `shop-test`라는 둘째 { -deployment }로 다음 버전을 시험하고
    있습니다. 그 { -pod }도 `app: shop`을 달고 있습니다. { -service }는 아무도 건드리지 않았습니다.
lesson-labels-and-endpoints-predict-whose-pods = 방문자가 `shop`을 스무 번 호출합니다. 누가 답할까요?
lesson-labels-and-endpoints-predict-whose-pods-own = { -service }와 이름이 같은 `shop`의 { -pod }만 답합니다.
lesson-labels-and-endpoints-predict-whose-pods-newest = 가장 나중에 생긴 `shop-test`의 { -pod }만 답합니다.
lesson-labels-and-endpoints-predict-whose-pods-both = `shop`과 `shop-test` 양쪽의 { -pod }가 답합니다.
lesson-labels-and-endpoints-predict-whose-pods-after =
    이름이 같다고 서로 묶이는 것은 아닙니다. { -selector }가 찾는 것은 `app: shop`이고, 이것을 단
    { -pod }가 셋이므로 목록에도 셋이 있습니다. 호출 셋 가운데 하나쯤은 시험 버전에 닿습니다.

## Step 6

lesson-labels-and-endpoints-step-narrow = 더 많이 요구하기
lesson-labels-and-endpoints-narrow =
    일부러 이렇게 하는 사람도 있습니다. 하지만 여기서는 시험용 { -pod }를 손님 없이 계속 실행해 두려
    합니다.

    { -selector }에는 { -label }을 여러 개 적을 수 있습니다. { -pod }는 그것을 **모두** 달고 있어야
    합니다.
lesson-labels-and-endpoints-exercise-live-only = 시험용 { -pod }가 `shop`의 목록에 오르지 않게 하십시오.
lesson-labels-and-endpoints-exercise-live-only-goal-live = `shop`을 서른 번 호출하면 여러 { -pod }가 답하는데, 모두 `stage: live`를 달고 있습니다.
lesson-labels-and-endpoints-exercise-live-only-goal-test-runs = 시험용 { -pod }는 여전히 실행 중이고 준비되어 있습니다.
lesson-labels-and-endpoints-exercise-live-only-hint-1 = 운영용 { -pod }와 시험용 { -pod }에서 값이 서로 다른 { -label }은 무엇입니까?
lesson-labels-and-endpoints-exercise-live-only-hint-2 = `stage`라는 { -label }입니다. { -service }는 무엇을 보고 고릅니까?
lesson-labels-and-endpoints-exercise-live-only-hint-3 = { -service }의 `selector` 아래 `app: shop` 다음 줄에 `stage: live`를 더하십시오.
lesson-labels-and-endpoints-exercise-live-only-after =
    시험용 { -pod }는 전과 다름없이 실행되고, 그 주소만 목록에서 빠졌습니다. 언젠가 이 자리에
    `stage: test`라고 적으면 새 호출은 모두 다음 버전으로 갑니다.

## The end

lesson-labels-and-endpoints-did =
    Kubernetes가 한 일은 다음과 같습니다.

    - { -pod }가 하나도 없을 때 이미 { -service }에 이름과 주소를 주었습니다.
    - { -controller }가 { -endpointslice }를 관리했습니다. 어느 { -pod }가 조건에 맞는지, 주소는
      무엇인지, 준비되었는지를 적은 목록입니다. { -pod }가 백 개를 넘으면 여러 개로 나누어 적습니다.
    - { -node }마다 kubelet이 그곳의 { -pod }에게 준비되었는지 물었습니다.
    - kube-proxy가 모든 { -node }에서 이 목록을 규칙으로 옮겼습니다. 준비된 { -pod } 하나를 임의로
      고르거나, 하나도 없으면 곧바로 안 된다고 답하는 규칙입니다.
