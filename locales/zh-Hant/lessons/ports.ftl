# source: b955ca2d9490

### ports 課：哪個連接埠是哪個。

lesson-ports-title = { -port }：哪個是哪個
lesson-ports-summary = 有四個地方會寫到{ -port }，真正打開它的卻只有程式。替{ -port }取名稱，再找出一支只聽得到自己的程式。

## 步驟 1

lesson-ports-step-note = 事實與備註
lesson-ports-note =
    這份文字裡，有四個地方寫著{ -port }（port）的號碼：

    - `--http-port=8080` 告訴程式要在哪裡接聽。這是事實。
    - `containerPort: 3000` 是關於這支程式的備註。有人把號碼寫錯了。
    - `port: 80` 是 { -service } 自己的{ -port }，供呼叫端使用。
    - `targetPort: 8080` 是 { -service } 接著要送往的地方。省略時，就和 `port` 相同。
lesson-ports-predict-wrong-note = 訪客呼叫 `web:80`。會發生什麼事？
lesson-ports-predict-wrong-note-answers = { -pod } 照樣會回答。
lesson-ports-predict-wrong-note-refused = 被拒絕：{ -pod } 只開放了 3000。
lesson-ports-predict-wrong-note-silence = 毫無回音：不在備註上的{ -port }，{ -packet }會被捨棄。
lesson-ports-predict-wrong-note-after =
    備註什麼都沒有關上。{ -packet }（packet）到了 8080，程式就在那裡接聽。

    備註也什麼都沒有打開。請直接敲 { -pod } 的{ -port } 3000：被拒絕，因為那裡沒有人接聽。把備註改對，或是刪掉，`web:80` 都照樣會回答。
lesson-ports-try-noted-port = 敲 { -pod } 的{ -port } 3000

## 步驟 2

lesson-ports-step-name = 用名稱來找
lesson-ports-versions =
    `api` 有兩個版本同時在執行。舊版在 8080 上接聽，新版在 9090 上接聽。
lesson-ports-try-ten = 呼叫十次
lesson-ports-name =
    `targetPort: 8080` 只適合舊版的 { -pod }。碰上新版，呼叫就會被拒絕。

    這時候，備註就派上用場了，因為它可以帶一個**名稱**。`targetPort` 可以不寫號碼，改寫這個名稱；號碼則到每個 { -pod } 裡去查。
lesson-ports-exercise-by-name = 讓每次呼叫 `api:80` 都得到回答，而且兩個版本都會回答。程式的{ -port }請維持原樣。
lesson-ports-exercise-by-name-goal-both = 呼叫 `api:80` 二十次，全部得到回答，而且兩個 { -pods } 都有份。
lesson-ports-exercise-by-name-goal-own-ports = 程式仍然在 8080 和 9090 上接聽。
lesson-ports-exercise-by-name-goal-old-gone = 關掉舊版之後，每次呼叫都由新版回答。
lesson-ports-exercise-by-name-hint-1 = 沒有哪個號碼同時適合兩個 { -pods }。有什麼可以讓兩邊一樣？
lesson-ports-exercise-by-name-hint-2 = 每個 `containerPort` 的下一行都可以對齊寫上 `name`。這個名稱可以當作 { -service } 的 `targetPort`。
lesson-ports-exercise-by-name-hint-3 = 在兩個 { -deployments } 的 `containerPort` 下一行，對齊加上 `name: http`，並在 { -service } 裡寫 `targetPort: http`。
lesson-ports-exercise-by-name-after =
    請看**{ -object }**：清單現在成了兩份 { -endpointslices }，一份寫 8080，一份寫 9090。下一個版本儘管另選號碼，{ -service } 都不必改。

    但請留意：{ -service } 一旦用名稱來找，備註就算數了。`http` 旁邊的號碼如果寫錯，呼叫端就會被帶到一個關著的{ -port }。

## 步驟 3

lesson-ports-step-misnamed = 沒有人叫這個名稱
lesson-ports-misnamed =
    這家商店的 { -service } 要找名為 `http` 的{ -port }。它的 { -pod } 已就緒，{ -label }（label）也對；備註上的號碼沒錯，取的名稱卻是 `web`。Kubernetes 一句話也沒說，全都收下了。
lesson-ports-predict-no-such-name = 訪客呼叫 `shop:80`。會發生什麼事？
lesson-ports-predict-no-such-name-answers = { -pod } 會回答：只有一個{ -port }，不會弄錯。
lesson-ports-predict-no-such-name-refused = 立刻被拒絕。
lesson-ports-predict-no-such-name-silence = 毫無回音。
lesson-ports-predict-no-such-name-after =
    { -pod } 在清單上，卻沒有{ -port }：請在**{ -object }**裡找出它的 { -endpointslice }，看 `PORTS` 那一欄。對{ -rule }來說，這就是一份空的清單，所以核心會拒絕。

    Kubernetes 收下 { -service } 時不會比對名稱，因為 { -pods } 可能之後才來。改寫成 `targetPort: web`，商店就會回答。

