### The lesson choose: which kind of Service for which caller, and when an Ingress.

lesson-choose-title = Who calls? Choosing a { -service }
lesson-choose-summary = Which kind of { -service } serves which caller, and what an { -ingress } does that no { -service } can.

## Step 1

lesson-choose-step-who-calls = The least that serves
lesson-choose-who-calls =
    Before you write a { -service }, ask: **who calls?** Then take the least that serves.

    This cluster stands in a restaurant, where nobody brings load balancers. `stock` is called by
    { -pods } only, like the visitor. `menu` is for a screen in the kitchen, which can reach the nodes,
    as your laptop can, and is set to port 30080. At present it shows the stock.
lesson-choose-exercise-least = Give each { -service } what its callers need, and no more.
lesson-choose-exercise-least-goal-screen = The laptop knocks at port 30080, at either node, and `menu` answers.
lesson-choose-exercise-least-goal-inside = The visitor calls `stock:80`, and `stock` answers.
lesson-choose-exercise-least-goal-closed = `stock` has no { -node-port } any more, and `menu` waits for no { -load-balancer }.
lesson-choose-exercise-least-hint-1 = Which of the two needs a door on the nodes, and which has it?
lesson-choose-exercise-least-hint-2 = Which type is for inside only, which opens a port on every node? `menu` can have 30080 once `stock` gives it up.
lesson-choose-exercise-least-hint-3 = Take `type: NodePort` and `nodePort: 30080` out of `stock`, and put them into `menu`.
lesson-choose-exercise-least-after =
    `stock` is a ClusterIP { -service } now, `menu` a NodePort { -service }. `type: LoadBalancer` would
    have waited for an address that nobody brings.

## Step 2

lesson-choose-step-one-address = Two names, one address
lesson-choose-one-address =
    Now the world calls, `shop.example` and `docs.example`. In a cloud, `type: LoadBalancer` gets each
    { -service } an address, and each is paid for.

    To save one, somebody made `docs` a ClusterIP { -service }. In the world's DNS both names now lead
    to the address of `shop`.
lesson-choose-predict-two-names = The laptop calls `docs.example`. What happens?
lesson-choose-predict-two-names-docs = `docs` answers: its name was called.
lesson-choose-predict-two-names-shop = `shop` answers: its address was called.
lesson-choose-predict-two-names-silence = Nothing comes back: name and address do not fit.
lesson-choose-predict-two-names-after =
    The name was good for one question to DNS. From then on only addresses and ports count: a
    { -service } sees **connections**. The name stands in the HTTP request too, but no rule of a node
    reads that.

## Step 3

lesson-choose-step-no-reader = Rules that nobody reads
lesson-choose-no-reader =
    An **{ -ingress }** says what to do with HTTP requests: which host name and which path lead to
    which { -service }. The one in the editor is short: any name, any path, to `shop`.

    Kubernetes has accepted it. Nothing else was installed.
lesson-choose-predict-port-80 = The laptop calls `node-1` at port 80. What happens?
lesson-choose-predict-port-80-answers = `shop` answers: the { -ingress } has opened port 80.
lesson-choose-predict-port-80-refused = It is refused at once: nobody has opened port 80.
lesson-choose-predict-port-80-silence = Nothing comes back: the { -ingress } has no address.
lesson-choose-predict-port-80-after =
    An { -ingress } is only data and opens nothing. Type `kubectl get ingress` in the terminal:
    `ADDRESS` is empty. It takes an **Ingress controller**, a program that reads such rules and takes
    the requests. Kubernetes itself does not come with one.

## Step 4

lesson-choose-step-reader = One address, many names
lesson-choose-reader =
    Here a controller runs, a { -pod } behind a { -service } of type LoadBalancer. Both names lead to
    that { -service }'s address. `shop` is a ClusterIP { -service } now; `docs` has its own { -load-balancer } again.
lesson-choose-try-shop = Call `shop.example`
lesson-choose-two-connections =
    Two connections. One ends at the controller, which reads host and path. The other leads straight to
    a { -pod } of `shop`: this controller reads the { -service }'s list itself.
