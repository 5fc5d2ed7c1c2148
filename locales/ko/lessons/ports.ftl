# source: b955ca2d9490

### 레슨 ports: 어느 포트가 무엇인지.

lesson-ports-title = 포트: 무엇이 무엇일까
lesson-ports-summary = 포트를 적는 곳은 네 군데이지만, 포트를 여는 것은 프로그램뿐입니다. 포트에 이름을 붙여 보고, 자기 말만 듣는 프로그램을 찾아냅니다.

## Step 1

lesson-ports-step-note = 사실과 메모
lesson-ports-note =
    편집기의 글에는 포트 번호가 네 군데 나옵니다.

    - `--http-port=8080`: 프로그램에게 어디에서 기다릴지(listen) 알려 줍니다. 이것이 사실입니다.
    - `containerPort: 3000`: 프로그램에 대한 메모입니다. 누군가 번호를 잘못 적었습니다.
    - `port: 80`: { -service }(Service) 자신의 포트로, 호출자가 씁니다.
    - `targetPort: 8080`: { -pod }(Pod)의 포트로, { -service }가 { -packet }(packet)을 넘기는
      곳입니다. 적지 않으면 `port`와 같은 값이 됩니다.
lesson-ports-predict-wrong-note = 방문자가 `web:80`을 호출합니다. 어떻게 될까요?
lesson-ports-predict-wrong-note-answers = 메모가 틀렸어도 { -pod }가 답합니다.
lesson-ports-predict-wrong-note-refused = { -pod }가 연 것은 3000 포트뿐이라 거부됩니다.
lesson-ports-predict-wrong-note-silence = 메모에 없는 포트라서 { -packet }이 드롭됩니다.
lesson-ports-predict-wrong-note-after =
    메모는 아무것도 닫지 않습니다. { -packet }은 프로그램이 기다리는 8080 포트로 갔습니다.

    메모는 아무것도 열지도 않습니다. { -pod }의 3000 포트를 직접 두드려 보십시오. 그곳에서는 아무도
    기다리지 않으므로 거부됩니다. 메모를 바로잡든 지우든 `web:80`은 전과 똑같이 답합니다.
lesson-ports-try-noted-port = { -pod }의 3000 포트 두드리기

## Step 2

lesson-ports-step-name = 이름으로 찾기
lesson-ports-versions =
    `api`의 두 버전이 나란히 실행되고 있습니다. 옛 버전은 8080 포트에서, 새 버전은 9090 포트에서
    기다립니다.
lesson-ports-try-ten = 열 번 호출하기
lesson-ports-name =
    `targetPort: 8080`은 옛 { -pod }에만 맞습니다. 새 { -pod }에서는 호출이 거부됩니다.

    여기서 메모가 쓸모를 얻습니다. 메모에 **이름**을 붙일 수 있기 때문입니다. `targetPort`에 번호
    대신 그 이름을 적으면, { -pod }마다 그 이름의 번호를 찾아서 씁니다.
lesson-ports-exercise-by-name = `api:80` 호출이 모두 답을 받고, 두 버전이 함께 답하게 하십시오. 프로그램의 포트는 그대로 둡니다.
lesson-ports-exercise-by-name-goal-both = `api:80`을 스무 번 호출해 모두 답을 받고, 두 { -pod }가 함께 답합니다.
lesson-ports-exercise-by-name-goal-own-ports = 프로그램은 여전히 8080 포트와 9090 포트에서 기다립니다.
lesson-ports-exercise-by-name-goal-old-gone = 옛 버전을 끄면 모든 호출에 새 버전이 답합니다.
lesson-ports-exercise-by-name-hint-1 = 두 { -pod }에 다 맞는 번호는 없습니다. 번호 말고 둘에 똑같이 둘 수 있는 것은 무엇입니까?
lesson-ports-exercise-by-name-hint-2 = `containerPort`마다 바로 아래에 같은 깊이로 `name`을 둘 수 있습니다. { -service }의 `targetPort`에는 그 이름을 적어도 됩니다.
lesson-ports-exercise-by-name-hint-3 = 두 { -deployment }(Deployment)의 `containerPort` 아래에 같은 깊이로 `name: http`를 더하고, { -service }에는 `targetPort: http`라고 적으십시오.
lesson-ports-exercise-by-name-after =
    오브젝트 탭을 보십시오. 목록이 이제 { -endpointslice }(EndpointSlice) 둘로 되어 있습니다. 하나에는
    8080이, 다른 하나에는 9090이 있습니다. 다음 버전이 또 다른 번호를 골라도 { -service }는
    그대로입니다.

    다만 조심하십시오. { -service }가 이름으로 찾기 시작하면 메모에 효력이 생깁니다. `http` 옆의
    번호가 틀리면 호출자는 닫힌 포트로 가게 됩니다.

