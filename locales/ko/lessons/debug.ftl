# source: 7742ce209826

### 레슨 debug: 서비스가 답하지 않을 때 그 까닭을 알아낸다.

lesson-debug-title = 아무도 답하지 않을 때
lesson-debug-summary = 다섯 가지 사건에서 { -service }가 왜 답하지 않는지 알아냅니다. 무엇부터 물어야 하는지, 가장 많은 것을 말해 주는 호출 하나가 무엇인지 배웁니다.

## Step 1

lesson-debug-step-name = 번호 읽기
lesson-debug-name =
    호출이 실패했습니다. 무엇이든 바꾸기 전에 `curl`이 하는 말을 읽으십시오.

    - `curl: (6)`: 그 이름을 아무도 모릅니다.
    - `curl: (7)`: 누군가 곧바로 안 된다고 했습니다.
    - `curl: (28)`: 아무도 아무 말도 하지 않았습니다.

    여기서 방문자는 `api:80`을 호출하고 `curl: (6)`을 받습니다. 그런데 { -service }(Service)는
    분명히 `shop` { -namespace }(namespace)에 있습니다. 방문자는 `default` { -namespace }에 삽니다.
lesson-debug-predict-full-name = 이번에는 방문자가 `api.shop:80`을 호출합니다. 어떻게 될까요?
lesson-debug-predict-full-name-answers = { -pod } 하나가 답합니다. 틀린 것은 짧은 이름뿐이었습니다.
lesson-debug-predict-full-name-refused = `curl: (7)`입니다. 그 { -namespace }는 낯선 이를 들이지 않습니다.
lesson-debug-predict-full-name-unknown = `curl: (6)`입니다. { -namespace }는 자기 이름을 밖에 알리지 않습니다.
lesson-debug-predict-full-name-after =
    짧은 이름은 호출자 자신의 { -namespace }에서만 찾습니다. 그러나 { -namespace } 자체는 벽이 아닙니다.
    그 이름을 대면 누구나 통과합니다. 이 이름까지 모른다고 했다면, 철자가 맞는지, 그런
    { -service }가 있는지 확인할 차례입니다.

## Step 2

lesson-debug-step-list = 거부: 누가 안 된다고 했을까
lesson-debug-list =
    방문자가 `web:80`을 호출하고 `curl: (7)`을 받습니다. `kubectl get pods`를 보면 `web`의
    { -pod }(Pod) 둘은 `Running`이고 준비되어 있습니다.

    가장 많은 것을 말해 주는 호출이 하나 있습니다. { -service }를 건너뛰고 { -pod }를 직접 호출하는
    것입니다.
# $webIp is the address of a Pod of web.
lesson-debug-predict-past-web = 방문자가 `{ $webIp }:8080` 주소로 { -pod } 하나를 호출합니다. 어떻게 될까요?
lesson-debug-predict-past-web-answers = 답합니다. 잘못은 { -service }에 있습니다.
lesson-debug-predict-past-web-refused = 거부합니다. 안 된다고 한 것은 { -pod }였습니다.
lesson-debug-predict-past-web-silence = 침묵합니다. 무언가가 { -pod }로 가는 길을 막고 있습니다.
lesson-debug-predict-past-web-after =
    { -pod }는 멀쩡하고, 요청을 받은 적도 없습니다. `kubectl get endpointslices`로 목록을 보십시오.
    `web`에는 `<unset>`이라고 나옵니다. { -selector }(selector)에 맞는 { -pod }가 없는 것입니다.
    목록에 준비된 것이 없으면 모든 { -node }(node)가 곧바로 **거부**합니다.
lesson-debug-exercise-fill-the-list = `web:80`이 답하도록 고치십시오.
lesson-debug-exercise-fill-the-list-goal-answers = 방문자가 `web:80`을 호출해 매번 답을 받습니다.
lesson-debug-exercise-fill-the-list-hint-1 = { -service }는 무엇을 찾습니까? { -pod }는 무엇을 달고 있습니까?
lesson-debug-exercise-fill-the-list-hint-2 = { -pod }는 `template` 아래에 적힌 것을 답니다. 거기에 `tier: front`가 있습니까?
lesson-debug-exercise-fill-the-list-hint-3 = `selector`에서 `tier: front`를 지우거나, `template` 아래의 { -label }(label)에 더하십시오.
lesson-debug-exercise-fill-the-list-after =
    { -deployment }(Deployment) 자신의 { -label }(label)은 그 { -pod }에까지 미치지 않습니다. 그리고
    { -selector }는 거기 적힌 { -label }을 **모두** 요구합니다.

