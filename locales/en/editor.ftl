### The code editor's own phrases.

editor-phrase-control-character = Control character
editor-phrase-diagnostics = Problems
editor-phrase-no-diagnostics = No problems
editor-phrase-close = Close
editor-phrase-completions = Suggestions
editor-phrase-selection-deleted = Selection deleted
editor-phrase-no-field = There is no field here

ui-field-explain = Explain the field at the caret
ui-field-default = Default
ui-field-values = Allowed values
ui-field-required = Required
