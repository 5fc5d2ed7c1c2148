# source: 094458f8d0af

### readiness-and-rollouts 課：誰加入清單、誰離開清單，以及在什麼時候。

lesson-readiness-and-rollouts-title = { -readiness }：加入清單，離開清單
lesson-readiness-and-rollouts-summary = 執行中的 { -pod } 能不能收到請求，由什麼決定？新版本怎麼接手？又為什麼會漏掉一些請求？

## 步驟 1

lesson-readiness-and-rollouts-step-not-ready = Running 不等於 Ready
lesson-readiness-and-rollouts-not-ready =
    { -service } `web` 後面有三個 { -pods }，都設有**{ -readiness-probe }**（readiness probe）：{ -pod } 所在的{ -node }（node）每隔十秒向它要一次 `/healthz` 這個頁面，得到好的回答才算通過。

    其中一個馬上就要忙不過來了。它的程式繼續執行，對探查卻只回以錯誤。40 秒之後，訪客呼叫二十次。
lesson-readiness-and-rollouts-predict-failing = 有一個 { -pod } 的探查一再失敗。二十次呼叫會怎麼樣？
lesson-readiness-and-rollouts-predict-failing-share = 它照樣分到一份，而那一份就此落空。
lesson-readiness-and-rollouts-predict-failing-restart = 三個都會回答：失敗的那個已經重新啟動。
lesson-readiness-and-rollouts-predict-failing-two = 另外兩個會回答，全部由它們承擔。
lesson-readiness-and-rollouts-predict-failing-after =
    請在終端機輸入 `kubectl get pods`：有一個停在 `0/1`，卻照樣是 Running，也沒有重新啟動過。**Running** 表示它的程式正在執行，**Ready** 表示它可以接收請求。連續失敗三次之後，它在 { -service } 的清單，也就是 { -endpointslice } 上，被標示為未就緒，於是再也沒有{ -rule }通往它。

    至於重新啟動，那是另一種探查的任務：{ -liveness-probe }（liveness probe）。
lesson-readiness-and-rollouts-try-recover = 讓它恢復，再呼叫看看

## 步驟 2

lesson-readiness-and-rollouts-step-unasked = 沒有探查的新版本
lesson-readiness-and-rollouts-unasked =
    現在，`web` 有了第 2 版。{ -deployment } 的範本一改變，它就會更換自己的 { -pods }，在這裡是一個一個換：建立一個新的，等它就緒，再讓一個舊的離開。這就是**{ -rollout }**（rollout）。

    這份範本沒有探查，還有個手誤：新的程式在{ -port }（port）8008 上接聽，{ -service } 卻送往 8080。
lesson-readiness-and-rollouts-predict-new-version = 兩分鐘後，訪客呼叫十次。會發生什麼事？
lesson-readiness-and-rollouts-predict-new-version-old = 第 1 版會回答：能用的不會被不能用的取代。
lesson-readiness-and-rollouts-predict-new-version-some = 有些得到回答，有些被拒絕。
lesson-readiness-and-rollouts-predict-new-version-none = 全部被拒絕，誰也不回答。
lesson-readiness-and-rollouts-predict-new-version-after =
    `kubectl get pods` 看不出任何問題：`web` 的三個 { -pods }，全都是 Running，全都是 `1/1`。沒有探查時，{ -pod } 的程式一開始執行，它就算是就緒。於是每來一個新的，就頂替一個舊的，短短幾秒之內，能回答的一個也不剩。

## 步驟 3

lesson-readiness-and-rollouts-step-stuck = 同樣的手誤，這次有探查
lesson-readiness-and-rollouts-stuck =
    再從第 1 版開始。推出的是同樣的第 2 版，手誤也一樣，但這次範本裡有探查：{ -port } 8080 上的 `/healthz`。
lesson-readiness-and-rollouts-predict-same-slip = 兩分鐘後，訪客呼叫二十次。誰來回答？
lesson-readiness-and-rollouts-predict-same-slip-none = 沒有人，每次都被拒絕。
lesson-readiness-and-rollouts-predict-same-slip-some = 大多是第 1 版；送到新 { -pod } 的會被拒絕。
lesson-readiness-and-rollouts-predict-same-slip-old = 第 1 版，每次都是它。
lesson-readiness-and-rollouts-predict-same-slip-after =
    第一個新來的 { -pod } 始終沒有就緒，所以收不到請求，也沒有任何舊的 { -pod } 需要讓位。{ -rollout }卡住了，而呼叫端毫無感覺。
lesson-readiness-and-rollouts-limits =
    { -rollout }一次走多遠，寫在 { -deployment } 的 `strategy` 裡：最多比期望的多 `maxSurge` 個 { -pods }，最多少 `maxUnavailable` 個。兩者的預設值都是 25%，前者無條件進位，後者無條件捨去。以三個 { -pods } 來說：可以多一個，一個都不能少。

## 步驟 4

lesson-readiness-and-rollouts-step-mend = 幫它走完
lesson-readiness-and-rollouts-mend =
    編輯器裡是第 2 版。Kubernetes 不會自己退回第 1 版，它只會等。請把文字改好，並看著圖：一個新的 { -pod } 就緒，一個舊的離開，如此三次。
