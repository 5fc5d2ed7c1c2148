### The lesson kube-proxy: the rules of a node, read along one packet.

lesson-kube-proxy-title = kube-proxy: rules and chance
lesson-kube-proxy-summary = Read a node's rules along one { -packet }: where chance picks the { -pod }, why shares are equal, and what happens where no rule fits.

## Step 1

lesson-kube-proxy-step-twelve-calls = Twelve calls
lesson-kube-proxy-twelve-calls =
    On every node of this cluster runs **kube-proxy**. It watches the { -services } and the lists of
    their { -pods }, the { -endpointslices }, writes rules for them into the node's kernel, and steps
    aside: no { -packet } passes through it.

    Here `web` has three { -pods }: two on `node-1`, one on `node-2`, where the visitor lives too.
lesson-kube-proxy-predict-who-answers = Three { -pods }, twelve calls from `node-2`. Who answers?
lesson-kube-proxy-predict-who-answers-near = Always the { -pod } on `node-2`: it is the nearest.
lesson-kube-proxy-predict-who-answers-in-turn = All three, strictly in turn.
lesson-kube-proxy-predict-who-answers-chance = Whichever chance picks, near or far.
lesson-kube-proxy-predict-who-answers-after =
    For each new connection the kernel of `node-2` let chance decide. It does not ask which { -pod } is
    near, which is busy, or who answered last. Three calls in a row to the same { -pod } mean nothing;
    look at a hundred.

    Distance counts only where a { -service } asks for it, as with `trafficDistribution`.

## Step 2

lesson-kube-proxy-step-one-packet = Along one { -packet }
lesson-kube-proxy-one-packet =
    Which rule lets chance decide? Send once, open **Rules** and choose `node-2`. The rules that fit
    your { -packet } are marked.
lesson-kube-proxy-try-send = Call `web`
# $clusterIp is the Service's cluster IP.
lesson-kube-proxy-chains =
    Rules stand in **chains**, and one chain leads to the next:

    - `KUBE-SERVICES` has a rule for each port of each cluster IP. That of `web` asks for address,
      protocol and port: `-d { $clusterIp }/32`, `-p tcp`, `--dport 80`.
    - `KUBE-SVC-` and a suffix: the chain of that port, with a rule for each ready { -pod }. From
      the top, the first takes a third of all connections (`0.33333333349`), the second half of the
      rest (`0.50000000000`), the last all that is left. So each gets a third.
    - `KUBE-SEP-` and a suffix: one { -pod }. Here the destination is rewritten,
      `DNAT --to-destination`.

    `KUBE-MARK-MASQ` is about the source; pass over it.
lesson-kube-proxy-note =
    Now open **Connections**, again for `node-2`. The kernel took a note of its choice; this memory is
    called **conntrack**. With it the addresses in the answer are put back.

    What follows on the same connection goes by the note. So chance decides for each connection, not
    for each request.

## Step 3

lesson-kube-proxy-step-shares = Equal shares
lesson-kube-proxy-shares =
    A shop tries out a new version: two old { -pods }, two new ones, and a { -service } whose selector
    fits all four. Half of the connections meet the new version, too many for a first day.

    No field of a { -service } sets a share. What does?
lesson-kube-proxy-exercise-one-in-four = Let the new version have one connection in four, and the old one the rest.
lesson-kube-proxy-exercise-one-in-four-goal-reached = Sixty calls are all answered, by at least four different { -pods }.
lesson-kube-proxy-exercise-one-in-four-goal-quarter = For each ready { -pod } of the new version there are three of the old one, and the { -service } finds them all. Sixteen { -pods } are enough.
lesson-kube-proxy-exercise-one-in-four-hint-1 = Every { -pod } on the list has the same share. Of how many should the new version have how many?
lesson-kube-proxy-exercise-one-in-four-hint-2 = The numbers are the `replicas` of the two { -deployments }. Leave the { -service } as it is.
lesson-kube-proxy-exercise-one-in-four-hint-3 = In `shop-old` set `replicas: 3`, in `shop-new` set `replicas: 1`.
lesson-kube-proxy-exercise-one-in-four-after =
    The rules know nothing of old and new; each { -pod } gets the same share. One in a hundred would
    take a hundred { -pods }. And chance forgets: the next connection may meet the other version.

