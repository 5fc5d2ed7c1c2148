# source: 094458f8d0af

### 레슨 readiness-and-rollouts: 누가 언제 목록에 오르고, 누가 언제 목록에서 빠지는가.

lesson-readiness-and-rollouts-title = { -readiness }: 목록에 오를 때와 빠질 때
lesson-readiness-and-rollouts-summary = 실행 중인 { -pod }가 요청을 받을지 무엇이 정하는지, 새 버전이 어떻게 자리를 넘겨받는지, 왜 요청 몇 건을 잃는지 알아봅니다.

## Step 1

lesson-readiness-and-rollouts-step-not-ready = Running은 Ready가 아닙니다
lesson-readiness-and-rollouts-not-ready =
    `web` { -service }(Service) 뒤에는 **{ -readiness-probe }**(readiness probe)가 있는
    { -pod }(Pod)가 셋 있습니다. 10초마다 { -pod }의 { -node }(node)가 그 { -pod }에 `/healthz`
    페이지를 요청하고, 괜찮다는 답이 오는지 봅니다.

    그중 하나에 이제 감당할 수 없을 만큼 일이 몰립니다. 프로그램은 계속 돌아가지만 프로브에는 오류로
    답합니다. 40초 뒤에 방문자가 스무 번 호출합니다.
lesson-readiness-and-rollouts-predict-failing = { -pod } 하나가 프로브에 거듭 실패합니다. 호출 스무 번은 어떻게 될까요?
lesson-readiness-and-rollouts-predict-failing-share = 그 { -pod }도 제 몫을 받지만, 그 호출은 실패합니다.
lesson-readiness-and-rollouts-predict-failing-restart = 실패한 { -pod }가 다시 시작되어 셋이 모두 답합니다.
lesson-readiness-and-rollouts-predict-failing-two = 그 { -pod }를 뺀 나머지 둘이 모든 호출에 답합니다.
lesson-readiness-and-rollouts-predict-failing-after =
    터미널에 `kubectl get pods`를 입력해 보십시오. 하나가 `0/1`이지만, 그래도 Running이고 다시
    시작되지도 않았습니다. **Running**은 프로그램이 실행되고 있다는 뜻이고, **Ready**는 요청을
    받아도 된다는 뜻입니다. 세 번 연달아 실패하자 { -service }의 목록인
    { -endpointslice }(EndpointSlice)에 준비되지 않았다고 표시되었고, 이제 그 { -pod }로 이어지는
    규칙은 없습니다.

    다시 시작하는 것은 다른 프로브, 곧 { -liveness-probe }(liveness probe)가 맡는 일입니다.
lesson-readiness-and-rollouts-try-recover = 회복시키고 다시 호출하기

## Step 2

lesson-readiness-and-rollouts-step-unasked = 프로브가 없는 새 버전
lesson-readiness-and-rollouts-unasked =
    이제 `web`의 버전 2가 나옵니다. 템플릿이 바뀌면 { -deployment }(Deployment)는 { -pod }를
    교체하며, 여기서는 하나씩 교체합니다. 새 { -pod }를 하나 만들고, 준비되기를 기다렸다가, 예전
    { -pod }를 하나 내보냅니다. 이것이 **{ -rollout }**(rollout)입니다.

    이 템플릿에는 프로브가 없고, 오타가 하나 있습니다. 새 프로그램은 8008 포트에서 기다립니다.
    { -service }는 8080 포트로 보냅니다.
lesson-readiness-and-rollouts-predict-new-version = 2분 뒤에 방문자가 열 번 호출합니다. 어떻게 될까요?
lesson-readiness-and-rollouts-predict-new-version-old = 되는 것을 안 되는 것으로 바꿀 리 없으므로 버전 1이 답합니다.
lesson-readiness-and-rollouts-predict-new-version-some = 어느 { -pod }에 닿느냐에 따라 답을 받거나 거부됩니다.
lesson-readiness-and-rollouts-predict-new-version-none = 어느 { -pod }에 닿든 모두 거부됩니다.
lesson-readiness-and-rollouts-predict-new-version-after =
    `kubectl get pods`에는 잘못된 것이 보이지 않습니다. `web`의 { -pod } 셋이 모두 Running이고 모두
    `1/1`입니다. 프로브가 없으면 { -pod }는 프로그램이 실행되자마자 준비된 것으로 여겨집니다. 그래서
    새 { -pod }가 하나씩 예전 { -pod }의 자리를 차지했고, 몇 초 만에 답할 수 있는 { -pod }가 하나도
    남지 않았습니다.

