### 文字裡每一種問題的意思。Kubernetes 自己的話會列在旁邊，一律不翻譯。每種有
### 四個部分：.title 幾個字，.what 是什麼意思，.why Kubernetes 為何這樣要求，
### .mend 如何修正。其中 $path 是 Kubernetes 寫法的欄位
### （spec.ports[0].nodePort），$subject 是有問題的值或名稱；兩者都可以不用。

## 讀取 YAML

explain-yaml-syntax =
    .title = 這不是 YAML
    .what = 從這裡開始，文字無法當作 YAML 讀取，所以後面的一概不算。
    .why = YAML 靠空格和符號表達意思。縮排錯一處，或引號沒有關上，就沒有人分得清什麼屬於什麼。
    .mend = 請看這一行和上一行：是否位於正確的{ -field }之下？引號都關上了嗎？每個冒號後面都有空格嗎？
explain-yaml-tab =
    .title = 用了定位字元而不是空格
    .what = 這一行用定位字元（tab）縮排。
    .why = YAML 只允許用空格縮排，因為定位字元有多寬，各家編輯器自己說了算。
    .mend = 把定位字元換成空格，每一層兩個。
explain-yaml-too-large =
    .title = 超出實驗室的讀取上限
    .what = 對這個實驗室來說，這份文字太長、層次太深，或重複太多。
    .why = 瀏覽器裡的頁面必須維持流暢，所以實驗室到固定的大小就停。Kubernetes 有自己的上限，比這裡寬得多。
    .mend = 刪掉一些內容，或把文字拆成兩份。
explain-yaml-not-json =
    .title = Kubernetes 收不下的 YAML
    .what = 這是 YAML，但 JSON 表達不了：以清單或對應作為鍵，或是 `.nan` 這樣的數字。
    .why = Kubernetes 以 JSON 儲存和傳送{ -object }。JSON 裝不下的，它就收不下。
    .mend = 鍵請用單純的文字，值請用一般的數字。位置奇怪的 `:` 或 `?` 常會不小心造出這種鍵。
# $subject 是鍵。
explain-duplicate-key =
    .title = 同一個鍵出現兩次
    .what = `{ $subject }` 在同一個地方出現了兩次。kubectl 會採用最後一個，而且什麼也不說；第一個就不見了。
    .why = 一個對應裡，每個鍵只能有一個值。這常常是因為兩份{ -manifest }之間少了 `---`，黏成了一份。
    .mend = 移除其中一個，或在兩份{ -manifest }之間加上 `---`。
explain-missing-kind =
    .title = 這是什麼？
    .what = { -manifest }必須用 `apiVersion` 和 `kind` 說明自己是什麼，這裡少了其中之一。
    .why = 其他一切都取決於它：有哪些{ -field }，以及由誰照管這個{ -object }。
    .mend = 如果是 { -service }，請在最上面寫 `apiVersion: v1` 和 `kind: Service`。
# $subject 是寫下的種類。
explain-unknown-kind =
    .title = 沒有這個種類
    .what = 這個 `apiVersion` 裡沒有 `{ $subject }` 這個種類。
    .why = 種類要由兩者一起決定，而且區分大小寫。{ -deployment } 在 `apps/v1`，{ -service } 在 `v1`。
    .mend = 請檢查拼字、開頭的大寫字母，以及這個種類屬於哪個 `apiVersion`。
# $subject 是欄位名稱。
explain-unknown-field =
    .title = 不存在的{ -field }
    .what = Kubernetes 在這裡不認得{ -field } `{ $subject }`。
    .why = 若放行一個沒有人讀的{ -field }，看起來就像真的有作用。所以 kubectl 請伺服器從嚴檢查，整份{ -manifest }都會被拒絕。
    .mend = 請檢查拼字、大小寫和縮排：{ -field }往往沒寫錯，只是往裡或往外差了一層。
