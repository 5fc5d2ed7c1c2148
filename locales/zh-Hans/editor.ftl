### 代码编辑器自己的用语。

editor-phrase-control-character = 控制字符
editor-phrase-diagnostics = 问题
editor-phrase-no-diagnostics = 没有问题
editor-phrase-close = 关闭
editor-phrase-completions = 建议
editor-phrase-selection-deleted = 已删除所选内容
editor-phrase-no-field = 这里没有字段

ui-field-explain = 说明光标处的字段
ui-field-default = 默认值
ui-field-values = 可用的值
ui-field-required = 必填
