# source: 7742ce209826

### debug 課：Service 不回答，由您找出原因。

lesson-debug-title = 沒有人回答的時候
lesson-debug-summary = 找出 { -service } 為什麼不回答：先問什麼，以及哪一種呼叫最能看出端倪。五個案例。

## 步驟 1

lesson-debug-step-name = 先看號碼
lesson-debug-name =
    有一次呼叫失敗了。先別急著改東西，請讀一讀 `curl` 說了什麼：

    - `curl: (6)`：沒有人認得那個名稱。
    - `curl: (7)`：有人立刻說了「不」。
    - `curl: (28)`：誰也沒有說話。

    在這裡，訪客呼叫 `api:80`，看到的是 `curl: (6)`。可是 { -service } 明明存在，就在{ -namespace }（namespace）`shop` 裡。訪客則住在 `default`。
lesson-debug-predict-full-name = 訪客改成呼叫 `api.shop:80`。會發生什麼事？
lesson-debug-predict-full-name-answers = 某個 { -pod } 會回答。錯的只是簡短的名稱。
lesson-debug-predict-full-name-refused = `curl: (7)`。那個{ -namespace }不讓陌生人進來。
lesson-debug-predict-full-name-unknown = `curl: (6)`。{ -namespace }裡的名稱不對外公開。
lesson-debug-predict-full-name-after =
    簡短的名稱，只會在呼叫端自己的{ -namespace }裡尋找。但{ -namespace }本身不是圍牆：說得出它的名稱，就進得去。假如這個名稱也沒有人認得，就該檢查拼字，以及這個 { -service } 是否存在。

## 步驟 2

lesson-debug-step-list = 被拒絕：是誰說了「不」？
lesson-debug-list =
    訪客呼叫 `web:80`，看到的是 `curl: (7)`。`kubectl get pods` 列出 `web` 的兩個 { -pods }，都是 `Running`，也都已就緒。

    有一種呼叫最能看出端倪：繞過 { -service }，直接呼叫 { -pod }。
# $webIp 是 web 的某個 Pod 的位址。
lesson-debug-predict-past-web = 訪客以 `{ $webIp }:8080` 直接呼叫一個 { -pod }。會發生什麼事？
lesson-debug-predict-past-web-answers = 它會回答。問題出在 { -service }。
lesson-debug-predict-past-web-refused = 被拒絕。說「不」的是 { -pods }。
lesson-debug-predict-past-web-silence = 毫無回音。有東西把呼叫端擋在 { -pods } 之外。
lesson-debug-predict-past-web-after =
    { -pods } 好端端的，只是從來沒有人問過它們。請用 `kubectl get endpointslices` 看一看清單：`web` 的那一份寫著 `<unset>`。沒有任何 { -pod } 符合{ -selector }（selector），而清單上一個已就緒的都沒有時，每個{ -node }（node）都會立刻**拒絕**。
lesson-debug-exercise-fill-the-list = 修好它，讓 `web:80` 回答。
lesson-debug-exercise-fill-the-list-goal-answers = 訪客呼叫 `web:80`，每次都得到回答。
lesson-debug-exercise-fill-the-list-hint-1 = { -service } 要找的是什麼？{ -pods } 身上掛的又是什麼？
lesson-debug-exercise-fill-the-list-hint-2 = { -pods } 身上掛的，就是 `template` 之下寫的那些。那裡有 `tier: front` 嗎？
lesson-debug-exercise-fill-the-list-hint-3 = 從 `selector` 移除 `tier: front`，或把它加到 `template` 之下的{ -labels }裡。
lesson-debug-exercise-fill-the-list-after =
    { -deployment } 自己的{ -labels }（label）不會傳給它的 { -pods }，而{ -selector }列出的{ -labels }，**全部**都要有。

## 步驟 3

lesson-debug-step-program = 被拒絕，清單上卻有人
lesson-debug-program =
    又是 `curl: (7)`，這次是 `api:80`。但這份清單上有兩個已就緒的 { -pods }。有位同事用 `kubectl exec` 進入其中一個，執行 `curl localhost:8000`，得到了回答。
# $apiIp 是 api 的某個 Pod 的位址。
lesson-debug-predict-past-api = 訪客以 `{ $apiIp }:8000` 直接呼叫那個 { -pod }。會發生什麼事？
lesson-debug-predict-past-api-answers = 它會回答，和剛才一樣。問題出在 { -service }。
lesson-debug-predict-past-api-refused = 被拒絕。程式聽不到自己的 { -pod } 以外的人。
lesson-debug-predict-past-api-silence = 毫無回音。有東西把呼叫端擋在 { -pods } 之外。
lesson-debug-predict-past-api-after =
    這次，說「不」的是 { -pod }。它的程式在 `127.0.0.1` 上接聽，而對每個 { -pod } 來說，這個位址就是它自己。`kubectl exec` 和 `kubectl port-forward` 會進到裡面，所以證明不了什麼。

    假如它回答了，就該比對 `targetPort` 和程式的{ -port }（port）。