# $path 是欄位。
explain-wrong-type =
    .title = 值的型別不對
    .what = `{ $path }` 要的是另一種型別的值：數字、文字、true 或 false、清單，或對應。
    .why = YAML 從值的寫法推測型別：`80` 是數字，`"80"` 是文字，`yes` 表示 true。
    .mend = 加上或移除引號；清單的每個項目前面要寫 `- `。
# $subject 是種類。
explain-not-simulated =
    .title = 不在這個實驗室的範圍內
    .what = Kubernetes 有 `{ $subject }`；這個實驗室不模擬它。
    .why = 這個實驗室談的是 { -services }，以及把{ -packet }帶到它們那裡的一切。與其假裝，不如直說。
    .mend = 在這裡請略去這份{ -manifest }。放在真正的{ -cluster }上，它很可能是對的。

## 名稱與標籤

# $subject 是名稱。
explain-invalid-name =
    .title = 不合規定的名稱
    .what = 這裡不允許使用 `{ $subject }` 這個名稱。
    .why = 名稱會成為位址和 DNS 名稱的一部分，所以由小寫英文字母、數字和 `-` 組成（有些種類也允許 `.`），開頭和結尾必須是字母或數字。{ -service } 的名稱最多 63 個字元。
    .mend = 只使用小寫英文字母、數字和 `-`。
explain-name-required =
    .title = 沒有名稱
    .what = 每個{ -object }都需要 `metadata.name`（或 `generateName`）。
    .why = 種類、{ -namespace }和名稱合起來，才認得出一個{ -object }。少了它們，就再也找不回來。
    .mend = 在 `metadata:` 之下加上 `name:`。
# $subject 是鍵。
explain-invalid-label-key =
    .title = { -label }的鍵格式不對
    .what = `{ $subject }` 不能作為{ -label }的鍵。
    .why = 許多程式會逐字比對鍵。鍵最多 63 個字元，可用字母、數字、`-`、`_` 和 `.`；前面可以加上網域和一個 `/`。
    .mend = 請選一個簡單的鍵，例如 `app`。
# $subject 是值。
explain-invalid-label-value =
    .title = { -label }的值格式不對
    .what = `{ $subject }` 不能作為{ -label }的值。
    .why = { -selector }會比對這些值，所以值要簡短單純：最多 63 個字元，可用字母、數字、`-`、`_` 和 `.`，開頭和結尾必須是字母或數字。可以是空的。
    .mend = 請去掉空格和其他符號。格式自由的文字應該放在 `annotations`。
# $subject 是鍵。
explain-invalid-annotation-key =
    .title = { -annotation }的鍵格式不對
    .what = `{ $subject }` 不能作為{ -annotation }的鍵。
    .why = 鍵的規定和{ -label }的鍵相同；只有值是自由的。
    .mend = 請使用字母、數字、`-`、`_` 和 `.`，最多在網域後面加一個 `/`。
# $path 是欄位。
explain-invalid-metadata =
    .title = 中繼資料有問題
    .what = `{ $path }` 的格式不符合要求。
    .why = Finalizer 和擁有者參考會告訴 Kubernetes，{ -object }何時可以消失。寫錯了，它可能永遠留著。
    .mend = 如果您本來就不打算寫這個{ -field }，請移除它：{ -controller }會填入。

## 尋找物件

# $subject 是命名空間。
explain-namespace-not-found =
    .title = 沒有這個{ -namespace }
    .what = 沒有名為 `{ $subject }` 的{ -namespace }。
    .why = { -object }要放進已經存在的{ -namespace }；Kubernetes 不會自行建立。
    .mend = 請先建立{ -namespace }（`kind: Namespace`），或省略 `namespace:` 以使用 `default`。
# $subject 是名稱。
explain-already-exists =
    .title = 已經存在
    .what = 已經有一個同種類的{ -object }叫做 `{ $subject }`。
    .why = `create` 只會建立新的{ -object }；`apply` 則是建立或變更。
    .mend = 請使用 `kubectl apply`，或選另一個名稱。
