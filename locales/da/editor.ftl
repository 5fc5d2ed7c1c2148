### Editorens egne vendinger.

editor-phrase-control-character = Styretegn
editor-phrase-diagnostics = Problemer
editor-phrase-no-diagnostics = Ingen problemer
editor-phrase-close = Luk
editor-phrase-completions = Forslag
editor-phrase-selection-deleted = Markeringen er slettet
