# source: 7c416f475be6

### 레슨 near-and-far: 아무 파드나, 자기 노드의 것만, 또는 자기 영역의 것부터.

lesson-near-and-far-title = 가까운 곳과 먼 곳: 고를 수 있는 { -pod }
lesson-near-and-far-summary = 호출을 호출자의 { -node }나 { -zone } 안에 머물게 해 보고, { -pod }가 빠졌을 때 둘 가운데 어느 쪽이 침묵으로 이어지는지 알아봅니다.

## Step 1

lesson-near-and-far-step-anywhere = 어디든
lesson-near-and-far-anywhere =
    이 { -cluster }는 **{ -zone }**(zone) 두 곳에 걸쳐 있습니다. { -zone }이란 전력과 네트워크를 따로
    갖춘 곳으로, 둘이 한꺼번에 고장 나는 일은 드뭅니다. { -node }(node)가 어디에 있는지는
    { -node }마다 달린 `topology.kubernetes.io/zone` { -label }(label)이 말해 줍니다. 클라우드에서는
    대개 저절로 달려 있습니다.

    `node-1` 노드와 `node-2` 노드는 `zone-a` 영역에, `node-3` 노드는 `zone-b` 영역에 있습니다. `web`의
    { -pod }(Pod)는 { -node }마다 하나씩 있습니다.
lesson-near-and-far-try-thirty = `visitor-1` 파드에서 `web` 서른 번 호출하기
lesson-near-and-far-price =
    호출의 일부는 `node-1` 노드에 머물렀고, 일부는 옆 { -node }로, 일부는 다른 { -zone }으로 갔습니다.
    따로 정하지 않으면 준비된 { -pod }는 어느 것이든 뽑힐 수 있습니다. 다른 { -zone }으로 가는 호출은 더
    오래 걸리고, 그런 호출에 요금을 매기는 클라우드도 많습니다.

    고를 범위를 좁히는 필드가 둘 있습니다. 하나는 벽이고, 하나는 희망 사항입니다.

## Step 2

lesson-near-and-far-step-own-node = 자기 { -node }만
lesson-near-and-far-own-node =
    에이전트(`agent`)는 자기 { -node }에서 실행되는 프로그램의 보고만 모읍니다. 그래서 이
    { -service }(Service)에는 `internalTrafficPolicy: Local`이 있습니다. { -node }는 { -cluster } 안에서
    온 호출을 자기 { -pod }에게만 넘깁니다.

    `node-1` 노드와 `node-2` 노드에 에이전트가 하나씩 준비되어 있습니다. `visitor-3` 파드는 에이전트가
    없는 `node-3` 노드에서 실행됩니다.
lesson-near-and-far-predict-none-here = `visitor-3` 파드가 `agent:80`을 호출합니다. 어떻게 될까요?
lesson-near-and-far-predict-none-here-other = 답이 없는 것보다는 나으므로 다른 { -node }의 에이전트가 답합니다.
lesson-near-and-far-predict-none-here-refused = 이 { -node }에는 답할 에이전트가 없으므로 곧바로 거부됩니다.
lesson-near-and-far-predict-none-here-silence = 아무리 기다려도 아무것도 돌아오지 않습니다.
lesson-near-and-far-predict-none-here-after =
    `node-3` 노드에는 고를 에이전트가 없습니다. `Local`에서는 이럴 때 { -packet }(packet)이
    말없이 **드롭**(drop)됩니다. 방문자는 기다리다가 `curl: (28)`을 봅니다. 같은 호출이라도 `node-1`
    노드에서는 답을 받습니다. 안에서 하는 호출이 몇몇 { -node }에서만 실패한다면 이 정책이 있는지
    살펴보십시오.

    준비된 에이전트가 어디에도 없다면 모든 { -node }가 거부할 것입니다. `curl: (7)`입니다.
