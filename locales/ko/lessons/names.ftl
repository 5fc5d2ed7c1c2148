# source: c2664ee6bf9f

### 레슨 names: DNS에 무엇을 묻고, DNS는 무엇이라고 답하는지.

lesson-names-title = 이름: DNS가 찾아보는 곳
lesson-names-summary = `api`라는 이름이 왜 여기서는 통하고 저기서는 통하지 않는지, 어떤 이름을 어떤 순서로 묻는지, 주소가 왜 포트는 알려 주지 않는지 알아봅니다.

## Step 1

lesson-names-step-two-namespaces = 네임스페이스 두 개
lesson-names-two-namespaces =
    { -object }를 넣어 두는 서랍을 **{ -namespace }**(namespace)라고 합니다. 이름은 한 { -namespace }
    안에서만 겹치지 않으면 됩니다. 방문자는 `default`에 살고, `web`도 거기에 삽니다. `shop`이라는 다른
    { -namespace }에는 `api`가 삽니다.
lesson-names-try-web = `web` 호출하기
# $webIp is the cluster IP of the Service web.
lesson-names-full-name =
    이제 **DNS** 탭을 여십시오. `web`을 `web.default.svc.cluster.local`이라는 이름으로 찾았고, 그 A
    레코드에 `{ $webIp }` 주소가 들어 있습니다. (AAAA는 IPv6 주소를 묻는 것입니다.)

    모든 { -service }(Service)에는 이런 전체 이름이 있습니다. 이름, { -namespace }, `svc`, 그리고
    { -cluster }의 도메인을 점으로 이은 것입니다. 도메인은 대개 `cluster.local`입니다.
lesson-names-predict-short-name = 방문자가 `shop`에 사는 `api`를 호출합니다. 어떻게 될까요?
lesson-names-predict-short-name-answers = { -cluster }도 하나, DNS도 하나이니 `api`가 답합니다.
lesson-names-predict-short-name-unknown = DNS가 그 이름을 몰라, 아무것도 보내지 않습니다.
lesson-names-predict-short-name-silence = { -namespace }에 막혀, 아무것도 돌아오지 않습니다.
lesson-names-predict-short-name-after =
    이번에도 **DNS** 탭의 목록을 읽어 보십시오. `api`를 먼저 방문자 자신의 { -namespace }에서 찾고,
    다음으로 더 짧은 접미사 두 개를 차례로 붙여 찾고, 마지막으로 적힌 그대로 찾았습니다. 매번 그런
    레코드가 없었습니다. 그래서 `curl: (6)`이고, 아무것도 보내지 않았습니다.

## Step 2

lesson-names-step-search-path = 검색 경로
lesson-names-search-path =
    이 접미사는 모든 { -pod }(Pod)에 들어 있는 파일에서 옵니다. 이제 **터미널** 탭을 열고, 실행 위치를
    방문자로 정한 다음 `cat /etc/resolv.conf` 명령을 실행하십시오.

    `search`로 시작하는 줄에 접미사가 있고, 그 첫째에 { -pod } 자신의 { -namespace }가 들어 있습니다.
    `shop`에서는 첫째가 `shop.svc.cluster.local`이므로 `api`만으로도 통합니다. 다른 곳에서는
    { -namespace }까지 적어야 합니다.
lesson-names-try-api-shop = `api.shop` 호출하기
lesson-names-dots =
    둘째 접미사가 맞았습니다. { -namespace }는 이름을 나눌 뿐, { -packet }(packet)을 막지는 않습니다.

    `ndots:5`는 점이 다섯 개보다 적은 이름이라면 접미사부터 붙여 찾고, 적힌 그대로는 마지막에 찾는다는
    뜻입니다. 전체 이름에는 점이 네 개입니다. 헛되이 묻는 것이 몇 번인지 세어 보십시오. 그런 다음 끝에
    점을 찍어 다시 해 보십시오. 그 점은 이름에 빠진 것이 없다는 뜻입니다.
lesson-names-try-full = `api.shop.svc.cluster.local` 호출하기
lesson-names-try-final-dot = 끝에 점을 찍어 다시 호출하기

