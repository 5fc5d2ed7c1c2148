# source: f1bd41007bfc

### a-stable-address 課：位址屬於 Service 這個物件，不屬於任何在執行的東西。

lesson-a-stable-address-title = 不在任何人身上的位址
lesson-a-stable-address-summary = { -service } 的位址不屬於任何 { -pod }，也不屬於任何機器。看看什麼事動不了它，什麼事又會讓它消失。

## 步驟 1

lesson-a-stable-address-step-nobody-there = { -pods } 全都走了
# $shopIp 是 Service 的叢集 IP。
lesson-a-stable-address-nobody-there =
    { -pod } 一走，它的位址也跟著消失。那麼 { -service } 的位址呢？這裡的 `shop` 位址是 `{ $shopIp }`，後面有兩個 { -pods }。
lesson-a-stable-address-try-send = 呼叫這個位址
lesson-a-stable-address-night =
    晚上，商店打烊了：{ -deployment } 縮減到一個 { -pod } 都不剩。
# $shopIp 是 Service 的叢集 IP。
lesson-a-stable-address-predict-no-pods = 已經沒有任何 { -pod }，訪客再次呼叫 `{ $shopIp }`。會發生什麼事？
lesson-a-stable-address-predict-no-pods-starts = 某個 { -pod } 會回答：有人呼叫，就會啟動一個。
lesson-a-stable-address-predict-no-pods-refused = 訪客立刻被拒絕，不必空等。
lesson-a-stable-address-predict-no-pods-silence = 毫無回音：位址跟著最後的 { -pod } 走了。
lesson-a-stable-address-predict-no-pods-after =
    { -service } 還在，位址也還在，只是後面一個人也沒有。每個{ -node }（node）上都有一條{ -rule }，會立刻這樣告訴呼叫端，在終端機裡看到的就是 `curl: (7)`。如果呼叫的是某個已經消失的 { -pod } 的位址，通常就只能空等了。

    到了早上，會啟動兩個新的 { -pods }。其他什麼都別動，再呼叫一次。{ -service } 甚至可以比它的第一個 { -pod } 更早建立。
lesson-a-stable-address-try-morning = 啟動兩個 { -pods }，再呼叫同一個位址

## 步驟 2

lesson-a-stable-address-step-no-machine = 不在任何機器上
# $whereIp 是 Service 的叢集 IP。
lesson-a-stable-address-no-machine =
    圖中的每個 { -pod } 和每個{ -node }都有位址，卻沒有一個是 `{ $whereIp }`。這個位址寫在 { -service } 裡，那是由 Kubernetes 保存的一個{ -object }；它也寫在每個{ -node }的{ -rule }裡：凡是送往這個位址、{ -port }（port）又是 80 的，就轉給其中一個 { -pod }。

    那麼，`ping` 由誰來回答？請打開**終端機**，把執行位置設為訪客，再輸入 `ping { $whereIp }`。每個{ -packet }（packet）都遺失了：那裡沒有機器可以回答，而{ -rule }只管{ -port } 80。其實沒有任何東西壞掉，呼叫{ -port } 80 就知道。

    有些{ -cluster }則會拒絕這種 `ping`，有些甚至會回答。不論是哪一種反應，都看不出 { -service } 是否正常。
lesson-a-stable-address-try-port = 呼叫{ -port } 80

## 步驟 3

lesson-a-stable-address-step-blue-green = 換一支程式，位址不變
# $blueIp 是 Service 的叢集 IP。
lesson-a-stable-address-blue-green =
    `shop` 後面執行的是版本 `blue`。版本 `green` 已經在旁邊準備好了，只是還沒有呼叫會送到那裡。

    訪客呼叫的是名稱 `shop`。自助機（`kiosk`）是一支較舊的程式，它記下的是位址：`{ $blueIp }`。兩者都要維持原樣。
lesson-a-stable-address-exercise-green = 讓兩個呼叫端都得到 `green` 的回答，`blue` 則不再回答。
lesson-a-stable-address-exercise-green-goal-name = 訪客呼叫 `shop` 十次，只有 `green` 回答。
lesson-a-stable-address-exercise-green-goal-number = 自助機呼叫它記下的位址十次，只有 `green` 回答。
lesson-a-stable-address-exercise-green-hint-1 = { -service } 後面有哪些 { -pods }，是由什麼決定的？
lesson-a-stable-address-exercise-green-hint-2 = `selector`（{ -selector }）要求兩個{ -labels }（label）。其中哪一個是 `green` 的 { -pods } 身上沒有的？
lesson-a-stable-address-exercise-green-hint-3 = 在 { -service } 的 `selector` 之下，把 `version: blue` 改成 `version: green`。如果您把 { -service } 刪除了，或改了它的名稱，請先按**復原**。
lesson-a-stable-address-exercise-green-after =
    只改了一個詞，{ -pods } 的清單就跟著變了。名稱、位址和{ -port }都還是原來的。萬一 `green` 不如預期，把那個詞改回來就好。

    { -service } 的{ -port }也可以改，{ -pods } 的數量也可以改：它仍然是同一個 { -service }。

