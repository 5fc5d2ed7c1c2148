# source: b9c33ea27e7d

### 第 1 課，pods-come-and-go：最初的五分鐘。

lesson-pods-come-and-go-title = { -pods } 來來去去
lesson-pods-come-and-go-summary = 刪除一個 { -pod }，它的位址也跟著消失。用五分鐘看懂為什麼要有 { -service }。

## 步驟 1

lesson-pods-come-and-go-step-one-pod = 一個 { -pod }，一位訪客
lesson-pods-come-and-go-one-pod =
    這是一個小小的{ -cluster }，裡面執行著一個 { -pod }：一支程式，住在自己的小盒子裡，有自己的位址。不論收到什麼請求，這支程式都會報上自己的名字。

    旁邊有一位訪客想和它說話。請按**送出**。
lesson-pods-come-and-go-try-send = 送出
# $podIp 是 Pod 的 IP 位址。
lesson-pods-come-and-go-answered =
    訪客把一個{ -packet }（packet）送到 `{ $podIp }`，位於這個位址的 { -pod } 報上自己的名字作為回答。您想送幾次都可以：位址相同，{ -pod } 相同，回答也相同。

## 步驟 2

lesson-pods-come-and-go-step-gone = 然後，{ -pod } 走了
# $podIp 是 Pod 的 IP 位址。
lesson-pods-come-and-go-gone =
    { -pods } 的壽命不長。程式會當掉，機器會故障，有人會安裝新版本。Kubernetes 從來不會把舊的 { -pod } 搬到新的地方：它會建立一個新的，讓舊的離開。

    您馬上就要刪除這個 { -pod }。這裡有一個 { -deployment } 照看著它，任務是隨時維持一個 { -pod } 在執行。而訪客自始至終只知道一件事：`{ $podIp }`。
lesson-pods-come-and-go-predict-old-address = 您刪除 { -pod }，等到新的 { -pod } 開始執行，訪客再送往舊的位址。會發生什麼事？
lesson-pods-come-and-go-predict-old-address-answers = 新的 { -pod } 會回答：它接手了那個位址。
lesson-pods-come-and-go-predict-old-address-refused = 訪客立刻得知那裡沒有人。
lesson-pods-come-and-go-predict-old-address-silence = 毫無回音，訪客最後放棄等待。
# $podIp 是被刪除的 Pod 的 IP 位址。
lesson-pods-come-and-go-predict-old-address-after =
    請看圖：新的 { -pod } 正在執行，而且一切正常，但它有新的名字，也有**新的位址**。`{ $podIp }` 已經沒有人住了，{ -packet }就此遺失，連說聲「不」的人都沒有。訪客一直等到失去耐心為止：這就是{ -timeout }（timeout）。

## 步驟 3

lesson-pods-come-and-go-step-fixed-address = 不變的位址
lesson-pods-come-and-go-fixed-address =
    您可以每次都把新的位址告訴每一位訪客，也可以在 { -pods } 前面放一個永遠不搬家的東西。這就是 **{ -service }**：一個名稱、一個位址、一個{ -port }（port），只要您留著它就不會變。
lesson-pods-come-and-go-label =
    { -service } 不是靠名字認得自己的 { -pods }，而是找一個**{ -label }**（label），也就是 { -pods } 身上掛的小牌子。您的 { -pods } 掛的是 `app: web`。凡是有這個{ -label }的 { -pod } 都算在內；誰有這個{ -label }，隨時可以改變。

    下方的文字裡，先是您已經有的 { -deployment }，`---` 這一行之後是名為 `web` 的新 { -service }。有一處空著：它的**{ -selector }**（selector），也就是它要找的{ -label }。
lesson-pods-come-and-go-exercise-fill-the-blank = 填好空格，讓訪客得到 `web` 的回答。
lesson-pods-come-and-go-exercise-fill-the-blank-goal-answers = 訪客呼叫 `web`，由您的 { -pod } 回答。
lesson-pods-come-and-go-exercise-fill-the-blank-hint-1 = 找找看您的 { -pods } 有什麼{ -label }。它寫在 { -deployment } 裡，在 `template`、`metadata`、`labels` 之下。
lesson-pods-come-and-go-exercise-fill-the-blank-hint-2 = { -selector }必須寫得一模一樣：同樣的鍵 `app`，以及同樣的值。
lesson-pods-come-and-go-exercise-fill-the-blank-hint-3 = 把 `selector` 之下的 `app: ""` 改成 `app: web`。
lesson-pods-come-and-go-exercise-fill-the-blank-after =
    您一輸入這個{ -label }，Kubernetes 就找到了有這個{ -label }的 { -pod }，把它的位址寫進 { -service } 的清單裡。訪客找的是 `web`；今天是哪一個 { -pod }，由清單決定。