lesson-choose-predict-no-rule = Now the laptop calls `docs.example`. What happens?
lesson-choose-predict-no-rule-docs = `docs` answers.
lesson-choose-predict-no-rule-shop = `shop` answers, as before.
lesson-choose-predict-no-rule-controller = The controller itself answers.
lesson-choose-predict-no-rule-after =
    `404 Not Found`, said by the controller: no rule is for that host. The { -load-balancer } of `docs`
    was not asked: its address is another.

    Rules go by path, too. In the terminal, on the laptop, type `curl shop.example/cart`: `cart`
    answers.
lesson-choose-exercise-one-address = Let `docs` answer at `docs.example`, and take its own { -load-balancer } away.
lesson-choose-exercise-one-address-goal-docs = The laptop calls `docs.example`, and `docs` answers.
lesson-choose-exercise-one-address-goal-shop = It calls `shop.example`, and `shop` still answers.
lesson-choose-exercise-one-address-goal-saved = `docs` has no { -load-balancer } and no { -node-port }.
lesson-choose-exercise-one-address-hint-1 = The controller lacks a rule. With it, who still has to reach `docs` from outside?
lesson-choose-exercise-one-address-hint-2 = Under `rules`, `- host:` begins a rule. Copy it with its first path. Which two words change?
lesson-choose-exercise-one-address-hint-3 = In the copy write `host: docs.example` and `name: docs`. In the { -service } `docs`, take out `type: LoadBalancer`.
lesson-choose-exercise-one-address-after =
    More names can share that address, and the { -services } behind it stay ClusterIP. What follows
    { -ingress }, the **Gateway API**, is not in this lab; the idea is the same.

## Step 5

lesson-choose-step-not-http = Not everything is HTTP
lesson-choose-not-http =
    A mail server moves in. To save an address, it got a rule: `mail.example`, to `mail`, port 25. DNS
    leads that name to the controller too.
lesson-choose-predict-mail = The laptop calls `mail.example` at port 25. What happens?
lesson-choose-predict-mail-answers = `mail` answers: a rule is a rule.
lesson-choose-predict-mail-controller = The controller answers with 404: it is asked first.
lesson-choose-predict-mail-silence = Nothing comes back: port 25 is not served there.
lesson-choose-predict-mail-after =
    An { -ingress } is about HTTP and HTTPS only. The `25` in its rule says where the controller
    sends to, not where it listens: its { -load-balancer } takes port 80 alone. For mail from the
    world there is `type: LoadBalancer`.

## Step 6

lesson-choose-step-moved = Two have moved
lesson-choose-moved =
    Two callers are left, both { -pods }, like the visitor. A backup wants each replica of the database
    by itself. Another pays at the bank.

    The database used to be a machine outside, and the bank ran here. Now the { -statefulset } `db` runs
    here, and the bank is at `bank.example.com`. The { -services } have not followed.
lesson-choose-exercise-moved = Let `db` and `bank` lead to where they are now.
lesson-choose-exercise-moved-goal-each = The visitor calls `db-0.db` and `db-1.db` at port 8080, and each time that { -pod } answers.
lesson-choose-exercise-moved-goal-headless = The name `db` leads straight to both { -pods }, without an address between.
lesson-choose-exercise-moved-goal-bank = The visitor calls `bank`, and the machine outside answers.
lesson-choose-exercise-moved-hint-1 = Which kind has no address and shows its { -pods } in DNS? Which is only a name for a name?
lesson-choose-exercise-moved-hint-2 = `db` becomes headless, with a selector. `bank` becomes what `db` is still, an ExternalName.
lesson-choose-exercise-moved-hint-3 = Below `spec`, `db` needs only `clusterIP: None` and the selector `app: db`; `bank` only `type: ExternalName` and `externalName: bank.example.com`.
lesson-choose-exercise-moved-after =
    The callers still say `db` and `bank`. What stands behind a name may change.

## The end

lesson-choose-did =
    What Kubernetes did for you:

    - It gave each { -service } what its type asks for, and no more.
    - It kept the lists that rules, DNS and the controller all read.

    What it cannot know is **who calls**. A list to keep:

    - { -pods } only: ClusterIP, the default.
    - Callers who reach the nodes, where nobody brings load balancers: NodePort.
    - The world: LoadBalancer, an address for each { -service }.
    - The world by HTTP, many names or paths at one address: { -ingress }, with a controller.
    - A caller who wants each { -pod } by itself: headless.
    - { -pods } that call something elsewhere, which has a name: ExternalName.
