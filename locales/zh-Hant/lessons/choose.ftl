# source: 9367d7b49408

### choose 課：哪種呼叫端該用哪種 Service，什麼時候又該用 Ingress。

lesson-choose-title = 誰來呼叫？選對 { -service }
lesson-choose-summary = 哪種呼叫端該用哪種 { -service }，又有什麼事是 { -ingress } 做得到、哪種 { -service } 都做不到的。

## 步驟 1

lesson-choose-step-who-calls = 夠用就好
lesson-choose-who-calls =
    寫 { -service } 之前，先問一問：**誰來呼叫**？然後選剛好夠用的那一種。

    這個{ -cluster }設在一家餐廳裡，沒有人會提供{ -load-balancer }（load balancer）。`stock` 是庫存，只有 { -pods } 會呼叫它，例如訪客。`menu` 是菜單，給廚房裡的螢幕用；那台螢幕和您的筆電一樣，連得到{ -nodes }（node），而且設定好了要敲{ -port }（port）30080。現在，螢幕上顯示的卻是庫存。
lesson-choose-exercise-least = 讓每個 { -service } 剛好滿足它的呼叫端，不多給。
lesson-choose-exercise-least-goal-screen = 筆電不論敲哪個{ -node }的{ -port } 30080，都由 `menu` 回答。
lesson-choose-exercise-least-goal-inside = 訪客呼叫 `stock:80`，由 `stock` 回答。
lesson-choose-exercise-least-goal-closed = `stock` 不再有{ -node-port }（node port），`menu` 也不必等待{ -load-balancer }。
lesson-choose-exercise-least-hint-1 = 兩者之中，誰需要在{ -nodes }上有一扇門？現在有門的又是誰？
lesson-choose-exercise-least-hint-2 = 哪種類型只供內部使用？哪種會在每個{ -node }上開放一個{ -port }？`stock` 讓出 30080 之後，`menu` 就能用它。
lesson-choose-exercise-least-hint-3 = 把 `type: NodePort` 和 `nodePort: 30080` 從 `stock` 裡移除，改寫到 `menu` 裡。
lesson-choose-exercise-least-after =
    現在，`stock` 是 ClusterIP { -service }，`menu` 是 NodePort { -service }。如果寫了 `type: LoadBalancer`，就會一直等一個沒有人提供的位址。

## 步驟 2

lesson-choose-step-one-address = 兩個名稱，一個位址
lesson-choose-one-address =
    現在輪到全世界來呼叫，呼叫的是 `shop.example` 和 `docs.example`。在雲端，`type: LoadBalancer` 會替每個 { -service } 各取得一個位址，而每個位址都要付錢。

    為了省下一個，有人把 `docs` 改成了 ClusterIP { -service }。現在，在外面世界的 DNS 裡，兩個名稱都通往 `shop` 的位址。
lesson-choose-predict-two-names = 筆電呼叫 `docs.example`。會發生什麼事？
lesson-choose-predict-two-names-docs = `docs` 會回答：呼叫的就是它。
lesson-choose-predict-two-names-shop = `shop` 會回答，不是 `docs`。
lesson-choose-predict-two-names-silence = 毫無回音，筆電最後放棄。
lesson-choose-predict-two-names-after =
    名稱只用來問一次 DNS。從那之後，算數的就只有位址和{ -port }：{ -service } 看見的是**連線**（connection）。HTTP 請求裡雖然也寫著名稱，{ -node }上卻沒有任何{ -rule }會去讀它。

## 步驟 3

lesson-choose-step-no-reader = 沒有人讀的{ -rule }
lesson-choose-no-reader =
    所謂 **{ -ingress }**，就是寫明該怎麼處理 HTTP 請求：哪個主機名稱、哪個路徑，通往哪個 { -service }。編輯器裡的這一個很短：不論什麼名稱，不論什麼路徑，都通往 `shop`。

    Kubernetes 收下了它。除此之外，什麼都沒有安裝。
lesson-choose-predict-port-80 = 筆電呼叫 `node-1` 的{ -port } 80。會發生什麼事？
lesson-choose-predict-port-80-answers = `shop` 會回答：{ -ingress } 開放了{ -port } 80。
lesson-choose-predict-port-80-refused = 筆電立刻被拒絕，不必空等。
lesson-choose-predict-port-80-silence = 毫無回音，筆電最後放棄等待。
lesson-choose-predict-port-80-after =
    { -ingress } 只是資料，什麼也不會開放。請在終端機輸入 `kubectl get ingress`：`ADDRESS` 是空的。還需要一個 **Ingress 控制器**（Ingress controller），也就是讀取這種{ -rule }、接下請求的程式。Kubernetes 本身並不附帶。

## 步驟 4

lesson-choose-step-reader = 一個位址，許多名稱
lesson-choose-reader =
    這裡有一個{ -controller }在執行：它是一個 { -pod }，前面有一個 LoadBalancer 類型的 { -service }。兩個名稱都通往這個 { -service } 的位址。現在，`shop` 是 ClusterIP { -service }；`docs` 則又有了自己的{ -load-balancer }。
lesson-choose-try-shop = 呼叫 `shop.example`
lesson-choose-two-connections =
    有兩個連線。一個到{ -controller }為止，由它讀取主機名稱和路徑。另一個直接通往 `shop` 的某個 { -pod }：這個{ -controller }會自己去讀 { -service } 的清單。