## 步驟 4

lesson-pods-come-and-go-step-again = 再刪除一次
lesson-pods-come-and-go-again =
    現在來驗證。和剛才一樣，再刪除一次 { -pod }，它會換一個位址回來。不過這一次，訪客呼叫的是 `web`。
lesson-pods-come-and-go-predict-delete-again = 您再次刪除 { -pod }，訪客呼叫 `web`。會發生什麼事？
lesson-pods-come-and-go-predict-delete-again-answers = 新的 { -pod } 會回答。
lesson-pods-come-and-go-predict-delete-again-refused = 立刻得知那裡沒有人。
lesson-pods-come-and-go-predict-delete-again-silence = 毫無回音。
lesson-pods-come-and-go-predict-delete-again-after =
    只要{ -label }寫對了，訪客就毫無感覺。{ -pod } 換了，位址也換了，{ -service } 卻沒有變。Kubernetes 把舊的位址從清單上劃掉，再補上新的。

    如果您的 { -service } 沒有回答，那就是{ -selector }還空著：請回到上一步。

## 步驟 5

lesson-pods-come-and-go-step-three = 三個勝過一個
lesson-pods-come-and-go-three =
    一個 { -service } 後面可以有許多 { -pods }。我們來準備三個有相同{ -label }的，再讓訪客送二十次。圖表會統計是誰回答的。
lesson-pods-come-and-go-predict-who-answers = 三個 { -pods }，二十個請求。誰來回答？
lesson-pods-come-and-go-predict-who-answers-one = 永遠是同一個 { -pod }；其他的待命。
lesson-pods-come-and-go-predict-who-answers-in-turn = 三個都會，嚴格依序輪流。
lesson-pods-come-and-go-predict-who-answers-chance = 三個都會，看運氣。
lesson-pods-come-and-go-predict-who-answers-after =
    每一個新的連線都**隨機**交給其中一個 { -pod }，就像擲骰子。所以三根長條很少一樣長，同一個 { -pod } 連續回答三次也不奇怪。送得越多，長條就越接近一樣長。

## 步驟 6

lesson-pods-come-and-go-step-your-turn = 換您動手
lesson-pods-come-and-go-your-turn =
    這是一家商店：一個 { -deployment }，底下只有一個 { -pod }；一個 { -service }，卻找不到任何 { -pod }。今天會很忙，而且隨時可能有一個 { -pod } 故障。
lesson-pods-come-and-go-exercise-busy-shop = 給商店三個 { -pods }，並讓它的 { -service } 找得到它們。
lesson-pods-come-and-go-exercise-busy-shop-goal-answers = 訪客呼叫 `shop`，並得到回答。
lesson-pods-come-and-go-exercise-busy-shop-goal-three = 三十個請求至少送達三個不同的 { -pods }。
lesson-pods-come-and-go-exercise-busy-shop-goal-goes-on = 刪除一個 { -pod } 之後，商店照常營業。
lesson-pods-come-and-go-exercise-busy-shop-hint-1 = 少了兩樣東西：{ -service } 要找的{ -label }，以及 { -pods } 的數量。
lesson-pods-come-and-go-exercise-busy-shop-hint-2 = 數量就是 { -deployment } 的 `replicas`。{ -label }和先前一樣寫在 `template` 之下，只是值不同。
lesson-pods-come-and-go-exercise-busy-shop-hint-3 = 設定 `replicas: 3`，並在 { -service } 的 `selector` 之下寫 `app: shop`。
lesson-pods-come-and-go-exercise-busy-shop-after =
    三個 { -pods } 分擔工作，少了任何一個都無妨。{ -service } 就是為此而生的。

## 尾聲

lesson-pods-come-and-go-did =
    Kubernetes 為您做了這些事：

    - 給每個新的 { -pod } 一個自己的位址，但從未保證會一直留著。
    - 給 { -service } 一個名稱和一個位址，而且兩者都保持不變。
    - 隨時留意哪些 { -pods } 有這個{ -label }而且已經就緒，讓清單保持最新。
    - 把每一個新的連線隨機送給清單上的一個 { -pod }。

    這份清單有個名字，叫做 EndpointSlice，您很快就會認識它。
