### Ingress 控制器所做的决定。每个 id 都以 `reason-ingress-` 开头：
### 这些文字在第一页之后才送到。

# $ingress 是 Ingress；$asked 是规则里的主机名和路径；$service 是后面的 Service；
# $endpoint 是控制器发往的地址，$of 个中的一个。
reason-ingress-rule =
    { $of ->
        [1] { -ingress } `{ $ingress }` 把 `{ $asked }` 交给 { -service } `{ $service }`。{ -controller }直接发给它唯一的{ -endpoint } `{ $endpoint }`，不经过{ -cluster-ip }，也不经过 kube-proxy。
       *[other] { -ingress } `{ $ingress }` 把 `{ $asked }` 交给 { -service } `{ $service }`。{ -controller }轮流使用 { $of } 个{ -endpoints }，这次直接发给 `{ $endpoint }`，不经过{ -cluster-ip }，也不经过 kube-proxy。
    }
# $host 是请求的名字；$path 是请求的路径。
reason-ingress-without-rule = 这个{ -controller }读到的 { -ingress } 里，没有一条规则写着 `{ $host }` 和路径 `{ $path }`。它自己回答 404。
# $ingress 是 Ingress；$service 是它写的 Service。
reason-ingress-without-endpoints = { -ingress } `{ $ingress }` 写的是 { -service } `{ $service }`，但那个{ -port }没有{ -readiness }的{ -endpoint }。{ -controller }自己回答 503。
# $client 是访问者的地址。
reason-ingress-forwarded-for = 后面的程序只看到{ -controller }的地址。访问者的地址 `{ $client }` 是写在 `X-Forwarded-For` 标头里告诉它的。
# $ingress 是 Ingress；$host 是所请求的主机名。
reason-ingress-redirects = { -ingress } `{ $ingress }` 的 TLS 部分写着 `{ $host }`。不用 TLS 来的，{ -controller }会让它改用 `https://` 再来（308）。
# $client 是访问者的地址。
reason-ingress-forwarded-for-tls = TLS 到{ -controller }为止。找不到存着这个主机证书的 Secret，所以它出示的是自己的默认证书。后面的程序只看到它的地址；访问者的地址 `{ $client }` 是写在 `X-Forwarded-For` 标头里告诉它的。
