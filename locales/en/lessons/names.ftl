### The lesson names: what DNS is asked, and what it answers.

lesson-names-title = Names: where DNS looks
lesson-names-summary = Why `api` is found here and unknown there, which names are asked in which order, and what an address never tells you: the port.

## Step 1

lesson-names-step-two-namespaces = Two namespaces
lesson-names-two-namespaces =
    A **{ -namespace }** is a drawer for objects: a name has to be unique only within one. The visitor
    lives in `default`, and so does `web`. In another { -namespace }, `shop`, lives `api`.
lesson-names-try-web = Call `web`
# $webIp is the cluster IP of the Service web.
lesson-names-full-name =
    Open **DNS**. `web` was looked for as `web.default.svc.cluster.local`, and its record A holds the
    address, `{ $webIp }`. (AAAA asks for IPv6.)

    Every { -service } has such a full name: name, { -namespace }, `svc`, and the cluster's domain,
    usually `cluster.local`.
lesson-names-predict-short-name = The visitor calls `api`, which lives in `shop`. What happens?
lesson-names-predict-short-name-answers = `api` answers: one cluster, one DNS.
lesson-names-predict-short-name-unknown = DNS does not know the name, and nothing is sent.
lesson-names-predict-short-name-silence = Nothing comes back: a { -namespace } is walled off.
lesson-names-predict-short-name-after =
    Read the list in **DNS**. `api` was looked for in the visitor's own { -namespace }, then with two
    shorter endings, at last as it stands. No such record, each time: `curl: (6)`, and
    nothing was sent.

## Step 2

lesson-names-step-search-path = The search path
lesson-names-search-path =
    Those endings come from a file in every { -pod }. Open **Terminal**, let it run on the visitor, and
    type `cat /etc/resolv.conf`.

    The line `search` holds the endings, the { -pod }'s own { -namespace } in the first. In `shop` it is
    `shop.svc.cluster.local`, so there `api` will do. Elsewhere, say the { -namespace } too.
lesson-names-try-api-shop = Call `api.shop`
lesson-names-dots =
    The second ending fitted. And a { -namespace } parts names; it stops no { -packet }.

    `ndots:5` means: a name with fewer than five dots is tried with the endings first, and as it
    stands last. The full name has four. Count what is asked in vain; then try it with a dot at
    the end, which says that nothing is missing.
lesson-names-try-full = Call `api.shop.svc.cluster.local`
lesson-names-try-final-dot = The same with a dot at the end

## Step 3

lesson-names-step-lost = In the wrong drawer
lesson-names-lost =
    Somebody set up `api` anew, from the text in the editor. Two { -pods } run in `shop`. But the
    visitor calls `api.shop` and reads `curl: (6)`; it calls `api` and is refused.
lesson-names-exercise-own-drawer = Let `api.shop` answer.
lesson-names-exercise-own-drawer-goal-short = The visitor calls `api.shop` five times and always gets an answer.
lesson-names-exercise-own-drawer-goal-full = It calls the full name, with a dot at the end, and gets an answer.
lesson-names-exercise-own-drawer-hint-1 = The text makes two objects. In which { -namespace } is each?
lesson-names-exercise-own-drawer-hint-2 = Type `kubectl get services` in the terminal, with `-A` for all namespaces. Where is `api`?
lesson-names-exercise-own-drawer-hint-3 = In the { -service }'s `metadata`, below `name: api`, write `namespace: shop`.
lesson-names-exercise-own-drawer-after =
    Where no { -namespace } is typed, kubectl uses the one it is set to, here `default`. There the
    { -service } had the wrong name, and no { -pods }: a selector looks only in its own { -namespace }.

## Step 4

lesson-names-step-no-ports = An address has no port
lesson-names-no-ports =
    `db` is **headless**: `clusterIP: None`. It has no address of its own, so its name leads to those
    of its ready { -pods }, and the caller takes one.

    The programs listen on 8080. The { -service } says `port: 80` and `targetPort: 8080`.
