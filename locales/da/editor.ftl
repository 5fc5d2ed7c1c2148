### Editorens egne vendinger.

editor-phrase-control-character = Styretegn
editor-phrase-diagnostics = Problemer
editor-phrase-no-diagnostics = Ingen problemer
editor-phrase-close = Luk
editor-phrase-completions = Forslag
editor-phrase-selection-deleted = Markeringen er slettet
editor-phrase-no-field = Her er intet felt

ui-field-explain = Forklar feltet ved markøren
ui-field-default = Standard
ui-field-values = Tilladte værdier
ui-field-required = Skal udfyldes
