### The lesson debug: a Service does not answer, and you find out why.

lesson-debug-title = When nobody answers
lesson-debug-summary = Find out why a { -service } does not answer: what to ask first, and one call that tells most. Five cases.

## Step 1

lesson-debug-step-name = Read the number
lesson-debug-name =
    A call failed. Before you change anything, read what `curl` says:

    - `curl: (6)`: nobody knows that name.
    - `curl: (7)`: somebody said no, at once.
    - `curl: (28)`: nobody said anything.

    Here the visitor calls `api:80` and reads `curl: (6)`. Yet the { -service } is there, in
    the namespace `shop`. The visitor lives in `default`.
lesson-debug-predict-full-name = The visitor calls `api.shop:80` instead. What happens?
lesson-debug-predict-full-name-answers = A { -pod } answers. Only the short name was wrong.
lesson-debug-predict-full-name-refused = `curl: (7)`. That namespace lets no strangers in.
lesson-debug-predict-full-name-unknown = `curl: (6)`. A namespace keeps its names to itself.
lesson-debug-predict-full-name-after =
    A short name is looked for in the caller's own namespace only. But a namespace itself is no wall:
    who names it gets through. Had this name been unknown too, you would check the spelling, and whether
    the { -service } exists.

## Step 2

lesson-debug-step-list = Refused: who said no?
lesson-debug-list =
    The visitor calls `web:80` and reads `curl: (7)`. `kubectl get pods` shows two { -pods } of
    `web`, `Running` and ready.

    One call tells most: past the { -service }, straight to a { -pod }.
# $webIp is the address of a Pod of web.
lesson-debug-predict-past-web = The visitor calls a { -pod } at `{ $webIp }:8080`. What happens?
lesson-debug-predict-past-web-answers = It answers. The fault is with the { -service }.
lesson-debug-predict-past-web-refused = Refused. It was the { -pods } that said no.
lesson-debug-predict-past-web-silence = Nothing. Something keeps callers away from the { -pods }.
lesson-debug-predict-past-web-after =
    The { -pods } are well, and were never asked. Look at the list with `kubectl get endpointslices`:
    for `web` it says `<unset>`. No { -pod } matches the selector, and where nobody on the list is
    ready, every node **refuses** at once.
lesson-debug-exercise-fill-the-list = Mend it, so that `web:80` answers.
lesson-debug-exercise-fill-the-list-goal-answers = The visitor calls `web:80` and always gets an answer.
lesson-debug-exercise-fill-the-list-hint-1 = What does the { -service } look for? What do the { -pods } wear?
lesson-debug-exercise-fill-the-list-hint-2 = { -pods } wear what stands under `template`. Is `tier: front` there?
lesson-debug-exercise-fill-the-list-hint-3 = Remove `tier: front` from the `selector`, or add it to the labels under `template`.
lesson-debug-exercise-fill-the-list-after =
    A { -deployment }'s own labels do not reach its { -pods }, and a selector wants **all** of its labels.

## Step 3

lesson-debug-step-program = Refused, with a full list
lesson-debug-program =
    `curl: (7)` again, from `api:80`. But this list holds two ready { -pods }. A colleague went into
    one with `kubectl exec`, ran `curl localhost:8000`, and got an answer.
# $apiIp is the address of a Pod of api.
lesson-debug-predict-past-api = The visitor calls that { -pod } at `{ $apiIp }:8000`. What happens?
lesson-debug-predict-past-api-answers = It answers, as before. The fault is with the { -service }.
lesson-debug-predict-past-api-refused = Refused. The program hears nobody outside its { -pod }.
lesson-debug-predict-past-api-silence = Nothing. Something keeps callers away from the { -pods }.
lesson-debug-predict-past-api-after =
    This time a { -pod } said no. Its program listens on `127.0.0.1`, by which each { -pod } means
    itself. `kubectl exec` and `kubectl port-forward` get inside, so they prove little.

    Had it answered, you would compare `targetPort` with the program's port.
