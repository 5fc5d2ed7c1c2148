### The examples of the sandbox: a name, and a note on what to try and where the
### author of the manifest errs. The manifests themselves stay as they were typed.

example-empty = An empty editor
    .note =
        Three nodes and a visitor { -pod }, nothing else. Type a manifest, or choose another example to
        take apart.
example-hostname-service = A NodePort, from an English note
    .note =
        The note brings only the { -service }; the lab has added two { -pods } labelled
        `app: echo-hostname` that listen on port 80. Both nodes answer on port 30163, wherever the
        { -pods } run.

        The note says that a NodePort { -service } routes to a ClusterIP { -service }. It does get a
        cluster IP as well, but step through the trace: one rewriting leads straight from the node's
        port to the { -pod }.
example-my-service = A ClusterIP, from a Chinese note
    .note =
        The note says that its { -pods } listen on port 80, and brings none; the lab has added two that
        do. But its `targetPort` is 9376, and nobody listens there: the visitor is **refused**.

        Set `targetPort: 80` and it answers. Between `port` and `targetPort`, only the second has to be
        what the program listens on.
example-my-service-external-ip = External IPs, from the same note
    .note =
        Refused as it stands: `protocol: http` does not exist. A { -service } works with TCP, UDP and
        SCTP and does not look inside; HTTP travels over TCP. Write `protocol: TCP`, then mend
        `targetPort` too, since the { -pods } listen on 80.

        After that, requests to `80.11.12.10` are answered, provided that somebody routes that address
        to a node; here the network outside does. Kubernetes 1.36 warns that the field is deprecated.
example-svc-1-cluster-ip = A ClusterIP, from a Korean note
    .note =
        A { -pod } pinned to `k8s-node1`, and a { -service } with no type, so a ClusterIP. The lab knows
        that the image `test/app` listens on 8080. From inside, port 9000 answers; from outside,
        nothing does.
example-svc-1-node-port = A NodePort under Local, from the same note
    .note =
        `externalTrafficPolicy: Local` and one { -pod }, pinned to `k8s-node1`. So port 30000 answers
        on `k8s-node1` only; on `k8s-node2` the { -packet } is dropped and the laptop waits in vain.

        The note says that every node's port leads to the { -pod }. Under `Cluster`, the default, it
        would.
example-svc-1-load-balancer = A LoadBalancer, from the same note
    .note =
        The note says to call a node on port 30000. But this { -service } names no `nodePort`, so
        Kubernetes chose another: look at what was stored. The usual way in is the { -load-balancer }'s
        address, on port 9000.
example-headless = Headless: no address of its own
    .note =
        With `clusterIP: None` there is no virtual address and no rule. DNS answers with the addresses of
        all ready { -pods }, and the caller takes one. So `port` plays no part: callers use the
        { -pod }'s own port.
example-external-name = ExternalName: a name for a name
    .note =
        No { -pods }, no address, no rules: DNS says that `billing` is called `billing.example.com`, and
        the { -packet } goes there. Nothing of the { -service } touches it on the way.
example-ingress = An Ingress and its controller
    .note =
        An { -ingress } is only data: a { -controller }, a { -pod } behind a { -service } of its own, reads it, looks at
        host and path, and calls the { -pods } itself. In the terminal:
        `curl --resolve shop.example:80:ADDRESS http://shop.example/cart`, with the address of the { -load-balancer }.
