### The lesson readiness-and-rollouts: who joins the list, who leaves it, and when.

lesson-readiness-and-rollouts-title = Readiness: joining and leaving the list
lesson-readiness-and-rollouts-summary = What decides whether a running { -pod } gets requests, how a new version takes over, and why some requests are lost.

## Step 1

lesson-readiness-and-rollouts-step-not-ready = Running is not Ready
lesson-readiness-and-rollouts-not-ready =
    Behind the { -service } `web` stand three { -pods } with a **{ -readiness-probe }**: every ten
    seconds a { -pod }'s node asks it for the page `/healthz` and expects a good answer.

    One of them is about to have too much to do. Its program runs on, but answers the probe with an
    error. After 40 seconds the visitor calls twenty times.
lesson-readiness-and-rollouts-predict-failing = One { -pod } keeps failing its probe. What becomes of twenty calls?
lesson-readiness-and-rollouts-predict-failing-share = It still gets its share, and that is lost.
lesson-readiness-and-rollouts-predict-failing-restart = All three answer: the one that failed was started again.
lesson-readiness-and-rollouts-predict-failing-two = The other two answer them all.
lesson-readiness-and-rollouts-predict-failing-after =
    Type `kubectl get pods` in the terminal: one stands at `0/1`, Running all the same, and was not
    restarted. **Running** means that its program runs, **Ready** that it may have requests. After
    three failures in a row it was marked as not ready on the { -service }'s list, its
    { -endpointslice }, and no rule leads to it any more.

    To start something again is the task of another probe, the { -liveness-probe }.
lesson-readiness-and-rollouts-try-recover = Let it recover, and call again

## Step 2

lesson-readiness-and-rollouts-step-unasked = A new version without a probe
lesson-readiness-and-rollouts-unasked =
    Now `web` gets a version 2. When its template changes, a { -deployment } exchanges its { -pods },
    here one by one: it makes a new one, waits until that is ready, and lets an old one go. That is
    a **{ -rollout }**.

    This template has no probe, and a slip of the finger: the new program listens on port 8008. The
    { -service } sends to 8080.
lesson-readiness-and-rollouts-predict-new-version = Two minutes later the visitor calls ten times. What happens?
lesson-readiness-and-rollouts-predict-new-version-old = Version 1 answers: what works is not replaced by what does not.
lesson-readiness-and-rollouts-predict-new-version-some = Some are answered, some refused.
lesson-readiness-and-rollouts-predict-new-version-none = All are refused.
lesson-readiness-and-rollouts-predict-new-version-after =
    `kubectl get pods` sees nothing wrong: three { -pods } of `web`, all Running, all `1/1`. Without a
    probe, a { -pod } counts as ready as soon as its program runs. So each newcomer took an old one's place, and
    within seconds nobody was left who could answer.

## Step 3

lesson-readiness-and-rollouts-step-stuck = The same slip, with a probe
lesson-readiness-and-rollouts-stuck =
    Once more from version 1. The same version 2 is rolled out, same slip, but now its template has
    the probe: `/healthz` on port 8080.
lesson-readiness-and-rollouts-predict-same-slip = Two minutes later the visitor calls twenty times. Who answers?
lesson-readiness-and-rollouts-predict-same-slip-none = Nobody.
lesson-readiness-and-rollouts-predict-same-slip-some = Mostly version 1; what goes to a newcomer is refused.
lesson-readiness-and-rollouts-predict-same-slip-old = Version 1, every time.
lesson-readiness-and-rollouts-predict-same-slip-after =
    The first newcomer never became ready, so it gets no requests, and no old { -pod } had to make
    way. The { -rollout } is stuck, and no caller notices.
lesson-readiness-and-rollouts-limits =
    How far a { -rollout } goes at a time stands in the { -deployment }'s `strategy`: at most `maxSurge`
    { -pods } more than wanted and `maxUnavailable` fewer. Both are 25% by default, the first rounded up,
    the second down. For three { -pods }: one more, none fewer.

## Step 4

lesson-readiness-and-rollouts-step-mend = Help it through
lesson-readiness-and-rollouts-mend =
    In the editor stands version 2. Kubernetes does not go back to version 1 by itself; it waits. Mend
    the text and watch the picture: a newcomer becomes ready, an old { -pod } goes, three times over.