## Step 3

lesson-ports-step-misnamed = 아무에게도 없는 이름
lesson-ports-misnamed =
    이 가게의 { -service }는 `http`라는 포트를 찾습니다. { -pod }는 준비되어 있고 { -label }(label)도
    맞게 달았습니다. 메모의 번호도 맞지만, 그 이름이 `web`입니다. Kubernetes는 이 모든 것을 군말 없이
    받아들였습니다.
lesson-ports-predict-no-such-name = 방문자가 `shop:80`을 호출합니다. 어떻게 될까요?
lesson-ports-predict-no-such-name-answers = 포트가 하나뿐이라 { -pod }가 답합니다.
lesson-ports-predict-no-such-name-refused = 그 자리에서 곧바로 거부됩니다.
lesson-ports-predict-no-such-name-silence = 기다려도 아무것도 돌아오지 않습니다.
lesson-ports-predict-no-such-name-after =
    { -pod }는 목록에 있지만 포트가 없습니다. 오브젝트 탭에서 그 { -endpointslice }의 `PORTS` 열을
    보십시오. 규칙에는 빈 목록과 다름없으므로 커널이 거부합니다.

    Kubernetes는 { -service }를 받을 때 이름을 서로 견주어 보지 않습니다. { -pod }는 나중에 올 수도
    있기 때문입니다. `targetPort: web`이라고 적으면 가게가 답합니다.

## Step 4

lesson-ports-step-two-ports = 포트 두 개, 이름 두 개
lesson-ports-two-ports =
    이 { -pod }는 프로그램 둘을 실행합니다. 8080 포트에는 가게가, 9100 포트에는 가게의
    메트릭(metrics)이 있습니다. { -service }는 앞의 것으로만 이어집니다. 뒤의 것을 위한 줄은 `#` 뒤에
    준비되어 있습니다.

    `#` 두 개를 지워 보십시오. API 서버가 세 가지를 지적하며 변경을 거부하고, { -service }는 전과 같이
    남습니다.
lesson-ports-exercise-second-port = 방문자가 메트릭은 `shop:9100`으로, 가게는 전처럼 `shop:80`으로 호출하게 하십시오.
lesson-ports-exercise-second-port-goal-http = 방문자가 `shop:80`에서 가게의 답을 받습니다.
lesson-ports-exercise-second-port-goal-metrics = 방문자가 `shop:9100`에서 메트릭의 답을 받습니다.
lesson-ports-exercise-second-port-hint-1 = 편집기 아래에 나온 지적을 읽으십시오. 둘은 같은 필드를 요구하고, 셋째는 어떤 값에 관한 것입니다.
lesson-ports-exercise-second-port-hint-2 = `Required value`는 `name`이 없다는 뜻입니다. `must contain at least one letter (a-z)`는 따옴표로 묶은 것을 번호가 아니라 이름으로 보았다는 뜻입니다.
lesson-ports-exercise-second-port-hint-3 = 첫째 포트에 `name: http`를, 둘째 포트에 `name: metrics`를 더하고, `targetPort: 9100`이라고 적으십시오.
lesson-ports-exercise-second-port-after =
    { -endpoint }(endpoint) 목록은 포트 이름별로 관리됩니다. 포트가 하나면 이름이 없어도 되지만,
    여럿이면 저마다 이름이 있어야 합니다.

    따옴표 때문에 숫자가 문자열이 되었고, `targetPort`에서 문자열은 포트의 이름입니다. 번호로
    오해하지 않도록, 그런 이름에는 영문자가 적어도 하나 있어야 합니다.

