### The lesson source-ip: whose address a Pod sees, and why.

lesson-source-ip-title = Whose address does the { -pod } see?
lesson-source-ip-summary = Why a log names nodes in place of callers, what that does to a list of guests, and what keeping the address costs.

## Step 1

lesson-source-ip-step-two-doors = One caller, two doors
lesson-source-ip-two-doors =
    Every { -packet } carries its sender's address. Programs write it into their logs; some let
    callers in by it. So it matters which address arrives. A trace says at its end which one
    the { -pod } saw.
lesson-source-ip-try-by-name = Let the visitor call `web`
# $visitorIp is the visitor's IP address.
lesson-source-ip-own =
    `web` saw `{ $visitorIp }`, the visitor itself: between { -pods }, a cluster IP changes only
    the destination.

    There is a second door, the { -node-port } 30080.
lesson-source-ip-predict-other-door = The same visitor knocks at its own node, `node-2`, port 30080. Whose address does `web` see?
lesson-source-ip-predict-other-door-own = The visitor's: { -pods } see each other as they are.
lesson-source-ip-predict-other-door-node = A node's: that is where the visitor knocked.
lesson-source-ip-predict-other-door-service = The cluster IP of `web`: it stands in between.
lesson-source-ip-predict-other-door-after =
    Same caller, same { -pod }, another door. A { -node-port } is a door for the outside, like a
    { -load-balancer }'s address. Under the default policy, `Cluster`, the node puts an address of its
    own in place of the source of all that comes in there. That is **masquerading**. From inside, use
    the name.

## Step 2

lesson-source-ip-step-way-back = There and back
lesson-source-ip-way-back =
    The laptop knocks at `node-2`. The only { -pod } of `web` runs on `node-1`.
lesson-source-ip-try-knock = Knock at `node-2`
lesson-source-ip-mark =
    Open **Rules** for `node-2`. Of the marked chains, three are about the source:

    - `KUBE-EXT-` and a suffix takes what comes through those doors.
    - It calls `KUBE-MARK-MASQ`, which puts a mark on the { -packet }.
    - `KUBE-POSTROUTING` comes last, when the { -pod } is chosen. What wears the mark gets a new
      source (`MASQUERADE`).
lesson-source-ip-undone =
    In **Connections**, `node-2` has noted both changes. Follow the answer in the trace: the { -pod }
    answers `node-2`, the only caller it knows of, and `node-2` undoes both. Had the answer gone
    straight to the laptop, it would have come from a stranger.

## Step 3

lesson-source-ip-step-guests = A list of guests
lesson-source-ip-guests =
    `admin` has a { -pod } on each node. A { -networkpolicy } guards both and lets one address in: the
    laptop's.
lesson-source-ip-predict-on-the-list = The laptop knocks ten times at `node-1`, port 30090. What happens?
lesson-source-ip-predict-on-the-list-all = All are answered: the laptop is on the list.
lesson-source-ip-predict-on-the-list-none = None is answered: each { -pod } sees a node.
lesson-source-ip-predict-on-the-list-some = Some are answered, as chance has it.
lesson-source-ip-predict-on-the-list-after =
    Chance sent some to `node-2`. There the list was shown an address of `node-1`, and that is not on it.
    The others stayed on `node-1`, where this network asks the list before the source is changed. Not
    every network does.

    And if you put the nodes on the list? Then anybody who knocks gets in, whenever a node
    passes the call on to another.
lesson-source-ip-exercise-right-guests = Let the laptop in, through either node, and nobody else.
lesson-source-ip-exercise-right-guests-goal-laptop = The laptop knocks ten times at each node, is always answered, and the { -pods } see its address.
lesson-source-ip-exercise-right-guests-goal-visitor = The visitor gets no answer at either node, nor from `admin:80`.
lesson-source-ip-exercise-right-guests-hint-1 = Is the list wrong, or what it is shown? See in the trace where the source changes.
lesson-source-ip-exercise-right-guests-hint-2 = A node changes the source because it may send the { -packet } on to another node. Which policy forbids that?
lesson-source-ip-exercise-right-guests-hint-3 = In the { -service }, beside `type`, write `externalTrafficPolicy: Local`.
lesson-source-ip-exercise-right-guests-after =
    Under `Local` a node hands callers from outside only to { -pods } of its own. The answer comes back
    through it anyway, so the source may stay.

