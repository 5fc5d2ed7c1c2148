### The lesson ports: which port is which.

lesson-ports-title = Ports: which one is which
lesson-ports-summary = Four places name a port, but only a program opens one. Give ports names, and find a program that hears only itself.

## Step 1

lesson-ports-step-note = A fact and a note
lesson-ports-note =
    Port numbers stand in four places of this text:

    - `--http-port=8080` tells the program where to listen. That is the fact.
    - `containerPort: 3000` is a note about the program. Somebody noted the wrong number.
    - `port: 80` is the { -service }'s own port, for callers.
    - `targetPort: 8080` is where the { -service } sends on to. Left out, it is the same as `port`.
lesson-ports-predict-wrong-note = The visitor calls `web:80`. What happens?
lesson-ports-predict-wrong-note-answers = The { -pod } answers.
lesson-ports-predict-wrong-note-refused = It is refused: the { -pod } has opened only 3000.
lesson-ports-predict-wrong-note-silence = Nothing comes back: a { -packet } for a port that is not noted is dropped.
lesson-ports-predict-wrong-note-after =
    The note closes nothing. The { -packet } went to 8080, where the program listens.

    The note opens nothing, either. Knock at the { -pod } itself, port 3000: refused, because nobody
    listens there. Correct the note or delete it, and `web:80` answers as before.
lesson-ports-try-noted-port = Knock at the { -pod }, port 3000

## Step 2

lesson-ports-step-name = Ask by name
lesson-ports-versions =
    Two versions of `api` run side by side. The old one listens on 8080, the new one on 9090.
lesson-ports-try-ten = Call ten times
lesson-ports-name =
    `targetPort: 8080` fits the old { -pod } only. At the new one, calls are refused.

    Here the note becomes useful, because it can carry a **name**. `targetPort` may say that name in
    place of a number. Then the number is looked up in each { -pod }.
lesson-ports-exercise-by-name = Let every call to `api:80` be answered, by both versions. Leave the programs' ports as they are.
lesson-ports-exercise-by-name-goal-both = Twenty calls to `api:80` are all answered, and both { -pods } take part.
lesson-ports-exercise-by-name-goal-own-ports = The programs still listen on 8080 and 9090.
lesson-ports-exercise-by-name-goal-old-gone = When the old version is switched off, the new one answers every call.
lesson-ports-exercise-by-name-hint-1 = No number fits both { -pods }. What could be the same in both?
lesson-ports-exercise-by-name-hint-2 = Each `containerPort` can have a `name` below it, as far in. That name can be the { -service }'s `targetPort`.
lesson-ports-exercise-by-name-hint-3 = Below `containerPort`, as far in, add `name: http` in both { -deployments }, and in the { -service } write `targetPort: http`.
lesson-ports-exercise-by-name-after =
    Look at the objects: the list is now two { -endpointslices }, one with 8080 and one with 9090.
    The next version may choose yet another number, and the { -service } stays.

    But mind: once the { -service } asks by name, the note counts. A wrong number beside `http`
    would lead callers to a closed port.

## Step 3

lesson-ports-step-misnamed = A name that nobody has
lesson-ports-misnamed =
    The { -service } of this shop asks for the port `http`. Its { -pod } is ready and wears the
    right label. It has noted the right number, but under the name `web`. Kubernetes took it all
    without complaint.
lesson-ports-predict-no-such-name = The visitor calls `shop:80`. What happens?
lesson-ports-predict-no-such-name-answers = The { -pod } answers: it has only one port, so there is no doubt.
lesson-ports-predict-no-such-name-refused = It is refused at once.
lesson-ports-predict-no-such-name-silence = Nothing comes back.
lesson-ports-predict-no-such-name-after =
    The { -pod } is on the list, but without a port: look at its { -endpointslice } among the
    objects, in the column `PORTS`. For the rules that is an empty list, so the kernel refuses.

    Kubernetes does not compare the names when it takes a { -service }; the { -pods } may come
    later. Write `targetPort: web`, and the shop answers.

## Step 4

lesson-ports-step-two-ports = Two ports, two names
lesson-ports-two-ports =
    This { -pod } runs two programs: the shop on 8080, and its metrics on 9100. The { -service }
    leads to the first only. Lines for the second are prepared, behind `#`.

    Take the two `#` away. The API server refuses the change with three complaints, and the
    { -service } stays as it was.
lesson-ports-exercise-second-port = Let the visitor call the metrics at `shop:9100`, and the shop at `shop:80` as before.
lesson-ports-exercise-second-port-goal-http = The visitor gets an answer from the shop at `shop:80`.
lesson-ports-exercise-second-port-goal-metrics = The visitor gets an answer from the metrics at `shop:9100`.
lesson-ports-exercise-second-port-hint-1 = Read the complaints below the editor. Two ask for the same field, the third is about a value.
lesson-ports-exercise-second-port-hint-2 = `Required value`: a `name` is missing. `must contain at least one letter (a-z)`: in quotes it is a name, not a number.
lesson-ports-exercise-second-port-hint-3 = Add `name: http` to the first port and `name: metrics` to the second, and write `targetPort: 9100`.
lesson-ports-exercise-second-port-after =
    The list of { -endpoints } is kept by port name. A single port may go without; where there are
    more, each needs one.

    The quotes made the number a text, and a text in `targetPort` is the name of a port. Such a name
    needs a letter, so that it is not taken for a number.

## Step 5

lesson-ports-step-loopback = A program that hears only itself
lesson-ports-loopback =
    The { -service } `admin` sends to 8000, and the program listens on 8000. But the program was
    told one thing more: `--bind 127.0.0.1`. First let its own { -pod } call it.
lesson-ports-try-itself = Call `localhost:8000` inside the { -pod }
lesson-ports-predict-through-service = Now the visitor calls `admin:80`. What happens?
lesson-ports-predict-through-service-answers = The program answers: it works, and the ports are right.
lesson-ports-predict-through-service-refused = It is refused at once.
lesson-ports-predict-through-service-silence = Nothing comes back.
# $adminIp is the IP address of the Pod in which the program runs.
lesson-ports-predict-through-service-after =
    Every { -pod } has a `127.0.0.1` and means itself by it. The visitor's { -packet } came to
    `{ $adminIp }`. At that address the program does not listen: refused.

    `kubectl exec` and `kubectl port-forward` hide this fault, because both reach the program from
    inside its own { -pod }.
lesson-ports-exercise-every-address = Let the visitor get an answer from `admin:80`.
lesson-ports-exercise-every-address-goal-visitor = The visitor gets an answer from `admin:80`, three times running.
lesson-ports-exercise-every-address-goal-itself = Inside its own { -pod } the program still answers at `localhost:8000`.
lesson-ports-exercise-every-address-hint-1 = The port is right. At which address does the program listen?
lesson-ports-exercise-every-address-hint-2 = It stands in `command`, after `--bind`. `0.0.0.0` means: at every address of this { -pod }.
lesson-ports-exercise-every-address-hint-3 = In `command`, write `0.0.0.0` in place of `127.0.0.1`.
lesson-ports-exercise-every-address-after =
    No field of the { -service } mends this, and no `containerPort`. Many programs listen on
    `127.0.0.1` until told otherwise: look for `bind`, `listen` or `host` in their settings.

## The end

lesson-ports-did =
    What Kubernetes did for you:

    - The API server checked how ports and names are written, not whether anybody listens.
    - A controller looked up the name from `targetPort` in each { -pod } and put the number on the
      list.
    - The kernel sent each { -packet } to an address and port from that list.

    What nobody did: open a port. Only a program that listens can do that.
