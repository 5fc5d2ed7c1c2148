# source: 35ef90ea3ae8

### sticky 課：誰會一直留在哪個 Pod。

lesson-sticky-title = 誰留在哪個 { -pod }
lesson-sticky-summary = 為什麼一千個請求可能全送到同一個 { -pod }、`sessionAffinity` 怎麼留住呼叫端，以及大家看起來都一樣時會發生什麼事。

## 步驟 1

lesson-sticky-step-once = 每個連線只選一次
lesson-sticky-once =
    { -service } 會隨機選一個 { -pod }，每個新的**連線**（connection）選一次。在這個實驗室裡，每個請求都會建立自己的連線，所以十二個請求就選十二次。
lesson-sticky-try-twelve = 呼叫 `shop` 十二次
lesson-sticky-kept-open =
    工作分攤開了。但同一個連線上後續的一切，不會重新選擇：{ -node }（node）的核心記得這個連線，把這一切都送往同一個 { -pod }。

    瀏覽器、資料庫的{ -client }（client）和 gRPC，都喜歡讓連線一直開著，在上面一問再問。這樣的請求就算有一千個，也都送到同一個 { -pod }，而且沒有任何東西壞掉。要分攤它們，得有人看得見一個個的請求：能讀懂 HTTP 的代理，或是認得每個 { -pod } 的{ -client }。每隔一陣子就關閉連線，也有幫助。

## 步驟 2

lesson-sticky-step-client-ip = 請留下來
# $visitorIp 是訪客的 IP 位址。
lesson-sticky-client-ip =
    有時候，您希望同一個呼叫端的連線全都送到同一個 { -pod }，這就是**{ -session-affinity }**（session affinity）。請在編輯器裡找到 `sessionAffinity: ClientIP`。預設值是 `None`。

    要認出呼叫端，只憑{ -source-address }（source address），別的都不看。訪客的來源位址是 `{ $visitorIp }`。
lesson-sticky-predict-who-answers = 三個 { -pods }，訪客呼叫二十次。誰來回答？
lesson-sticky-predict-who-answers-chance = 三個都會，看運氣：每個連線都重新選擇。
lesson-sticky-predict-who-answers-in-turn = 三個都會，嚴格依序輪流。
lesson-sticky-predict-who-answers-one = 其中一個，每次都是它。
lesson-sticky-predict-who-answers-after =
    第一次是隨機選的。然後{ -node }就記了下來：這個位址，那個 { -pod }。請看後來任何一次呼叫的路徑，上面寫著沒有新連線時這會維持多久：10800 秒，也就是三小時。每有一個新連線，就重新計時。

## 步驟 3

lesson-sticky-step-basket = 不見的購物車
lesson-sticky-basket =
    這家商店把每個購物車都放在某一個 { -pod } 的記憶體裡。下一次呼叫可能會遇到另一個 { -pod }，而它根本不知道有這個購物車。

    有人寫明了，顧客要留十分鐘。Kubernetes 接受了，一句警告也沒有。可是依然沒有人留下來。
lesson-sticky-exercise-basket = 讓顧客一直留在同一個 { -pod }，直到顧客連續十分鐘沒有開新連線為止。
lesson-sticky-exercise-basket-goal-stays = 四個 { -pods } 都是 Ready，而訪客呼叫二十次，全都送達同一個。
lesson-sticky-exercise-basket-goal-ten-minutes = { -cluster }裡的 { -service } 有 `timeoutSeconds: 600`。
lesson-sticky-exercise-basket-hint-1 = 文字裡寫了呼叫端要留多久。那麼，有沒有寫要留下來？
lesson-sticky-exercise-basket-hint-2 = 在上一步，只靠一行就做到了，它寫在 { -service } 的 `spec` 裡，在 `selector` 旁邊。
lesson-sticky-exercise-basket-hint-3 = 在 { -service } 的 `spec` 之下加上 `sessionAffinity: ClientIP`。`sessionAffinityConfig` 維持原樣。
lesson-sticky-exercise-basket-after =
    先前，API 伺服器填入了 `sessionAffinity: None`，又默默地把那十分鐘丟掉了：那是屬於 `ClientIP` 的。而即使現在修好了，那個 { -pod } 一走，購物車還是會跟著消失。

## 步驟 4

lesson-sticky-step-rush = 幫手來了
lesson-sticky-rush =
    早上，一個 { -pod } 就夠了。這個 { -service } 有 `sessionAffinity: ClientIP`。
lesson-sticky-try-first = 讓訪客呼叫
lesson-sticky-predict-more-pods = 中午，您增加到四個 { -pods }，訪客呼叫二十次。誰來回答？
lesson-sticky-predict-more-pods-all = 四個都會：新的就是來幫忙的。
lesson-sticky-predict-more-pods-one = 只有一個，和早上一樣。
lesson-sticky-predict-more-pods-after =
    訪客留在原處。新的 { -pods } 只接得到還沒有被留住的呼叫端：如果忙的只是一個呼叫端，它們就幫不上忙。
