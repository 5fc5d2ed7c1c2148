### The site around the page: titles and descriptions for browsers and search
### engines, the web manifest, the page without JavaScript, and the phrases of
### the code editor.

site-name = Service Lab
site-title = Service Lab: Kubernetes Services, packet by packet
site-description = Edit the YAML of a Kubernetes Service in your browser and watch where every packet goes, and why. No cluster, no account.
# $title is the title of a lesson or page.
site-page-title = { $title } · Service Lab
site-sandbox-description = A Kubernetes cluster in your browser: write manifests, send packets, break things and see why.
site-noscript = You can read the lessons as they stand. To edit the YAML and send packets, please allow JavaScript.
site-failed = The lab could not start in this browser; it needs WebAssembly. You can still read the lessons.
site-footer = Free software, Apache License 2.0. It runs in your browser; nothing you type leaves it.

## Phrases of the code editor

editor-phrase-find = Find
editor-phrase-replace = Replace
editor-phrase-next = next
editor-phrase-previous = previous
editor-phrase-all = all
editor-phrase-match-case = match case
editor-phrase-regexp = regular expression
editor-phrase-by-word = by word
editor-phrase-replace-all = replace all
editor-phrase-close = close
editor-phrase-go-to-line = Go to line
editor-phrase-go = go
editor-phrase-fold = Fold line
editor-phrase-unfold = Unfold line
editor-phrase-folded = folded code
editor-phrase-diagnostics = Problems
editor-phrase-no-diagnostics = No problems
editor-phrase-completions = Completions
editor-phrase-leave = Press Escape, then Tab, to leave the editor.