# $subject 是名稱。
explain-not-found =
    .title = 找不到
    .what = 這個{ -namespace }裡沒有 `{ $subject }`。
    .why = 名稱只在一個{ -namespace }裡尋找，而且逐字比對。
    .mend = 請檢查拼字和{ -namespace }（`-n`）。
explain-conflict =
    .title = 有人搶先一步
    .what = 在您讀取之後，已經有別人改過這個{ -object }。
    .why = 否則您的變更會蓋掉對方的，而雙方都不會發現。看 `resourceVersion` 就知道。
    .mend = 請重新讀取{ -object }，在新的版本上做您的變更，再送出。

## 連接埠

# $subject 是號碼。
explain-port-out-of-range =
    .title = 沒有這個{ -port }
    .what = `{ $subject }` 不是{ -port }。
    .why = TCP、UDP 和 SCTP 的{ -port }從 1 到 65535。
    .mend = 請寫 1 到 65535 的數字。
explain-ports-required =
    .title = 沒有{ -port }的 { -service }
    .what = 這個 { -service } 沒有 `ports`。
    .why = { -service } 依{ -port }轉送；一個都沒有的話，它的{ -rule }什麼也比對不到。只有 headless { -service } 或類型為 `ExternalName` 的 { -service } 才可以沒有。
    .mend = 請加上 `ports:`，底下至少有一個 `- port:`。
explain-port-name-required =
    .title = 有好幾個{ -port }，其中一個沒有名稱
    .what = 超過一個{ -port }時，每一個都需要 `name`。
    .why = { -endpoints }的清單是按{ -port }名稱整理的。沒有名稱，就沒有人分得清哪個屬於哪個。
    .mend = 請給每個{ -port }一個簡短的 `name`，例如 `http` 和 `metrics`。
# $subject 是名稱。
explain-duplicate-port-name =
    .title = 兩個{ -port }同名
    .what = 名稱 `{ $subject }` 用在兩個{ -port }上。
    .why = { -endpoints }、DNS 等都靠名稱區分各個{ -port }。
    .mend = 請替其中一個改名。
# $subject 是名稱。
explain-invalid-port-name =
    .title = { -port }名稱格式不對
    .what = `{ $subject }` 不能作為{ -port }的名稱。
    .why = { -service } 的{ -port }名稱會成為 { -dns-record }的一部分：小寫英文字母、數字和 `-`。{ -container }的{ -port }名稱最多 15 個這樣的字元，而且至少要有一個字母。
    .mend = 請選一個小寫的簡短名稱，例如 `http`。
explain-duplicate-port =
    .title = 同一個{ -port }出現兩次
    .what = 有兩個項目的號碼和通訊協定都相同。
    .why = 兩者會是同一個位址上的同一個地方，{ -packet }無從分辨。
    .mend = 請移除一個，或替其中一個換個 `port` 或 `protocol`。
# $subject 是文字。
explain-target-port-name-needs-letter =
    .title = 加了引號的數字是名稱
    .what = `targetPort` 寫成文字時，就是{ -port }的名稱，而 `{ $subject }` 裡沒有字母。
    .why = `targetPort: 8080` 是數字；`targetPort: "8080"` 則是名為 8080 的{ -port }。為了避免混淆，名稱至少需要一個字母。
    .mend = 請移除引號。
# $subject 是名稱。
explain-invalid-target-port-name =
    .title = `targetPort` 的名稱格式不對
    .what = `{ $subject }` 不能作為{ -container }的{ -port }名稱。
    .why = 這種名稱最多 15 個字元，可用小寫英文字母、數字和 `-`，至少要有一個字母，開頭和結尾不能是 `-`。
    .mend = 請照{ -container }的 `ports` 之下的寫法寫名稱，或改寫成數字。
# $subject 是寫下的通訊協定。
explain-invalid-protocol =
    .title = 沒有這種通訊協定
    .what = `{ $subject }` 不是 { -service } 能承載的通訊協定。
    .why = { -service } 靠{ -port }運作，因此只使用 `TCP`、`UDP` 和 `SCTP`，要大寫。HTTP 是經由 TCP 傳送的；{ -service } 不看裡面的內容。
    .mend = 請寫 `protocol: TCP`，或省略這一行。想表明是 HTTP，可以寫 `appProtocol: http`。