## Step 4

lesson-kube-proxy-step-no-rule = No rule for it
lesson-kube-proxy-no-rule =
    Back to `web`. Its programs listen on 8080; the { -service }'s port is 80. Somebody mixes them up.
lesson-kube-proxy-predict-wrong-port = The visitor calls `web:8080`. What happens?
lesson-kube-proxy-predict-wrong-port-answers = A { -pod } answers: its program does listen on 8080.
lesson-kube-proxy-predict-wrong-port-refused = It is refused at once: that port is closed.
lesson-kube-proxy-predict-wrong-port-silence = Nothing comes back.
lesson-kube-proxy-predict-wrong-port-after =
    No rule asks for port 8080, so none touched the { -packet }. It went on to an address that no
    machine has, and nobody said no: `curl: (28)`.

    For `curl: (7)` somebody has to say no: a machine on which nothing listens there, or a rule, such
    as kube-proxy writes when nobody on a { -service }'s list is ready.
lesson-kube-proxy-ping =
    `ping` has no port, so no rule is about it either. In the **Terminal**, run `ping web` in
    { -pod } `visitor`. Every { -packet } is lost, and nothing is broken. Test a { -service } on its port.

## Step 5

lesson-kube-proxy-step-silent-api = A rule for something else
lesson-kube-proxy-silent-api =
    `api` has two ready { -pods }, its list is full, its name resolves, its port is 80. Yet whoever calls
    `api:80` reads `curl: (28)`. Is there a rule for this { -packet }?
lesson-kube-proxy-exercise-silent-api = Let calls to `api:80` be answered.
lesson-kube-proxy-exercise-silent-api-goal-visitor = The visitor calls `api:80` five times and always gets an answer.
lesson-kube-proxy-exercise-silent-api-goal-node = `node-1` calls the cluster IP five times, with the same result.
lesson-kube-proxy-exercise-silent-api-hint-1 = A rule asks for three things. Open **Rules** and find the one for `api` in `KUBE-SERVICES`. Which of the three does not fit?
lesson-kube-proxy-exercise-silent-api-hint-2 = It says `-p udp`, but the callers speak TCP. Which field of the { -service } is that?
lesson-kube-proxy-exercise-silent-api-hint-3 = Change `protocol: UDP` to `protocol: TCP`. Or remove it: TCP is the default.
lesson-kube-proxy-exercise-silent-api-after =
    kube-proxy writes what the { -service } says. It never asks whether a program listens there.

## Step 6

lesson-kube-proxy-step-nftables = Another way to write it
lesson-kube-proxy-nftables =
    That was kube-proxy's **iptables** mode, the default. Its **nftables** mode is stable since Kubernetes
    1.33. Here is the same `web` in that mode. Call it and open **Rules** for `node-2`.
lesson-kube-proxy-try-send-again = Call `web`
lesson-kube-proxy-map =
    Instead of trying rule after rule, the kernel looks address, protocol and port up in a table,
    `map service-ips`. And one random number, `numgen random mod 3`, replaces three rules.

    The { -packet } fares the same: one { -pod } by chance, one new destination, one note. And at a
    wrong port?
lesson-kube-proxy-predict-wrong-port-again = In this mode, the visitor calls `web:8080` again. What happens?
lesson-kube-proxy-predict-wrong-port-again-answers = A { -pod } answers.
lesson-kube-proxy-predict-wrong-port-again-refused = It is refused at once.
lesson-kube-proxy-predict-wrong-port-again-silence = Nothing comes back.
lesson-kube-proxy-predict-wrong-port-again-after =
    Here a rule says no: `Reject traffic to invalid ports of ClusterIPs`. It refuses `ping` as well.
    So silence or refusal depends on the mode; the port is wrong in both.

## The end

lesson-kube-proxy-did =
    What Kubernetes did for you:

    - kube-proxy turned each { -service } and its list into rules, on every node.
    - The kernel of the caller's node let chance pick, once for each connection, with equal shares.
    - It noted the choice, and put the addresses back in every answer.
