# source: c2664ee6bf9f

### names 課：問了 DNS 什麼，它又答了什麼。

lesson-names-title = 名稱：DNS 到哪裡找
lesson-names-summary = 為什麼 `api` 在這裡找得到，在那裡卻沒有人認得？哪些名稱會依什麼順序查詢？還有，位址從來不會告訴您的一件事：{ -port }。

## 步驟 1

lesson-names-step-two-namespaces = 兩個{ -namespace }
lesson-names-two-namespaces =
    所謂**{ -namespace }**（namespace），就是收納{ -object }的抽屜：名稱只需在同一個抽屜裡不重複。訪客住在 `default`，`web` 也是。另一個{ -namespace } `shop` 裡，則住著 `api`。
lesson-names-try-web = 呼叫 `web`
# $webIp 是 Service web 的叢集 IP。
lesson-names-full-name =
    請打開 **DNS**。查詢 `web` 時，找的是 `web.default.svc.cluster.local`，它的 A 記錄裡就是位址 `{ $webIp }`。（AAAA 問的是 IPv6。）

    每個 { -service } 都有這樣一個全名：名稱、{ -namespace }、`svc`，再加上{ -cluster }的網域，通常是 `cluster.local`。
lesson-names-predict-short-name = 訪客呼叫住在 `shop` 裡的 `api`。會發生什麼事？
lesson-names-predict-short-name-answers = `api` 會回答：同一個{ -cluster }，同一個 DNS。
lesson-names-predict-short-name-unknown = DNS 不認得這個名稱，什麼也沒送出。
lesson-names-predict-short-name-silence = 毫無回音：{ -namespace }四周有牆圍著。
lesson-names-predict-short-name-after =
    請讀一讀 **DNS** 裡的清單。`api` 先在訪客自己的{ -namespace }裡找，再換上兩個較短的結尾，最後照原樣找。每一次都沒有這筆記錄：`curl: (6)`，什麼也沒送出。

## 步驟 2

lesson-names-step-search-path = 搜尋路徑
lesson-names-search-path =
    這些結尾來自每個 { -pod } 裡都有的一個檔案。請打開**終端機**，把執行位置設為訪客，再輸入 `cat /etc/resolv.conf`。

    結尾都寫在 `search` 那一行，第一個結尾裡就有這個 { -pod } 自己的{ -namespace }。在 `shop` 裡，第一個是 `shop.svc.cluster.local`，所以在那裡只說 `api` 就夠了。到了別處，就得把{ -namespace }也說出來。
lesson-names-try-api-shop = 呼叫 `api.shop`
lesson-names-dots =
    第二個結尾對上了。還有，{ -namespace }隔開的是名稱，擋不住任何{ -packet }（packet）。

    `ndots:5` 的意思是：名稱裡的點不到五個，就先加上各個結尾去試，最後才照原樣查詢。全名有四個點。請數一數白問了幾次；然後在結尾加一個點再試一次，這個點表示後面什麼都不缺了。
lesson-names-try-full = 呼叫 `api.shop.svc.cluster.local`
lesson-names-try-final-dot = 同一個名稱，結尾加一個點

## 步驟 3

lesson-names-step-lost = 放錯抽屜
lesson-names-lost =
    有人用編輯器裡的這份文字，把 `api` 重新建立了一次。`shop` 裡有兩個 { -pods } 在執行。可是訪客呼叫 `api.shop`，看到的是 `curl: (6)`；呼叫 `api`，則被拒絕。
lesson-names-exercise-own-drawer = 讓 `api.shop` 回答。
lesson-names-exercise-own-drawer-goal-short = 訪客呼叫 `api.shop` 五次，每次都得到回答。
lesson-names-exercise-own-drawer-goal-full = 訪客呼叫結尾加了一個點的全名，並得到回答。
lesson-names-exercise-own-drawer-hint-1 = 這份文字會建立兩個{ -object }。它們各在哪個{ -namespace }裡？
lesson-names-exercise-own-drawer-hint-2 = 請在終端機輸入 `kubectl get services`，再加上 `-A`，表示所有{ -namespace }。`api` 在哪裡？
lesson-names-exercise-own-drawer-hint-3 = 在 { -service } 的 `metadata` 裡，於 `name: api` 的下一行寫 `namespace: shop`。
lesson-names-exercise-own-drawer-after =
    沒有寫{ -namespace }時，kubectl 會用它設定的那一個，這裡是 `default`。{ -service } 到了那裡，名稱不對，也沒有 { -pods }：{ -selector }（selector）只在自己的{ -namespace }裡找。

## 步驟 4

lesson-names-step-no-ports = 位址裡沒有{ -port }
lesson-names-no-ports =
    `db` 是 **headless** { -service }：`clusterIP: None`。它沒有自己的位址，所以它的名稱通往各個已就緒 { -pods } 的位址，由呼叫端選一個。

    程式在 8080 上接聽。{ -service } 寫著 `port: 80` 和 `targetPort: 8080`。