# $subject 是號碼。
explain-node-port-out-of-range =
    .title = 超出{ -node-port }範圍
    .what = `{ $subject }` 不在{ -node }保留給 { -services } 的{ -port }之中。
    .why = 這個範圍通常是 30000 到 32767，特地劃分出來，免得有 { -service } 占用{ -node }本身的程式所需的{ -port }。
    .mend = 請選 30000 到 32767 的號碼，或省略 `nodePort`，讓 Kubernetes 來選。
# $subject 是號碼。
explain-node-port-taken =
    .title = 這個{ -node-port }已有人使用
    .what = 另一個 { -service } 已經使用{ -node-port } `{ $subject }`。
    .why = { -node-port }在每個{ -node }上都開放，所以只能屬於一個 { -service }。同一個號碼，TCP 和 UDP 一起保留。
    .mend = 請選另一個號碼，或省略 `nodePort`。
explain-duplicate-node-port =
    .title = 兩個{ -port }要求同一個{ -node-port }
    .what = 這個 { -service } 有兩個項目要求同一個 `nodePort`。
    .why = 送往{ -node }上那個{ -port }的{ -packet }將無從分辨。
    .mend = 請各給一個不同的號碼，或省略其中一個。
explain-node-port-not-for-type =
    .title = 這個類型沒有{ -node-port }
    .what = `nodePort` 寫在一個不會在{ -nodes }上開放{ -port }的 { -service } 裡。
    .why = 只有 `NodePort` 和 `LoadBalancer` 才會。若是 `ClusterIP`，這一行等於許諾了一扇不存在的門。
    .mend = 請加上 `type: NodePort`，或移除 `nodePort`。
explain-health-check-node-port-not-for-type =
    .title = 沒有要回應的{ -health-check }
    .what = `healthCheckNodePort` 只能與 `type: LoadBalancer` 加上 `externalTrafficPolicy: Local` 一起使用。
    .why = 只有在這種情況下，各個{ -node }能不能接收{ -traffic }才有所不同，也只有{ -load-balancer }會來詢問。
    .mend = 請移除這個{ -field }，或把另外兩個都設好。
# $subject 是號碼。
explain-health-check-node-port-refused =
    .title = 無法使用這個{ -health-check }的{ -port }
    .what = `{ $subject }` 超出{ -node-port }範圍，或已有人使用。
    .why = 它和{ -node-port }一樣在每個{ -node }上開放，也來自同一個範圍。
    .mend = 請省略 `healthCheckNodePort`；Kubernetes 會選一個空閒的。

## Service 的類型與位址

# $subject 是寫下的類型。
explain-invalid-service-type =
    .title = 沒有這種 { -service } 類型
    .what = `{ $subject }` 不是類型。
    .why = 類型有四種，寫法固定：`ClusterIP`、`NodePort`、`LoadBalancer`、`ExternalName`。Headless { -service } 不是類型，而是 `clusterIP: None`。
    .mend = 請寫這四種之一，大小寫要相同。
# $subject 是文字。
explain-invalid-ip-address =
    .title = 不是 { -ip-address }
    .what = `{ $subject }` 不是 { -ip-address }。
    .why = 這裡要寫的是位址，不是名稱：四個 0 到 255、前面不補零的數字，或一個 IPv6 位址。
    .mend = 請寫位址，例如 `192.0.2.10`。
# $subject 是位址。
explain-special-ip-address =
    .title = 有特殊意義的位址
    .what = `{ $subject }` 不能用在這裡：它的意思是「這台機器自己」、「只限這條線路」之類。
    .why = 像 `127.0.0.1` 或 `169.254.0.1` 這樣的位址，從不離開所在的機器或線路。替它們寫{ -rule }，只會讓呼叫端走錯路。
    .mend = 請使用其他機器連得到的位址。
