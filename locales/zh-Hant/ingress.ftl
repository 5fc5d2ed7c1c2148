### Ingress 控制器所做的決定。每個 id 都以 `reason-ingress-` 開頭：
### 這些文字在第一頁之後才送到。

# $ingress 是 Ingress；$asked 是規則裡的主機名稱和路徑；$service 是後面的 Service；
# $endpoint 是控制器送往的位址，$of 個之中的一個。
reason-ingress-rule =
    { $of ->
        [1] { -ingress } `{ $ingress }` 把 `{ $asked }` 交給 { -service } `{ $service }`。{ -controller }直接送到它唯一的{ -endpoint } `{ $endpoint }`，不經過{ -cluster-ip }，也不經過 kube-proxy。
       *[other] { -ingress } `{ $ingress }` 把 `{ $asked }` 交給 { -service } `{ $service }`。{ -controller }輪流使用 { $of } 個{ -endpoints }，這次直接送到 `{ $endpoint }`，不經過{ -cluster-ip }，也不經過 kube-proxy。
    }
# $host 是請求的名稱；$path 是請求的路徑。
reason-ingress-without-rule = 這個{ -controller }讀到的 { -ingress } 裡，沒有一條規則寫著 `{ $host }` 和路徑 `{ $path }`。它自己回答 404。
# $ingress 是 Ingress；$service 是它寫的 Service。
reason-ingress-without-endpoints = { -ingress } `{ $ingress }` 寫的是 { -service } `{ $service }`，但那個{ -port }沒有已就緒的{ -endpoint }。{ -controller }自己回答 503。
# $client 是呼叫端的位址。
reason-ingress-forwarded-for = 後面的程式只看到{ -controller }的位址。呼叫端的位址 `{ $client }` 是寫在 `X-Forwarded-For` 標頭裡告訴它的。
# $ingress 是 Ingress；$host 是所要的主機名稱。
reason-ingress-redirects = { -ingress } `{ $ingress }` 的 TLS 區段裡有 `{ $host }`。沒有用 TLS 來問的，{ -controller }會請它改用 `https://` 再來（308）。
# $client 是呼叫端的位址。
reason-ingress-forwarded-for-tls = TLS 到{ -controller }為止。找不到存放這個主機憑證的 Secret，所以它拿出自己的預設憑證。後面的程式只看到它的位址；呼叫端的位址 `{ $client }` 是寫在 `X-Forwarded-For` 標頭裡告訴它的。
