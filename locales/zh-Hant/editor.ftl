### 程式碼編輯器自己的用語。

editor-phrase-control-character = 控制字元
editor-phrase-diagnostics = 問題
editor-phrase-no-diagnostics = 沒有問題
editor-phrase-close = 關閉
editor-phrase-completions = 建議
editor-phrase-selection-deleted = 已刪除選取的內容