# $subject 是文字。
explain-invalid-cidr =
    .title = 不是位址範圍
    .what = `{ $subject }` 不是範圍。
    .why = 範圍的寫法是位址、斜線，以及固定不變的位元數：`203.0.113.0/24`。單一位址則是 `203.0.113.7/32`。
    .mend = 請寫成這種形式。
# $subject 是位址。
explain-cluster-ip-out-of-range =
    .title = 超出 { -service } 的位址範圍
    .what = `{ $subject }` 不在這個{ -cluster }保留給 { -services } 的位址之中。
    .why = 這個範圍在建立{ -cluster }時就已固定，讓這些位址永遠不會與 { -pods }、{ -nodes }或您的網路的位址相撞。
    .mend = 請省略 `clusterIP`；Kubernetes 會選一個。
# $subject 是位址。
explain-cluster-ip-taken =
    .title = 這個{ -cluster-ip } 已有人使用
    .what = 另一個 { -service } 正在使用 `{ $subject }`。
    .why = 只要 { -service } 存在，它的{ -cluster-ip } 就只屬於它。
    .mend = 請省略 `clusterIP`，或選一個空閒的。
explain-cluster-ips-mismatch =
    .title = 兩個{ -field }互相矛盾
    .what = `clusterIP` 與 `clusterIPs` 的第一項不同。
    .why = 兩者說的是同一件事：`clusterIP` 是較舊的{ -field }，`clusterIPs` 還能放另一個位址家族的第二個位址。
    .mend = 請只寫 `clusterIP`，或讓兩者相同。
explain-immutable-cluster-ip =
    .title = { -cluster-ip } 不會變
    .what = { -service } 存在期間，它的{ -cluster-ip } 不能變更，也不能拿掉。
    .why = { -service } 的意義就在於這個位址永遠不變：呼叫端、DNS 的答案和{ -rule }都仰賴它。
    .mend = 請維持原樣。想要別的位址，就刪除 { -service } 再重新建立。
explain-headless-not-for-type =
    .title = Headless 與對外開放不能並存
    .what = `clusterIP: None` 只供內部使用；類型為 `NodePort` 或 `LoadBalancer` 的 { -service } 需要{ -cluster-ip }。
    .why = Headless { -service } 完全沒有{ -rule }，只有 DNS，所以{ -node }上的門沒有任何地方可以通往。
    .mend = 請移除 `clusterIP: None`，或使用 `type: ClusterIP`。要更改已經存在的 { -service }，請刪除後重新建立。
# $subject 是位址家族。
explain-invalid-ip-family =
    .title = 沒有這個位址家族
    .what = `{ $subject }` 不能寫在 `ipFamilies` 裡。
    .why = 只有 `IPv4` 和 `IPv6` 兩個，各最多出現一次。
    .mend = 請寫其中一個、兩個都寫，或省略這個{ -field }。
# $subject 是位址家族。
explain-ip-family-not-configured =
    .title = 這個{ -cluster }沒有這種位址
    .what = 這個{ -cluster }沒有 `{ $subject }` 的範圍。
    .why = { -cluster }使用哪些位址家族，在建立時就已固定。這個{ -cluster }無法配發這種位址。
    .mend = 請省略 `ipFamilies`，也不要要求 `RequireDualStack`。
explain-ip-family-policy-conflict =
    .title = 位址家族與原則互相矛盾
    .what = `ipFamilyPolicy` 說只有一個位址家族，卻列出了不只一個；或者正好相反。
    .why = `SingleStack` 表示恰好一個位址；兩個位址家族都要的話，需要 `PreferDualStack` 或 `RequireDualStack`。
    .mend = 請把兩個{ -field }都省略，或讓它們一致。
explain-external-name-required =
    .title = 哪個名稱？
    .what = 類型為 `ExternalName` 的 { -service } 需要 `externalName`。
    .why = 它不過是 DNS 裡的別名，所以必須說明是誰的別名。
    .mend = 請加上 `externalName:` 和一個 DNS 名稱，例如 `db.example.com`。