## Step 3

lesson-debug-step-program = 거부, 그런데 목록은 차 있습니다
lesson-debug-program =
    또 `curl: (7)`이고, 이번에는 `api:80`입니다. 그런데 이 목록에는 준비된 { -pod }가 둘 있습니다.
    동료가 `kubectl exec` 명령으로 그중 하나에 들어가 `curl localhost:8000`을 실행했더니 답이
    왔습니다.
# $apiIp is the address of a Pod of api.
lesson-debug-predict-past-api = 방문자가 `{ $apiIp }:8000` 주소로 그 { -pod }를 호출합니다. 어떻게 될까요?
lesson-debug-predict-past-api-answers = 아까처럼 답합니다. 잘못은 { -service }에 있습니다.
lesson-debug-predict-past-api-refused = 거부합니다. 프로그램은 { -pod } 밖의 말을 듣지 못합니다.
lesson-debug-predict-past-api-silence = 침묵합니다. 무언가가 { -pod }로 가는 길을 막고 있습니다.
lesson-debug-predict-past-api-after =
    이번에 안 된다고 한 것은 { -pod }입니다. 프로그램이 `127.0.0.1`에서만 기다리는데, 이것은 어느
    { -pod }에서나 자기 자신을 뜻하는 주소입니다. `kubectl exec`, `kubectl port-forward` 명령은
    { -pod } 안으로 들어가므로, 거기서 통했다고 해서 증명되는 것은 별로 없습니다.

    { -pod }가 답했다면 `targetPort`를 프로그램의 포트와 견주어 볼 차례입니다.
lesson-debug-exercise-open-ears = `api:80`이 답하도록 고치십시오.
lesson-debug-exercise-open-ears-goal-answers = 방문자가 `api:80`을 호출해 매번 답을 받습니다.
lesson-debug-exercise-open-ears-hint-1 = 프로그램이 어디에서 기다리는지 정하는 줄은 어느 것입니까?
lesson-debug-exercise-open-ears-hint-2 = `--bind` 뒤에 있는 값입니다. 모든 주소를 뜻하는 주소는 무엇입니까?
lesson-debug-exercise-open-ears-hint-3 = `127.0.0.1`을 `0.0.0.0`으로 바꾸십시오.
lesson-debug-exercise-open-ears-after =
    { -pod }는 줄곧 준비된 것으로 여겨졌습니다. { -readiness-probe }(readiness probe)가 없어서
    물어본 이가 없었기 때문입니다.

## Step 4

lesson-debug-step-between = 침묵
lesson-debug-between =
    방문자가 `admin:80`을 호출하고 2분을 기다린 끝에 `curl: (28)`을 받습니다. 목록은 차 있습니다. 안
    된다고 한 이가 없으니, { -packet }(packet)이 사라진 것입니다. 어디에서 사라졌을까요?
# $adminIp is the address of a Pod of admin.
lesson-debug-predict-past-admin = 방문자가 `{ $adminIp }:8080` 주소로 { -pod } 하나를 호출합니다. 어떻게 될까요?
lesson-debug-predict-past-admin-answers = 답합니다. { -packet }을 잃는 것은 { -service }입니다.
lesson-debug-predict-past-admin-refused = 거부합니다. 프로그램은 다른 포트에서 기다립니다.
lesson-debug-predict-past-admin-silence = 침묵합니다. { -pod } 앞을 무언가가 막고 있습니다.
lesson-debug-predict-past-admin-after =
    호출자가 어느 길로 오든 { -pod }를 지키는 것이 **{ -networkpolicy }**(NetworkPolicy)입니다.
    하나라도 어떤 { -pod }를 고르면, 어느 정책에든 적힌 호출자만 그 { -pod }에 들어갈 수 있습니다. 나머지는
    대부분의 네트워크가 말없이 드롭(drop)합니다.

    { -pod }가 답했다면 의심할 것은 { -service }입니다. `port`가 틀렸을까요? `Local` 정책인데,
    { -pod }를 고르는 { -node }에 그런 { -pod }가 없을까요? { -packet }을 되돌려 보낼 줄 모르는
    네트워크에서 { -pod }가 자기 자신을 호출했을까요({ -hairpin }, hairpin)?