lesson-debug-exercise-open-ears = 修好它，讓 `api:80` 回答。
lesson-debug-exercise-open-ears-goal-answers = 訪客呼叫 `api:80`，每次都得到回答。
lesson-debug-exercise-open-ears-hint-1 = 哪一行寫著程式在哪裡接聽？
lesson-debug-exercise-open-ears-hint-2 = 請看 `--bind` 後面。哪個位址代表所有位址？
lesson-debug-exercise-open-ears-hint-3 = 把 `127.0.0.1` 改成 `0.0.0.0`。
lesson-debug-exercise-open-ears-after =
    這個 { -pod } 從頭到尾都算是就緒：沒有{ -readiness-probe }（readiness probe），所以誰也沒有問過它。

## 步驟 4

lesson-debug-step-between = 一片寂靜
lesson-debug-between =
    訪客呼叫 `admin:80`，等了兩分鐘，看到的是 `curl: (28)`。該在清單上的都在。沒有人說「不」：{ -packet }（packet）遺失了。在哪裡遺失的？
# $adminIp 是 admin 的某個 Pod 的位址。
lesson-debug-predict-past-admin = 訪客以 `{ $adminIp }:8080` 直接呼叫一個 { -pod }。會發生什麼事？
lesson-debug-predict-past-admin-answers = 它會回答。弄丟{ -packet }的是 { -service }。
lesson-debug-predict-past-admin-refused = 被拒絕。程式在別的{ -port }上接聽。
lesson-debug-predict-past-admin-silence = 毫無回音。有東西擋在 { -pods } 前面。
lesson-debug-predict-past-admin-after =
    守著這些 { -pods } 的，是 **{ -networkpolicy }**，不論呼叫端從哪條路來。{ -pod } 一旦被它選中，就只有某個 { -networkpolicy } 寫明的呼叫端進得來。其餘的，大多數網路會默默地捨棄。

    假如它回答了，可疑的就是 { -service }：是不是 `port` 寫錯了？是不是原則設為 `Local`，而負責選擇的{ -node }上沒有 { -pod }？是不是 { -pod } 呼叫到自己，而它的網路不讓{ -packet }掉頭（{ -hairpin }，hairpin）？
lesson-debug-exercise-let-in = 讓訪客也能進來，並把陌生人擋在外面。
lesson-debug-exercise-let-in-goal-visitor = 訪客呼叫 `admin:80`，每次都得到回答。
lesson-debug-exercise-let-in-goal-stranger = 陌生人呼叫 `admin:80`，得不到回答。
lesson-debug-exercise-let-in-hint-1 = 這份 { -networkpolicy } 讓誰進來？訪客身上掛的是什麼？
lesson-debug-exercise-let-in-hint-2 = 呼叫端寫在 `from` 之下，用{ -labels }表示。訪客身上掛的是 `app: visitor`。
lesson-debug-exercise-let-in-hint-3 = 在 `from` 之下，照第一項的樣子再加一項 `- podSelector:`，裡面寫 `app: visitor`。
lesson-debug-exercise-let-in-after =
    { -networkpolicy } 只能允許。沒有任何一份允許的，就進不來。

## 步驟 5

lesson-debug-step-unsaid = 沒有人告訴您
lesson-debug-unsaid =
    訪客呼叫 `shop:80`，得不到回答。出錯的可能不只一處。請依序問：

    - 看到的是哪個號碼？
    - 名稱有人認得嗎？
    - 清單上有人嗎？已就緒嗎？
    - { -pod } 在自己的位址上會回答嗎？
    - 如果會，{ -service } 的做法有什麼不同？
lesson-debug-exercise-find-it = 找出壞掉的地方，把它修好。
lesson-debug-exercise-find-it-goal-answers = 有兩個 { -pods } 已就緒，而且訪客呼叫 `shop:80` 十次，每次都得到回答。
lesson-debug-exercise-find-it-hint-1 = 讓訪客執行 `curl shop`。然後看 `kubectl get pods` 的 `READY` 欄。
lesson-debug-exercise-find-it-hint-2 = { -readiness-probe }問的是{ -port } 80。程式在哪裡接聽？修好之後，再呼叫一次。
lesson-debug-exercise-find-it-hint-3 = 現在是 `curl: (28)`，但 { -pod } 在自己的位址上會回答。兩個 { -pods } 都在 `node-1` 上執行，訪客則在 `node-2` 上。是哪一行擋住了這條路？
lesson-debug-exercise-find-it-hint-4 = 把探查設為 `port: 8080`，並移除 `internalTrafficPolicy: Local`。
lesson-debug-exercise-find-it-after =
    起初，一個已就緒的都沒有：被拒絕。接著，在 `Local` 之下，`node-2` 可以選的一個也沒有：一片寂靜。修好一處之後號碼變了，就表示還有別的毛病。請繼續往下找。

    `kubectl get endpointslices` 也會列出未就緒的 { -pods }。請以 `READY` 欄為準。

## 尾聲

lesson-debug-did =
    Kubernetes 為您做了這些事：

    - 有不認得的名稱，DNS 立刻就說。
    - 沒有人就緒時，{ -rule }就拒絕，讓呼叫端不必空等。
    - 只要 { -pod } 沒有表明自己已就緒，探查就不讓呼叫端到它那裡去。

    沒有人做的事：告訴您問題出在哪裡。直接呼叫 { -pod } 就知道了。它回答了，就看 { -service }；它拒絕了，就看程式和它的{ -port }；一片寂靜，就看兩者之間。
