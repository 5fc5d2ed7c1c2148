### The lesson beyond: the other kinds.

lesson-beyond-title = The other kinds: headless, ExternalName and more
lesson-beyond-summary = What is left of a { -service } without its address, its { -pods } or its selector, and what DNS says then.

## Step 1

lesson-beyond-step-headless = No address of its own
lesson-beyond-headless =
    An ordinary { -service } has a cluster IP, and on every node rules that pick a { -pod }. With
    `clusterIP: None`, like `db` in the editor, it has neither. It is called **headless**:
    callers find it in DNS alone.
lesson-beyond-try-send = Call `db`
lesson-beyond-addresses =
    Look at the DNS panel. The name `db` means the addresses of **all** ready { -pods }, and the visitor
    took one. Some programs want that: they know each { -pod } and choose for themselves.

    This { -service } says `port: 80` and `targetPort: 8080`; the program in the { -pods } listens on
    8080.
lesson-beyond-predict-service-port = The visitor calls `db:80`, the { -service }'s own port. What happens?
lesson-beyond-predict-service-port-answers = A { -pod } answers: 80 becomes 8080.
lesson-beyond-predict-service-port-refused = It is refused at once.
lesson-beyond-predict-service-port-silence = Nothing comes back.
lesson-beyond-predict-service-port-after =
    The name led straight to a { -pod }, and there nobody listens on 80. Turning one port into another
    takes a rule, and here is none. Callers of a headless { -service } use the { -pods }' own port.

## Step 2

lesson-beyond-step-nobody = Nobody at home
lesson-beyond-nobody =
    An ordinary { -service } keeps its cluster IP when its last { -pod } is gone, and refuses callers.
    Now `db` will be scaled down to no { -pods } at all.
lesson-beyond-predict-no-pods = No { -pod } is left, and the visitor calls `db:8080`. What happens?
lesson-beyond-predict-no-pods-refused = It is refused at once.
lesson-beyond-predict-no-pods-silence = Nothing comes back.
lesson-beyond-predict-no-pods-unknown = It does not even learn where to send to.
lesson-beyond-predict-no-pods-after =
    DNS had no address left to give, as if there were no such name: `curl: (6)`. It is the same when
    the selector fits no { -pod }, or none is ready. So when a headless name is not found, look at the
    { -pods } first.

## Step 3

lesson-beyond-step-alias = A name for a name
lesson-beyond-alias =
    The { -service } in the editor has `type: ExternalName`: no selector, no { -pods }, no cluster IP.
    All it has is a name from the world outside, `billing.example.com`.
lesson-beyond-predict-billing = The visitor calls `billing`. What happens?
lesson-beyond-predict-billing-answers = A machine outside the cluster answers.
lesson-beyond-predict-billing-refused = It is refused: this { -service } has no { -pods }.
lesson-beyond-predict-billing-unknown = The name is not found.
lesson-beyond-predict-billing-after =
    DNS said that `billing` is an alias, a `CNAME` record, for `billing.example.com`, and gave that
    machine's address. The visitor sent there itself. If another machine takes over, you change one
    line.

    No proxy stands in between, so the machine hears the name that was typed, `billing`. A web server
    that does not know it may answer 404, and its certificate is for another name.

## Step 4

lesson-beyond-step-store = An old name
lesson-beyond-store =
    This shop was once called `store`, and old programs still call `store:80`. Somebody made an alias
    to its new name, `shop`, in full `shop.default.svc.cluster.local`. As `shop` is on port 8080, a
    `targetPort` was typed too. Yet the old programs get no answer.
lesson-beyond-exercise-old-name = Let the visitor reach the shop at `store:80`.
lesson-beyond-exercise-old-name-goal-old = The visitor calls `store:80`, and the shop answers every time.
lesson-beyond-exercise-old-name-goal-new = It still answers at `shop:8080`.
lesson-beyond-exercise-old-name-hint-1 = Call `store:80` and step through the trace. To which port does the { -packet } go, and on which port is `shop`?
lesson-beyond-exercise-old-name-hint-2 = An alias changes no port, whatever its `ports` say. What kind of { -service } does?
lesson-beyond-exercise-old-name-hint-3 = In `store`, put `selector:` in place of the lines `type` and `externalName`, and below it, indented, `app: shop`.
lesson-beyond-exercise-old-name-after =
    With an alias, the port that you call is the port where you arrive. It takes a { -service } with a
    cluster IP, and its rules, to turn 80 into 8080.

## Step 5

lesson-beyond-step-archive = A list of your own
lesson-beyond-archive =
    The archive is an old machine outside, and you know only its address. An alias cannot lead there:
    DNS finds nothing behind an `externalName` that is an address.

    A { -service } without a selector can. It has a cluster IP and rules like any other, but nobody
    fills its list. You write that list, an **{ -endpointslice }**, by hand, with any address outside.
    Here it is. Yet the visitor calls `archive` and reads `curl: (7)`, refused.
lesson-beyond-exercise-own-list = Let `archive` lead to the old machine.
lesson-beyond-exercise-own-list-goal-answers = The visitor calls `archive:80`, and the machine answers every time.
lesson-beyond-exercise-own-list-hint-1 = What tells which { -service } an { -endpointslice } belongs to? Not its name.
lesson-beyond-exercise-own-list-hint-2 = In the terminal, type `kubectl get endpointslices` and behind it `--show-labels`. The one called `kubernetes` has a label that yours lacks.
lesson-beyond-exercise-own-list-hint-3 = Below `name: archive-1`, as far in, write `labels:`, and below that, further in, `kubernetes.io/service-name: archive`.
lesson-beyond-exercise-own-list-after =
    The label ties the list to the { -service }. The port comes from the list too: 80 became 8080
    without a `targetPort`. And you keep it: if the machine fails, nobody takes it off the list.

## Step 6

lesson-beyond-step-address = An address you bring
# $shopIp is an address outside that leads to the shop.
lesson-beyond-address =
    A { -service } with a cluster IP can have more addresses: `externalIPs`. Kubernetes does not get
    them for you and tells no router. It writes rules on every node: what comes for such an address,
    at the { -service }'s port, goes to the { -pods }.

    This shop has `{ $shopIp }`, and the network outside sends it to a node.
lesson-beyond-try-laptop = Call it from the laptop
# $billingIp is the address of the billing machine, outside the cluster.
lesson-beyond-second =
    But `{ $billingIp }` is on the list as well, and that is somebody else's: the billing machine of
    step 3. The API server accepted it.
# $billingIp is the address of the billing machine, outside the cluster.
lesson-beyond-predict-whose = The visitor, inside, calls `{ $billingIp }`. Who answers?
lesson-beyond-predict-whose-machine = The billing machine: the address is its own.
lesson-beyond-predict-whose-shop = The shop.
lesson-beyond-predict-whose-nobody = Nobody: two cannot have one address.
lesson-beyond-predict-whose-after =
    The rules caught the { -packet } on the visitor's own node. Whoever may make a { -service } can
    catch what { -pods } send to others. That is why the API server warns:
    `spec.externalIPs is deprecated and may no longer be implemented in some clusters`.

## The end

lesson-beyond-did =
    What Kubernetes did for you:

    - Headless: addresses of ready { -pods } in DNS, kept up to date, and no rules.
    - ExternalName: one alias in DNS, and nothing else.
    - Without a selector: a cluster IP and rules, after a list that you keep.
    - With `externalIPs`: rules on every node. Bringing the { -packet } to a node was not its task.