lesson-debug-exercise-let-in = 방문자도 들이고, 낯선 이(`stranger`)는 들이지 마십시오.
lesson-debug-exercise-let-in-goal-visitor = 방문자가 `admin:80`을 호출해 매번 답을 받습니다.
lesson-debug-exercise-let-in-goal-stranger = 낯선 이는 `admin:80`을 호출해도 답을 받지 못합니다.
lesson-debug-exercise-let-in-hint-1 = 이 정책은 누구를 들입니까? 방문자는 무엇을 달고 있습니까?
lesson-debug-exercise-let-in-hint-2 = 호출자는 `from` 아래에 { -label }로 적습니다. 방문자는 `app: visitor`를 달고 있습니다.
lesson-debug-exercise-let-in-hint-3 = `from` 아래에 첫 항목과 같은 `- podSelector:` 항목을 하나 더 적되, `app: visitor`로 하십시오.
lesson-debug-exercise-let-in-after =
    정책은 허용할 뿐입니다. 어느 정책도 허용하지 않은 것은 들어오지 못합니다.

## Step 5

lesson-debug-step-unsaid = 아무도 말해 주지 않습니다
lesson-debug-unsaid =
    방문자가 `shop:80`에서 답을 받지 못합니다. 잘못된 것이 하나가 아닐 수도 있습니다. 차례대로
    물어보십시오.

    - 번호가 무엇입니까?
    - 이름을 아는 이가 있습니까?
    - 목록에 누가 있고, 준비되어 있습니까?
    - { -pod }가 자기 주소에서는 답합니까?
    - 그렇다면 { -service }는 무엇을 다르게 합니까?
lesson-debug-exercise-find-it = 고장 난 것을 찾아 고치십시오.
lesson-debug-exercise-find-it-goal-answers = { -pod } 둘이 준비되어 있고, 방문자가 `shop:80`을 열 번 호출해 매번 답을 받습니다.
lesson-debug-exercise-find-it-hint-1 = 방문자가 `curl shop`을 실행하게 하십시오. 그런 다음 `kubectl get pods`의 `READY` 열을 보십시오.
lesson-debug-exercise-find-it-hint-2 = { -readiness-probe }는 80 포트에 묻습니다. 프로그램은 어디에서 기다립니까? 고친 뒤 다시 호출하십시오.
lesson-debug-exercise-find-it-hint-3 = 이제 `curl: (28)`인데, { -pod }는 자기 주소에서 답합니다. { -pod }는 둘 다 `node-1` 노드에서, 방문자는 `node-2` 노드에서 실행됩니다. 어느 줄이 그 사이를 막고 있습니까?
lesson-debug-exercise-find-it-hint-4 = 프로브에 `port: 8080`을 적고, `internalTrafficPolicy: Local`을 지우십시오.
lesson-debug-exercise-find-it-after =
    처음에는 준비된 { -pod }가 없어서 거부되었습니다. 그다음에는 `Local` 때문에 `node-2` 노드가 고를
    수 있는 { -pod }가 없어서 침묵뿐이었습니다. 고친 뒤에 번호가 달라졌다면 다른
    잘못이 또 있다는 뜻입니다. 계속 나아가십시오.

    `kubectl get endpointslices`에는 준비되지 않은 { -pod }도 나옵니다. 믿을 것은 `READY` 열입니다.

## The end

lesson-debug-did =
    Kubernetes가 한 일은 다음과 같습니다.

    - DNS는 모르는 이름을 곧바로 모른다고 했습니다.
    - 준비된 { -pod }가 없는 곳에서는 규칙이 거부해, 아무도 헛되이 기다리지 않게 했습니다.
    - 준비되었다고 말하지 않은 { -pod }에는 호출자가 가지 않도록 프로브가 막았습니다.

    아무도 하지 않은 일도 있습니다. 어디가 잘못되었는지 알려 주는 일입니다. { -pod }를 직접
    호출하면 알 수 있습니다. 답하면 { -service }를 보십시오. 거부하면 프로그램과 그 포트를 보십시오.
    침묵하면 그 사이를 보십시오.
