### 페이지의 말: 단추, 제목, 이름표, 알림. 짧고 쉬운 말로 씁니다.
### 단추는 무엇을 하는지 말하며, 마침표를 찍지 않습니다.

## Names and places

ui-name = Service Lab
ui-tagline = 패킷을 하나하나 지켜보며 배우는 Kubernetes 서비스
ui-skip = 본문으로 건너뛰기
ui-nav-lessons = 레슨
ui-nav-sandbox = 샌드박스
ui-nav-glossary = 용어집
ui-language = 언어
ui-theme = 색상
ui-theme-system = 시스템 설정
ui-theme-light = 밝게
ui-theme-dark = 어둡게
ui-load-failed = 이 페이지의 글을 가져오지 못했습니다. 연결을 확인한 뒤 새로 고치십시오.
ui-texts-missing = 그 페이지의 글을 가져오지 못했습니다. 연결을 확인한 뒤 다시 시도하십시오.
ui-rest-missing = Service Lab의 일부를 가져오지 못했습니다. 하던 작업은 그대로 있습니다. 연결을 확인한 뒤 페이지를 새로 고치십시오.
# $language: the language's own name
ui-language-offline = { $language } 글이 이 기기에 없습니다. 한 번 연결하면 가져옵니다.
ui-offline-ready = 이제 Service Lab을 연결 없이 쓸 수 있습니다.
ui-update-ready = 새 버전이 준비되었습니다.
ui-update-now = 지금 새로 고치기
ui-dismiss = 닫기
ui-not-found = 여기에는 페이지가 없습니다
ui-not-found-text = 주소를 잘못 입력했을 수 있습니다. 레슨은 모두 첫 페이지에 있습니다.
ui-to-front = 모든 레슨

## Front page

ui-home-title = 패킷 하나하나로 배우는 서비스
ui-home-lead = 진짜 YAML을 쓰고 요청을 보내, 그 요청이 어디로 왜 가는지 지켜보십시오. 모든 것이 이 페이지 안에서 돌아갑니다. kube-proxy가 적을 규칙을 그대로 갖춘 작은 { -cluster }입니다.
ui-home-start = 첫 레슨 시작하기
ui-home-continue = 하던 곳에서 이어 하기
ui-home-sandbox = 샌드박스 열기
ui-home-lessons = 레슨
ui-home-sandbox-text = 빈 편집기, { -node }가 셋인 { -cluster }, 그리고 뜯어볼 예제가 있습니다.
# $count: number of steps
ui-home-steps = { $count }단계
ui-home-finished = 완료
ui-home-begun = 진행 중
chapter-why = 서비스가 필요한 이유
chapter-kinds = 서비스의 유형
chapter-packet = 패킷이 가는 길
chapter-detective = 탐정처럼 원인 찾기

## Lesson

# $lesson: number of the lesson; $step: number of the step; $of: number of steps
ui-lesson-place = 레슨 { $lesson }, 전체 { $of }단계 중 { $step }단계
# $step: number of the step; $of: number of steps
ui-step-of = 전체 { $of }단계 중 { $step }단계
ui-steps = 이 레슨의 단계
ui-next = 다음
ui-back = 이전
ui-finish = 레슨 마치기
ui-next-lesson = 다음 레슨
ui-did-title = Kubernetes가 한 일
ui-lesson-done = 레슨을 마쳤습니다
ui-predict-run = 보내서 확인하기
ui-predict-again = 다시 보내기
ui-predict-choose = 답을 고른 뒤 보내십시오.
ui-predict-wait = 패킷을 지켜보십시오…
ui-predict-right = 예상이 맞았습니다.
# $answer: the true option, in the learner's language
ui-predict-wrong = 결과는 달랐습니다. { $answer }
ui-predict-truth = 실제로 일어난 일
ui-predict-yours = 나의 예상
ui-predict-guard = 먼저 예상을 고르십시오. 지금 해 보면 답이 드러납니다.
ui-exercise = { -exercise }
ui-goals = 이렇게 만드십시오
ui-goal-met = 달성
ui-goal-open = 아직
ui-goals-all = 모두 해냈습니다. 잘하셨습니다.
ui-hint-first = 막혔습니까? 힌트 보기
# $number: which hint comes next; $of: how many there are
ui-hint-next = 다음 힌트 ({ $number }/{ $of })
# $number: number of the hint
ui-hint = 힌트 { $number }
ui-solution = 편집기에 풀이 넣기
ui-solution-note = ‘실행 취소’를 누르면 직접 쓴 내용이 돌아옵니다.
ui-solved = 연습 문제를 풀었습니다
ui-no-address = 아직 보낼 주소가 없습니다.
ui-no-sender = 보내는 쪽이 아직 실행되지 않았습니다.

