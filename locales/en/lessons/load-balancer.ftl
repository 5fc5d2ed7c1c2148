### The lesson load-balancer: one address for the world.

lesson-load-balancer-title = LoadBalancer: one address for the world
lesson-load-balancer-summary = Who gives a { -service } its address for the outside, what stands between that address and your { -pods }, and why it sometimes stays pending.

## Step 1

lesson-load-balancer-step-one-address = One address, please
lesson-load-balancer-one-address =
    With node ports the caller has to know a node and hope that it lives. `type: LoadBalancer` asks
    for something better: one address from outside that finds a living node by itself.

    The { -service } in the editor has asked. This cluster runs on your own two machines, with nothing
    else installed.
lesson-load-balancer-predict-pending = The laptop wants to call the { -load-balancer }'s address. What is it?
lesson-load-balancer-predict-pending-address = Kubernetes has made a { -load-balancer } and given it an address.
lesson-load-balancer-predict-pending-nothing = There is no address.
# $nodePort is the node port that the Service was given; $clusterIp its cluster IP.
lesson-load-balancer-predict-pending-after =
    Kubernetes does **not** come with a { -load-balancer }. It writes down that you want one and waits
    for somebody to bring it. Nobody does here, so the external address stays `<pending>`, for ever.
    Nothing is broken.

    Meanwhile the { -service } got all the rest: the cluster IP `{ $clusterIp }` and, on every node,
    the { -node-port } `{ $nodePort }`. Try it.
lesson-load-balancer-try-node-port = Knock at `node-1`

## Step 2

lesson-load-balancer-step-cloud = In a cloud
# $lbIp is the address of the load balancer.
lesson-load-balancer-cloud =
    The same { -service }, word for word, in a cluster that runs in Google's cloud. There a
    controller watches for such wishes, orders a { -load-balancer } from the cloud and writes its
    address into the { -service }'s status: `{ $lbIp }`.
lesson-load-balancer-try-send = Call the { -load-balancer }
lesson-load-balancer-hops =
    Follow the { -packet }. The { -load-balancer } stands outside the cluster and knows nodes, not
    { -pods }. It picks a living node; that node's kernel picks a { -pod }, which may well be on
    another node.

    What reaches the node depends on the provider. Google's passes the { -packet } on untouched, and the
    node's rules know its address. Others send to the { -node-port }. Some answer the caller
    themselves and open a new connection.

## Step 3

lesson-load-balancer-step-node-dies = A node goes down
lesson-load-balancer-node-dies =
    Remember the power cable? `node-2` is about to go down again, with one of the two { -pods } on
    it. After a minute, the laptop calls ten times.
lesson-load-balancer-predict-dead-node = `node-2` has been down for a minute. What becomes of ten calls?
lesson-load-balancer-predict-dead-node-all = All are answered.
lesson-load-balancer-predict-dead-node-half = About half get no answer.
lesson-load-balancer-predict-dead-node-after =
    Two things had happened within that minute. The { -load-balancer } asks every node again and again
    whether it is well, its **health check**, and left `node-2` out. And the cluster took the { -pod }
    on `node-2` off the list. One address, and the caller noticed nothing.

## Step 4

lesson-load-balancer-step-visitor = The caller's address
lesson-load-balancer-visitor =
    The { -pod } writes down who calls, and finds only nodes in its list. You know why: under the
    default policy the node rewrites the source.

    With node ports, `Local` had a catch: a node without a { -pod } drops the { -packet }. Here runs
    just one { -pod }, on one of two nodes, and the laptop cannot choose.
lesson-load-balancer-exercise-visitor-address = Let the { -pod } see the laptop's own address, without one lost call.
lesson-load-balancer-exercise-visitor-address-goal-own-address = Ten calls to the { -load-balancer } are all answered, and the { -pod } sees the laptop's address each time.
lesson-load-balancer-exercise-visitor-address-hint-1 = It is the same field as in the lesson on NodePort.
lesson-load-balancer-exercise-visitor-address-hint-2 = The field is `externalTrafficPolicy`. Who keeps callers away from the node without a { -pod }?
lesson-load-balancer-exercise-visitor-address-hint-3 = Beside `type` write `externalTrafficPolicy: Local`. Nothing else needs to change.
lesson-load-balancer-exercise-visitor-address-after =
    Under `Local` every node tells the { -load-balancer }'s { -health-check } whether it has a { -pod }
    of this { -service }. For that Kubernetes opened one more port, `healthCheckNodePort`. A node
    that has none is left out, so nobody meets the catch.

## Step 5

lesson-load-balancer-step-shop = On your laptop, with kind
lesson-load-balancer-shop =
    kind runs a cluster in containers, for practice. With `cloud-provider-kind` beside it, there too
    somebody brings load balancers, and the address is real on your machine.

    This shop has one. But customers type no port, so their browsers knock at 80, and the shop has
    put 8080 on the door. Its program listens on 8080, and that cannot be changed.
lesson-load-balancer-exercise-front-door = Let customers in at port 80.
lesson-load-balancer-exercise-front-door-goal-outside = The laptop calls the { -load-balancer } at port 80, and the shop answers every time.
lesson-load-balancer-exercise-front-door-goal-inside = The visitor inside calls `shop:80`.
lesson-load-balancer-exercise-front-door-hint-1 = Which of the { -service }'s ports do callers see?
lesson-load-balancer-exercise-front-door-hint-2 = It is `port`. Change it and send. Refused? `targetPort` was never typed, so it is the same as `port`.
lesson-load-balancer-exercise-front-door-hint-3 = Write `port: 80`, and below it `targetPort: 8080`.
lesson-load-balancer-exercise-front-door-after =
    A { -load-balancer } listens on the { -service }'s `port`. Inside and outside, callers use the same
    number; only the { -pods } keep their own.

## The end

lesson-load-balancer-did =
    What Kubernetes did for you:

    - It gave the { -service } a cluster IP and a { -node-port }: each type builds on the one before.
    - It noted the wish for a { -load-balancer }. Somebody else fulfilled it: the cloud, or a tool like
      cloud-provider-kind. Else it stays pending.
    - It told the { -health-check } which nodes are good to send to.
    - From the node on, all was as you know it: one random choice, one new destination.
