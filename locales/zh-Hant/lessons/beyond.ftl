# source: 8f026169ac08

### beyond 課：其他幾種 Service。

lesson-beyond-title = 其他幾種：headless、ExternalName 等等
lesson-beyond-summary = 少了位址、{ -pods } 或{ -selector }，{ -service } 還剩下什麼？這時 DNS 又怎麼說？

## 步驟 1

lesson-beyond-step-headless = 沒有自己的位址
lesson-beyond-headless =
    一般的 { -service } 有{ -cluster-ip }（cluster IP），每個{ -node }（node）上還有{ -rule }負責選 { -pod }。像編輯器裡的 `db` 這樣寫了 `clusterIP: None`，就兩樣都沒有。這種 { -service } 叫做 **headless**：呼叫端只能在 DNS 裡找到它。
lesson-beyond-try-send = 呼叫 `db`
lesson-beyond-addresses =
    請看 **DNS**。`db` 這個名稱代表**所有**已就緒 { -pods } 的位址，訪客用了其中一個。有些程式要的就是這個：它們認得每一個 { -pod }，自己來選。

    這個 { -service } 寫著 `port: 80` 和 `targetPort: 8080`；{ -pods } 裡的程式在 8080 上接聽。
lesson-beyond-predict-service-port = 訪客呼叫 `db:80`，用的是 { -service } 自己的{ -port }（port）。會發生什麼事？
lesson-beyond-predict-service-port-answers = 某個 { -pod } 會回答：80 會變成 8080。
lesson-beyond-predict-service-port-refused = 立刻被拒絕。
lesson-beyond-predict-service-port-silence = 毫無回音。
lesson-beyond-predict-service-port-after =
    這個名稱直接通往某個 { -pod }，而那裡沒有人在 80 上接聽。要把一個{ -port }換成另一個，得靠{ -rule }，這裡卻一條也沒有。呼叫 headless { -service } 時，要用 { -pods } 自己的{ -port }。

## 步驟 2

lesson-beyond-step-nobody = 沒有人在家
lesson-beyond-nobody =
    一般的 { -service } 即使最後一個 { -pod } 也走了，仍然保有{ -cluster-ip }，並拒絕呼叫端。現在要把 `db` 縮減到一個 { -pod } 都不剩。
lesson-beyond-predict-no-pods = 已經沒有任何 { -pod }，訪客呼叫 `db:8080`。會發生什麼事？
lesson-beyond-predict-no-pods-refused = 立刻被拒絕。
lesson-beyond-predict-no-pods-silence = 毫無回音。
lesson-beyond-predict-no-pods-unknown = 連該送往哪裡都不知道。
lesson-beyond-predict-no-pods-after =
    DNS 已經沒有位址可給，就像沒有這個名稱一樣：`curl: (6)`。{ -selector }（selector）找不到符合的 { -pod }，或是沒有一個已就緒，結果也一樣。所以，查不到 headless { -service } 的名稱時，請先看 { -pods }。

## 步驟 3

lesson-beyond-step-alias = 替名稱另取一個名稱
lesson-beyond-alias =
    編輯器裡的 { -service } 寫著 `type: ExternalName`：沒有{ -selector }，沒有 { -pods }，也沒有{ -cluster-ip }。它有的只是外面世界的一個名稱：`billing.example.com`。
lesson-beyond-predict-billing = 訪客呼叫 `billing`。會發生什麼事？
lesson-beyond-predict-billing-answers = { -cluster }外的一台機器會回答。
lesson-beyond-predict-billing-refused = 被拒絕：這個 { -service } 沒有 { -pods }。
lesson-beyond-predict-billing-unknown = 查不到這個名稱。
lesson-beyond-predict-billing-after =
    DNS 說，`billing` 是 `billing.example.com` 的別名，也就是一筆 `CNAME` 記錄，並給了那台機器的位址。訪客就自己送往那裡。哪天換別的機器來負責，您只要改一行。

    中間沒有任何代理，所以那台機器聽到的，就是當初輸入的名稱 `billing`。網頁伺服器如果不認得這個名稱，可能會回答 404；它的憑證寫的也是另一個名稱。

## 步驟 4

lesson-beyond-step-store = 舊的名稱
lesson-beyond-store =
    這家商店以前叫做 `store`，舊的程式至今還在呼叫 `store:80`。有人建立了一個別名，指向它的新名稱 `shop`，全名是 `shop.default.svc.cluster.local`。因為 `shop` 在{ -port } 8080 上，所以連 `targetPort` 也寫了。然而，舊的程式還是得不到回答。