## The picture and the packet's way

ui-picture = 클러스터 그림
# $count: number of things that had no room
ui-picture-hidden = { $count }개가 오브젝트 목록에 더 있습니다
ui-picture-empty = 아직 아무것도 보내지 않았습니다.
ui-picture-empty-how = 요청을 보내면 그 경로가 한 단계씩 여기에 나타납니다.
ui-refused-band = 이 내용은 거부되었습니다. 클러스터는 마지막으로 올바랐던 내용대로 돌아갑니다.
ui-refused-first = 이 내용은 거부되었습니다. 클러스터에서는 아무것도 실행되지 않습니다.
ui-show-problem = 문제 보기
ui-play = 재생
ui-pause = 멈춤
ui-step-back = 한 단계 뒤로
ui-step-on = 한 단계 앞으로
ui-hops = 패킷의 경로
# $number: number of the hop; $of: number of hops
ui-hop-of = { $of }개 중 { $number }번째
ui-before = 전
ui-after = 후
ui-from = 출발지
ui-to = 목적지
ui-unchanged = 그대로
# $count: number of rules
ui-rules-tried = 규칙 { $count }개를 대조함
ui-chains = 체인
ui-endpoints = 후보 엔드포인트
ui-endpoint-picked = 선택됨
ui-advice = 먼저 바꿀 것
ui-answer = 답
ui-legend = 범례
ui-legend-packet = 패킷, 그리고 할 수 있는 일
ui-legend-ready = 준비됨, 서비스 뒤에 있음
ui-legend-waiting = 기다리는 중이거나 종료 중
ui-legend-down = 실패했거나 전원이 꺼짐
ui-legend-virtual = 가상: 규칙뿐

## Words in the picture: they must be short

picture-outside = 바깥
picture-cluster = 클러스터
picture-laptop = 노트북
picture-virtual = 가상: 규칙으로만 존재
picture-every-node = 모든 노드
picture-kernel-rules = 커널 규칙
# $count: number of rules in a node's kernel
picture-rules = 규칙 { $count }개
# $count: number of rules that the packet tried on this node
picture-tried = { $count }개 대조
picture-ready = Ready ✓
picture-not-ready = 0/1 …
picture-starting = 시작 중 …
picture-ending = 종료 중
picture-failed = 실패 ✕
picture-node-down = 전원 꺼짐 ✕
picture-no-pod = 파드 없음
picture-load-balancer = 로드 밸런서
picture-pending = pending …
picture-dns = DNS
picture-network = 아무도 없음
picture-machine = 다른 머신
picture-api-server = API 서버
picture-name-only = (이름뿐)
picture-headless = 헤드리스: 자기 주소 없음

## Sending

ui-send-from = 출발지
ui-send-to = 목적지
ui-send-port = 포트
ui-send-protocol = 프로토콜
ui-send = 보내기
# $count: how many requests are sent at once
ui-send-many = { $count }번 보내기
ui-send-needs-host = 이름이나 주소를 입력하십시오.
ui-send-needs-port = 포트는 1부터 65535까지의 숫자입니다.
ui-client-outside = 바깥의 노트북
# $node: the node's name
ui-client-node = { $node } 노드
# $pod: the Pod's name
ui-client-pod = { $pod } 파드
# $pod: the Pod's name; $namespace: its namespace
ui-client-pod-namespace = { $pod } 파드 ({ $namespace })

## Suggested destinations. $name: the Service, node or Pod

ui-dest-name = { $name }, 이름으로
ui-dest-cluster-ip = { $name }, 클러스터 IP
ui-dest-node-port = { $name }, 노드 포트
ui-dest-balancer = { $name }, 로드 밸런서
ui-dest-external = { $name }, 외부 주소
ui-dest-ingress = { $name }, 인그레스
ui-dest-pod = { $name } 파드