## 步驟 4

lesson-a-stable-address-step-made-anew = 刪除之後，重新建立
lesson-a-stable-address-made-anew =
    在另一家商店，當初有人自己選了位址：`10.96.0.50`。自助機把它記了下來。

    昨晚，有位同事不小心刪除了 { -service }，又馬上重新建立：名稱相同，{ -selector }相同，{ -port }也相同，只有位址沒有再寫一次。{ -pods } 則一直在執行。
lesson-a-stable-address-predict-noted-number = 自助機呼叫 `10.96.0.50`。會發生什麼事？
lesson-a-stable-address-predict-noted-number-answers = 某個 { -pod } 會回答：Kubernetes 記得 `shop` 的位址。
lesson-a-stable-address-predict-noted-number-refused = 自助機立刻被拒絕，不必空等。
lesson-a-stable-address-predict-noted-number-silence = 毫無回音，自助機最後放棄等待。
# $newIp 是新的 Service 的叢集 IP。
lesson-a-stable-address-predict-noted-number-after =
    在 Kubernetes 看來，這是另一個 { -service }，只是名稱剛好相同。它得到一個空閒的位址：`{ $newIp }`。舊的位址現在不屬於任何人，連一條說「不」的{ -rule }都沒有。哪天有人替別的 { -service } 選中它，和自助機說話的就是陌生人了。
lesson-a-stable-address-predict-by-name = 訪客用名稱呼叫 `shop`。會發生什麼事？
lesson-a-stable-address-predict-by-name-answers = 某個 { -pod } 會回答，和往常一樣。
lesson-a-stable-address-predict-by-name-unknown = DNS 不再認得這個名稱。
lesson-a-stable-address-predict-by-name-silence = 毫無回音：名稱仍然通往舊的位址。
lesson-a-stable-address-predict-by-name-after =
    訪客每次呼叫都會查詢名稱，而 **DNS** 給的是新的位址。所以，要記就記名稱，別記位址。但請留意：有的程式只在啟動時查詢一次，那就和自助機沒有兩樣。

## 步驟 5

lesson-a-stable-address-step-old-number = 讓舊的位址再管用
lesson-a-stable-address-old-number =
    自助機今天沒有人能改，所以它記下的位址必須再管用。{ -service } 可以用 `clusterIP` 要求一個位址，條件是它空閒，而且在{ -cluster }的範圍裡（這裡是 `10.96.0.0/16`）。

    文字裡有這一行，但寫在 `#` 後面，所以不算數。拿掉 `#`，讓這一行和 `selector` 對齊，API 伺服器就會拒絕：`may not change once set`。
lesson-a-stable-address-exercise-old-number = 讓 `10.96.0.50` 再次通往商店，名稱也一樣。
lesson-a-stable-address-exercise-old-number-goal-number = 自助機呼叫 `10.96.0.50` 五次，每次都得到回答。
lesson-a-stable-address-exercise-old-number-goal-name = 訪客呼叫 `shop` 五次，每次都得到回答。
lesson-a-stable-address-exercise-old-number-hint-1 = { -service } 是什麼時候得到位址的？這一個早就建立好了。
lesson-a-stable-address-exercise-old-number-hint-2 = 可以把 `shop` 再建立一次，這次帶著那一行；也可以另外建立一個名稱不同的 { -service }：同樣的 { -pods } 前面，可以有兩個 { -service }。
lesson-a-stable-address-exercise-old-number-hint-3 = 拿掉 `#` 之後，把 { -service } 從文字裡剪下來，從 `---` 那一行到結尾。從文字中移除的東西會一併刪除。數到三，再貼回去。
lesson-a-stable-address-exercise-old-number-after =
    如果您把 `shop` 再建立了一次，中間有片刻誰也呼叫不到它。如果您另外建立了一個 { -service }，就沒有人受到打擾：兩個 { -services }，兩個位址，同樣的 { -pods }。

    Kubernetes 自己選位址時，會先選範圍裡較高的，所以較低的很少被占用。

## 尾聲

lesson-a-stable-address-did =
    Kubernetes 為您做了這些事：

    - 建立 { -service } 時給它一個位址，{ -pods } 來來去去，這個位址都留著。
    - 在每個{ -node }上寫明，送往這個位址的該怎麼辦：轉給某個 { -pod }，或立刻拒絕。
    - 您改變{ -selector }時，名稱和位址都保持不變。

    它沒有做的事：替名稱保留位址。下一個同名的 { -service }，就是另一個 { -service } 了。