## Step 3

lesson-names-step-lost = 엉뚱한 서랍 속에
lesson-names-lost =
    누군가 편집기의 글로 `api`를 새로 만들었습니다. { -pod } 둘이 `shop`에서 실행되고 있습니다. 그런데
    방문자가 `api.shop`을 호출하면 `curl: (6)`이 나오고, `api`를 호출하면 거부당합니다.
lesson-names-exercise-own-drawer = `api.shop`이 답하게 하십시오.
lesson-names-exercise-own-drawer-goal-short = 방문자가 `api.shop`을 다섯 번 호출해 매번 답을 받습니다.
lesson-names-exercise-own-drawer-goal-full = 전체 이름 끝에 점을 찍어 호출해도 답을 받습니다.
lesson-names-exercise-own-drawer-hint-1 = 이 글은 { -object } 둘을 만듭니다. 각각 어느 { -namespace }에 있습니까?
lesson-names-exercise-own-drawer-hint-2 = 터미널에서 `kubectl get services`에 모든 { -namespace }를 뜻하는 `-A`를 붙여 실행해 보십시오. `api`는 어디에 있습니까?
lesson-names-exercise-own-drawer-hint-3 = { -service }의 `metadata`에서 `name: api` 아래에 `namespace: shop`을 적으십시오.
lesson-names-exercise-own-drawer-after =
    { -namespace }를 적지 않으면 kubectl은 자기에게 설정된 것을 씁니다. 여기서는 `default`입니다. 거기에
    있는 { -service }는 전체 이름이 달랐고, { -pod }도 없었습니다. { -selector }(selector)는 자기
    { -namespace } 안에서만 찾기 때문입니다.

## Step 4

lesson-names-step-no-ports = 주소에는 포트가 없습니다
lesson-names-no-ports =
    `db`는 `clusterIP: None`인 **헤드리스**(headless) { -service }입니다. 자기 주소가 없으므로, 그 이름은
    준비된 { -pod }의 주소로 이어지고 호출자가 그중 하나를 고릅니다.

    프로그램은 8080 포트에서 기다립니다. { -service }에는 `port: 80`과 `targetPort: 8080`이 적혀
    있습니다.
lesson-names-predict-headless-port = 방문자가 `db.shop`을 80 포트로 호출합니다. 어떻게 될까요?
lesson-names-predict-headless-port-answers = 80이 8080으로 바뀌어 { -pod }가 답합니다.
lesson-names-predict-headless-port-refused = 그 자리에서 곧바로 거부됩니다.
lesson-names-predict-headless-port-unknown = 주소가 없어 이름도 찾지 못합니다.
lesson-names-predict-headless-port-after =
    DNS는 두 { -pod }의 주소를 주었지만 **포트는 주지 않았습니다**. 주소 레코드에는 포트가 들어 있지
    않습니다. 다른 { -service }에서는 { -node }(node)의 규칙이 80을 8080으로 바꾸지만, 헤드리스
    { -service }에는 규칙이 없습니다. 그래서 방문자는 아무도 기다리지 않는 { -pod }의 80 포트를
    두드렸습니다.
lesson-names-try-pod-port = `db.shop`을 8080 포트로 호출하기
lesson-names-srv =
    포트에 이름이 있으면, SRV 레코드에는 포트도 들어 있습니다. 이 포트의 이름은 `http`입니다. 터미널의
    실행 위치를 방문자로 정하고 `dig SRV _http._tcp.db.shop.svc.cluster.local` 명령을 실행해 보십시오.
    { -pod }의 이름 앞에 있는 것이 포트입니다. 하지만 SRV를 묻는 프로그램은 드물고, curl도 묻지
    않습니다.

## Step 5

lesson-names-step-own-name = { -pod }마다 이름 하나
lesson-names-own-name =
    { -statefulset }(StatefulSet)은 자기 { -pod }에 `db-0`, `db-1`처럼 번호를 매깁니다. 그리고
    `serviceName`에 적힌 헤드리스 { -service }가 { -pod }마다 DNS 이름을 줍니다. `db-0.db.shop`은 첫째
    { -pod }만의 이름입니다.

    그런데 여기서는 `curl: (6)`으로 끝납니다. 두 { -pod }가 모두 실행되고, 헤드리스 { -service }가 그
    { -pod }들을 찾는데도 그렇습니다.