lesson-readiness-and-rollouts-exercise-mend = 找出手誤，讓第 2 版接手。
lesson-readiness-and-rollouts-exercise-mend-goal-ready = 第 2 版有三個 { -pods } 已就緒。
lesson-readiness-and-rollouts-exercise-mend-goal-answers = 呼叫 `web` 二十次，全部得到第 2 版的回答。
lesson-readiness-and-rollouts-exercise-mend-hint-1 = 探查碰到了什麼？請輸入 `kubectl get events`，找一找 `Unhealthy`。
lesson-readiness-and-rollouts-exercise-mend-hint-2 = 它在{ -port } 8080 被拒絕了。程式在哪個{ -port }上接聽？請看它的 `args`。
lesson-readiness-and-rollouts-exercise-mend-hint-3 = 在 `args` 裡，把 `--http-port=8008` 改成 `--http-port=8080`。
lesson-readiness-and-rollouts-exercise-mend-after =
    從頭到尾，都有三個 { -pods } 已就緒。假如您改的是探查，讓它去問 8008，新的 { -pods } 也會就緒，但每次呼叫都會被拒絕：呼叫端問的是哪裡，探查就得問哪裡。

## 步驟 5

lesson-readiness-and-rollouts-step-leaving = 離開的那一刻
lesson-readiness-and-rollouts-leaving =
    { -rollout }也會刪除 { -pods }。這時有兩件事在同一刻開始，誰也不等誰：

    - { -pod } 所在的{ -node }通知程式結束，用的是名為 `SIGTERM` 的訊號。
    - 清單把這個 { -pod } 標示為正在離開，每個{ -node }也各自更新{ -rule }。
lesson-readiness-and-rollouts-predict-same-second = 三個 { -pods } 之中有一個被刪除，而訪客就在那一刻呼叫三十次。會發生什麼事？
lesson-readiness-and-rollouts-predict-same-second-all = 全部得到回答：{ -pod } 先離開清單，然後才結束。
lesson-readiness-and-rollouts-predict-same-second-some = 有些立刻被拒絕，其餘得到回答。
lesson-readiness-and-rollouts-predict-same-second-hang = 有些會卡住，直到新的 { -pod } 就緒為止。
lesson-readiness-and-rollouts-predict-same-second-after =
    程式當下就不再接聽。{ -rule }晚了片刻才跟上，在這裡是一秒之內。就在這段空檔，{ -rule }還是會選中那個 { -pod }，被送到那裡的人就被拒絕了。沒有任何東西壞掉，但每次{ -rollout }都可能像這樣漏掉幾次呼叫。
lesson-readiness-and-rollouts-try-later = 過兩秒，再呼叫三十次

## 步驟 6

lesson-readiness-and-rollouts-step-linger = 慢慢離開
lesson-readiness-and-rollouts-linger =
    解決的辦法：讓程式繼續服務幾秒，直到所有{ -rule }都不再通往它。在{ -container }（container）的 `lifecycle` 裡，`preStop` 寫的是收到 `SIGTERM` 之前要做的事。最簡單的，就是 `sleep`。
lesson-readiness-and-rollouts-exercise-leave-well = 讓商店的 { -pods } 離開時，一次呼叫都不漏。
lesson-readiness-and-rollouts-exercise-leave-well-goal-three = 商店有三個 { -pods } 已就緒，而且 { -service } 會在三個之中挑選。
lesson-readiness-and-rollouts-exercise-leave-well-goal-leave = 拿掉其中兩個，並在那一刻呼叫三十次，全部得到回答。
lesson-readiness-and-rollouts-exercise-leave-well-hint-1 = 有兩件事同時開始。哪一件應該晚一點？
lesson-readiness-and-rollouts-exercise-leave-well-hint-2 = `lifecycle` 和 `image` 一樣，屬於{ -container }。它裡面放 `preStop`，再往裡是 `sleep`，最裡面是 `seconds`。{ -rule }大約需要一秒，請多留一點餘裕。
lesson-readiness-and-rollouts-exercise-leave-well-hint-3 = 在 `image` 下方，以同樣的縮排寫 `lifecycle:`。接著寫 `preStop:`、`sleep:` 和 `seconds: 5`，每一行都比上一行多縮排兩個空格。
lesson-readiness-and-rollouts-exercise-leave-well-after =
    現在，要離開的 { -pod } 在 `sleep` 期間會繼續服務；到了那時，已經沒有人會送給它了。收到 `SIGTERM` 之後，好的程式會把手上的事做完：這就是**{ -graceful-termination }**（graceful termination）。連同 `sleep` 的時間，總共滿 30 秒還沒結束，程式就會被強制終止。這個時間可以用 `terminationGracePeriodSeconds` 更改。

## 尾聲

lesson-readiness-and-rollouts-did =
    Kubernetes 為您做了這些事：

    - 每個{ -node }的 kubelet 負責探查，並回報誰已就緒。
    - 清單寫明誰已就緒、誰正在離開，{ -rule }隨後跟上。
    - 以三個 { -pods } 來說，新的還沒就緒，{ -deployment } 就不讓任何舊的離開。
    - 通知程式結束之前，先做完 `preStop` 所寫的事。

    沒有人做的事：補上缺少的探查，或者先等{ -rule }跟上，再送出 `SIGTERM`。