lesson-beyond-exercise-old-name = 讓訪客用 `store:80` 連到商店。
lesson-beyond-exercise-old-name-goal-old = 訪客呼叫 `store:80`，商店每次都回答。
lesson-beyond-exercise-old-name-goal-new = 呼叫 `shop:8080`，它仍然會回答。
lesson-beyond-exercise-old-name-hint-1 = 請呼叫 `store:80`，沿著路徑一步一步看。{ -packet }（packet）送往哪個{ -port }？`shop` 又在哪個{ -port }上？
lesson-beyond-exercise-old-name-hint-2 = 不論 `ports` 裡寫了什麼，別名都不會改{ -port }。哪一種 { -service } 會改？
lesson-beyond-exercise-old-name-hint-3 = 在 `store` 裡，把 `type` 和 `externalName` 這兩行換成 `selector:`，下一行往內縮排，寫 `app: shop`。
lesson-beyond-exercise-old-name-after =
    用別名時，您呼叫哪個{ -port }，就到達哪個{ -port }。要把 80 改成 8080，得靠一個有{ -cluster-ip } 的 { -service } 和它的{ -rule }。

## 步驟 5

lesson-beyond-step-archive = 自己寫的清單
lesson-beyond-archive =
    檔案庫（`archive`）是外面的一台舊機器，您只知道它的位址。別名到不了那裡：`externalName` 如果寫成位址，DNS 什麼也找不到。

    沒有{ -selector }的 { -service } 就可以。它和別的一樣有{ -cluster-ip } 和{ -rule }，只是沒有人替它填清單。這份清單，也就是 **{ -endpointslice }**，要由您親手寫，外面的任何位址都可以寫進去。這裡已經寫好了，可是訪客呼叫 `archive`，看到的卻是 `curl: (7)`，被拒絕了。
lesson-beyond-exercise-own-list = 讓 `archive` 通往那台舊機器。
lesson-beyond-exercise-own-list-goal-answers = 訪客呼叫 `archive:80`，那台機器每次都回答。
lesson-beyond-exercise-own-list-hint-1 = 從哪裡看得出一份 { -endpointslice } 屬於哪個 { -service }？不是看它的名稱。
lesson-beyond-exercise-own-list-hint-2 = 請在終端機輸入 `kubectl get endpointslices`，後面再加上 `--show-labels`。名為 `kubernetes` 的那一份有個{ -label }（label），您的那一份卻沒有。
lesson-beyond-exercise-own-list-hint-3 = 在 `name: archive-1` 的下一行寫 `labels:`，再下一行往內縮排，寫 `kubernetes.io/service-name: archive`。
lesson-beyond-exercise-own-list-after =
    是這個{ -label }把清單和 { -service } 連在一起。{ -port }也取自清單：沒有 `targetPort`，80 照樣變成 8080。清單要由您自己維護：那台機器要是故障了，沒有人會把它從清單上移除。

## 步驟 6

lesson-beyond-step-address = 自備的位址
# $shopIp 是通往商店的外部位址。
lesson-beyond-address =
    有{ -cluster-ip } 的 { -service } 還可以有更多位址：`externalIPs`。Kubernetes 不會替您取得這些位址，也不會通知任何路由器。它只在每個{ -node }上寫下{ -rule }：凡是送往這種位址、又是這個 { -service } 的{ -port }，就轉給 { -pods }。

    這家商店有 `{ $shopIp }`，而外面的網路會把它送往某個{ -node }。
lesson-beyond-try-laptop = 從筆電呼叫它
# $billingIp 是叢集外 billing 那台機器的位址。
lesson-beyond-second =
    但 `externalIPs` 之下還寫著 `{ $billingIp }`，而那是別人的位址：步驟 3 裡 `billing` 的那台機器。API 伺服器卻收下了。
# $billingIp 是叢集外 billing 那台機器的位址。
lesson-beyond-predict-whose = 位於內部的訪客呼叫 `{ $billingIp }`。誰來回答？
lesson-beyond-predict-whose-machine = `billing` 的機器：位址本來就是它的。
lesson-beyond-predict-whose-shop = 商店：它也寫了這個位址。
lesson-beyond-predict-whose-nobody = 沒有人：同一個位址不能由兩者共用。
lesson-beyond-predict-whose-after =
    { -packet }還在訪客自己的{ -node }上，就被{ -rule }攔了下來。誰能建立 { -service }，誰就能攔截 { -pods } 送給別人的東西。正因如此，API 伺服器會發出警告：`spec.externalIPs is deprecated and may no longer be implemented in some clusters`。

## 尾聲

lesson-beyond-did =
    Kubernetes 為您做了這些事：

    - Headless：把已就緒 { -pods } 的位址放進 DNS，並保持最新；沒有{ -rule }。
    - ExternalName：DNS 裡的一個別名，除此之外什麼都沒有。
    - 沒有{ -selector }：一個{ -cluster-ip }，以及依照您所維護的清單寫成的{ -rule }。
    - 有 `externalIPs`：每個{ -node }上的{ -rule }。把{ -packet }帶到{ -node }，並不是它的工作。
