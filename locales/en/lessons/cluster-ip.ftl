### The lesson cluster-ip: the default kind of Service, for inside only.

lesson-cluster-ip-title = ClusterIP: for inside only
lesson-cluster-ip-summary = What you get when you type no type: an address that every { -pod } can call and nobody outside can. See where it lives.

## Step 1

lesson-cluster-ip-step-no-type = You typed no type
lesson-cluster-ip-no-type =
    Read the { -service } in the editor. It has a selector and a port, and not a word about its
    `type`. So Kubernetes filled in the default: `ClusterIP`.

    Let the visitor call it.
lesson-cluster-ip-try-send = Call `web`
# $clusterIp is the Service's cluster IP.
lesson-cluster-ip-virtual =
    First the visitor asked the cluster's DNS what `web` means, and learned: `{ $clusterIp }`. That
    is the { -service }'s **cluster IP**.

    Look for that address in the picture. It is not on any { -pod } and not on any node; it is drawn as
    a dashed band because it is **virtual**. It exists only as rules, the same rules on every node.

## Step 2

lesson-cluster-ip-step-outside = From outside
# $clusterIp is the Service's cluster IP.
lesson-cluster-ip-outside =
    Your laptop is not part of the cluster. It stands on another network, and it can reach the
    nodes. Suppose somebody reads you the address `{ $clusterIp }` over the phone.
# $clusterIp is the Service's cluster IP.
lesson-cluster-ip-predict-laptop = The laptop sends to `{ $clusterIp }`. What happens?
lesson-cluster-ip-predict-laptop-answers = A { -pod } answers.
lesson-cluster-ip-predict-laptop-refused = It is refused at once.
lesson-cluster-ip-predict-laptop-silence = Nothing comes back.
# $clusterIp is the Service's cluster IP.
lesson-cluster-ip-predict-laptop-after =
    The laptop's network has never heard of `{ $clusterIp }`, so the { -packet } never comes near a
    node whose rules could do something with it. Nobody says no, either: to the laptop it looks
    like silence, `curl: (28)`.

    This is not a firewall. There is simply no road to an address that lives only inside.

## Step 3

lesson-cluster-ip-step-on-a-node = On a node
lesson-cluster-ip-on-a-node =
    Now you log in to `node-1` and send from there. A node is no { -pod }, but it is a member of the
    cluster, and the rules are written in its own kernel.
lesson-cluster-ip-predict-node = `node-1` itself sends to the cluster IP. What happens?
lesson-cluster-ip-predict-node-answers = A { -pod } answers.
lesson-cluster-ip-predict-node-silence = Nothing comes back: cluster IPs are for { -pods } only.
lesson-cluster-ip-predict-node-after =
    The node's kernel rewrote the { -packet } before it left. "Inside" means: wherever these rules are,
    on every node, and so for every { -pod } on it.

    From a node you can even skip the { -service } and call a { -pod } by its own address. Useful when
    you want to know which of the two is broken.
lesson-cluster-ip-try-pod-ip = Call a { -pod } directly

## Step 4

lesson-cluster-ip-step-source = Who is knocking?
# $visitorIp is the IP address of the Pod that sends; $podIp of one that answers.
lesson-cluster-ip-source =
    On the way, the **destination** was rewritten: from the cluster IP to a { -pod }'s address such as
    `{ $podIp }`. This is called DNAT. But a { -packet } also carries the address of its sender. The
    visitor's is `{ $visitorIp }`.
lesson-cluster-ip-predict-who-knocks = The visitor calls through the { -service }. Which address does the answering { -pod } see as its visitor?
lesson-cluster-ip-predict-who-knocks-visitor = The visitor's own.
lesson-cluster-ip-predict-who-knocks-node = A node's.
lesson-cluster-ip-predict-who-knocks-service = The { -service }'s cluster IP.
# $clusterIp is the Service's cluster IP.
lesson-cluster-ip-predict-who-knocks-after =
    The sender stays as it is. Between { -pods }, a cluster IP changes one thing only, the
    destination, and changes it back in the answer: the visitor sees the answer come from
    `{ $clusterIp }`, the address it called. The kernel remembers each connection to do so.

## Step 5

lesson-cluster-ip-step-ports = Two ports
lesson-cluster-ip-ports =
    A { -service } speaks of two ports. `port` is its own: what callers use. `targetPort` is the
    { -pod }'s: where the { -packet } is sent on to. Leave `targetPort` out and it is the same as
    `port`.

    The program in these { -pods } listens on 8080. The visitor calls `api:80` and reads
    `curl: (7)`, refused. The list has two { -pods } on it, and yet.
lesson-cluster-ip-exercise-knock-right = Mend the { -service }, so that `api:80` answers.
lesson-cluster-ip-exercise-knock-right-goal-answers = The visitor calls `api:80` five times and always gets an answer.
lesson-cluster-ip-exercise-knock-right-hint-1 = Send once and step through the trace to the last hop. Which port was knocked at there?
lesson-cluster-ip-exercise-knock-right-hint-2 = The program was started with `--http-port=8080`. A { -pod } answers on the port that its program listens on, and on no other.
lesson-cluster-ip-exercise-knock-right-hint-3 = Keep `port: 80` and set `targetPort: 8080`.
lesson-cluster-ip-exercise-knock-right-after =
    The rules did as they were told and sent the { -packet } to a port where nobody listens; that
    { -pod } said no by itself. `containerPort` would not have helped: it is a note for readers and
    opens nothing.

## Step 6

lesson-cluster-ip-step-inside = Keep it inside
lesson-cluster-ip-inside =
    Here is an admin page that somebody published on port 30090 of every node, type `NodePort`.
    Anyone who reaches a node reaches it. It should be for { -pods } only.
lesson-cluster-ip-exercise-inside-only = Make `admin` reachable from inside only.
lesson-cluster-ip-exercise-inside-only-goal-inside = The visitor, inside, calls `admin:80` and gets an answer.
lesson-cluster-ip-exercise-inside-only-goal-closed-1 = The laptop knocks at `node-1`, port 30090, and is refused.
lesson-cluster-ip-exercise-inside-only-goal-closed-2 = The laptop knocks at `node-2`, port 30090, and is refused.
lesson-cluster-ip-exercise-inside-only-hint-1 = Which kind of { -service } is for inside only? You need not even type it.
lesson-cluster-ip-exercise-inside-only-hint-2 = Take the type out, or write `type: ClusterIP`. What else belongs to a door that is gone?
lesson-cluster-ip-exercise-inside-only-hint-3 = Remove the lines `type: NodePort` and `nodePort: 30090`. Leave the rest.
lesson-cluster-ip-exercise-inside-only-after =
    The cluster IP stayed the same through the change; only the doors on the nodes are gone. Note the
    difference: a node **refuses** at a closed port, because the node itself exists and can answer. The
    cluster IP gave the laptop silence.

## The end

lesson-cluster-ip-did =
    What Kubernetes did for you:

    - The API server filled in `type: ClusterIP` and chose a free address from the { -service } range.
    - DNS got a record: `web` means that address.
    - kube-proxy wrote rules for it into the kernel of **every** node; then it stepped aside. No
      { -packet } passes through kube-proxy.
    - For each new connection a kernel picked one { -pod } and rewrote the destination, once. It
      rewrote the answer on its way back.