lesson-near-and-far-exercise-own-agent = 방문자마다 자기 { -node }의 에이전트에 닿고, 다른 { -node }의 에이전트에는 절대 닿지 않게 하십시오.
lesson-near-and-far-exercise-own-agent-goal-zone-a = `visitor-1` 파드는 늘 `node-1` 노드의 에이전트에게서, `visitor-2` 파드는 늘 `node-2` 노드의 에이전트에게서 답을 받습니다.
lesson-near-and-far-exercise-own-agent-goal-node-3 = `visitor-3` 파드는 늘 `node-3` 노드의 에이전트에게서 답을 받습니다.
lesson-near-and-far-exercise-own-agent-goal-wall = 벽은 그대로 있습니다. `node-3` 노드에 준비된 에이전트가 없는 동안, `visitor-3` 파드는 다른 { -node }의 에이전트에 닿지 않습니다.
lesson-near-and-far-exercise-own-agent-hint-1 = 정책은 바라는 대로 일하고 있습니다. `node-3` 노드에는 무엇이 모자랍니까?
lesson-near-and-far-exercise-own-agent-hint-2 = { -node }는 몇 개이고, { -deployment }(Deployment)가 두려는 { -pod }는 몇 개입니까?
lesson-near-and-far-exercise-own-agent-hint-3 = `replicas: 3`으로 바꾸고, `internalTrafficPolicy: Local`은 그대로 두십시오.
lesson-near-and-far-exercise-own-agent-after =
    셋째 { -pod }가 `node-3` 노드로 온 것은 스케줄러(scheduler)가 한 { -deployment }의 { -pod }를 되도록
    여러 곳에 퍼뜨리기 때문입니다. 그러나 반드시 그러겠다는 약속은 없습니다. 모든 { -node }에 하나씩
    두는 일은 `DaemonSet`이라는 다른 종류가 맡는데, 이 실습실에는 없습니다.

## Step 3

lesson-near-and-far-step-own-zone = 자기 { -zone } 먼저
lesson-near-and-far-own-zone =
    `web`이라면 가까운 것으로 충분합니다. 이제 `web`에는 `trafficDistribution: PreferSameZone`이
    있습니다.
lesson-near-and-far-try-near = `visitor-1` 파드에서 `web` 스무 번 호출하기
# $farIp is the IP address of the Pod in zone-b.
lesson-near-and-far-hints =
    `zone-a` 영역의 { -pod } 둘만 답했습니다. `node-1` 노드는 어떻게 알았을까요? 터미널에서
    `kubectl get endpointslices` 뒤에 `-o yaml`을 붙여 실행해 보십시오. `web`의 목록에는 준비된
    주소마다 **힌트**(hint)인 `forZones`가 있습니다. 그 주소가 어느 { -zone }의 몫인지 알려 주는 것으로,
    저마다 자기가 있는 { -zone }이 적혀 있습니다. `{ $farIp }` 주소에 적힌 것은 `zone-b`입니다.

    kube-proxy는 `trafficDistribution`을 읽는 일이 없습니다. 힌트를 읽습니다. 뽑히지 않은 { -pod }마다
    왜 제외되었는지는 { -packet }의 경로에 나옵니다.

    `zone-b` 영역에는 { -pod }가 하나 있고, `visitor-3` 파드는 물어볼 것이 많습니다.
lesson-near-and-far-predict-busy = `visitor-3` 파드가 예순 번 호출합니다. 누가 답할까요?
lesson-near-and-far-predict-busy-share = 호출이 많으므로 { -pod } 셋이 모두 나누어 맡아 답합니다.
lesson-near-and-far-predict-busy-help = 같은 { -zone }의 { -pod }가 답하다 벅차면 `zone-a` 영역의 하나가 거듭니다.
lesson-near-and-far-predict-busy-one = `zone-b` 영역의 { -pod }가 예순 번 모두 혼자 답합니다.
lesson-near-and-far-predict-busy-after =
    힌트는 { -pod }가 어느 { -zone }의 몫인지 말할 뿐, 얼마나 바쁜지는 말하지 않습니다. `zone-b` 영역의
    { -pod }는 준비되어 있는 한 자기 { -zone }에서 온 호출을 모두 받습니다. 다른 둘이 놀고 있어도
    마찬가지입니다.

    그러니 호출을 { -zone } 안에 머물게 하려면, { -zone }마다 자기 호출자를 감당할 만큼 { -pod }가
    있는지부터 확인하십시오.

## Step 4

lesson-near-and-far-step-empty-zone = { -zone }에 아무도 없을 때
lesson-near-and-far-empty-zone =
    역시 무리였습니다. `zone-b` 영역의 { -pod }가 이제 곧 준비되지 않은 상태가 됩니다. 40초 뒤에
    `visitor-3` 파드가 다시 호출합니다.
