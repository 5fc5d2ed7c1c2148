# source: 7c416f475be6

### near-and-far 課：任何一個 Pod、自己節點的，或自己區域的。

lesson-near-and-far-title = 近與遠：有哪些 { -pods } 可選
lesson-near-and-far-summary = 怎麼讓呼叫留在呼叫端自己的{ -node }或{ -zone }？少了一個 { -pod } 時，兩種做法之中，哪一種會變得毫無回音？

## 步驟 1

lesson-near-and-far-step-anywhere = 哪裡都行
lesson-near-and-far-anywhere =
    這個{ -cluster }分布在兩個**{ -zone }**（zone）：兩地各有自己的電力和網路，所以很少一起故障。每個{ -node }（node）都有{ -label }（label）`topology.kubernetes.io/zone`，寫明它在哪個{ -zone }。在雲端，這個{ -label }通常不必您自己設定。

    `node-1` 和 `node-2` 在 `zone-a`，`node-3` 在 `zone-b`。`web` 在每個{ -node }上各有一個 { -pod }。
lesson-near-and-far-try-thirty = 讓 `visitor-1` 呼叫 `web` 三十次
lesson-near-and-far-price =
    有些呼叫留在 `node-1`，有些到了隔壁的{ -node }，有些則到了另一個{ -zone }。預設情況下，任何已就緒的 { -pod } 都可能被選中。呼叫另一個{ -zone }要花更多時間，許多雲端還會為此收費。

    有兩個{ -field }可以縮小選擇的範圍。一個是圍牆，另一個是願望。

## 步驟 2

lesson-near-and-far-step-own-node = 只在自己的{ -node }
lesson-near-and-far-own-node =
    每個 `agent` 都收集自己{ -node }上的程式回報的東西，而且只收集那裡的。所以，這個 { -service } 設有 `internalTrafficPolicy: Local`（{ -internal-traffic-policy }）：{ -node }只會把{ -cluster }內部的呼叫端交給自己這裡的 { -pods }。

    有兩個 agent 已就緒，在 `node-1` 和 `node-2` 上。`visitor-3` 在 `node-3` 上執行，那裡一個 agent 也沒有。
lesson-near-and-far-predict-none-here = `visitor-3` 呼叫 `agent:80`。會發生什麼事？
lesson-near-and-far-predict-none-here-other = 別的{ -node }上的 agent 會回答：總比沒有好。
lesson-near-and-far-predict-none-here-refused = 立刻被拒絕：這裡沒有誰能回答。
lesson-near-and-far-predict-none-here-silence = 毫無回音，訪客最後放棄等待。
lesson-near-and-far-predict-none-here-after =
    `node-3` 沒有 agent 可選，而在 `Local` 之下，它會**捨棄**{ -packet }（packet）。訪客空等一場，最後看到 `curl: (28)`。同樣的呼叫，從 `node-1` 送出就會得到回答。如果內部的呼叫只在某些{ -node }上失敗，請查一查是不是設了這個原則。

    假如哪裡都沒有已就緒的 agent，每個{ -node }都會拒絕：`curl: (7)`。
lesson-near-and-far-exercise-own-agent = 讓每位訪客都能連到自己{ -node }上的 agent，而且絕不會連到別的。
lesson-near-and-far-exercise-own-agent-goal-zone-a = `visitor-1` 每次都得到 `node-1` 的回答，`visitor-2` 每次都得到 `node-2` 的回答。
lesson-near-and-far-exercise-own-agent-goal-node-3 = `visitor-3` 每次都得到 `node-3` 的回答。
lesson-near-and-far-exercise-own-agent-goal-wall = 圍牆還在：`node-3` 上沒有 agent 就緒時，`visitor-3` 也不會連到別的 agent。
lesson-near-and-far-exercise-own-agent-hint-1 = 這個原則正合所需。那麼，`node-3` 上少了什麼？
lesson-near-and-far-exercise-own-agent-hint-2 = 總共有幾個{ -node }？{ -deployment } 要的又是幾個 { -pods }？
lesson-near-and-far-exercise-own-agent-hint-3 = 設定 `replicas: 3`，`internalTrafficPolicy: Local` 則維持原樣。
lesson-near-and-far-exercise-own-agent-after =
    第三個 { -pod } 來到 `node-3`，是因為排程器（scheduler）喜歡把同一個 { -deployment } 的 { -pods } 分散開來，但它並不保證會這麼做。如果要每個{ -node }上都有一個，另有一個種類：`DaemonSet`，這個實驗室裡沒有。

## 步驟 3

lesson-near-and-far-step-own-zone = 自己的{ -zone }優先
lesson-near-and-far-own-zone =
    對 `web` 來說，夠近就好。它現在設有 `trafficDistribution: PreferSameZone`。
lesson-near-and-far-try-near = 讓 `visitor-1` 呼叫 `web` 二十次
# $farIp 是 zone-b 裡那個 Pod 的 IP 位址。
lesson-near-and-far-hints =
    回答的只有 `zone-a` 的兩個 { -pods }。`node-1` 是怎麼知道的？請在終端機輸入 `kubectl get endpointslices`，後面再加上 `-o yaml`。在 `web` 的清單上，每個已就緒的位址都有一個**{ -hint }**（hint），寫在 `forZones` 裡：這個位址是留給哪個{ -zone }的，也就是它自己所在的那一個。以 `{ $farIp }` 來說，是 `zone-b`。

    kube-proxy 從來不讀 `trafficDistribution`，它讀的是這些{ -hint }。沒被選上的 { -pods } 各是什麼原因，路徑裡都寫著。

    `zone-b` 只有一個 { -pod }，而 `visitor-3` 要問的事情很多。
