# source: b0d2933ab686

### labels-and-endpoints 課：Service 怎麼找到自己的 Pod。

lesson-labels-and-endpoints-title = 從{ -label }到清單
lesson-labels-and-endpoints-summary = { -service } 怎麼找到自己的 { -pods }，又為什麼有時候一個也找不到，有時候卻找到太多。

## 步驟 1

lesson-labels-and-endpoints-step-before = 先有 { -service }，後有 { -pods }
lesson-labels-and-endpoints-before =
    這裡有一個名為 `web` 的 { -service }，要找的是有{ -label }（label）`app: web` 的 { -pods }。可是負責建立這些 { -pods } 的 { -deployment }，現在一個也還沒建立。這樣是允許的。
lesson-labels-and-endpoints-predict-nobody-yet = 訪客現在就呼叫 `web`。會發生什麼事？
lesson-labels-and-endpoints-predict-nobody-yet-no-name = 還查不到 `web`：後面沒有人。
lesson-labels-and-endpoints-predict-nobody-yet-refused = 訪客立刻被拒絕。
lesson-labels-and-endpoints-predict-nobody-yet-silence = 訪客空等，最後放棄。
# $clusterIp 是 Service 的叢集 IP。
lesson-labels-and-endpoints-predict-nobody-yet-after =
    這個 { -service } 該有的都有了：DNS 認得它的名稱，它的位址是 `{ $clusterIp }`。只有 { -pods } 的清單是空的。每個{ -node }（node）上都有一條{ -rule }專門應付這種情況，立刻說「不」：`curl: (7)`。有{ -cluster-ip } 而清單是空的，得到的是**拒絕**，而不是一片寂靜。

    現在啟動三個 { -pods }，{ -service } 則完全不動。
lesson-labels-and-endpoints-try-pods-start = 啟動三個 { -pods }，再呼叫 `web`

## 步驟 2

lesson-labels-and-endpoints-step-list = 清單由誰維護
lesson-labels-and-endpoints-list =
    沒有人把新來的 { -pods } 告訴 { -service }。{ -control-plane }（control plane）裡有個{ -controller }（controller），隨時留意著同一個{ -namespace }（namespace）裡的所有 { -pods }，凡是{ -label }符合{ -selector }（selector）的，就列進清單。

    這份清單本身也是一個{ -object }，叫做 **{ -endpointslice }**。請看**{ -object }**：每個 { -pod } 的位址都在裡面。它下面還有 `Endpoints`，那是較舊的種類，現在已棄用。
lesson-labels-and-endpoints-ready =
    光是{ -label }符合還不夠。這些 { -pods } 每十秒會被問一次：準備好接收請求了嗎？馬上就有一個會說「不」，而它的程式照樣在執行。
lesson-labels-and-endpoints-predict-not-ready = 三個 { -pods } 之中，有一個已經連續一分鐘都說「不」。現在訪客呼叫 `web` 二十次。誰來回答？
lesson-labels-and-endpoints-predict-not-ready-three = 三個都會：它還在執行。
lesson-labels-and-endpoints-predict-not-ready-two = 另外兩個，次次都有回答。
lesson-labels-and-endpoints-predict-not-ready-some-fail = 另外兩個，但有幾次會失敗。
lesson-labels-and-endpoints-predict-not-ready-after =
    請再看一次**{ -object }**。那個 { -pod } 的位址還在 { -endpointslice } 裡，只是標成了未就緒；要連續問了三次都失敗，才會這樣標，前後花了半分鐘。{ -nodes }只會送往已就緒的 { -pods }。那麼，等它又說「好」的時候呢？不必有人把它放回去。
lesson-labels-and-endpoints-try-ready-again = 讓它說「好」，再呼叫二十次

## 步驟 3

lesson-labels-and-endpoints-step-labels = 誰的{ -label }？
lesson-labels-and-endpoints-labels =
    `api` 有兩個健康的 { -pods } 正在執行，{ -service } 的清單卻是空的。可是 { -deployment } 開頭明明寫著 `app: api`，正是 { -service } 要找的。

    一個 { -deployment } 裡，有三個地方寫著{ -labels }：

    - 第一個 `metadata` 之下：它自己的{ -labels }；
    - `matchLabels` 之下：它認得自己的 { -pods } 所憑的{ -labels }，永遠不能變更；
    - `template` 之下：它的 { -pods } 的{ -labels }。
lesson-labels-and-endpoints-exercise-right-label = 讓 { -service } `api` 找到 { -deployment } `api` 的 { -pods }。
lesson-labels-and-endpoints-exercise-right-label-goal-answers = 訪客呼叫 `api` 五次，每次都得到回答。
lesson-labels-and-endpoints-exercise-right-label-goal-grows = 之後才啟動的第三個 { -pod }，也找得到。
lesson-labels-and-endpoints-exercise-right-label-hint-1 = { -pods } 身上究竟有什麼{ -label }？請在終端機輸入 `kubectl get pods --show-labels`。
lesson-labels-and-endpoints-exercise-right-label-hint-2 = 它們有的是 `run: api`，`template` 裡就是這麼寫的。請和 { -service } 的 `selector` 比一比。
lesson-labels-and-endpoints-exercise-right-label-hint-3 = 在 `template`、`metadata`、`labels` 之下，把 `app: api` 加在 `run: api` 的下一行。或者把 { -service } 的 `selector` 改成 `run: api`。
lesson-labels-and-endpoints-exercise-right-label-after =
    { -service } 從來不看 { -deployments }，只看 { -pods }。{ -pods } 的{ -labels }可以比{ -selector }要求的多，但一個也不能少。

