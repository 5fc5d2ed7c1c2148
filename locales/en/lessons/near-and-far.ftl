### The lesson near-and-far: any Pod, the node's own, or the zone's.

lesson-near-and-far-title = Near and far: which { -pods } may be chosen
lesson-near-and-far-summary = Keep calls on the caller's own node or in its zone, and see which of the two turns into silence when a { -pod } is missing.

## Step 1

lesson-near-and-far-step-anywhere = Anywhere
lesson-near-and-far-anywhere =
    This cluster stands in two **zones**: places with power and network of their own, so that they
    seldom fail together. A label on each node, `topology.kubernetes.io/zone`, says where it stands. In
    a cloud it is usually set for you.

    `node-1` and `node-2` are in `zone-a`, `node-3` is in `zone-b`. `web` has a { -pod } on each.
lesson-near-and-far-try-thirty = Let `visitor-1` call `web` thirty times
lesson-near-and-far-price =
    Some calls stayed on `node-1`, some went next door, some to the other zone. By default any ready
    { -pod } may be chosen. A call to another zone takes longer, and many clouds charge for it.

    Two fields narrow the choice. One is a wall, the other a wish.

## Step 2

lesson-near-and-far-step-own-node = Own node only
lesson-near-and-far-own-node =
    An `agent` collects what the programs on its node report, and only there. So this { -service } has
    `internalTrafficPolicy: Local`: a node hands callers inside the cluster only to { -pods } of its own.

    Two agents are ready, on `node-1` and `node-2`. `visitor-3` runs on `node-3`, which has none.
lesson-near-and-far-predict-none-here = `visitor-3` calls `agent:80`. What happens?
lesson-near-and-far-predict-none-here-other = Another node's agent answers: better than none.
lesson-near-and-far-predict-none-here-refused = It is refused at once: nobody here can answer.
lesson-near-and-far-predict-none-here-silence = Nothing comes back: the { -packet } is dropped.
lesson-near-and-far-predict-none-here-after =
    `node-3` has no agent to choose, and under `Local` it **drops** the { -packet }. The visitor waits,
    then reads `curl: (28)`. From `node-1` the same call is answered. When calls inside fail on some
    nodes only, look for this policy.

    Were no agent ready anywhere, every node would refuse: `curl: (7)`.
lesson-near-and-far-exercise-own-agent = Let each visitor reach the agent of its own node, and never another.
lesson-near-and-far-exercise-own-agent-goal-zone-a = `visitor-1` is always answered from `node-1`, and `visitor-2` from `node-2`.
lesson-near-and-far-exercise-own-agent-goal-node-3 = `visitor-3` is always answered from `node-3`.
lesson-near-and-far-exercise-own-agent-goal-wall = The wall stands: while no agent on `node-3` is ready, `visitor-3` reaches no other.
lesson-near-and-far-exercise-own-agent-hint-1 = The policy does what is wanted. What is missing on `node-3`?
lesson-near-and-far-exercise-own-agent-hint-2 = How many nodes are there, and how many { -pods } does the { -deployment } ask for?
lesson-near-and-far-exercise-own-agent-hint-3 = Set `replicas: 3`, and leave `internalTrafficPolicy: Local` as it is.
lesson-near-and-far-exercise-own-agent-after =
    The third { -pod } came to `node-3` because the scheduler likes to spread the { -pods } of
    a { -deployment }. It does not promise to. For one on every node there is another kind,
    `DaemonSet`, which this lab does not have.

## Step 3

lesson-near-and-far-step-own-zone = Own zone first
lesson-near-and-far-own-zone =
    For `web` near is enough. It now has `trafficDistribution: PreferSameZone`.
lesson-near-and-far-try-near = Let `visitor-1` call `web` twenty times
# $farIp is the IP address of the Pod in zone-b.
lesson-near-and-far-hints =
    Only the two { -pods } in `zone-a` answered. How does `node-1` know? In the terminal, type
    `kubectl get endpointslices` and behind it `-o yaml`. On the list of `web`, each ready address has
    a **hint**, `forZones`: the zone it is meant for, which is its own. At `{ $farIp }` that is `zone-b`.

    kube-proxy never reads `trafficDistribution`. It reads the hints. The trace says of each { -pod } why
    it was left out.

    In `zone-b` there is one { -pod }, and `visitor-3` has a lot to ask.