lesson-choose-predict-no-rule = 接著，筆電呼叫 `docs.example`。會發生什麼事？
lesson-choose-predict-no-rule-docs = 這次由 `docs` 回答。
lesson-choose-predict-no-rule-shop = 照舊由 `shop` 回答。
lesson-choose-predict-no-rule-controller = 由{ -controller }自己回答。
lesson-choose-predict-no-rule-after =
    `404 Not Found`，這是{ -controller }說的：沒有一條{ -rule }是寫給這個主機名稱的。`docs` 的{ -load-balancer }根本沒有人去問，它的位址是另一個。

    { -rule }也能按路徑來分。請在終端機把執行位置設為筆電，輸入 `curl shop.example/cart`：回答的是 `cart`。
lesson-choose-exercise-one-address = 讓呼叫 `docs.example` 的人得到 `docs` 的回答，並拿掉 `docs` 自己的{ -load-balancer }。
lesson-choose-exercise-one-address-goal-docs = 筆電呼叫 `docs.example`，由 `docs` 回答。
lesson-choose-exercise-one-address-goal-shop = 筆電呼叫 `shop.example`，仍然由 `shop` 回答。
lesson-choose-exercise-one-address-goal-saved = `docs` 沒有{ -load-balancer }，也沒有{ -node-port }。
lesson-choose-exercise-one-address-hint-1 = { -controller }少了一條{ -rule }。補上之後，還有誰需要從外面連到 `docs`？
lesson-choose-exercise-one-address-hint-2 = 在 `rules` 之下，每條{ -rule }都從 `- host:` 開始。把這一條連同它的第一個路徑複製一份。哪兩個詞要改？
lesson-choose-exercise-one-address-hint-3 = 在複製的那一份裡，寫 `host: docs.example` 和 `name: docs`。在 { -service } `docs` 裡，移除 `type: LoadBalancer`。
lesson-choose-exercise-one-address-after =
    還可以有更多名稱共用這個位址，後面的 { -services } 都維持 ClusterIP。{ -ingress } 的後繼者是 **Gateway API**，這個實驗室裡沒有，但道理是一樣的。

## 步驟 5

lesson-choose-step-not-http = 不是什麼都走 HTTP
lesson-choose-not-http =
    有一台郵件伺服器搬了進來。為了省一個位址，就替它寫了一條{ -rule }：`mail.example` 通往 `mail` 的{ -port } 25。DNS 也讓這個名稱通往{ -controller }。
lesson-choose-predict-mail = 筆電呼叫 `mail.example` 的{ -port } 25。會發生什麼事？
lesson-choose-predict-mail-answers = `mail` 會回答：{ -rule }就是{ -rule }。
lesson-choose-predict-mail-controller = { -controller }會回答，說的是 404。
lesson-choose-predict-mail-silence = 毫無回音，筆電最後放棄。
lesson-choose-predict-mail-after =
    { -ingress } 只管 HTTP 和 HTTPS。{ -rule }裡的 `25`，說的是{ -controller }接著送往哪裡，不是它在哪裡接聽：它的{ -load-balancer }只收{ -port } 80。要收全世界寄來的郵件，可以用 `type: LoadBalancer`。

## 步驟 6

lesson-choose-step-moved = 有兩個搬了家
lesson-choose-moved =
    還剩下兩個呼叫端，都和訪客一樣是 { -pods }。一個負責備份，要逐一連到資料庫的每個{ -replica }。另一個要向銀行付款。

    從前，資料庫是外面的一台機器，銀行則在這裡執行。現在，{ -statefulset } `db` 在這裡執行，銀行卻在 `bank.example.com`。{ -services } 沒有跟著改。
lesson-choose-exercise-moved = 讓 `db` 和 `bank` 通往它們現在所在的地方。
lesson-choose-exercise-moved-goal-each = 訪客呼叫 `db-0.db` 和 `db-1.db` 的{ -port } 8080，呼叫哪個 { -pod }，就由哪個 { -pod } 回答。
lesson-choose-exercise-moved-goal-headless = 名稱 `db` 直接通往兩個 { -pods }，中間沒有別的位址。
lesson-choose-exercise-moved-goal-bank = 訪客呼叫 `bank`，由外面那台機器回答。
lesson-choose-exercise-moved-hint-1 = 哪種 { -service } 沒有位址，而在 DNS 裡列出它的 { -pods }？哪種只是替名稱另取一個名稱？
lesson-choose-exercise-moved-hint-2 = `db` 要改成 headless，並加上{ -selector }（selector）。`bank` 要改成 `db` 目前的那一種：ExternalName。
lesson-choose-exercise-moved-hint-3 = 在 `spec` 之下，`db` 只需要 `clusterIP: None` 和{ -selector } `app: db`；`bank` 只需要 `type: ExternalName` 和 `externalName: bank.example.com`。
lesson-choose-exercise-moved-after =
    呼叫端說的仍然是 `db` 和 `bank`。名稱後面是什麼，則可以換。

## 尾聲

lesson-choose-did =
    Kubernetes 為您做了這些事：

    - 按照類型，給每個 { -service } 該有的東西，不多給。
    - 維護那些清單：{ -rule }、DNS 和{ -controller }，依據的都是它們。

    它無從知道的是**誰來呼叫**。這份對照表請留著：

    - 只有 { -pods } 來呼叫：ClusterIP，也就是預設值。
    - 連得到{ -nodes }的呼叫端，而沒有人提供{ -load-balancer }：NodePort。
    - 全世界：LoadBalancer，每個 { -service } 各要一個位址。
    - 全世界，走 HTTP，一個位址要有許多名稱或路徑：{ -ingress }，加上{ -controller }。
    - 想逐一連到每個 { -pod } 的呼叫端：headless。
    - { -pods } 要呼叫別處有名稱的東西：ExternalName。