## Step 4

lesson-source-ip-step-per-node = Shares for nodes
lesson-source-ip-per-node =
    This shop is in a cloud, under `Local`. Three of its { -pods } run on `node-1`, one on `node-2`,
    none on `node-3`, which therefore drops what comes from outside.
lesson-source-ip-predict-sixty = The laptop calls the { -load-balancer } sixty times. What happens?
lesson-source-ip-predict-sixty-lost = About twenty calls are lost, on `node-3`.
lesson-source-ip-predict-sixty-detour = All are answered, but some seem to come from `node-3`.
lesson-source-ip-predict-sixty-kept = All are answered, and every { -pod } sees the laptop.
# $node1Ip and $node3Ip are addresses of nodes.
lesson-source-ip-predict-sixty-after =
    No call went to `node-3`. Ask as the { -load-balancer } asks, at `healthCheckNodePort`, here
    32000. In the **Terminal**, on the laptop: `curl { $node1Ip }:32000`, then `curl { $node3Ip }:32000`.
    A node counts its own ready { -pods }; with none, it answers 503 and is left out.
lesson-source-ip-ask =
    Now the chart. The { -pod } on `node-2` got about half of the calls, as many as the other three
    together. The { -load-balancer } shares among **nodes**, and each node among its own { -pods }.

## Step 5

lesson-source-ip-step-shares = Shares for { -pods }
lesson-source-ip-shares =
    The { -pod } on `node-2` needs help. `Cluster` would make the shares equal, and lose the laptop's
    address.
lesson-source-ip-exercise-fair-shares = Give each { -pod } about the same share, and let it see the laptop.
lesson-source-ip-exercise-fair-shares-goal-seen = Forty calls to the { -load-balancer } are all answered, and the { -pods } see the laptop's address.
lesson-source-ip-exercise-fair-shares-goal-even = `node-1` and `node-2` have the same number of ready { -pods }, two, three or four each, and `node-3` has as many or none.
lesson-source-ip-exercise-fair-shares-hint-1 = Each node that has { -pods } gets the same share. Among how many is it divided?
lesson-source-ip-exercise-fair-shares-hint-2 = One { -deployment } is pinned to `node-1`, the other to `node-2`. Compare their `replicas`.
lesson-source-ip-exercise-fair-shares-hint-3 = Set `replicas: 2` in both.
lesson-source-ip-exercise-fair-shares-after =
    Under `Local`, where { -pods } run decides how much each has to do. One { -pod } more, and the shares
    differ again.

## Step 6

lesson-source-ip-step-new-connection = Too late to keep it
lesson-source-ip-new-connection =
    A shop in kind, under `Local` too. Its { -load-balancer } answers the caller itself and opens
    a new connection to a node.
lesson-source-ip-predict-in-kind = The laptop calls the { -load-balancer }. Whose address does the { -pod } see?
lesson-source-ip-predict-in-kind-laptop = The laptop's: under `Local` the source stays.
lesson-source-ip-predict-in-kind-node = A node's: what comes from outside is masqueraded.
lesson-source-ip-predict-in-kind-balancer = The { -load-balancer }'s: it opened the connection.
# $lbIp is the load balancer's address.
lesson-source-ip-predict-in-kind-after =
    The node kept the source it got: `{ $lbIp }`, the { -load-balancer }. `Local` cannot bring back an
    address that was replaced before. Such a { -load-balancer } can pass it on in the HTTP header
    `X-Forwarded-For` or by the PROXY protocol, where the program has to read it.

## The end

lesson-source-ip-did =
    What Kubernetes did for you:

    - Between { -pods }, through a cluster IP, it left the source alone.
    - At the doors for the outside, a node put in its own address, so that the answer comes back
      through it, and undid both changes.
    - Under `Local` it kept the source, and told the { -load-balancer } which nodes have a ready { -pod }.

    What it did not do: share by { -pod } under `Local`, or find an address that was replaced before.
