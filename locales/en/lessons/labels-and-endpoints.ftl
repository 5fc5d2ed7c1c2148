### The lesson labels-and-endpoints: how a Service finds its Pods.

lesson-labels-and-endpoints-title = Labels, and the list they make
lesson-labels-and-endpoints-summary = How a { -service } finds its { -pods }, and why it sometimes finds none, or too many.

## Step 1

lesson-labels-and-endpoints-step-before = First the { -service }, then the { -pods }
lesson-labels-and-endpoints-before =
    Here is a { -service } called `web`. It looks for { -pods } that wear the label `app: web`, but
    the { -deployment } that makes them runs none yet. That is allowed.
lesson-labels-and-endpoints-predict-nobody-yet = The visitor calls `web` now. What happens?
lesson-labels-and-endpoints-predict-nobody-yet-no-name = The name `web` is not known yet: nobody is behind it.
lesson-labels-and-endpoints-predict-nobody-yet-refused = The visitor is refused at once.
lesson-labels-and-endpoints-predict-nobody-yet-silence = The visitor waits, then gives up.
# $clusterIp is the cluster IP of the Service.
lesson-labels-and-endpoints-predict-nobody-yet-after =
    The { -service } is complete: DNS knows its name, and its address is `{ $clusterIp }`. Only its
    list of { -pods } is empty. For that case every node has a rule that says no at once:
    `curl: (7)`. With a cluster IP, an empty list
    means **refused**, not silence.

    Now start three { -pods }, and leave the { -service } as it is.
lesson-labels-and-endpoints-try-pods-start = Start three { -pods }, then call `web`

## Step 2

lesson-labels-and-endpoints-step-list = Who keeps the list
lesson-labels-and-endpoints-list =
    Nobody told the { -service } about its new { -pods }. A { -controller } in the { -control-plane }
    watches all { -pods } of the same namespace and lists those that wear what the selector asks for.

    That list is an object of its own, an **{ -endpointslice }**. Look under **Objects**: it holds the
    address of each { -pod }. Below it stands `Endpoints`, the older kind, now deprecated.
lesson-labels-and-endpoints-ready =
    A label that fits is not enough. These { -pods } are asked every ten seconds whether they are
    ready for requests. One is about to say no, while its program runs on.
lesson-labels-and-endpoints-predict-not-ready = One of three { -pods } has been saying no for a minute. Now the visitor calls `web` twenty times. Who answers?
lesson-labels-and-endpoints-predict-not-ready-three = All three: it still runs.
lesson-labels-and-endpoints-predict-not-ready-two = The other two, every time.
lesson-labels-and-endpoints-predict-not-ready-some-fail = The other two, but some calls fail.
lesson-labels-and-endpoints-predict-not-ready-after =
    Look under **Objects** again. The address of that { -pod } is still in the { -endpointslice }, but
    marked as not ready; that took three failed questions, half a minute. Nodes send only to those
    that are ready. And when it says yes again? Nobody has to put it back.
lesson-labels-and-endpoints-try-ready-again = Let it say yes, then call twenty times

## Step 3

lesson-labels-and-endpoints-step-labels = Whose label?
lesson-labels-and-endpoints-labels =
    Two healthy { -pods } of `api` run, but their { -service }'s list is empty. Yet the { -deployment }
    says `app: api` at the top, just what the { -service } looks for.

    A { -deployment } names labels in three places:

    - under the first `metadata`: those that it wears itself;
    - under `matchLabels`: those by which it knows its { -pods }; they can never be changed;
    - under `template`: those that its { -pods } wear.
lesson-labels-and-endpoints-exercise-right-label = Let the { -service } `api` find the { -pods } of the { -deployment } `api`.
lesson-labels-and-endpoints-exercise-right-label-goal-answers = The visitor calls `api` five times and is answered each time.
lesson-labels-and-endpoints-exercise-right-label-goal-grows = A third { -pod }, started later, is found too.
lesson-labels-and-endpoints-exercise-right-label-hint-1 = What do the { -pods } really wear? Type `kubectl get pods --show-labels` in the terminal.
lesson-labels-and-endpoints-exercise-right-label-hint-2 = They wear `run: api`, as `template` says. Compare the { -service }'s `selector`.
lesson-labels-and-endpoints-exercise-right-label-hint-3 = Under `template`, `metadata`, `labels` add `app: api` below `run: api`. Or, in the { -service }'s `selector`, write `run: api` in place of `app: api`.
lesson-labels-and-endpoints-exercise-right-label-after =
    A { -service } never looks at { -deployments }, only at { -pods }. They may wear more labels than
    its selector asks for, but not one fewer.

