### Lesson 1, pods-come-and-go: the first five minutes.

lesson-pods-come-and-go-title = { -pods } come and go
lesson-pods-come-and-go-summary = Delete a { -pod } and its address dies with it. See why a { -service } exists, in five minutes.

## Step 1

lesson-pods-come-and-go-step-one-pod = One { -pod }, one visitor
lesson-pods-come-and-go-one-pod =
    This is a small cluster. In it runs one { -pod }: a program in its own little box, with its own
    address. This program answers every request with its name.

    Next to it is a visitor, which wants to talk to it. Press **Send**.
lesson-pods-come-and-go-try-send = Send
# $podIp is the IP address of the Pod.
lesson-pods-come-and-go-answered =
    The visitor sent a { -packet } to `{ $podIp }`, and the { -pod } at that address answered with
    its name. You can send as often as you like: same address, same { -pod }, same answer.

## Step 2

lesson-pods-come-and-go-step-gone = Then the { -pod } goes
# $podIp is the IP address of the Pod.
lesson-pods-come-and-go-gone =
    { -pods } do not live long. They crash, a machine fails, somebody installs a new version.
    Kubernetes never carries an old { -pod } over to a new place: it makes a new one and lets the old
    one go.

    You are about to delete this { -pod }. Here a { -deployment } watches over it; its task is to
    keep one { -pod } running, always. Meanwhile the visitor knows only one thing: `{ $podIp }`.
lesson-pods-come-and-go-predict-old-address = You delete the { -pod }, wait until a new one runs, and the visitor sends to the old address again. What happens?
lesson-pods-come-and-go-predict-old-address-answers = The new { -pod } answers: it took over the address.
lesson-pods-come-and-go-predict-old-address-refused = The visitor is told at once that nobody is there.
lesson-pods-come-and-go-predict-old-address-silence = Nothing comes back, and the visitor gives up waiting.
# $podIp is the IP address of the deleted Pod.
lesson-pods-come-and-go-predict-old-address-after =
    Look at the picture: a new { -pod } is running, and it is healthy. But it has a new name
    and a **new address**. Nobody lives at `{ $podIp }` any more, so the { -packet } is lost and no
    one is there even to say no. The visitor waits until its patience ends: a { -timeout }.

## Step 3

lesson-pods-come-and-go-step-fixed-address = An address that stays
lesson-pods-come-and-go-fixed-address =
    You could tell every visitor the new address, each time. Or you put something in front of the
    { -pods } that never moves. That is a **{ -service }**: one name, one address, one port, for as
    long as you keep it.
lesson-pods-come-and-go-label =
    A { -service } does not know its { -pods } by name. It looks for a **label**, a little tag that
    { -pods } wear. Yours wear `app: web`. Every { -pod } with that tag belongs; who wears it may
    change at any time.

    In the text below stand the { -deployment } you already have and, after the line `---`, a new
    { -service } called `web`. One thing is blank: its **selector**, the tag it looks for.
lesson-pods-come-and-go-exercise-fill-the-blank = Fill in the blank, so that the visitor gets an answer from `web`.
lesson-pods-come-and-go-exercise-fill-the-blank-goal-answers = The visitor calls `web`, and your { -pod } answers.
lesson-pods-come-and-go-exercise-fill-the-blank-hint-1 = Look for the tag that your { -pods } wear. It stands in the { -deployment }, under `template`, `metadata`, `labels`.
lesson-pods-come-and-go-exercise-fill-the-blank-hint-2 = The selector has to say the same: the same key, `app`, and the same value.
lesson-pods-come-and-go-exercise-fill-the-blank-hint-3 = Change `app: ""` under `selector` to `app: web`.
lesson-pods-come-and-go-exercise-fill-the-blank-after =
    The moment you typed the tag, Kubernetes found the { -pod } that wears it and wrote its address
    down on the { -service }'s list. Visitors ask for `web`; the list says who that is today.

## Step 4

lesson-pods-come-and-go-step-again = Delete it again
lesson-pods-come-and-go-again =
    Now the test. The { -pod } will be deleted once more and come back under another address, as
    before. But this time the visitor calls `web`.
lesson-pods-come-and-go-predict-delete-again = You delete the { -pod } again, and the visitor calls `web`. What happens?
lesson-pods-come-and-go-predict-delete-again-answers = It gets an answer, from the new { -pod }.
lesson-pods-come-and-go-predict-delete-again-refused = It is told at once that nobody is there.
lesson-pods-come-and-go-predict-delete-again-silence = Nothing comes back.
lesson-pods-come-and-go-predict-delete-again-after =
    With the tag in place, the visitor notices nothing. The { -pod } changed, its address changed;
    the { -service } did not. Kubernetes took the old address off the list and put the new one on.

    If your { -service } did not answer, its selector is still blank: go back one step.

## Step 5

lesson-pods-come-and-go-step-three = Three are better than one
lesson-pods-come-and-go-three =
    A { -service } can stand in front of many { -pods }. Let us have three with the same tag, and let
    the visitor send twenty times. The chart counts who answered.
lesson-pods-come-and-go-predict-who-answers = Three { -pods }, twenty requests. Who answers?
lesson-pods-come-and-go-predict-who-answers-one = Always the same { -pod }; the others wait in reserve.
lesson-pods-come-and-go-predict-who-answers-in-turn = All three, strictly in turn.
lesson-pods-come-and-go-predict-who-answers-chance = All three, as chance has it.
lesson-pods-come-and-go-predict-who-answers-after =
    Each new connection is given to one of the { -pods } **at random**, like a throw of a die. So the
    three bars are seldom equal, and the same { -pod } may well answer three times running. Send more
    and the bars draw level.

## Step 6

lesson-pods-come-and-go-step-your-turn = Your turn
lesson-pods-come-and-go-your-turn =
    A shop: one { -deployment } with a single { -pod }, one { -service } that finds nobody. It is going
    to be a busy day, and one { -pod } may fail at any moment.
lesson-pods-come-and-go-exercise-busy-shop = Give the shop three { -pods }, and let its { -service } find them.
lesson-pods-come-and-go-exercise-busy-shop-goal-answers = The visitor calls `shop` and gets an answer.
lesson-pods-come-and-go-exercise-busy-shop-goal-three = Thirty requests reach at least three different { -pods }.
lesson-pods-come-and-go-exercise-busy-shop-goal-goes-on = When one { -pod } is deleted, the shop goes on.
lesson-pods-come-and-go-exercise-busy-shop-hint-1 = Two things are missing: the tag that the { -service } looks for, and the number of { -pods }.
lesson-pods-come-and-go-exercise-busy-shop-hint-2 = The number is the { -deployment }'s `replicas`. The tag stands under `template`, as before; only its value is another one.
lesson-pods-come-and-go-exercise-busy-shop-hint-3 = Set `replicas: 3`, and under the { -service }'s `selector` write `app: shop`.
lesson-pods-come-and-go-exercise-busy-shop-after =
    Three { -pods } share the work, and none of them matters by itself. That is what a { -service } is
    for.

## The end

lesson-pods-come-and-go-did =
    What Kubernetes did for you:

    - It gave every new { -pod } an address of its own, and never promised to keep it.
    - It gave the { -service } a name and an address, and kept both.
    - It watched which { -pods } wear the tag and are ready, and kept the list up to date.
    - It sent every new connection to one { -pod } from that list, at random.

    That list has a name, EndpointSlice, and you will meet it soon.
