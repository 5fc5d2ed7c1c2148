### The page itself: buttons, headings, labels, notices. Short and plain.
### A button says what it does, in sentence case, without a full stop.

## Names and places

ui-name = Service Lab
ui-tagline = Learn Kubernetes Services by watching every packet
ui-skip = Skip to the content
ui-nav-lessons = Lessons
ui-nav-sandbox = Sandbox
ui-nav-glossary = Glossary
ui-language = Language
ui-theme = Colours
ui-theme-system = As the system
ui-theme-light = Light
ui-theme-dark = Dark
ui-load-failed = The texts of this page could not be fetched. Check the connection, then reload.
ui-texts-missing = The texts of that page could not be fetched. Check the connection, then try again.
ui-rest-missing = A part of Service Lab could not be fetched. Your work is kept. Check the connection, then reload the page.
# $language: the language's own name
ui-language-offline = { $language } is not on this device. Connect once to fetch it.
ui-offline-ready = Service Lab now works without a connection.
ui-update-ready = A new version is ready.
ui-update-now = Reload now
ui-dismiss = Dismiss
ui-not-found = There is no page here
ui-not-found-text = The address may be mistyped. The lessons are all on the front page.
ui-to-front = All lessons

## Front page

ui-home-title = Services, one packet at a time
ui-home-lead = Write real YAML, send a request, and watch where it goes and why. Everything runs in this page: a small cluster with the rules that kube-proxy would write.
ui-home-start = Start the first lesson
ui-home-continue = Go on where you were
ui-home-sandbox = Open the sandbox
ui-home-lessons = Lessons
ui-home-sandbox-text = An empty editor, a cluster with three nodes, and examples to take apart.
# $count: number of steps
ui-home-steps = { $count ->
    [one] { $count } step
   *[other] { $count } steps
}
ui-home-finished = Finished
ui-home-begun = Begun
chapter-why = Why Services
chapter-kinds = Kinds of Service
chapter-packet = The way of a packet
chapter-detective = Detective work

## Lesson

# $lesson: number of the lesson; $step: number of the step; $of: number of steps
ui-lesson-place = Lesson { $lesson }, step { $step } of { $of }
# $step: number of the step; $of: number of steps
ui-step-of = Step { $step } of { $of }
ui-steps = Steps of this lesson
ui-next = Next
ui-back = Back
ui-finish = Finish the lesson
ui-next-lesson = Next lesson
ui-did-title = What Kubernetes did
ui-lesson-done = Lesson finished
ui-predict-run = Send it and see
ui-predict-again = Send it again
ui-predict-choose = Choose an answer, then send.
ui-predict-wait = Watch the packet…
ui-predict-right = Your guess was right.
# $answer: the true option, in the learner's language
ui-predict-wrong = It turned out otherwise: { $answer }
ui-predict-truth = This is what happened
ui-predict-yours = Your guess
ui-predict-guard = Make your guess first: trying it now would give the answer away.
ui-exercise = Exercise
ui-goals = Make it so
ui-goal-met = Met
ui-goal-open = Not yet
ui-goals-all = All done. Well worked out.
ui-hint-first = Stuck? Show a hint
# $number: which hint comes next; $of: how many there are
ui-hint-next = Next hint ({ $number } of { $of })
# $number: number of the hint
ui-hint = Hint { $number }
ui-solution = Put a solution in the editor
ui-solution-note = Undo brings your own text back.
ui-solved = Exercise solved
ui-no-address = There is no address to send to yet.
ui-no-sender = The sender does not run yet.

## The picture and the packet's way

ui-picture = Picture of the cluster
# $count: number of things that had no room
ui-picture-hidden = { $count ->
    [one] { $count } more is in the list of objects
   *[other] { $count } more are in the list of objects
}
ui-picture-empty = Nothing has been sent yet.
ui-picture-empty-how = Send a request, and its way appears here, step by step.
ui-refused-band = This text is refused. The cluster runs your last good version.
ui-refused-first = This text is refused. Nothing of it runs in the cluster.
ui-show-problem = Show the problem
ui-play = Play
ui-pause = Pause
ui-step-back = One step back
ui-step-on = One step on
ui-hops = The packet's way
# $number: number of the hop; $of: number of hops
ui-hop-of = { $number } of { $of }
ui-before = before
ui-after = after
ui-from = from
ui-to = to
ui-unchanged = unchanged
# $count: number of rules
ui-rules-tried = { $count ->
    [one] { $count } rule tried
   *[other] { $count } rules tried
}
ui-chains = Chains
ui-endpoints = Endpoints considered
ui-endpoint-picked = picked
ui-advice = What to change first
ui-answer = Answer
ui-legend = Legend
ui-legend-packet = The packet, and what you can do
ui-legend-ready = Ready, behind a Service
ui-legend-waiting = Waiting or shutting down
ui-legend-down = Failed or without power
ui-legend-virtual = Virtual: only rules