lesson-sticky-predict-power-cut = 留住訪客的 { -pod } 在 `node-1` 上執行。那個{ -node }斷電了，訪客馬上呼叫十次。會發生什麼事？
lesson-sticky-predict-power-cut-answered = 全部得到回答，來自 `node-2` 上的 { -pods }。
lesson-sticky-predict-power-cut-some = 大約一半得不到回答，看運氣。
lesson-sticky-predict-power-cut-none = 全部得不到回答，無一例外。
lesson-sticky-predict-power-cut-after =
    在大約 50 秒內，{ -cluster }還不知道 `node-1` 已經停機，上面的 { -pods } 還在清單上。若沒有親和性，大約有一半的呼叫到得了。這位訪客卻被留住了，一次也沒有成功。

    之後，這些 { -pods } 在清單上會標成未就緒，而只有已就緒的 { -pod } 才留得住呼叫端。請等一等，訪客就會得到另一個。
lesson-sticky-try-later = 等一分鐘，再呼叫十次

## 步驟 5

lesson-sticky-step-behind = 兩個呼叫端，一個位址
lesson-sticky-behind =
    這裡是 kind，只有一個{ -node }。它的{ -load-balancer }（load balancer）自己接下呼叫端的連線，再向{ -node }建立一個新的。有一個 { -pod } 在工作，設有親和性。筆電先呼叫。
lesson-sticky-try-laptop = 從筆電呼叫五次
lesson-sticky-predict-second-caller = 又有三個 { -pods } 啟動了。現在換訪客呼叫{ -load-balancer }二十次。誰來回答？
lesson-sticky-predict-second-caller-own = 某個新的 { -pod }，每次都是它：呼叫端不同，選擇也不同。
lesson-sticky-predict-second-caller-all = 好幾個 { -pods }，看運氣：每個連線都重新選擇。
lesson-sticky-predict-second-caller-same = 回答筆電的那個 { -pod }，每次都是它。
# $lbIp 是負載平衡器的位址。
lesson-sticky-predict-second-caller-after =
    請沿著路徑一步一步走到{ -load-balancer }敲{ -node }的那一站。不論是誰呼叫，來源都是它自己的位址 `{ $lbIp }`。所以{ -node }只認得一個呼叫端，而且早已把它留住。就算全世界都來呼叫，也都會落在這個 { -pod } 上。

    算數的，是**{ -node }看見的**位址。途中的 NAT 也有同樣的效果：整間辦公室往往只露出一個位址。單就{ -node-port }（node port）來說，倒不會把人弄混：{ -node }選好之後，才改寫來源。

## 步驟 6

lesson-sticky-step-everyone = 全擠在一個 { -pod }
lesson-sticky-everyone =
    一個 { -pod } 忙不過來，三個閒著。這家商店現在把購物車存在資料庫裡：任何一個 { -pod } 都能服務任何一位顧客。
lesson-sticky-exercise-everyone = 讓四個 { -pods } 都有工作做。
lesson-sticky-exercise-everyone-goal-outside = 筆電呼叫{ -load-balancer }四十次，送達全部四個 { -pods }。
lesson-sticky-exercise-everyone-hint-1 = 為什麼{ -node }會把所有呼叫端都留在同一個 { -pod }？這家商店還需要這樣嗎？
lesson-sticky-exercise-everyone-hint-2 = `externalTrafficPolicy: Local` 幫不上忙：呼叫端的位址早就被{ -load-balancer }換掉了。請看看親和性。
lesson-sticky-exercise-everyone-hint-3 = 移除 `sessionAffinity: ClientIP` 這一行，或寫 `sessionAffinity: None`。
lesson-sticky-exercise-everyone-after =
    現在，每個連線又會重新選擇了。如果在這種{ -load-balancer }後面，顧客仍然必須留在同一個 { -pod }，就交給能讀懂 HTTP 的代理：由它發給每位顧客一個 cookie，把人留住。

## 尾聲

lesson-sticky-did =
    Kubernetes 為您做了這些事：

    - 每有一個新的連線，核心就選一個 { -pod }。連線上後續的一切，都往同一個地方去。
    - 採用 `ClientIP` 時，kube-proxy 寫下會記住呼叫端位址的{ -rule }。每個{ -node }各記各的：從另一個{ -node }進來的人，可能會遇到另一個 { -pod }。
    - 只把呼叫端留在已就緒的 { -pods }；那個 { -pod } 一旦不再就緒，就放開它們。

    它沒有做的事：認得顧客。它看見的只有位址。
