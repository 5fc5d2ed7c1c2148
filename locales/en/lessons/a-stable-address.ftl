### The lesson a-stable-address: the address belongs to the Service object, not to anything that runs.

lesson-a-stable-address-title = An address that nobody carries
lesson-a-stable-address-summary = A { -service }'s address belongs to no { -pod } and to no machine. See what it survives, and what ends it.

## Step 1

lesson-a-stable-address-step-nobody-there = All { -pods } go
# $shopIp is the cluster IP of the Service.
lesson-a-stable-address-nobody-there =
    A { -pod }'s address dies with the { -pod }. And a { -service }'s? Here `shop`, with the address
    `{ $shopIp }`, stands in front of two { -pods }.
lesson-a-stable-address-try-send = Call that address
lesson-a-stable-address-night =
    In the evening the shop closes: the { -deployment } goes down to no { -pods } at all.
# $shopIp is the cluster IP of the Service.
lesson-a-stable-address-predict-no-pods = No { -pod } is left, and the visitor calls `{ $shopIp }` again. What happens?
lesson-a-stable-address-predict-no-pods-starts = A { -pod } answers: Kubernetes starts one when somebody calls.
lesson-a-stable-address-predict-no-pods-refused = The visitor is refused at once: the address is there, but nobody behind it.
lesson-a-stable-address-predict-no-pods-silence = Nothing comes back: the address went with the last { -pod }.
lesson-a-stable-address-predict-no-pods-after =
    The { -service } is still there, and so is its address. Nobody is behind it, and every node
    has a rule that says so at once. In a terminal that reads `curl: (7)`. At the address of a { -pod }
    that is gone, callers mostly wait in vain.

    In the morning two new { -pods } start. Leave all else as it is, and call again. A { -service } may
    even be made before its first { -pod }.
lesson-a-stable-address-try-morning = Start two { -pods }, then call the same address

## Step 2

lesson-a-stable-address-step-no-machine = On no machine
# $whereIp is the cluster IP of the Service.
lesson-a-stable-address-no-machine =
    In the picture every { -pod } and every node has an address. None of them has `{ $whereIp }`.
    It stands in the { -service }, an object that Kubernetes keeps, and in rules on every node: what is
    sent there, at port 80, goes to one of the { -pods }.

    So who answers a `ping`? Open **Terminal**, let it run on the visitor, and type
    `ping { $whereIp }`. Every { -packet } is lost: no machine is there to answer, and the rules
    are about port 80 only. Yet nothing is broken: call port 80.

    Some clusters refuse such a `ping` instead, others even answer it. It never tells whether a
    { -service } works.
lesson-a-stable-address-try-port = Call port 80

## Step 3

lesson-a-stable-address-step-blue-green = Another program, the same address
# $blueIp is the cluster IP of the Service.
lesson-a-stable-address-blue-green =
    Behind `shop` runs version `blue`. Version `green` is ready beside it, but gets no callers yet.

    The visitor calls the name, `shop`. The kiosk, an older program, has noted the number:
    `{ $blueIp }`. Neither is to change anything.
lesson-a-stable-address-exercise-green = Let `green` answer both callers, and `blue` no longer.
lesson-a-stable-address-exercise-green-goal-name = The visitor calls `shop` ten times, and only `green` answers.
lesson-a-stable-address-exercise-green-goal-number = Ten times the kiosk calls the number it has noted, and only `green` answers.
lesson-a-stable-address-exercise-green-hint-1 = What decides which { -pods } stand behind a { -service }?
lesson-a-stable-address-exercise-green-hint-2 = The `selector` asks for two labels. Which of them do the { -pods } of `green` not wear?
lesson-a-stable-address-exercise-green-hint-3 = Under the { -service }'s `selector` change `version: blue` to `version: green`. If you have deleted or renamed it, press **Undo** first.
lesson-a-stable-address-exercise-green-after =
    One word changed, and with it the list of { -pods }. Name, address and port stayed. If `green`
    disappoints, change the word back.

    Its ports may change, too, or the number of { -pods }: it remains the same { -service }.

## Step 4

lesson-a-stable-address-step-made-anew = Deleted and made anew
lesson-a-stable-address-made-anew =
    In another shop somebody once chose the address: `10.96.0.50`. The kiosk has noted it.

    Last night a colleague deleted the { -service } by mistake and made it anew at once: same name, same
    selector, same port. Only the address was not typed again. The { -pods } ran on.
lesson-a-stable-address-predict-noted-number = The kiosk calls `10.96.0.50`. What happens?
lesson-a-stable-address-predict-noted-number-answers = A { -pod } answers: Kubernetes remembers the address of `shop`.
lesson-a-stable-address-predict-noted-number-refused = The kiosk is refused at once: every node knows that the address is free.
lesson-a-stable-address-predict-noted-number-silence = Nothing comes back: nobody has that address any more.
# $newIp is the cluster IP of the new Service.
lesson-a-stable-address-predict-noted-number-after =
    To Kubernetes this is another { -service } that happens to have the same name. It was given
    a free address, `{ $newIp }`. The old one belongs to nobody now: there is not even a rule that says no. One day
    somebody may choose it for another { -service }, and the kiosk will talk to a stranger.
lesson-a-stable-address-predict-by-name = The visitor calls `shop`, by name. What happens?
lesson-a-stable-address-predict-by-name-answers = A { -pod } answers: the name leads to the new address.
lesson-a-stable-address-predict-by-name-unknown = The name is not known any more: it was deleted, too.
lesson-a-stable-address-predict-by-name-silence = Nothing comes back: the name still leads to the old address.
lesson-a-stable-address-predict-by-name-after =
    The visitor asks for the name at each call, and **DNS** tells the new address. So note names,
    not numbers. But mind: a program that asks only when it starts fares no better than the kiosk.

## Step 5

lesson-a-stable-address-step-old-number = The old number again
lesson-a-stable-address-old-number =
    Nobody can change the kiosk today, so its number has to work again. With `clusterIP` a { -service }
    asks for an address: a free one from the range for { -services }, here `10.96.0.0/16`.

    In the text that line stands behind a `#`, so it does not count. Take the `#` away, and the API
    server refuses: `may not change once set`.
lesson-a-stable-address-exercise-old-number = Let `10.96.0.50` lead to the shop again, and the name as well.
lesson-a-stable-address-exercise-old-number-goal-number = The kiosk calls `10.96.0.50` five times and always gets an answer.
lesson-a-stable-address-exercise-old-number-goal-name = The visitor calls `shop` five times and always gets an answer.
lesson-a-stable-address-exercise-old-number-hint-1 = When does a { -service } get its address? This one has been made already.
lesson-a-stable-address-exercise-old-number-hint-2 = Either make `shop` once more, now with that line. Or make a second { -service } of another name: two may stand in front of the same { -pods }.
lesson-a-stable-address-exercise-old-number-hint-3 = With the `#` gone, cut the { -service } out of the text, from the line `---` to the end. What leaves the text is deleted. Count to three, then paste it back.
lesson-a-stable-address-exercise-old-number-after =
    If you made `shop` once more, nobody could call it for a moment. If you made a second
    { -service }, nobody was interrupted: two { -services }, two addresses, the same { -pods }.

    Kubernetes itself picks from higher up in the range first. So a low number is seldom taken.

## The end

lesson-a-stable-address-did =
    What Kubernetes did for you:

    - It gave the { -service } an address when it was made, and kept it while { -pods } came and went.
    - It wrote on every node what to do with that address: pass on to a { -pod }, or refuse at once.
    - It kept name and address when you changed the selector.

    What it did not do: keep an address for a name. The next { -service } of that name is another one.