## Words in the picture: they must be short

picture-outside = Outside
picture-cluster = Cluster
picture-laptop = laptop
picture-virtual = virtual: it lives only as rules
picture-every-node = every node
picture-kernel-rules = kernel rules
# $count: number of rules in a node's kernel
picture-rules = { $count ->
    [one] { $count } rule
   *[other] { $count } rules
}
# $count: number of rules that the packet tried on this node
picture-tried = { $count } tried
picture-ready = Ready ✓
picture-not-ready = 0/1 …
picture-starting = starting
picture-ending = ending
picture-failed = lost ✕
picture-node-down = no power ✕
picture-no-pod = no Pod here
picture-load-balancer = load balancer
picture-pending = pending …
picture-dns = DNS
picture-network = nobody there
picture-machine = another machine
picture-api-server = API server
picture-name-only = (only a name)
picture-headless = headless: no address of its own

## Sending

ui-send-from = From
ui-send-to = To
ui-send-port = Port
ui-send-protocol = Protocol
ui-send = Send
# $count: how many requests are sent at once
ui-send-many = Send { $count }
ui-send-needs-host = Type a name or an address.
ui-send-needs-port = A port is a number from 1 to 65535.
ui-client-outside = laptop, outside
# $node: the node's name
ui-client-node = on { $node }
# $pod: the Pod's name
ui-client-pod = in Pod { $pod }
# $pod: the Pod's name; $namespace: its namespace
ui-client-pod-namespace = in Pod { $pod } ({ $namespace })

## Suggested destinations. $name: the Service, node or Pod

ui-dest-name = { $name } by name
ui-dest-cluster-ip = { $name }, ClusterIP
ui-dest-node-port = { $name }, node port
ui-dest-balancer = { $name }, load balancer
ui-dest-external = { $name }, external address
ui-dest-ingress = { $name }, Ingress
ui-dest-pod = Pod { $name }
## What happened, and counts

ui-happened = What just happened

ui-chart = Who answered
# $count: number of requests counted
ui-chart-total = { $count ->
    [one] { $count } request since the cluster last changed
   *[other] { $count } requests since the cluster last changed
}
ui-chart-empty = Send a few requests: here stands who answered how often.
# $who: a Pod, node or outcome; $count: number of requests; $percent: share
ui-chart-row = { $who }: { $count } ({ $percent } %)
ui-chart-other = something else
# $number: number of the request in order; $of: how many were sent
ui-request-number = Request { $number } of { $of }
ui-request-earlier = Earlier request
ui-request-later = Later request

## Causing things

ui-act-pods = Pods
ui-act-nodes = Nodes
ui-act-deployments = Deployments
ui-act-none = Nothing runs yet.
ui-act-delete = Delete
ui-act-crash = Crash
ui-act-not-ready = Make not ready
ui-act-ready = Make ready
ui-act-power-off = Cut the power
ui-act-power-on = Power on
ui-act-fewer = One replica fewer
ui-act-more = One replica more
# $count: number of replicas
ui-act-replicas = { $count ->
    [one] { $count } replica
   *[other] { $count } replicas
}
# The action on one named thing, for a screen reader. $action: the button's text; $name: the thing
ui-act-on = { $action }: { $name }
ui-time = Time
# $time: simulated time since the start, like 1:05
ui-time-now = Time in the cluster: { $time }
ui-wait = Let time pass
# $seconds: number of seconds
ui-wait-seconds = + { $seconds } s
ui-wait-minute = + 1 min
ui-proxy-mode = kube-proxy writes
ui-provider = Load balancers by

## Undo

ui-undo = Undo
ui-redo = Redo
ui-reset = Start over
ui-reset-sure = Start over? Your text and steps here are lost.
ui-reset-yes = Start over
ui-cancel = Cancel
notice-history-cut = The oldest steps were forgotten to make room.
notice-save-damaged = A part of your saved work could not be read. What could be is here.
notice-save-outdated = This lesson has changed since you were here. Your text was kept, your steps were not.

## Editor

