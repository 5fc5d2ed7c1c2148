### The lesson node-port: one door on every node.

lesson-node-port-title = NodePort: every node opens a door
lesson-node-port-summary = Reach a { -service } from outside through any node, see who changes which address on the way, and what happens when a node dies.

## Step 1

lesson-node-port-step-every-door = Every node opens the door
# $clusterIp is the Service's cluster IP.
lesson-node-port-every-door =
    A cluster IP is for inside only. With `type: NodePort` the { -service } keeps its cluster IP,
    `{ $clusterIp }`, and gets a **node port** on top: a port number from 30000 to 32767 that is open
    on **every** node. This one asked for `30080`.
# $node1Ip and $node2Ip are the addresses of the nodes.
lesson-node-port-knock =
    The only { -pod } lives on `node-1` (`{ $node1Ip }`). Your laptop is about to knock at `node-2`
    (`{ $node2Ip }`), port 30080, where no such { -pod } runs.
lesson-node-port-predict-other-node = The laptop knocks at `node-2`. What happens?
lesson-node-port-predict-other-node-answers = The { -pod } on `node-1` answers.
lesson-node-port-predict-other-node-refused = `node-2` refuses: the { -pod } is not here.
lesson-node-port-predict-other-node-silence = Nothing comes back.
lesson-node-port-predict-other-node-after =
    Every node has the same rules. `node-2` needed no { -pod } of its own: its kernel picked the one
    { -pod } on the list, rewrote the destination and sent the { -packet } on to `node-1`.

    Many books say that a node port leads to the cluster IP. Step through the trace: the destination
    was rewritten **once**, straight to the { -pod }.

## Step 2

lesson-node-port-step-whose-address = Who is knocking?
# $podIp is the Pod's IP address.
lesson-node-port-whose-address =
    The destination became the { -pod }'s address, `{ $podIp }`. Now think of the answer. It has to
    come back to the laptop from `node-2`, because that is whom the laptop asked.
lesson-node-port-predict-who-knocks = Which address does the { -pod } see as its visitor?
lesson-node-port-predict-who-knocks-laptop = The laptop's.
lesson-node-port-predict-who-knocks-node = An address of `node-2`.
lesson-node-port-predict-who-knocks-service = The { -service }'s cluster IP.
lesson-node-port-predict-who-knocks-after =
    `node-2` also rewrote the **source**, to an address of its own. This is source NAT, or
    masquerading. So the { -pod } answers to `node-2`, and `node-2` puts everything back as it was
    and answers the laptop.

    Without this, the { -pod } would answer the laptop directly, from an address that the laptop never
    asked, and the laptop would throw the answer away. The price: the { -pod } does not learn who
    really called.

## Step 3

lesson-node-port-step-three-ports = Three ports
lesson-node-port-three-ports =
    Three numbers, three places:

    - `nodePort`: on every node, for callers from outside.
    - `port`: on the cluster IP, for callers inside.
    - `targetPort`: on the { -pod }, where the program listens.

    Each of the first two leads straight to the third. Leave `nodePort` out and Kubernetes chooses a
    free one. Ask for one outside the range, 8080 say, and the API server refuses the { -service }.

    This shop is open to { -pods } only.
lesson-node-port-exercise-open-the-door = Open the shop to the laptop: port `30163` on every node.
lesson-node-port-exercise-open-the-door-goal-node-1 = The laptop knocks at `node-1`, port 30163, and the shop answers.
lesson-node-port-exercise-open-the-door-goal-node-2 = The same at `node-2`.
lesson-node-port-exercise-open-the-door-goal-inside = The visitor inside still calls `shop:80`.
lesson-node-port-exercise-open-the-door-hint-1 = Two lines are missing: which type, and which number. Where does each belong?
lesson-node-port-exercise-open-the-door-hint-2 = The type belongs to the { -service } as a whole, beside `selector`. The number belongs to one port, beside `port` and `targetPort`.
lesson-node-port-exercise-open-the-door-hint-3 = Under `spec` write `type: NodePort`, and under the port `nodePort: 30163`.
lesson-node-port-exercise-open-the-door-after =
    The cluster IP and its port stayed as they were: a NodePort { -service } is a ClusterIP { -service }
    with doors.

## Step 4

lesson-node-port-step-node-dies = A node goes down
lesson-node-port-node-dies =
    Now two { -pods }, one on each node. Your laptop has written down one address: `node-2`. Then
    somebody trips over the power cable of `node-2`.
lesson-node-port-predict-dead-door = `node-2` is down, and the laptop knocks there. What happens?
lesson-node-port-predict-dead-door-answers = The { -pod } on `node-1` answers: the cluster takes care of it.
lesson-node-port-predict-dead-door-refused = The laptop is refused at once.
lesson-node-port-predict-dead-door-silence = Nothing comes back.
lesson-node-port-predict-dead-door-after =
    A dead machine answers nobody. The port is still open on `node-1`, but choosing a node is
    the caller's business, and this caller knows only one.

    Now try the other door, ten times. Some requests still fail: for about 50 seconds the cluster does
    not know that `node-2` is dead, and its { -pod } is still on the list. A choice that went wrong is
    not tried again.
lesson-node-port-try-other-door = Knock ten times at `node-1`
lesson-node-port-try-later = Wait a minute, then ten times more

## Step 5

lesson-node-port-step-own-address = See the laptop itself
lesson-node-port-own-address =
    The owner of this { -service } wants to know who calls. A field does that:
    `externalTrafficPolicy`. Its default, `Cluster`, may send a { -packet } on to any node and so has
    to rewrite the source. Under `Local` a node hands callers from outside only to { -pods } of its
    own. No detour, so the source can stay.

    Mind the catch: a node without such a { -pod } drops the { -packet }, in silence.
lesson-node-port-exercise-own-address = Let the { -pods } see the laptop's own address, whichever node it knocks at.
lesson-node-port-exercise-own-address-goal-node-1 = Through `node-1` the laptop gets an answer, and the { -pod } sees the laptop's address.
lesson-node-port-exercise-own-address-goal-node-2 = The same through `node-2`.
lesson-node-port-exercise-own-address-hint-1 = First the policy: add `externalTrafficPolicy: Local` beside `type`, and send to both nodes. What does each say?
lesson-node-port-exercise-own-address-hint-2 = `node-2` has no { -pod } to hand the { -packet } to. Why do all of them run on `node-1`?
lesson-node-port-exercise-own-address-hint-3 = The { -deployment } is pinned to `node-1` by its `nodeSelector`, and wants one { -pod } only.
lesson-node-port-exercise-own-address-hint-4 = Remove `nodeSelector` with the line below it, set `replicas: 2`, and keep `externalTrafficPolicy: Local`.
lesson-node-port-exercise-own-address-after =
    Now each node has a { -pod } of its own, no { -packet } takes a detour, and nothing needs to be
    rewritten but the destination.

## The end

lesson-node-port-did =
    What Kubernetes did for you:

    - The API server took the port you asked for, or chose a free one, and gave out a cluster IP
      as well.
    - kube-proxy wrote the same door into the kernel of every node.
    - The kernel you knocked at picked a { -pod }, rewrote the destination, and under the `Cluster`
      policy the source too, so that the answer comes home.
    - When a node fell silent for long enough, its { -pods } were taken off the list.

    What nobody did: tell the laptop to try another node. For that you need something in front.