## Step 5

lesson-ports-step-loopback = 자기 말만 듣는 프로그램
lesson-ports-loopback =
    `admin` { -service }는 8000 포트로 보내고, 프로그램도 8000 포트에서 기다립니다. 그런데 프로그램에게
    시킨 것이 하나 더 있습니다. `--bind 127.0.0.1`입니다. 먼저 같은 { -pod } 안에서 호출해 보십시오.
lesson-ports-try-itself = { -pod } 안에서 `localhost:8000` 호출하기
lesson-ports-predict-through-service = 이번에는 방문자가 `admin:80`을 호출합니다. 어떻게 될까요?
lesson-ports-predict-through-service-answers = 프로그램도 포트도 멀쩡하므로 답합니다.
lesson-ports-predict-through-service-refused = 그 자리에서 곧바로 거부됩니다.
lesson-ports-predict-through-service-silence = 기다려도 아무것도 돌아오지 않습니다.
# $adminIp is the IP address of the Pod in which the program runs.
lesson-ports-predict-through-service-after =
    어느 { -pod }에나 `127.0.0.1`이 있고, 그것은 { -pod } 자신을 뜻합니다. 방문자의 { -packet }은
    `{ $adminIp }` 주소로 왔습니다. 프로그램은 그 주소에서 기다리지 않으므로 거부되었습니다.

    `kubectl exec`와 `kubectl port-forward`로는 이 잘못이 드러나지 않습니다. 둘 다 프로그램이 있는
    { -pod } 안에서 프로그램에 닿기 때문입니다.
lesson-ports-exercise-every-address = 방문자가 `admin:80`에서 답을 받게 하십시오.
lesson-ports-exercise-every-address-goal-visitor = 방문자가 `admin:80`에서 세 번 연달아 답을 받습니다.
lesson-ports-exercise-every-address-goal-itself = 자기 { -pod } 안에서는 프로그램이 여전히 `localhost:8000`에서 답합니다.
lesson-ports-exercise-every-address-hint-1 = 포트는 맞습니다. 프로그램은 어느 주소에서 기다립니까?
lesson-ports-exercise-every-address-hint-2 = `command`의 `--bind` 뒤에 적혀 있습니다. `0.0.0.0`은 이 { -pod }의 모든 주소에서 기다린다는 뜻입니다.
lesson-ports-exercise-every-address-hint-3 = `command`에서 `127.0.0.1`을 `0.0.0.0`으로 바꾸십시오.
lesson-ports-exercise-every-address-after =
    이것은 { -service }의 어떤 필드로도, `containerPort`로도 고칠 수 없습니다. 따로 시키지 않으면
    `127.0.0.1`에서 기다리는 프로그램이 많습니다. 그런 프로그램의 설정에서 `bind`, `listen`, `host`
    같은 것을 찾아보십시오.

## The end

lesson-ports-did =
    Kubernetes가 한 일은 다음과 같습니다.

    - API 서버가 포트와 이름이 제대로 적혔는지 확인했습니다. 기다리는 이가 있는지는 확인하지
      않았습니다.
    - { -controller }(controller)가 { -pod }마다 `targetPort`의 이름을 찾아 그 번호를 목록에
      적었습니다.
    - 커널이 { -packet }을 그 목록에 있는 주소와 포트로 보냈습니다.

    아무도 하지 않은 일도 있습니다. 포트를 여는 일입니다. 그것은 기다리는 프로그램만 할 수 있습니다.