## What happened, and counts

ui-happened = 방금 일어난 일

ui-chart = 누가 답했나
# $count: number of requests counted
ui-chart-total = 클러스터가 마지막으로 바뀐 뒤의 요청 { $count }건
ui-chart-empty = 요청을 몇 번 보내면 누가 얼마나 자주 답했는지 여기에 나타납니다.
# $who: a Pod, node or outcome; $count: number of requests; $percent: share
ui-chart-row = { $who }: { $count }건 ({ $percent }%)
ui-chart-other = 그 밖의 것
# $number: number of the request in order; $of: how many were sent
ui-request-number = 요청 { $of }건 중 { $number }번째
ui-request-earlier = 이전 요청
ui-request-later = 다음 요청

## Causing things

ui-act-pods = 파드
ui-act-nodes = 노드
ui-act-deployments = 디플로이먼트
ui-act-none = 아직 실행 중인 것이 없습니다.
ui-act-delete = 삭제
ui-act-crash = 프로그램 죽이기
ui-act-not-ready = 준비 해제
ui-act-ready = 준비시키기
ui-act-power-off = 전원 끄기
ui-act-power-on = 전원 켜기
ui-act-fewer = 레플리카 하나 줄이기
ui-act-more = 레플리카 하나 늘리기
# $count: number of replicas
ui-act-replicas = 레플리카 { $count }개
# The action on one named thing, for a screen reader. $action: the button's text; $name: the thing
ui-act-on = { $name }: { $action }
ui-time = 시간
# $time: simulated time since the start, like 1:05
ui-time-now = 클러스터의 시간: { $time }
ui-wait = 시간 진행
# $seconds: number of seconds
ui-wait-seconds = + { $seconds }초
ui-wait-minute = + 1분
ui-proxy-mode = kube-proxy가 적는 규칙
ui-provider = 로드 밸런서 제공자

## Undo

ui-undo = 실행 취소
ui-redo = 다시 실행
ui-reset = 처음부터
ui-reset-sure = 처음부터 다시 할까요? 이곳의 내용과 단계가 사라집니다.
ui-reset-yes = 처음부터 다시
ui-cancel = 취소
notice-history-cut = 자리를 마련하려고 가장 오래된 단계를 잊었습니다.
notice-save-damaged = 저장된 작업의 일부를 읽지 못했습니다. 읽을 수 있는 것은 여기 있습니다.
notice-save-outdated = 그사이에 이 레슨이 바뀌었습니다. 쓰신 내용은 남겼지만 단계는 남기지 못했습니다.

## Editor

ui-editor = 매니페스트(YAML)
ui-editor-apply = 지금 적용
ui-editor-ok = 문제 없음
# $count: number of problems
ui-problems = 문제 { $count }개
ui-problems-title = 문제
# $count: number of problems that are not shown yet
ui-show-more = 더 보기({ $count }개 남음)
# $line: number of the line; $column: number of the column
ui-problem-at = { $line }행 { $column }열
ui-problem-why = 이유
ui-problem-mend = 고치는 법
# $text: the text that is put in
ui-repair = 바꾸기: { $text }
ui-repair-remove = 지우기
ui-editor-prune = 여기서는 내용에서 뺀 것이 삭제됩니다. `kubectl apply`만으로는 남아 있을 것입니다.
ui-stored-added = Kubernetes가 더함
ui-stored-empty = 아직 저장된 것이 없습니다.

## Panels