## Step 3

lesson-readiness-and-rollouts-step-stuck = 같은 오타, 이번에는 프로브와 함께
lesson-readiness-and-rollouts-stuck =
    다시 버전 1에서 시작합니다. 오타까지 똑같은 버전 2를 롤아웃하지만, 이번에는 템플릿에 프로브가
    있습니다. 8080 포트의 `/healthz`입니다.
lesson-readiness-and-rollouts-predict-same-slip = 2분 뒤에 방문자가 스무 번 호출합니다. 누가 답할까요?
lesson-readiness-and-rollouts-predict-same-slip-none = 아무도 답하지 않습니다.
lesson-readiness-and-rollouts-predict-same-slip-some = 대개 버전 1이 답하고, 새 { -pod }에 닿으면 거부됩니다.
lesson-readiness-and-rollouts-predict-same-slip-old = 매번 버전 1이 답합니다.
lesson-readiness-and-rollouts-predict-same-slip-after =
    처음 만들어진 새 { -pod }가 끝내 준비되지 못했습니다. 그래서 요청을 받지 않고, 자리를 비켜 준
    예전 { -pod }도 없습니다. { -rollout }은 멈춰 있고, 호출자는 아무도 눈치채지 못합니다.
lesson-readiness-and-rollouts-limits =
    { -rollout }이 한 번에 얼마나 나아가는지는 { -deployment }의 `strategy`에 적혀 있습니다.
    { -pod }가 원하는 수보다 `maxSurge`만큼 많아도 되고, `maxUnavailable`만큼 적어도 됩니다.
    기본값은 둘 다 25%이며, 앞의 것은 올림하고 뒤의 것은 내림합니다. { -pod }가 셋이면 하나 더
    많아도 되지만, 하나라도 적어서는 안 됩니다.

## Step 4

lesson-readiness-and-rollouts-step-mend = { -rollout }이 나아가게 하기
lesson-readiness-and-rollouts-mend =
    편집기에는 버전 2가 있습니다. Kubernetes는 스스로 버전 1로 돌아가지 않고 기다립니다. 글을 고치고
    그림을 지켜보십시오. 새 { -pod } 하나가 준비되고 예전 { -pod } 하나가 사라지는 일이 세 번
    되풀이됩니다.
lesson-readiness-and-rollouts-exercise-mend = 오타를 찾아, 버전 2가 자리를 넘겨받게 하십시오.
lesson-readiness-and-rollouts-exercise-mend-goal-ready = 버전 2의 { -pod } 셋이 준비되어 있습니다.
lesson-readiness-and-rollouts-exercise-mend-goal-answers = `web`을 스무 번 호출하면 매번 버전 2가 답합니다.
lesson-readiness-and-rollouts-exercise-mend-hint-1 = 프로브는 무엇에 부딪혔습니까? `kubectl get events`를 입력하고 `Unhealthy`를 찾아보십시오.
lesson-readiness-and-rollouts-exercise-mend-hint-2 = 8080 포트에서 거부되었습니다. 프로그램은 어느 포트에서 기다립니까? `args`를 보십시오.
lesson-readiness-and-rollouts-exercise-mend-hint-3 = `args`에서 `--http-port=8008`을 `--http-port=8080`으로 바꾸십시오.
lesson-readiness-and-rollouts-exercise-mend-after =
    그동안에도 { -pod } 셋은 늘 준비되어 있었습니다. 반대로 프로브를 8008 포트로 보냈다면 새
    { -pod }도 준비되었을 것이고, 호출은 모두 거부되었을 것입니다. 프로브는 호출자가 묻는 곳에
    물어야 합니다.

## Step 5

lesson-readiness-and-rollouts-step-leaving = 떠나는 순간
lesson-readiness-and-rollouts-leaving =
    { -rollout }은 { -pod }를 삭제하기도 합니다. 그때 두 가지 일이 같은 순간에 시작되고, 어느 쪽도
    다른 쪽을 기다리지 않습니다.

    - { -pod }의 { -node }가 프로그램에 끝내라고 알립니다. `SIGTERM`이라는 신호입니다.
    - 목록에 그 { -pod }가 떠나는 중이라고 표시되고, 모든 { -node }가 자기 규칙을 거기에 맞춥니다.
