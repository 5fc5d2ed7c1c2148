### Det, en Ingress-controller besluttede. Hvert id begynder med `reason-ingress-`:
### disse tekster kommer efter den første side.

# $ingress is the Ingress, $asked host and path of its rule, $service the
# Service behind it; $endpoint where the controller sends, one of $of (a count).
reason-ingress-rule =
    { $of ->
        [one] Din { -ingress } `{ $ingress }` giver `{ $asked }` til din { -service } `{ $service }`. Den { -controller }, der læser den, sender direkte til det ene { -endpoint }, `{ $endpoint }`. Hverken { -cluster-ip } eller kube-proxy er med.
       *[other] Din { -ingress } `{ $ingress }` giver `{ $asked }` til din { -service } `{ $service }`. Den { -controller }, der læser den, tager de { $of } { -endpoints } på skift og sender direkte til `{ $endpoint }`. Hverken { -cluster-ip } eller kube-proxy er med.
    }
# $host is the name and $path the path that were asked for.
reason-ingress-without-rule = Ingen { -ingress }, som denne { -controller } læser, har en regel for `{ $host }` og stien `{ $path }`. Den svarer selv 404.
# $ingress is the Ingress; $service the Service that it names.
reason-ingress-without-endpoints = Din { -ingress } `{ $ingress }` nævner din { -service } `{ $service }`, som ikke har noget { -endpoint }, der er klar, til den port. Den { -controller }, der læser den, svarer selv 503.
# $client is the client's address.
reason-ingress-forwarded-for = Programmet bagved så kun adressen på den { -controller }, der kaldte. Den oprindelige kalders, `{ $client }`, stod i headeren `X-Forwarded-For`.
# $ingress is the Ingress; $host the host asked for.
reason-ingress-redirects = Din { -ingress } `{ $ingress }` har `{ $host }` i sit TLS-afsnit. Den, der spørger uden TLS, får besked om at komme igen med `https://` (308).
# $client is the client's address.
reason-ingress-forwarded-for-tls = TLS sluttede ved den { -controller }, der tog imod. Ingen Secret har et certifikat til dette navn, så den viste sit eget standardcertifikat. Programmet bagved så kun dens adresse; den oprindelige kalders, `{ $client }`, stod i headeren `X-Forwarded-For`.
