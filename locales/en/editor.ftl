### The code editor's own phrases.

editor-phrase-control-character = Control character
editor-phrase-diagnostics = Problems
editor-phrase-no-diagnostics = No problems
editor-phrase-close = Close
editor-phrase-completions = Suggestions
editor-phrase-selection-deleted = Selection deleted