# $subject 是名稱。
explain-invalid-external-name =
    .title = 不是 DNS 名稱
    .what = `{ $subject }` 不能作為外部名稱。
    .why = 它會成為一筆 { -dns-record }，所以必須是小寫、以點分隔的名稱：沒有 `https://`、沒有路徑、沒有{ -port }、沒有大寫字母。
    .mend = 請只保留機器的名稱：`api.example.com`。
# $path 是欄位。
explain-not-for-external-name =
    .title = 不能與 ExternalName 並用
    .what = `{ $path }` 不能寫在類型為 `ExternalName` 的 { -service } 裡。
    .why = 這種 { -service } 沒有位址，也沒有{ -rule }；它只是另一個名稱的別名。這個{ -field }沒有可以作用的地方。
    .mend = 請移除這個{ -field }，或選另一個類型。
# $path 是欄位。
explain-load-balancer-only =
    .title = 只限 LoadBalancer 類型
    .what = 只有在 `type` 是 `LoadBalancer` 時，才可以設定 `{ $path }`。
    .why = 這個{ -field }是寫給負責建立{ -load-balancer }的一方看的；換成別的類型，就沒有人會讀它。
    .mend = 請設定 `type: LoadBalancer`，或移除這個{ -field }。
explain-traffic-policy-not-for-type =
    .title = 沒有人從外面來
    .what = `externalTrafficPolicy` 需要一個能從外部連到的 { -service }。
    .why = 它決定{ -nodes }如何對待來自外部的呼叫端。單純的 `ClusterIP` { -service } 沒有這種呼叫端，除非它有 `externalIPs`。
    .mend = 請設定 `type: NodePort` 或 `LoadBalancer`，或移除這個{ -field }。對內部的呼叫端，另有 `internalTrafficPolicy`。
# $subject 是數字。
explain-affinity-timeout-out-of-range =
    .title = 太短或太長
    .what = `{ $subject }` 秒不能作為呼叫端固定使用同一個 { -pod } 的時間。
    .why = 必須大於 0，最多 86400 秒，也就是一天。預設值是 10800 秒，也就是三小時。
    .mend = 請寫 1 到 86400 的數字。
# $subject 是文字。
explain-invalid-app-protocol =
    .title = `appProtocol` 格式不對
    .what = `{ $subject }` 不能作為 `appProtocol`。
    .why = 它是給{ -load-balancer }和服務網格的提示：一個眾所周知的名稱，例如 `http`；或前面加上您自己網域的名稱，例如 `example.com/mine`。
    .mend = 請寫這樣的名稱，或省略這個{ -field }。
# $subject 是文字。
explain-invalid-load-balancer-class =
    .title = `loadBalancerClass` 格式不對
    .what = `{ $subject }` 不能作為類別。
    .why = 類別指明由誰來建立{ -load-balancer }，寫法和{ -label }的鍵一樣：`example.com/internal`。
    .mend = 請使用提供者給的名稱，或省略這個{ -field }。

## 值

# $path 是欄位；$subject 是值。
explain-unsupported-value =
    .title = 不在選項之中
    .what = `{ $subject }` 不是 `{ $path }` 可以使用的值。
    .why = 這個{ -field }要從固定的清單裡選，而且區分大小寫。Kubernetes 的訊息裡列出了這份清單。
    .mend = 請從訊息裡的清單選一個。
# $path 是欄位。
explain-immutable-field =
    .title = 這個不能變更
    .what = { -object }一旦存在，`{ $path }` 就固定了。
    .why = 其他東西仰賴它：例如{ -selector }一旦改變，先前建立的 { -pods } 就會突然不屬於任何人。
    .mend = 請改回原來的值，或刪除{ -object }再重新建立。
explain-pod-update-forbidden =
    .title = { -pod } 不能改，只能換
    .what = 執行中的 { -pod } 幾乎什麼都不能變更，除了它的{ -image }和{ -labels }。
    .why = 已經啟動的程式，事後無法換用別的{ -port }或命令。
    .mend = 請刪除 { -pod } 再重新建立，或變更它的 { -deployment } 的範本，由 { -deployment } 替您這麼做。