lesson-near-and-far-predict-none-left = `zone-b` 영역에 준비된 { -pod }가 없는데 `visitor-3` 파드가 열두 번 호출합니다. 어떻게 될까요?
lesson-near-and-far-predict-none-left-silence = `Local`에서처럼 아무것도 돌아오지 않습니다.
lesson-near-and-far-predict-none-left-refused = 이 { -zone }의 목록이 비어 곧바로 거부됩니다.
lesson-near-and-far-predict-none-left-far = 멀리 `zone-a` 영역에 있는 { -pod }가 답합니다.
# $farIp is the IP address of the Pod in zone-b.
lesson-near-and-far-predict-none-left-after =
    이것은 벽이 아니라 희망 사항입니다. 목록을 다시 보십시오. `{ $farIp }` 주소는 이제 준비되어 있지
    않고, 힌트도 없어졌습니다. kube-proxy가 { -zone } 힌트를 따르는 것은 준비된 주소 **모두**에 힌트가
    있고 그중에 자기 { -zone }을 가리키는 것이 있을 때뿐입니다. 그렇지 않으면 준비된 { -pod }는 어느
    것이든 됩니다. 멀지만 답은 옵니다.

    그래서 { -zone } { -label }이 없는 { -node }에 준비된 { -pod }가 하나라도 있으면, 이 힌트는 모두에게
    효력을 잃습니다.
lesson-near-and-far-try-again = 준비시킨 뒤 다시 호출하기

## Step 5

lesson-near-and-far-step-shop = 가깝게, 그러나 침묵 없이
lesson-near-and-far-shop =
    이 가게는 돈을 아끼려고 호출을 가까이에 머물게 합니다. 그러려고 누군가
    `internalTrafficPolicy: Local`을 적었습니다. 그러다 { -pod } 하나가 준비되지 않은 상태가 되자, 그
    { -node }의 호출자는 모두 `curl: (28)`을 보았습니다. 다른 둘은 거의 놀고 있었는데도 그랬습니다.
lesson-near-and-far-exercise-near-first = 호출을 { -zone } 안에 머물게 하되, { -zone }에 준비된 { -pod }가 하나도 없을 때도 호출을 잃지 않게 하십시오.
lesson-near-and-far-exercise-near-first-goal-zone-a = `visitor-1` 파드와 `visitor-2` 파드는 늘 `zone-a` 영역의 { -pod }에게서 답을 받습니다.
lesson-near-and-far-exercise-near-first-goal-zone-b = `visitor-3` 파드는 늘 `zone-b` 영역의 { -pod }에게서 답을 받습니다.
lesson-near-and-far-exercise-near-first-goal-survives = 벽이 없습니다. { -pod }가 하나만 남아도 세 방문자가 모두 여전히 답을 받습니다.
lesson-near-and-far-exercise-near-first-hint-1 = 어느 필드가 벽이고, 어느 필드가 희망 사항입니까?
lesson-near-and-far-exercise-near-first-hint-2 = 희망 사항은 `trafficDistribution`입니다. 하지만 `Local` 옆에서는 아무것도 바꾸지 못합니다. 거기서는 힌트를 따지지 않기 때문입니다. 그렇다면 어느 줄을 없애야 합니까?
lesson-near-and-far-exercise-near-first-hint-3 = `internalTrafficPolicy: Local` 대신 `trafficDistribution: PreferSameZone`을 적으십시오.
lesson-near-and-far-exercise-near-first-after =
    모두 무사한 동안에는 호출이 가까이에 머뭅니다. 누가 빠지면 멀리 갑니다.

    `PreferSameNode`는 더 많은 것을 바랍니다. 먼저 호출자 자신의 { -node }, 다음은 그 { -zone }, 그다음은
    어디든입니다. `PreferClose`는 `PreferSameZone`의 예전 이름이며, 사용 중단 예정(deprecated)입니다.

## The end

lesson-near-and-far-did =
    Kubernetes가 한 일은 다음과 같습니다.

    - 목록에 { -pod }마다 { -node }와 { -zone }을 적고, { -service }가 요구한 경우에는 힌트도 적었습니다.
    - kube-proxy가 { -node }마다 그곳에서 고를 수 있는 { -pod }를 위한 규칙을 적었습니다. 그 가운데서는
      임의로 골랐습니다.
    - `Local`에서, 준비된 { -pod }가 다른 곳에는 있고 자기에게는 없는 { -node }에는 드롭하는 규칙을
      적었습니다.
    - 어느 { -zone }을 가리키는 힌트가 하나도 없으면 힌트를 무시했습니다.

    아무도 하지 않은 일도 있습니다. 호출이 몇 번인지 세는 일과, 호출자가 있는 곳에 { -pod }를 두는
    일입니다.