## 步驟 4

lesson-ports-step-two-ports = 兩個{ -port }，兩個名稱
lesson-ports-two-ports =
    這個 { -pod } 裡執行著兩支程式：商店在 8080，監控指標（metrics）在 9100。{ -service } 只通往商店。給監控指標的那幾行已經備妥，寫在 `#` 後面。

    請拿掉那兩個 `#`。API 伺服器會拒絕這次變更，指出三個問題，而 { -service } 維持原樣。
lesson-ports-exercise-second-port = 讓訪客用 `shop:9100` 連到監控指標，並和先前一樣用 `shop:80` 連到商店。
lesson-ports-exercise-second-port-goal-http = 訪客呼叫 `shop:80`，得到商店的回答。
lesson-ports-exercise-second-port-goal-metrics = 訪客呼叫 `shop:9100`，得到監控指標的回答。
lesson-ports-exercise-second-port-hint-1 = 請讀編輯器下方的問題。有兩個要的是同一個{ -field }，第三個說的是某個值。
lesson-ports-exercise-second-port-hint-2 = `Required value`：少了 `name`。`must contain at least one letter (a-z)`：加了引號就是名稱，不是數字。
lesson-ports-exercise-second-port-hint-3 = 替第一個{ -port }加上 `name: http`，替第二個加上 `name: metrics`，並寫 `targetPort: 9100`。
lesson-ports-exercise-second-port-after =
    { -endpoints }（endpoint）的清單是按{ -port }名稱整理的。只有一個{ -port }時，可以不取名稱；不只一個時，每一個都要有。

    加了引號，數字就成了文字，而 `targetPort` 裡的文字是{ -port }的名稱。這種名稱至少要有一個字母，才不會被當成數字。

## 步驟 5

lesson-ports-step-loopback = 只聽得到自己的程式
lesson-ports-loopback =
    { -service } `admin` 送往 8000，程式也在 8000 上接聽。不過，程式還多收到一項吩咐：`--bind 127.0.0.1`。先讓它自己的 { -pod } 呼叫看看。
lesson-ports-try-itself = 在 { -pod } 內呼叫 `localhost:8000`
lesson-ports-predict-through-service = 現在換訪客呼叫 `admin:80`。會發生什麼事？
lesson-ports-predict-through-service-answers = 程式會回答：它沒壞，{ -port }也對。
lesson-ports-predict-through-service-refused = 立刻被拒絕。
lesson-ports-predict-through-service-silence = 毫無回音。
# $adminIp 是執行這支程式的 Pod 的 IP 位址。
lesson-ports-predict-through-service-after =
    每個 { -pod } 都有 `127.0.0.1`，指的都是自己。訪客的{ -packet }送到的是 `{ $adminIp }`，而程式並沒有在這個位址上接聽：被拒絕。

    用 `kubectl exec` 和 `kubectl port-forward` 看不出這個毛病，因為兩者都是從 { -pod } 裡面連到程式的。
lesson-ports-exercise-every-address = 讓訪客呼叫 `admin:80` 時得到回答。
lesson-ports-exercise-every-address-goal-visitor = 訪客呼叫 `admin:80`，連續三次都得到回答。
lesson-ports-exercise-every-address-goal-itself = 在自己的 { -pod } 內呼叫 `localhost:8000`，程式仍然會回答。
lesson-ports-exercise-every-address-hint-1 = { -port }沒有錯。程式是在哪個位址上接聽的？
lesson-ports-exercise-every-address-hint-2 = 寫在 `command` 裡，`--bind` 的後面。`0.0.0.0` 的意思是：這個 { -pod } 的每一個位址。
lesson-ports-exercise-every-address-hint-3 = 在 `command` 裡，把 `127.0.0.1` 改成 `0.0.0.0`。
lesson-ports-exercise-every-address-after =
    這個毛病，{ -service } 的哪個{ -field }都修不好，`containerPort` 也不行。許多程式只在 `127.0.0.1` 上接聽，除非另有吩咐：請在它們的設定裡找 `bind`、`listen` 或 `host`。

## 尾聲

lesson-ports-did =
    Kubernetes 為您做了這些事：

    - API 伺服器檢查了{ -port }和名稱的寫法，但不管有沒有人接聽。
    - 有個{ -controller }（controller）拿著 `targetPort` 裡的名稱，到每個 { -pod } 查出號碼，寫進清單。
    - 核心把每個{ -packet }送往這份清單上的一個位址和{ -port }。

    沒有人做的事：打開{ -port }。只有正在接聽的程式做得到。
