### What an Ingress controller decided. Each id begins with `reason-ingress-`:
### these texts come after the first page.

# $ingress is the Ingress, $asked host and path of its rule, $service the
# Service behind it; $endpoint where the controller sends, one of $of (a count).
reason-ingress-rule =
    { $of ->
        [one] { -ingress } `{ $ingress }` gives `{ $asked }` to { -service } `{ $service }`. The { -controller } sends straight to its one { -endpoint }, `{ $endpoint }`: the { -cluster-ip } and kube-proxy take no part.
       *[other] { -ingress } `{ $ingress }` gives `{ $asked }` to { -service } `{ $service }`. The { -controller } takes the { $of } { -endpoints } in turn and sends straight to `{ $endpoint }`: the { -cluster-ip } and kube-proxy take no part.
    }
# $host is the name and $path the path that were asked for.
reason-ingress-without-rule = No { -ingress } that this { -controller } reads has a rule for `{ $host }` and the path `{ $path }`. It answers 404 itself.
# $ingress is the Ingress; $service the Service that it names.
reason-ingress-without-endpoints = { -ingress } `{ $ingress }` names { -service } `{ $service }`, which has no ready { -endpoint } for that port. The { -controller } answers 503 itself.
# $client is the client's address.
reason-ingress-forwarded-for = The program behind saw only the address of the { -controller }. The caller's, `{ $client }`, was told to it in the header `X-Forwarded-For`.
# $ingress is the Ingress; $host the host asked for.
reason-ingress-redirects = { -ingress } `{ $ingress }` has `{ $host }` in its TLS section. Whoever asks without TLS is told by the { -controller } to come again with `https://` (308).
# $client is the client's address.
reason-ingress-forwarded-for-tls = TLS ended at the { -controller }. There is no Secret with a certificate for this host, so it showed its own default certificate. The program behind saw only its address; the caller's, `{ $client }`, was told to it in the header `X-Forwarded-For`.
