### 程式碼編輯器自己的用語。

editor-phrase-control-character = 控制字元
editor-phrase-diagnostics = 問題
editor-phrase-no-diagnostics = 沒有問題
editor-phrase-close = 關閉
editor-phrase-completions = 建議
editor-phrase-selection-deleted = 已刪除選取的內容
editor-phrase-no-field = 這裡沒有欄位

ui-field-explain = 說明游標處的欄位
ui-field-default = 預設值
ui-field-values = 可用的值
ui-field-required = 必填