lesson-debug-exercise-open-ears = Mend it, so that `api:80` answers.
lesson-debug-exercise-open-ears-goal-answers = The visitor calls `api:80` and always gets an answer.
lesson-debug-exercise-open-ears-hint-1 = Which line says where the program listens?
lesson-debug-exercise-open-ears-hint-2 = The word behind `--bind`. Which address means all addresses?
lesson-debug-exercise-open-ears-hint-3 = Change `127.0.0.1` to `0.0.0.0`.
lesson-debug-exercise-open-ears-after =
    The { -pod } counted as ready all along: without a readiness probe, nobody had asked.

## Step 4

lesson-debug-step-between = Silence
lesson-debug-between =
    The visitor calls `admin:80`, waits two minutes and reads `curl: (28)`. The list is full. Nobody
    said no: the { -packet } was lost. Where?
# $adminIp is the address of a Pod of admin.
lesson-debug-predict-past-admin = The visitor calls a { -pod } at `{ $adminIp }:8080`. What happens?
lesson-debug-predict-past-admin-answers = It answers. The { -service } loses the { -packet }.
lesson-debug-predict-past-admin-refused = Refused. The program listens on another port.
lesson-debug-predict-past-admin-silence = Nothing. Something stands before the { -pods }.
lesson-debug-predict-past-admin-after =
    A **{ -networkpolicy }** guards { -pods }, whichever way a caller comes. Once one chooses a { -pod },
    only callers that some policy names get in. Most networks drop the rest in silence.

    Had it answered, the { -service } would be suspect: the wrong `port`? A `Local` policy, and no
    { -pod } on the node that chooses? A { -pod } that calls itself, in a network that cannot turn
    a { -packet } around (hairpin)?
lesson-debug-exercise-let-in = Let the visitor in too, and keep the stranger out.
lesson-debug-exercise-let-in-goal-visitor = The visitor calls `admin:80` and always gets an answer.
lesson-debug-exercise-let-in-goal-stranger = The stranger calls `admin:80` and gets none.
lesson-debug-exercise-let-in-hint-1 = Whom does the policy let in? What does the visitor wear?
lesson-debug-exercise-let-in-hint-2 = Callers stand under `from`, by their labels. The visitor wears `app: visitor`.
lesson-debug-exercise-let-in-hint-3 = Under `from`, add a second entry, `- podSelector:`, like the first, with `app: visitor`.
lesson-debug-exercise-let-in-after =
    Policies only allow. What none of them allows stays out.

## Step 5

lesson-debug-step-unsaid = Nobody tells you
lesson-debug-unsaid =
    The visitor gets no answer from `shop:80`. More than one thing may be wrong. Ask in order:

    - Which number?
    - Is the name known?
    - Is anybody on the list, and ready?
    - Does a { -pod } answer at its own address?
    - If so, what does the { -service } do differently?
lesson-debug-exercise-find-it = Find what is broken, and mend it.
lesson-debug-exercise-find-it-goal-answers = Two { -pods } are ready, and ten calls from the visitor to `shop:80` are all answered.
lesson-debug-exercise-find-it-hint-1 = Let the visitor run `curl shop`. Then see the column `READY` of `kubectl get pods`.
lesson-debug-exercise-find-it-hint-2 = The readiness probe asks at port 80. Where does the program listen? Mend it, then call again.
lesson-debug-exercise-find-it-hint-3 = Now `curl: (28)`, yet a { -pod } answers at its own address. Both { -pods } run on `node-1`, the visitor on `node-2`. Which line forbids that?
lesson-debug-exercise-find-it-hint-4 = Set the probe's `port: 8080`, and remove `internalTrafficPolicy: Local`.
lesson-debug-exercise-find-it-after =
    First nobody was ready: refused. Then, under `Local`, nobody that `node-2` may choose: silence. After a
    repair, a new number means another fault. Go on.

    `kubectl get endpointslices` lists { -pods } that are not ready, too. Trust the column `READY`.

## The end

lesson-debug-did =
    What Kubernetes did for you:

    - DNS said at once which name it does not know.
    - The rules refused where nobody was ready, so that no caller waits.
    - The probe kept callers from { -pods } that did not say they were ready.

    What nobody did: tell you where the fault is. A call straight to a { -pod } does. It answers: look at the
    { -service }. It refuses: look at the program and its port. Silence: look between.