lesson-readiness-and-rollouts-exercise-mend = Find the slip, so that version 2 takes over.
lesson-readiness-and-rollouts-exercise-mend-goal-ready = Three { -pods } of version 2 are ready.
lesson-readiness-and-rollouts-exercise-mend-goal-answers = Twenty calls to `web` are all answered, by version 2.
lesson-readiness-and-rollouts-exercise-mend-hint-1 = What did the probe meet? Type `kubectl get events` and look for `Unhealthy`.
lesson-readiness-and-rollouts-exercise-mend-hint-2 = It was refused at port 8080. On which port does the program listen? Look at its `args`.
lesson-readiness-and-rollouts-exercise-mend-hint-3 = In `args`, change `--http-port=8008` to `--http-port=8080`.
lesson-readiness-and-rollouts-exercise-mend-after =
    All the while, three { -pods } were ready. Had you sent the probe to 8008 instead, the newcomers
    would have been ready too, and every call refused: a probe has to ask where callers ask.

## Step 5

lesson-readiness-and-rollouts-step-leaving = The moment of leaving
lesson-readiness-and-rollouts-leaving =
    A { -rollout } also deletes { -pods }. Two things then begin at the same moment, and neither waits
    for the other:

    - The { -pod }'s node tells the program to end, with a signal called `SIGTERM`.
    - The list marks the { -pod } as leaving, and every node brings its rules up to date.
lesson-readiness-and-rollouts-predict-same-second = One of three { -pods } is deleted, and at that very moment the visitor calls thirty times. What happens?
lesson-readiness-and-rollouts-predict-same-second-all = All are answered: a { -pod } leaves the list first and ends afterwards.
lesson-readiness-and-rollouts-predict-same-second-some = Some are refused.
lesson-readiness-and-rollouts-predict-same-second-hang = Some hang until a new { -pod } is ready.
lesson-readiness-and-rollouts-predict-same-second-after =
    The program stopped listening at once. The rules followed a moment later, here within a second. In
    between they still chose that { -pod }, and whoever was sent there was refused. Nothing is broken,
    and yet every { -rollout } may lose a few calls like this.
lesson-readiness-and-rollouts-try-later = Two seconds later, thirty more

## Step 6

lesson-readiness-and-rollouts-step-linger = Leave slowly
lesson-readiness-and-rollouts-linger =
    The cure: let the program serve on for a few seconds, until all rules have turned away from it. In
    a container's `lifecycle`, `preStop` names something to do before the `SIGTERM`. The simplest is
    to `sleep`.
lesson-readiness-and-rollouts-exercise-leave-well = Let { -pods } of the shop leave without one lost call.
lesson-readiness-and-rollouts-exercise-leave-well-goal-three = Three { -pods } of the shop are ready, and the { -service } chooses among all of them.
lesson-readiness-and-rollouts-exercise-leave-well-goal-leave = Two of them are taken away, and thirty calls at that very moment are all answered.
lesson-readiness-and-rollouts-exercise-leave-well-hint-1 = Two things begin together. Which of them should come later?
lesson-readiness-and-rollouts-exercise-leave-well-hint-2 = `lifecycle` belongs to the container, as `image` does. In it goes `preStop`, in that `sleep`, in that `seconds`. The rules need about a second; be generous.
lesson-readiness-and-rollouts-exercise-leave-well-hint-3 = Below `image`, as far in, write `lifecycle:`. Then, each two blanks further in, `preStop:`, `sleep:` and `seconds: 5`.
lesson-readiness-and-rollouts-exercise-leave-well-after =
    A { -pod } that leaves now serves on during its sleep; by then nobody sends to it. After the
    `SIGTERM` a good program finishes what it has begun: **{ -graceful-termination }**. If it still runs
    after 30 seconds, the sleep included, it is killed. `terminationGracePeriodSeconds` changes that.

## The end

lesson-readiness-and-rollouts-did =
    What Kubernetes did for you:

    - Each node's kubelet asked the { -pods }, as their probes say, and reported who is ready.
    - The list said who is ready and who is leaving, and the rules followed.
    - With three { -pods }, the { -deployment } let no old one go before a new one was ready.
    - Before the kubelet told a program to end, it did what `preStop` says.

    What nobody did: write a missing probe, or hold back `SIGTERM` until the rules had followed.
