### The lesson sticky: who stays with which Pod.

lesson-sticky-title = Who stays with which { -pod }
lesson-sticky-summary = Why a thousand requests may reach one { -pod }, how `sessionAffinity` holds a caller, and what happens when all look alike.

## Step 1

lesson-sticky-step-once = Chosen once for each connection
lesson-sticky-once =
    A { -service } picks a { -pod } at random, once for each new **connection**. In this lab every
    request opens its own connection, so twelve requests are twelve choices.
lesson-sticky-try-twelve = Call `shop` twelve times
lesson-sticky-kept-open =
    The work is shared. But what follows on the same connection is not chosen again: the node's
    kernel remembers the connection and sends all of it to the same { -pod }.

    Browsers, clients of databases and gRPC like to keep a connection open and ask again and again
    on it. A thousand such requests reach one { -pod }, and nothing is broken. To share them out,
    somebody has to see single requests: a proxy that reads HTTP, or a client that knows every
    { -pod }. Closing the connection now and then helps too.

## Step 2

lesson-sticky-step-client-ip = Stay, please
# $visitorIp is the visitor's IP address.
lesson-sticky-client-ip =
    Sometimes you want all connections of a caller to reach the same { -pod }: **{ -session-affinity }**.
    Find `sessionAffinity: ClientIP` in the editor. The default is `None`.

    A caller is known by its { -source-address } and nothing else. The visitor's is `{ $visitorIp }`.
lesson-sticky-predict-who-answers = Three { -pods }, twenty calls from the visitor. Who answers?
lesson-sticky-predict-who-answers-chance = All three, as chance has it: each connection is a new choice.
lesson-sticky-predict-who-answers-in-turn = All three, strictly in turn.
lesson-sticky-predict-who-answers-one = One of them, every time.
lesson-sticky-predict-who-answers-after =
    Chance made the first choice. Then the node noted: this address, that { -pod }. Each new
    connection renews the note. The trace of a later call tells how long it lasts without one: 10800
    seconds, three hours.

## Step 3

lesson-sticky-step-basket = The lost basket
lesson-sticky-basket =
    This shop keeps each basket in the memory of one { -pod }. The next call may meet another
    { -pod }, which knows of no basket.

    Somebody has written that customers stay for ten minutes. Kubernetes accepted it without a
    warning. Still nobody stays.
lesson-sticky-exercise-basket = Let a customer stay with one { -pod }, until it has opened no new connection for ten minutes.
lesson-sticky-exercise-basket-goal-stays = Four { -pods } are Ready, and twenty calls from the visitor reach one of them.
lesson-sticky-exercise-basket-goal-ten-minutes = The { -service } in the cluster has `timeoutSeconds: 600`.
lesson-sticky-exercise-basket-hint-1 = The text says how long callers stay. Does it say that they stay at all?
lesson-sticky-exercise-basket-hint-2 = One line did it in the step before, in the { -service }'s `spec`, beside `selector`.
lesson-sticky-exercise-basket-hint-3 = Under the { -service }'s `spec` add `sessionAffinity: ClientIP`. Leave `sessionAffinityConfig` as it is.
lesson-sticky-exercise-basket-after =
    The API server had filled in `sessionAffinity: None` and dropped the ten minutes in silence:
    they belong to `ClientIP`. And still, when that { -pod } goes, the basket goes with it.

## Step 4

lesson-sticky-step-rush = Help arrives
lesson-sticky-rush =
    In the morning one { -pod } is enough. The { -service } has `sessionAffinity: ClientIP`.
lesson-sticky-try-first = Let the visitor call
lesson-sticky-predict-more-pods = At noon you scale to four { -pods }, and the visitor calls twenty times. Who answers?
lesson-sticky-predict-more-pods-all = All four: that is what the others came for.
lesson-sticky-predict-more-pods-one = One { -pod }, as in the morning.
lesson-sticky-predict-more-pods-after =
    The visitor stays where it is. The new { -pods } can only get callers who are not held yet: they
    are no help against one busy caller.
lesson-sticky-predict-power-cut = The { -pod } that holds the visitor runs on `node-1`. That node loses its power, and at once the visitor calls ten times. What happens?
lesson-sticky-predict-power-cut-answered = All are answered, by the { -pods } on `node-2`.
lesson-sticky-predict-power-cut-some = About half are lost, as chance has it.
lesson-sticky-predict-power-cut-none = None is answered.
lesson-sticky-predict-power-cut-after =
    For about 50 seconds the cluster does not know that `node-1` is dead, and its { -pods } are still
    on the list. Without affinity about half of the calls would get through. This visitor was held,
    and lost them all.

    Then the list marks the dead { -pods } as not ready, and only a ready { -pod } can hold a caller.
    Wait, and the visitor gets another one.
lesson-sticky-try-later = Wait a minute, then call ten times

## Step 5

lesson-sticky-step-behind = Two callers, one address
lesson-sticky-behind =
    This is kind, with one node. Its { -load-balancer } answers callers itself and opens a new
    connection to the node. One { -pod } is at work, with affinity. The laptop calls first.
lesson-sticky-try-laptop = Call five times from the laptop
lesson-sticky-predict-second-caller = Three more { -pods } start. Now the visitor calls the { -load-balancer } twenty times. Who answers?
lesson-sticky-predict-second-caller-own = One of the new { -pods }, every time: another caller, another choice.
lesson-sticky-predict-second-caller-all = Several { -pods }, as chance has it.
lesson-sticky-predict-second-caller-same = The laptop's { -pod }, every time.
# $lbIp is the load balancer's address.
lesson-sticky-predict-second-caller-after =
    Step through the trace to where the { -load-balancer } knocks at the node. The source is its own
    address, `{ $lbIp }`, whoever called. So the node knows one caller only, and holds it
    already. The whole world would land on this { -pod }.

    What counts is the address **as the node sees it**. NAT on the way does the same: a whole office
    often shows one address. A { -node-port } by itself mixes nobody up: the node rewrites the
    source only after it has chosen.

## Step 6

lesson-sticky-step-everyone = Everyone on one { -pod }
lesson-sticky-everyone =
    One { -pod } is overworked, three are idle. The shop now keeps its baskets in a database: any
    { -pod } can serve any customer.
lesson-sticky-exercise-everyone = Let all four { -pods } work.
lesson-sticky-exercise-everyone-goal-outside = Forty calls from the laptop to the { -load-balancer } reach all four { -pods }.
lesson-sticky-exercise-everyone-hint-1 = Why does the node hold all callers at one { -pod }? Does this shop still need that?
lesson-sticky-exercise-everyone-hint-2 = `externalTrafficPolicy: Local` does not help: the { -load-balancer } has replaced the caller's address already. Look at the affinity.
lesson-sticky-exercise-everyone-hint-3 = Remove the line `sessionAffinity: ClientIP`, or write `sessionAffinity: None`.
lesson-sticky-exercise-everyone-after =
    Each connection is a new choice again. Where customers must stay behind such a { -load-balancer },
    let a proxy hold them that reads HTTP and gives each one a cookie.

## The end

lesson-sticky-did =
    What Kubernetes did for you:

    - For each new connection a kernel chose one { -pod }. All that followed on it went the same way.
    - With `ClientIP`, kube-proxy wrote rules that note callers' addresses. Each node keeps notes of
      its own: who comes in through another node may meet another { -pod }.
    - It held callers only at ready { -pods }, and let them go when theirs was not.

    What it did not do: know customers. It saw addresses.