ui-panels = 클러스터 보기
ui-panel-send = 보내기
ui-panel-act = 조작
ui-panel-objects = 오브젝트
ui-panel-rules = 규칙
ui-panel-connections = 연결
ui-panel-dns = DNS
ui-panel-terminal = 터미널
ui-panel-stored = 저장본
ui-terminal-line = 명령줄
ui-terminal-run = 실행
ui-terminal-where = 실행 위치
ui-terminal-clear = 비우기
ui-terminal-empty = `kubectl get services`나 주소에 대한 `curl` 명령을 실행해 보십시오.
ui-checkup-title = 모든 { -service } 점검
ui-checkup-lead = 클러스터의 사본에서 요청을 보내, 모든 { -service }로 들어가는 길을 하나하나 시험합니다. 지금 클러스터는 그대로입니다.
ui-checkup-run = 모든 길 시험하기
ui-checkup-changed = 그 뒤로 클러스터가 바뀌었습니다. 지금은 어떤지 다시 시험해 보십시오.
ui-checkup-none = 아직 만든 { -service }가 없습니다.
ui-checkup-fine = 통합니다
ui-checkup-bad = 통하지 않습니다
ui-checkup-apart = 따로
# $bad of $all ways in, counts
ui-checkup-found = 통하지 않는 길: { $all }개 중 { $bad }개
# $client: who sends; $to: HOST:PORT; $answered of $sent requests, counts
ui-checkup-way = { $client } → `{ $to }`: { $sent }번 중 { $answered }번 답을 받음
# $client: who sends; $to: HOST:PORT
ui-checkup-kept-out = { $client } → `{ $to }`: 들어가지 못함(다른 호출자는 들어감)
ui-checkup-pending = { -load-balancer }에 아직 주소가 없습니다.
ui-checkup-untried = 시험하지 않았습니다. 클러스터 밖으로 이어지거나, 여기에 물어볼 쪽이 없습니다.
ui-checkup-again = 까닭은 위와 같습니다.
ui-checkup-watch = 하나 보내서 지켜보기
ui-objects-none = 아직 없습니다.
ui-rules-node = 노드
ui-rules-none = 이 노드에는 아직 규칙이 없습니다.
ui-rules-walked = 보이는 패킷은 표시된 체인을 지나갔습니다.
# $count: number of rules
ui-rules-size = 이 노드의 규칙: { $count }개
# $count: number of rules that are not shown
ui-rules-more = 그 밖에 { $count }개
# $count: number of chains
ui-rules-chains-more = 체인 { $count }개는 표시하지 않았습니다. 패킷이 지나가지 않은 체인입니다.
ui-connections-none = 이 노드가 기억하는 연결이 없습니다.
ui-connections-text = 커널이 연결에 대해 기억하는 것입니다. 이것으로 답의 주소를 원래대로 되돌립니다.
ui-connection-original = 원래 요청
ui-connection-reply = 기다리는 답
ui-connection-state = 상태
ui-connection-expires = 만료까지
ui-dns-none = 마지막 요청은 이름을 조회하지 않았습니다.
ui-dns-asked = 조회한 이름
ui-dns-searched = 이 순서로 찾아본 이름
ui-dns-no-answer = 그런 레코드 없음
ui-dns-no-reply = 답이 오지 않음

## Views on a phone

ui-view-lesson = 레슨
ui-view-picture = 그림
ui-view-yaml = YAML
ui-view-tools = 도구

## Sandbox

ui-sandbox-title = 샌드박스
ui-sandbox-lead = 매니페스트를 쓰고, 요청을 보내고, 망가뜨려 보십시오. 여기서는 무엇을 해도 괜찮습니다.
ui-share-title = 공유하기
ui-share = 지금 작업을 링크로 만들기
ui-share-link = 링크
ui-share-how = 링크에는 매니페스트와 지금까지 밟은 모든 단계만 담깁니다. 링크를 연 사람은 자기 샌드박스에서 그대로 볼 수 있습니다.
ui-share-long = 모든 단계를 담으면 링크가 너무 길어져서 매니페스트만 담았습니다.
ui-share-copied = 링크를 클립보드에 복사했습니다.
ui-share-failed = 여기서는 링크를 만들 수 없습니다.
# $number: which of the links that were opened here, from 1
ui-shared = 링크로 받은 작업 ({ $number })
ui-shared-note = 다른 사람의 매니페스트와 단계입니다. ‘실행 취소’로 한 단계씩 되돌아볼 수 있습니다. 여기서 바꾼 내용은 여기에만 남고, 링크는 그대로입니다.
ui-shared-bad = 이 링크의 작업을 읽을 수 없거나 여기에 저장할 수 없습니다.
ui-examples = 예제
ui-tools-all = 모든 보기 펼치기

## Without JavaScript

ui-noscript = 이 페이지는 레슨의 글을 보여 줍니다. 클러스터를 실행하려면 JavaScript를 허용하십시오.