lesson-names-predict-headless-port = The visitor calls `db.shop` at port 80. What happens?
lesson-names-predict-headless-port-answers = A { -pod } answers: 80 leads to 8080.
lesson-names-predict-headless-port-refused = It is refused at once.
lesson-names-predict-headless-port-unknown = The name is unknown: no address, no record.
lesson-names-predict-headless-port-after =
    DNS gave the addresses of two { -pods } and **no port**: an address record holds none. Elsewhere
    rules on the nodes turn 80 into 8080, but a headless { -service } has no rules. So the visitor
    knocked at port 80 of a { -pod }, where nobody listens.
lesson-names-try-pod-port = Call `db.shop` at port 8080
lesson-names-srv =
    SRV records do hold ports, where a port has a name. This one is called `http`. In the terminal, on
    the visitor: `dig SRV _http._tcp.db.shop.svc.cluster.local`. Before the { -pod }'s name stands
    the port. But few programs ask for SRV; curl does not.

## Step 5

lesson-names-step-own-name = A name for each { -pod }
lesson-names-own-name =
    A { -statefulset } numbers its { -pods }: `db-0`, `db-1`. The headless { -service } in its
    `serviceName` gives each a name in DNS: `db-0.db.shop` is the first, and no other.

    Here that ends in `curl: (6)`, though both { -pods } run and a headless { -service } finds them.
lesson-names-exercise-own-name = Let each { -pod } answer to its own name.
lesson-names-exercise-own-name-goal-first = The visitor calls `db-0.db.shop` at port 8080, and `db-0` answers.
lesson-names-exercise-own-name-goal-second = It calls `db-1.db.shop`, and `db-1` answers.
lesson-names-exercise-own-name-hint-1 = In `db-0.db.shop`, `db-0` is the { -pod } and `shop` the { -namespace }. What is `db`?
lesson-names-exercise-own-name-hint-2 = Compare `serviceName` with the { -service }'s name. A stored `serviceName` may not be changed.
lesson-names-exercise-own-name-hint-3 = In the { -service }'s `metadata`, write `name: db` in place of `name: database`.
lesson-names-exercise-own-name-after =
    A { -statefulset } does not make this { -service }. You do, and nothing warns you when the names
    differ.

## Step 6

lesson-names-step-before-names = Told at the start
lesson-names-before-names =
    There is an older way. A { -container } that starts gets **environment variables** for each
    { -service } with an address in its { -namespace }.

    Here the visitor came first and `api` later, both in `default`.
lesson-names-predict-older = The visitor, older than `api`, calls it by name. What happens?
lesson-names-predict-older-answers = It gets an answer.
lesson-names-predict-older-unknown = The name is unknown: it was not there when the visitor started.
lesson-names-predict-older-after =
    DNS is asked at the moment of the call, whoever came first. The variables are set when a
    { -container } starts. Type `env` in the terminal, on the visitor: nothing about `api`. Let it
    start anew, and look again.
lesson-names-try-restart = Crash the visitor, wait a minute
# $apiIp is the cluster IP of the Service api.
lesson-names-restarted =
    Then it has `API_SERVICE_HOST={ $apiIp }`. But also `API_PORT=tcp://{ $apiIp }:80`: bad luck for a
    program with a setting of that name. `enableServiceLinks: false` in a { -pod }'s `spec` keeps these
    variables away. Names work either way.

## The end

lesson-names-did =
    What Kubernetes did for you:

    - It gave each { -service } a full name with its { -namespace } in it.
    - It wrote a search path into each { -pod }, unless told otherwise, so that short names work within a { -namespace }.
    - It answered a headless name with the { -pods } that were ready.
    - It set environment variables when a { -container } started, and never again.

    What it did not do: put a port into an address, or a wall around a { -namespace }.