lesson-near-and-far-predict-busy = `visitor-3` calls sixty times. Who answers?
lesson-near-and-far-predict-busy-share = All three { -pods }: so many calls are shared out.
lesson-near-and-far-predict-busy-help = Its own zone's { -pod }, and one from `zone-a` helps when that has too much to do.
lesson-near-and-far-predict-busy-one = Its own zone's { -pod }, every time, however much it has to do.
lesson-near-and-far-predict-busy-after =
    A hint says which zone a { -pod } is for, not how busy it is. As long as the one in `zone-b` is
    ready, it gets every call from its zone, even if the two others are idle.

    So before you keep calls in their zone, see that each zone has enough { -pods } for its own callers.

## Step 4

lesson-near-and-far-step-empty-zone = Nobody left in the zone
lesson-near-and-far-empty-zone =
    It was too much: the { -pod } in `zone-b` is about to become not ready. After 40 seconds `visitor-3`
    calls again.
lesson-near-and-far-predict-none-left = No { -pod } in `zone-b` is ready, and `visitor-3` calls twelve times. What happens?
lesson-near-and-far-predict-none-left-silence = Nothing comes back, as under `Local`.
lesson-near-and-far-predict-none-left-refused = It is refused at once: for this zone the list is empty.
lesson-near-and-far-predict-none-left-far = The { -pods } in `zone-a` answer.
# $farIp is the IP address of the Pod in zone-b.
lesson-near-and-far-predict-none-left-after =
    This is a wish, not a wall. Look at the list again: `{ $farIp }` is no longer ready and has lost its
    hint. kube-proxy follows zone hints only if **every** ready address has one, and one of them names
    the node's own zone. Otherwise any ready { -pod } will do: far, but answered.

    So a single ready { -pod } on a node without the zone label switches these hints off for all.
lesson-near-and-far-try-again = Let it recover, and call again

## Step 5

lesson-near-and-far-step-shop = Near, but never silent
lesson-near-and-far-shop =
    To save money, this shop keeps calls near. Somebody wrote `internalTrafficPolicy: Local` for that.
    Then one { -pod } was not ready, and every caller on its node read `curl: (28)`, while the
    two others had little to do.
lesson-near-and-far-exercise-near-first = Keep calls in their zone, and lose none when a zone has nobody ready.
lesson-near-and-far-exercise-near-first-goal-zone-a = `visitor-1` and `visitor-2` are always answered from `zone-a`.
lesson-near-and-far-exercise-near-first-goal-zone-b = `visitor-3` is always answered from `zone-b`.
lesson-near-and-far-exercise-near-first-goal-survives = No wall stands: when a single { -pod } is left, all three visitors are still answered.
lesson-near-and-far-exercise-near-first-hint-1 = Which field is the wall, and which the wish?
lesson-near-and-far-exercise-near-first-hint-2 = The wish is `trafficDistribution`. Beside `Local` it changes nothing: hints do not count there. Which line has to go?
lesson-near-and-far-exercise-near-first-hint-3 = In place of `internalTrafficPolicy: Local` write `trafficDistribution: PreferSameZone`.
lesson-near-and-far-exercise-near-first-after =
    While all is well, calls stay near. When somebody is missing, they go far.

    `PreferSameNode` asks for more: the caller's own node first, then its zone, then any. `PreferClose` is an
    older name for `PreferSameZone`, and deprecated.

## The end

lesson-near-and-far-did =
    What Kubernetes did for you:

    - On the list it noted each { -pod }'s node and zone, and hints where the { -service } asked for them.
    - On every node kube-proxy wrote rules for the { -pods } that may be chosen there. Chance picked among
      those.
    - Under `Local` it wrote a rule that drops, on a node without a ready { -pod } while others have one.
    - In a zone that no hint named, it passed over the hints.

    What nobody did: count calls, or put { -pods } where the callers are.