## Step 4

lesson-labels-and-endpoints-step-running = Running is not ready
lesson-labels-and-endpoints-running =
    The labels of `docs` are right, and still callers are refused. Under **Objects** its { -pods }
    have the STATUS `Running`, but READY says `0/1`. If nobody on the list is ready, callers meet the
    same quick no.

    What a { -pod } is asked stands in its template: the **{ -readiness-probe }**.
lesson-labels-and-endpoints-exercise-get-ready = Get the { -pods } of `docs` ready, and keep asking them.
lesson-labels-and-endpoints-exercise-get-ready-goal-pods = Two { -pods } of `docs` are ready.
lesson-labels-and-endpoints-exercise-get-ready-goal-asked = The template of those { -pods } still has a `readinessProbe`.
lesson-labels-and-endpoints-exercise-get-ready-goal-answers = The visitor calls `docs` five times and is answered each time.
lesson-labels-and-endpoints-exercise-get-ready-hint-1 = Find `readinessProbe` in the editor. What does it ask, and where?
lesson-labels-and-endpoints-exercise-get-ready-hint-2 = It asks at port 80. Where does the program listen? See `args`.
lesson-labels-and-endpoints-exercise-get-ready-hint-3 = Under `readinessProbe`, `httpGet` write `port: 8080` instead of `port: 80`.
lesson-labels-and-endpoints-exercise-get-ready-after =
    The programs were well. They were asked at a port where nobody listens, and that counts as no.
    Where callers are refused, look at labels first, then at READY.

## Step 5

lesson-labels-and-endpoints-step-broad = Too many on the list
lesson-labels-and-endpoints-broad =
    Customers call `shop`. A colleague tries out the next version in a second { -deployment },
    `shop-test`. Its { -pod } wears `app: shop` too. Nobody touched the { -service }.
lesson-labels-and-endpoints-predict-whose-pods = The visitor calls `shop` twenty times. Who answers?
lesson-labels-and-endpoints-predict-whose-pods-own = Only the { -pods } of `shop`, which has the { -service }'s name.
lesson-labels-and-endpoints-predict-whose-pods-newest = Only the { -pod } of `shop-test`: the newest wins.
lesson-labels-and-endpoints-predict-whose-pods-both = The { -pods } of both.
lesson-labels-and-endpoints-predict-whose-pods-after =
    Equal names tie nothing together. The selector asks for `app: shop`, three { -pods } wear it, so
    three are on the list. About every third call meets the test version.

## Step 6

lesson-labels-and-endpoints-step-narrow = Ask for more
lesson-labels-and-endpoints-narrow =
    Some do this on purpose. Here the test { -pod } is to run on without customers.

    A selector may name several labels. A { -pod } must wear **all** of them.
lesson-labels-and-endpoints-exercise-live-only = Keep the test { -pod } off the list of `shop`.
lesson-labels-and-endpoints-exercise-live-only-goal-live = Thirty calls to `shop` reach several { -pods }, all with `stage: live`.
lesson-labels-and-endpoints-exercise-live-only-goal-test-runs = The test { -pod } still runs and is ready.
lesson-labels-and-endpoints-exercise-live-only-hint-1 = Which label of the live { -pods } has another value on the test { -pod }?
lesson-labels-and-endpoints-exercise-live-only-hint-2 = It is the label `stage`. By what does the { -service } choose?
lesson-labels-and-endpoints-exercise-live-only-hint-3 = Under the { -service }'s `selector` add `stage: live` below `app: shop`.
lesson-labels-and-endpoints-exercise-live-only-after =
    The test { -pod } runs as before; only its address has left the list. Write `stage: test` there
    one day, and every new call goes to the next version.

## The end

lesson-labels-and-endpoints-did =
    What Kubernetes did for you:

    - It gave the { -service } a name and an address before there was a single { -pod }.
    - A { -controller } kept the { -endpointslice }: who fits, at which address, ready or not. For more
      than a hundred { -pods } it writes several.
    - On each node the kubelet asked the { -pods } there whether they are ready.
    - kube-proxy made rules of the list on every node: one ready { -pod } at random, or a quick no.