# $path 是欄位。
explain-required-field =
    .title = 少了東西
    .what = 必須設定 `{ $path }`。
    .why = Kubernetes 對它沒有預設值，也無從猜測。
    .mend = 請加上這個{ -field }和它的值。
# $path 是欄位；$subject 是數字。
explain-number-out-of-range =
    .title = 太小或太大
    .what = `{ $subject }` 超出 `{ $path }` 的範圍。
    .why = Kubernetes 的訊息裡寫明了上下限。
    .mend = 請選一個在範圍內的數字。
# $path 是欄位。
explain-invalid-value =
    .title = 不合規定的值
    .what = `{ $path }` 的值不符合所需的格式。
    .why = Kubernetes 的訊息裡說明了是哪種格式，常常是一個樣式，並附上範例。
    .mend = 請把您的值和訊息裡的範例逐字比對。
# $path 是欄位。
explain-forbidden-field =
    .title = 不能放在這裡
    .what = `{ $path }` 不能在這個地方設定，或不能與其他內容一起設定。
    .why = 有些{ -field }互相排斥，有些則由 Kubernetes 自己填寫。訊息裡說明了是哪一種。
    .mend = 請移除這個{ -field }，或與它衝突的那一個。
# $subject 是值。
explain-duplicate-value =
    .title = 同一個值出現兩次
    .what = 在一份項目不得重複的清單裡，`{ $subject }` 出現了兩次。
    .why = 這份清單的項目正是靠它來區分的。
    .mend = 請移除其中一個，或替它改名。
# $path 是欄位。
explain-too-many =
    .title = 太多了
    .what = `{ $path }` 的內容超過了上限。
    .why = 清單和文字都有上限，免得{ -object }無限膨脹。訊息裡寫明了上限。
    .mend = 請刪掉一些內容。
# $subject 是名稱。
explain-unknown-reference =
    .title = 指向不存在的東西
    .what = 這裡提到了 `{ $subject }`，但{ -object }裡沒有叫這個名稱的東西。
    .why = 例如，{ -container }只能使用它的 { -pod } 宣告過的磁碟區。
    .mend = 請宣告它，或更正名稱。

## 選擇器與範本

explain-selector-mismatch =
    .title = 它會認不得自己的 { -pods }
    .what = { -selector }與 `template` 的{ -labels }不符。
    .why = 這樣 { -deployment } 會建立 { -pods }，卻認不出是自己的，於是再建立更多，永無止境。所以 Kubernetes 拒絕。
    .mend = 請讓 `selector.matchLabels` 與 `template.metadata` 之下的{ -labels }相同。
explain-empty-selector =
    .title = 什麼都沒指定的{ -selector }
    .what = { -selector }是空的，而這裡必須有所選擇。
    .why = 空的{ -selector }代表{ -namespace }裡的每一個 { -pod }，連別人的也算在內。
    .mend = 請加上 `matchLabels`，裡面至少有一個{ -label }。
# $path 是欄位。
explain-invalid-selector =
    .title = { -selector }格式不對
    .what = `{ $path }` 不是可以使用的{ -selector }。
    .why = `In` 和 `NotIn` 需要一份值的清單；`Exists` 和 `DoesNotExist` 則不能有。
    .mend = 簡單的情況請用 `matchLabels`，寫上鍵和值。
explain-rolling-update-stuck =
    .title = 這個更新永遠動不了
    .what = `maxSurge` 和 `maxUnavailable` 都是 0。
    .why = 既不能比想要的多一個 { -pod }，也不能少一個，就永遠無法用新的換下舊的。
    .mend = 請把其中一個設為 1，或兩個都省略。
# $subject 是文字。
explain-invalid-percent =
    .title = 不是數字，也不是百分比
    .what = `{ $subject }` 既不是整數，也不是百分比。
    .why = 這裡要寫數量，例如 `1`；或比例，例如 `25%`。
    .mend = 請寫其中一種。