lesson-names-predict-headless-port = 訪客呼叫 `db.shop` 的{ -port }（port）80。會發生什麼事？
lesson-names-predict-headless-port-answers = 某個 { -pod } 會回答：80 通往 8080。
lesson-names-predict-headless-port-refused = 立刻被拒絕。
lesson-names-predict-headless-port-unknown = 查不到這個名稱：沒有位址，就沒有記錄。
lesson-names-predict-headless-port-after =
    DNS 給了兩個 { -pods } 的位址，卻**沒有給{ -port }**：位址的記錄裡沒有{ -port }。在別的情況下，{ -nodes }（node）上的{ -rule }會把 80 改成 8080，但 headless { -service } 沒有{ -rule }。所以訪客敲的是某個 { -pod } 的{ -port } 80，那裡沒有人接聽。
lesson-names-try-pod-port = 呼叫 `db.shop` 的{ -port } 8080
lesson-names-srv =
    SRV 記錄裡倒是有{ -port }，前提是{ -port }有名稱。這裡的叫做 `http`。請在終端機把執行位置設為訪客，輸入 `dig SRV _http._tcp.db.shop.svc.cluster.local`。寫在 { -pod } 的名稱前面的，就是{ -port }。不過，會查詢 SRV 的程式很少，curl 就不會。

## 步驟 5

lesson-names-step-own-name = 每個 { -pod } 各有名稱
lesson-names-own-name =
    { -statefulset } 會替自己的 { -pods } 編號：`db-0`、`db-1`。寫在它的 `serviceName` 裡的 headless { -service }，會讓每個 { -pod } 在 DNS 裡都有一個名稱：`db-0.db.shop` 指的就是第一個，不會是別的。

    這裡卻只得到 `curl: (6)`，儘管兩個 { -pods } 都在執行，也有一個 headless { -service } 找得到它們。
lesson-names-exercise-own-name = 讓每個 { -pod } 都能用自己的名稱呼叫到。
lesson-names-exercise-own-name-goal-first = 訪客呼叫 `db-0.db.shop` 的{ -port } 8080，由 `db-0` 回答。
lesson-names-exercise-own-name-goal-second = 訪客呼叫 `db-1.db.shop`，由 `db-1` 回答。
lesson-names-exercise-own-name-hint-1 = 在 `db-0.db.shop` 裡，`db-0` 是 { -pod }，`shop` 是{ -namespace }。那麼 `db` 是什麼？
lesson-names-exercise-own-name-hint-2 = 請拿 `serviceName` 和 { -service } 的名稱比一比。`serviceName` 一旦儲存，就不能變更。
lesson-names-exercise-own-name-hint-3 = 在 { -service } 的 `metadata` 裡，把 `name: database` 改成 `name: db`。
lesson-names-exercise-own-name-after =
    這個 { -service } 不是由 { -statefulset } 建立的，而是由您建立。兩邊的名稱不一樣，也不會有人警告您。

## 步驟 6

lesson-names-step-before-names = 啟動時就告知
lesson-names-before-names =
    還有一種較舊的做法。{ -container }（container）啟動時會得到一些**{ -environment-variable }**（environment variable），同一個{ -namespace }裡每個有位址的 { -service } 都有幾個。

    在這裡，訪客先到，`api` 後到，兩者都在 `default`。
lesson-names-predict-older = 訪客比 `api` 更早出現，現在用名稱呼叫它。會發生什麼事？
lesson-names-predict-older-answers = 得到回答：誰先誰後都一樣。
lesson-names-predict-older-unknown = 查不到名稱：訪客啟動時還沒有它。
lesson-names-predict-older-after =
    DNS 是在呼叫的當下才查詢的，不管誰先誰後。{ -environment-variable }則是在{ -container }啟動時設定的。請在終端機把執行位置設為訪客，輸入 `env`：完全沒有提到 `api`。讓它重新啟動，再看一次。
lesson-names-try-restart = 讓訪客當掉，等一分鐘
# $apiIp 是 Service api 的叢集 IP。
lesson-names-restarted =
    這時就有了 `API_SERVICE_HOST={ $apiIp }`。可是也有了 `API_PORT=tcp://{ $apiIp }:80`：哪支程式剛好有同名的設定，就要倒楣了。在 { -pod } 的 `spec` 裡寫 `enableServiceLinks: false`，就不會有這些變數。不論有沒有它們，名稱都管用。

## 尾聲

lesson-names-did =
    Kubernetes 為您做了這些事：

    - 給每個 { -service } 一個全名，裡面包含它的{ -namespace }。
    - 在每個沒有另外指定的 { -pod } 裡寫下搜尋路徑，讓簡短的名稱在同一個{ -namespace }裡管用。
    - 有人查詢 headless { -service } 的名稱時，用當時已就緒的 { -pods } 來回答。
    - 在{ -container }啟動時設定{ -environment-variable }，之後就不再設定。

    它沒有做的事：在位址裡放進{ -port }，或在{ -namespace }四周築牆。
