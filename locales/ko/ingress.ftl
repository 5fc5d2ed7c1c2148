### Ingress 컨트롤러가 정한 것입니다. 모든 id는 `reason-ingress-`로 시작합니다.
### 이 글들은 첫 화면 다음에 옵니다.

# $ingress is the Ingress, $asked host and path of its rule, $service the
# Service behind it; $endpoint where the controller sends, one of $of (a count).
reason-ingress-rule =
    { $of ->
        [1] `{ $ingress }` { -ingress }의 규칙에 따라 `{ $asked }` 요청은 `{ $service }` 서비스로 갑니다. { -controller }가 하나뿐인 { -endpoint } `{ $endpoint }` 주소로 바로 보내므로, { -cluster-ip }와 kube-proxy는 거치지 않습니다.
       *[other] `{ $ingress }` { -ingress }의 규칙에 따라 `{ $asked }` 요청은 `{ $service }` 서비스로 갑니다. { -controller }가 { -endpoint } { $of }개를 차례로 쓰며 이번에는 `{ $endpoint }` 주소로 바로 보내므로, { -cluster-ip }와 kube-proxy는 거치지 않습니다.
    }
# $host is the name and $path the path that were asked for.
reason-ingress-without-rule = 이 { -controller }가 읽는 { -ingress } 가운데 `{ $host }` 이름과 `{ $path }` 경로에 맞는 규칙이 없습니다. { -controller }가 직접 404로 답합니다.
# $ingress is the Ingress; $service the Service that it names.
reason-ingress-without-endpoints = `{ $ingress }` { -ingress }의 규칙이 가리키는 `{ $service }` 서비스에는 그 포트로 준비된 { -endpoint }가 없습니다. { -controller }가 직접 503으로 답합니다.
# $client is the client's address.
reason-ingress-forwarded-for = 뒤에 있는 프로그램은 { -controller }의 주소만 보았습니다. 호출자의 주소 `{ $client }` 값은 `X-Forwarded-For` 헤더로 알려 주었습니다.
# $ingress is the Ingress; $host the host asked for.
reason-ingress-redirects = `{ $ingress }` { -ingress }의 TLS 부분에 `{ $host }` 이름이 있습니다. TLS 없이 물으면 { -controller }가 `https://`로 다시 오라고 알립니다(308).
# $client is the client's address.
reason-ingress-forwarded-for-tls = TLS는 { -controller }에서 끝났습니다. 이 호스트의 인증서를 담은 Secret이 없어 { -controller }가 자기 기본 인증서를 내보였습니다. 뒤에 있는 프로그램은 { -controller }의 주소만 보았고, 호출자의 주소 `{ $client }` 값은 `X-Forwarded-For` 헤더로 알려 주었습니다.