explain-container-port-required =
    .title = 沒有號碼的{ -port }
    .what = { -container }的 `ports` 之下，有一個項目沒有 `containerPort`。
    .why = 這個項目描述的是一個{ -port }，而號碼正是它要說的事。
    .mend = 請加上 `containerPort:`。順帶一提，它什麼也不會開放：它只是告訴讀的人，並替這個{ -port }取個名稱。
# $path 是欄位。
explain-container-incomplete =
    .title = 無法啟動的{ -container }
    .what = 少了 `{ $path }`。{ -pod } 至少需要一個{ -container }，而每個{ -container }都需要名稱和{ -image }。
    .why = 沒有{ -image }，就沒有程式可以執行。
    .mend = 請替{ -container }加上 `name:` 和 `image:`。

## 變更與耗盡

explain-patch-refused =
    .title = 這項變更套不上去
    .what = 這項變更無法疊加到{ -object }上：某個地方的值型別不同。
    .why = `kubectl apply` 只會送出您的文字與{ -object }之間的差異。兩者合併之前會先檢查型別，所以訊息和建立新{ -object }時不同。
    .mend = 請找找看有沒有加了引號的數字，或在該寫清單的地方寫了文字。
explain-pool-exhausted =
    .title = 一個也不剩
    .what = { -cluster }的範圍裡，已經沒有空閒的位址或{ -node-port }了。
    .why = 範圍是固定的，每個 { -service } 都要從中取用。
    .mend = 請刪除沒有人需要的 { -services }。

## 仍然接受

# $path 是欄位。
explain-deprecated =
    .title = 即將淘汰
    .what = `{ $path }` 或其中的內容仍然有效，但已棄用。
    .why = Kubernetes 有了更好的做法，總有一天會移除這一個。訊息裡說明了該用什麼。
    .mend = 請改用訊息裡提到的做法。
# $path 是欄位。
explain-ignored-field =
    .title = 在這裡沒有作用
    .what = `{ $path }` 被接受了，但不會有任何作用。
    .why = 它必須和另一項設定一起使用才有作用，而那項設定不在這裡。
    .mend = 請移除它，或補上它需要的設定。
# $path 是欄位；$subject 是值。
explain-non-standard-value =
    .title = 最好換個寫法
    .what = `{ $path }` 裡的 `{ $subject }` 被接受了，但不是標準的寫法。
    .why = 別的程式可能有不同的解讀：例如前面補零的 IPv4 位址。
    .mend = 請寫成一般的形式。
# $path 是欄位。
explain-hidden-entry =
    .title = 被另一個遮住了
    .what = `{ $path }` 的某個項目被後面同名的項目遮住了。
    .why = 鍵相同的項目，只有最後一個算數。
    .mend = 請移除您不要的那一個。
# $path 是欄位。
explain-overlapping-entry =
    .title = 彼此衝突的項目
    .what = `{ $path }` 已被接受，但這裡有兩個項目要用同一個{ -port }或同一個檔案。
    .why = 它們可能互相遮住，哪一個算數並不確定。
    .mend = 請讓每個項目各有自己的{ -port }或路徑。
explain-name-no-host-name =
    .title = 不能當主機名稱的名稱
    .what = 這個名稱已被接受，但 { -pod } 的名稱也會成為它的主機名稱，而這個名稱並不合適：它帶有點號，或超過 63 個字元。
    .why = 主機名稱只是 DNS 名稱裡的一段，程式可能會把點號後面的部分當成網域。
    .mend = 請改用最多 63 個字元、只含小寫英文字母、數字和連字號的名稱。
# $path 是欄位。
explain-selects-nothing =
    .title = 這個{ -selector }選不到任何 { -pod }
    .what = 缺少 `{ $path }`，而缺少的{ -selector }連一個 { -pod } 也選不到。
    .why = 空的{ -selector }會選取全部，缺少的則一個也不選，所以這條規則沒有作用。
    .mend = 請寫上這條規則所針對的 { -pods } 的{ -labels }。