lesson-near-and-far-predict-busy = `visitor-3` 呼叫六十次。誰來回答？
lesson-near-and-far-predict-busy-share = 三個 { -pods } 都會：這麼多次呼叫，會分攤開來。
lesson-near-and-far-predict-busy-help = `zone-b` 的 { -pod }；它忙不過來時，`zone-a` 會有一個幫忙。
lesson-near-and-far-predict-busy-one = `zone-b` 的 { -pod }，每次都是它，呼叫再多也一樣。
lesson-near-and-far-predict-busy-after =
    { -hint }說的是 { -pod } 留給哪個{ -zone }，不是它有多忙。只要 `zone-b` 的那一個還是就緒的，它那個{ -zone }的呼叫就全部由它來接，哪怕另外兩個都閒著。

    所以，把呼叫留在{ -zone }裡之前，請先看看每個{ -zone }的 { -pods }，夠不夠應付那裡的呼叫端。

## 步驟 4

lesson-near-and-far-step-empty-zone = { -zone }裡一個也不剩
lesson-near-and-far-empty-zone =
    果然吃不消了：`zone-b` 的 { -pod } 馬上就要變成未就緒。40 秒之後，`visitor-3` 再次呼叫。
lesson-near-and-far-predict-none-left = `zone-b` 沒有 { -pod } 就緒，而 `visitor-3` 呼叫十二次。會發生什麼事？
lesson-near-and-far-predict-none-left-silence = 毫無回音，就像在 `Local` 之下一樣。
lesson-near-and-far-predict-none-left-refused = 立刻被拒絕：對這個{ -zone }來說，清單是空的。
lesson-near-and-far-predict-none-left-far = 由 `zone-a` 的 { -pods } 回答，雖然比較遠。
# $farIp 是 zone-b 裡那個 Pod 的 IP 位址。
lesson-near-and-far-predict-none-left-after =
    這是願望，不是圍牆。請再看一次清單：`{ $farIp }` 不再是就緒的，也失去了{ -hint }。{ -zone }的{ -hint }，kube-proxy 只有在兩個條件都成立時才會照辦：**每個**已就緒的位址都有{ -hint }，而且其中有一個寫著 kube-proxy 自己所在的{ -zone }。否則，任何已就緒的 { -pod } 都可以選：遠歸遠，總算有回答。

    所以，只要有一個已就緒的 { -pod }，它所在的{ -node }少了{ -zone }的{ -label }，這些{ -hint }就對誰都不管用了。
lesson-near-and-far-try-again = 讓它恢復，再呼叫看看

## 步驟 5

lesson-near-and-far-step-shop = 要近，也要有回音
lesson-near-and-far-shop =
    為了省錢，這家商店把呼叫留在近處。有人為此寫了 `internalTrafficPolicy: Local`。後來有一個 { -pod } 不再就緒，它那個{ -node }上的呼叫端，看到的全是 `curl: (28)`；另外兩個 { -pods } 卻沒什麼事做。
lesson-near-and-far-exercise-near-first = 讓呼叫留在自己的{ -zone }；{ -zone }裡沒有 { -pod } 就緒時，也一次都不能漏。
lesson-near-and-far-exercise-near-first-goal-zone-a = `visitor-1` 和 `visitor-2` 每次都得到 `zone-a` 的回答。
lesson-near-and-far-exercise-near-first-goal-zone-b = `visitor-3` 每次都得到 `zone-b` 的回答。
lesson-near-and-far-exercise-near-first-goal-survives = 圍牆不在了：只剩一個 { -pod } 時，三位訪客仍然都得到回答。
lesson-near-and-far-exercise-near-first-hint-1 = 哪個{ -field }是圍牆，哪個是願望？
lesson-near-and-far-exercise-near-first-hint-2 = 願望是 `trafficDistribution`。和 `Local` 寫在一起，它什麼也改變不了：清單上的{ -hint }在那裡不算數。該拿掉的是哪一行？
lesson-near-and-far-exercise-near-first-hint-3 = 把 `internalTrafficPolicy: Local` 換成 `trafficDistribution: PreferSameZone`。
lesson-near-and-far-exercise-near-first-after =
    一切正常時，呼叫留在近處。少了誰，就往遠處去。

    `PreferSameNode` 要求得更多：先找呼叫端自己的{ -node }，再找它的{ -zone }，最後才是其他任何一個 { -pod }。`PreferClose` 是 `PreferSameZone` 的舊名，現在已棄用。

## 尾聲

lesson-near-and-far-did =
    Kubernetes 為您做了這些事：

    - 在清單上寫明每個 { -pod } 的{ -node }和{ -zone }；{ -service } 有要求的，還加上{ -hint }。
    - 在每個{ -node }上，kube-proxy 替那裡可選的 { -pods } 寫下{ -rule }。選中誰，看運氣。
    - 採用 `Local` 時，如果{ -node }上沒有已就緒的 { -pod }，別的{ -node }上卻有，它就在那裡寫下一條捨棄的{ -rule }。
    - { -hint }裡找不到留給某個{ -zone }的 { -pod } 時，那裡的 kube-proxy 就不理會這些{ -hint }。

    沒有人做的事：數一數呼叫有多少，或把 { -pods } 放到呼叫端所在的地方。