lesson-readiness-and-rollouts-predict-same-second = { -pod } 셋 중 하나가 삭제되고, 바로 그 순간에 방문자가 서른 번 호출합니다. 어떻게 될까요?
lesson-readiness-and-rollouts-predict-same-second-all = { -pod }는 목록에서 먼저 빠진 뒤 끝나므로 모두 답을 받습니다.
lesson-readiness-and-rollouts-predict-same-second-some = 몇 번은 떠나는 { -pod }에 닿아 거부됩니다.
lesson-readiness-and-rollouts-predict-same-second-hang = 몇 번은 새 { -pod }가 준비될 때까지 멈춰 있습니다.
lesson-readiness-and-rollouts-predict-same-second-after =
    프로그램은 곧바로 포트에서 기다리기를 그만두었습니다. 규칙은 조금 뒤에, 여기서는 1초 안에
    따라왔습니다. 그 사이에 규칙은 여전히 그 { -pod }를 고르기도 했고, 그쪽으로 간 호출은
    거부되었습니다. 고장 난 것은 없지만, { -rollout }을 할 때마다 이렇게 호출 몇 건을 잃을 수
    있습니다.
lesson-readiness-and-rollouts-try-later = 2초 뒤에 서른 번 더

## Step 6

lesson-readiness-and-rollouts-step-linger = 천천히 떠나기
lesson-readiness-and-rollouts-linger =
    해결책은 그 { -pod }로 이어지는 규칙이 모두 없어질 때까지 프로그램이 몇 초 더 일하게 하는
    것입니다. { -container }(container)의 `lifecycle`에서 `preStop`은 `SIGTERM`에 앞서 할 일을
    정합니다. 가장 간단한 것은 그저 기다리는 것, 곧 `sleep`입니다.
lesson-readiness-and-rollouts-exercise-leave-well = 가게의 { -pod }가 호출을 하나도 잃지 않고 떠나게 하십시오.
lesson-readiness-and-rollouts-exercise-leave-well-goal-three = 가게의 { -pod } 셋이 준비되어 있고, { -service }는 그 셋 모두에서 고릅니다.
lesson-readiness-and-rollouts-exercise-leave-well-goal-leave = 그중 둘이 떠나는 바로 그 순간에 서른 번 호출해도 모두 답을 받습니다.
lesson-readiness-and-rollouts-exercise-leave-well-hint-1 = 두 가지 일이 함께 시작됩니다. 어느 쪽이 더 늦게 일어나야 합니까?
lesson-readiness-and-rollouts-exercise-leave-well-hint-2 = `lifecycle`은 `image`처럼 { -container }에 딸린 것입니다. 그 안에 `preStop`이, 그 안에 `sleep`이, 또 그 안에 `seconds`가 들어갑니다. 규칙에는 1초쯤 필요하니 넉넉히 잡으십시오.
lesson-readiness-and-rollouts-exercise-leave-well-hint-3 = `image` 아래에, 들여쓰기를 똑같이 해서 `lifecycle:`을 적으십시오. 이어서 `preStop:`, `sleep:`, `seconds: 5`를 차례로 두 칸씩 더 들여 적습니다.
lesson-readiness-and-rollouts-exercise-leave-well-after =
    이제 떠나는 { -pod }는 `sleep` 동안 더 일하고, 그때쯤이면 그쪽으로 보내는 이가 없습니다. `SIGTERM`을
    받으면 잘 만든 프로그램은 시작한 일을 끝맺습니다.
    이것이 **{ -graceful-termination }**(graceful termination)입니다. 30초가 지나도
    끝나지 않으면 강제로 종료되는데, 이 30초에는 `sleep`도 들어갑니다. 이 시간은 `terminationGracePeriodSeconds`로
    바꿉니다.

## The end

lesson-readiness-and-rollouts-did =
    Kubernetes가 한 일은 다음과 같습니다.

    - { -node }마다 kubelet이 프로브로 물어보고, 누가 준비되어 있는지 알렸습니다.
    - 목록이 누가 준비되어 있고 누가 떠나는지 말해 주었고, 규칙이 그 뒤를 따랐습니다.
    - { -pod }가 셋일 때 { -deployment }는 새 { -pod }가 준비되기 전에는 예전 { -pod }를 내보내지 않았습니다.
    - 프로그램에 끝내라고 알리기 전에 `preStop`에 적힌 일을 했습니다.

    아무도 하지 않은 일도 있습니다. 빠진 프로브를 적어 주는 일, 그리고 규칙이 따라올 때까지
    `SIGTERM`을 미루는 일입니다.