lesson-names-exercise-own-name = { -pod }마다 자기 이름으로 답하게 하십시오.
lesson-names-exercise-own-name-goal-first = 방문자가 `db-0.db.shop`을 8080 포트로 호출하면 `db-0` { -pod }가 답합니다.
lesson-names-exercise-own-name-goal-second = `db-1.db.shop`을 호출하면 `db-1` { -pod }가 답합니다.
lesson-names-exercise-own-name-hint-1 = `db-0.db.shop`에서 `db-0`은 { -pod }이고 `shop`은 { -namespace }입니다. `db`는 무엇입니까?
lesson-names-exercise-own-name-hint-2 = `serviceName`과 { -service }의 이름을 견주어 보십시오. 한번 저장된 `serviceName`은 바꿀 수 없습니다.
lesson-names-exercise-own-name-hint-3 = { -service }의 `metadata`에서 `name: database`를 `name: db`로 바꾸십시오.
lesson-names-exercise-own-name-after =
    { -statefulset }은 이 { -service }를 만들어 주지 않습니다. 직접 만들어야 하며, 이름이 서로 달라도
    경고해 주는 이가 없습니다.

## Step 6

lesson-names-step-before-names = 시작할 때 들은 것
lesson-names-before-names =
    더 오래된 방법도 있습니다. { -container }(container)는 시작할 때, 자기 { -namespace }에서 주소가 있는
    { -service }마다 **{ -environment-variable }**(environment variable)를 받습니다.

    여기서는 방문자가 먼저 오고 `api`가 나중에 왔으며, 둘 다 `default`에 있습니다.
lesson-names-predict-older = `api`보다 먼저 온 방문자가 `api`를 이름으로 호출합니다. 어떻게 될까요?
lesson-names-predict-older-answers = 나중에 생긴 이름이지만 답을 받습니다.
lesson-names-predict-older-unknown = 나중에 생긴 이름이라 찾지 못합니다.
lesson-names-predict-older-after =
    DNS에는 호출하는 순간에 묻습니다. 누가 먼저 왔는지는 상관없습니다. 반면 { -environment-variable }는
    { -container }가 시작할 때 정해집니다. 터미널의 실행 위치를 방문자로 정하고 `env` 명령을 실행해
    보십시오. `api`에 대한 것은 하나도 없습니다. 방문자의 { -container }를 다시 시작하게 하고 한 번 더
    실행해 보십시오.
lesson-names-try-restart = 방문자의 프로그램을 죽이고 1분 기다리기
# $apiIp is the cluster IP of the Service api.
lesson-names-restarted =
    이제 `API_SERVICE_HOST={ $apiIp }` 변수가 있습니다. 그런데 `API_PORT=tcp://{ $apiIp }:80` 변수도
    함께 생겼습니다. 마침 이런 이름의 설정을 읽는 프로그램이라면 낭패입니다. { -pod }의 `spec`에
    `enableServiceLinks: false`라고 적으면 이런 변수가 생기지 않습니다. 이름은 어느 쪽이든 통합니다.

## The end

lesson-names-did =
    Kubernetes가 한 일은 다음과 같습니다.

    - { -service }마다 { -namespace }가 들어간 전체 이름을 주었습니다.
    - 따로 정하지 않은 { -pod }마다 검색 경로를 적어, 한 { -namespace } 안에서는 짧은 이름이 통하게 했습니다.
    - 헤드리스 { -service }의 이름에는 준비된 { -pod }의 주소로 답했습니다.
    - { -container }가 시작할 때 { -environment-variable }를 정했고, 그 뒤로는 손대지 않았습니다.

    하지 않은 일도 있습니다. 주소에 포트를 넣는 일과 { -namespace } 둘레에 담을 쌓는 일입니다.