ui-editor = Manifest (YAML)
ui-editor-apply = Apply now
ui-editor-ok = No problems
# $count: number of problems
ui-problems = { $count ->
    [one] { $count } problem
   *[other] { $count } problems
}
ui-problems-title = Problems
# $count: number of problems that are not shown yet
ui-show-more = Show more ({ $count } left)
# $line: number of the line; $column: number of the column
ui-problem-at = Line { $line }, column { $column }
ui-problem-why = Why
ui-problem-mend = How to mend it
# $text: the text that is put in
ui-repair = Change to { $text }
ui-repair-remove = Remove it
ui-editor-prune = What leaves the text is deleted here. `kubectl apply` alone would leave it.
ui-stored-added = added by Kubernetes
ui-stored-empty = Nothing is stored yet.

## Panels

ui-panels = Views of the cluster
ui-panel-send = Send
ui-panel-act = Actions
ui-panel-objects = Objects
ui-panel-rules = Rules
ui-panel-connections = Connections
ui-panel-dns = DNS
ui-panel-terminal = Terminal
ui-panel-stored = Stored
ui-terminal-line = Command line
ui-terminal-run = Run
ui-terminal-where = Runs
ui-terminal-clear = Clear
ui-terminal-empty = Try `kubectl get services`, or `curl` an address.
ui-checkup-title = Check every { -service }
ui-checkup-lead = Every way in to every { -service } is tried, with requests on a copy of the cluster. Yours stays as it is.
ui-checkup-run = Try every way in
ui-checkup-changed = The cluster has changed since then. Try again to see what is so now.
ui-checkup-none = There is no { -service } of yours yet.
ui-checkup-fine = works
ui-checkup-bad = does not work
ui-checkup-apart = apart
# $bad of $all ways in, counts
ui-checkup-found = Ways in that do not work: { $bad } of { $all }
# $client: who sends; $to: HOST:PORT; $answered of $sent requests, counts
ui-checkup-way = { $client } → `{ $to }`: { $answered } of { $sent } answered
# $client: who sends; $to: HOST:PORT
ui-checkup-kept-out = { $client } → `{ $to }`: kept out, while others are let in
ui-checkup-pending = The { -load-balancer } has no address yet.
ui-checkup-untried = Not tried: it leads out of this cluster, or nobody here can ask.
ui-checkup-again = For the same reason.
ui-checkup-watch = Send one and watch
ui-objects-none = None yet.
ui-rules-node = Node
ui-rules-none = No rules on this node yet.
ui-rules-walked = The packet shown went through the marked chains.
# $count: number of rules
# $count: number of rules
ui-rules-size = Rules on this node: { $count }
# $count: rules of this chain, or entries of this table, that are not shown
ui-rules-more = and { $count } more
# $count: number of chains
ui-rules-chains-more = { $count ->
    [one] { $count } more chain is not shown. The packet did not go through it.
   *[other] { $count } more chains are not shown. The packet went through none of them.
}
ui-connections-none = No connection is remembered on this node.
ui-connections-text = What the kernel remembers of connections. With this it undoes the rewriting in answers.
ui-connection-original = original
ui-connection-reply = answer expected
ui-connection-state = state
ui-connection-expires = expires in
ui-dns-none = The last request asked no name.
ui-dns-asked = Asked
ui-dns-searched = Names tried, in this order
ui-dns-no-answer = No such record
ui-dns-no-reply = No answer came

## Views on a phone

ui-view-lesson = Lesson
ui-view-picture = Picture
ui-view-yaml = YAML
ui-view-tools = Tools

## Sandbox

ui-sandbox-title = Sandbox
ui-sandbox-lead = Type manifests, send requests, break things. Nothing here can be damaged.
ui-share-title = Hand it on
ui-share = Make a link to this work
ui-share-link = The link
ui-share-how = It holds your manifest and every step you took, nothing else. Whoever opens it finds them in a sandbox of their own.
ui-share-long = With every step the link would be too long, so it holds your manifest alone.
ui-share-copied = The link is on the clipboard.
ui-share-failed = No link can be made here.
# $number: which of the links that were opened here, from 1
ui-shared = Work from a link ({ $number })
ui-shared-note = Somebody's manifest and steps. Undo goes back through them. What you change stays here; the link stays as it was.
ui-shared-bad = The work in this link cannot be read, or cannot be kept here.
ui-examples = Examples
ui-tools-all = Show all views

## Without JavaScript

ui-noscript = This page shows the text of the lesson. To run the cluster, allow JavaScript.