## 步驟 4

lesson-labels-and-endpoints-step-running = 在執行，不等於已就緒
lesson-labels-and-endpoints-running =
    `docs` 的{ -label }沒有寫錯，呼叫端卻還是被拒絕。在**{ -object }**裡，這些 { -pods } 的 STATUS 是 `Running`，READY 卻是 `0/1`。清單上如果連一個已就緒的都沒有，呼叫端同樣會立刻聽到「不」。

    { -pod } 會被問什麼，寫在它的範本裡：這就是**{ -readiness-probe }**（readiness probe）。
lesson-labels-and-endpoints-exercise-get-ready = 讓 `docs` 的 { -pods } 就緒，而且探查要繼續問下去。
lesson-labels-and-endpoints-exercise-get-ready-goal-pods = `docs` 的兩個 { -pods } 都已就緒。
lesson-labels-and-endpoints-exercise-get-ready-goal-asked = 這些 { -pods } 的範本裡仍有 `readinessProbe`。
lesson-labels-and-endpoints-exercise-get-ready-goal-answers = 訪客呼叫 `docs` 五次，每次都得到回答。
lesson-labels-and-endpoints-exercise-get-ready-hint-1 = 請在編輯器裡找出 `readinessProbe`。它問什麼，又到哪裡去問？
lesson-labels-and-endpoints-exercise-get-ready-hint-2 = 它問的是{ -port }（port）80。程式在哪裡接聽？請看 `args`。
lesson-labels-and-endpoints-exercise-get-ready-hint-3 = 在 `readinessProbe`、`httpGet` 之下，把 `port: 80` 改成 `port: 8080`。
lesson-labels-and-endpoints-exercise-get-ready-after =
    程式一直都好好的，只是問錯了地方：那個{ -port }沒有人接聽，而這也算是說「不」。呼叫端被拒絕時，請先看{ -label }，再看 READY。

## 步驟 5

lesson-labels-and-endpoints-step-broad = 清單上的 { -pods } 太多
lesson-labels-and-endpoints-broad =
    顧客呼叫的是 `shop`。有位同事用另一個 { -deployment } `shop-test` 試用下一個版本，它的 { -pod } 也有 `app: shop`。{ -service } 則沒有人動過。
lesson-labels-and-endpoints-predict-whose-pods = 訪客呼叫 `shop` 二十次。誰來回答？
lesson-labels-and-endpoints-predict-whose-pods-own = 只有 `shop` 的 { -pods }，因為與 { -service } 同名。
lesson-labels-and-endpoints-predict-whose-pods-newest = 只有 `shop-test` 的 { -pod }，因為最新的優先。
lesson-labels-and-endpoints-predict-whose-pods-both = 兩邊的 { -pods } 都會回答。
lesson-labels-and-endpoints-predict-whose-pods-after =
    名稱相同，並不代表彼此有關。{ -selector }要的是 `app: shop`，有這個{ -label }的 { -pods } 有三個，清單上就有三個。大約每三次呼叫，就有一次遇到測試版。

## 步驟 6

lesson-labels-and-endpoints-step-narrow = 多要求一些
lesson-labels-and-endpoints-narrow =
    有些人是故意這麼做的。但在這裡，測試版的 { -pod } 應該繼續執行，只是不接待顧客。

    一個{ -selector }可以寫好幾個{ -labels }，{ -pod } 必須**全部**都有。
lesson-labels-and-endpoints-exercise-live-only = 別讓測試版的 { -pod } 出現在 `shop` 的清單上。
lesson-labels-and-endpoints-exercise-live-only-goal-live = 呼叫 `shop` 三十次，送達的 { -pods } 不只一個，而且全都有 `stage: live`。
lesson-labels-and-endpoints-exercise-live-only-goal-test-runs = 測試版的 { -pod } 仍在執行，而且已就緒。
lesson-labels-and-endpoints-exercise-live-only-hint-1 = 正式版與測試版的 { -pods }，哪個{ -label }的值不一樣？
lesson-labels-and-endpoints-exercise-live-only-hint-2 = 就是{ -label } `stage`。{ -service } 是憑什麼挑選的？
lesson-labels-and-endpoints-exercise-live-only-hint-3 = 在 { -service } 的 `selector` 之下，把 `stage: live` 加在 `app: shop` 的下一行。
lesson-labels-and-endpoints-exercise-live-only-after =
    測試版的 { -pod } 照常執行，只是它的位址不在清單上了。哪天把那裡改寫成 `stage: test`，每次新的呼叫就都會通往下一個版本。

## 尾聲

lesson-labels-and-endpoints-did =
    Kubernetes 為您做了這些事：

    - 連一個 { -pod } 都還沒有的時候，就給了 { -service } 名稱和位址。
    - 有個{ -controller }維護 { -endpointslice }：誰符合、在哪個位址、就緒了沒有。{ -pods } 超過一百個時，會寫成好幾份。
    - 在每個{ -node }上，kubelet 會問那裡的 { -pods } 準備好了沒有。
    - kube-proxy 把這份清單寫成每個{ -node }上的{ -rule }：隨機選一個已就緒的 { -pod }，或立刻說「不」。
