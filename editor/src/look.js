// The editor's looks: only the page's custom properties, so light and dark follow from the page.
import { HighlightStyle } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

export const highlight = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: "var(--go)" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--ok)" },
  { tag: [tags.keyword, tags.atom, tags.bool, tags.number], color: "var(--virtual)" },
  { tag: [tags.lineComment, tags.comment, tags.meta], color: "var(--faint)" },
  { tag: [tags.punctuation, tags.separator, tags.squareBracket, tags.brace], color: "var(--soft)" },
  { tag: tags.labelName, color: "var(--wait)" },
]);

const popup = {
  backgroundColor: "var(--panel)",
  color: "var(--ink)",
  border: "1px solid var(--line-strong)",
  borderRadius: "8px",
  boxShadow: "0 4px 16px rgb(0 0 0 / 18%)",
};

const underline = (colour) => ({
  backgroundImage: "none",
  textDecoration: `underline wavy ${colour} 1.5px`,
  textUnderlineOffset: "3px",
  textDecorationSkipInk: "none",
});

export const look = EditorView.theme({
  "&": { height: "100%", color: "var(--ink)", backgroundColor: "var(--panel)", fontSize: "inherit" },
  "&.cm-focused": { outline: "2px solid var(--go)", outlineOffset: "-2px" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.6", overflow: "auto" },
  ".cm-content": { caretColor: "var(--ink)", padding: "8px 0" },
  ".cm-content ::selection": { backgroundColor: "var(--go-soft)" },
  ".cm-line": { padding: "0 12px 0 6px" },
  ".cm-gutters": { backgroundColor: "var(--panel)", color: "var(--faint)", border: "none" },
  ".cm-lineNumbers .cm-gutterElement": { padding: "0 6px 0 10px", minWidth: "24px" },
  ".cm-activeLine": { backgroundColor: "color-mix(in srgb, var(--go-soft) 45%, transparent)" },
  ".cm-activeLineGutter": { backgroundColor: "transparent", color: "var(--ink)" },
  ".cm-lintRange-error": underline("var(--no)"),
  ".cm-lintRange-warning": underline("var(--wait)"),
  ".cm-lintRange-info": underline("var(--go)"),
  ".cm-lintPoint-error:after": { borderBottomColor: "var(--no)" },
  ".cm-lintPoint-warning:after": { borderBottomColor: "var(--wait)" },
  ".cm-lintPoint-info:after": { borderBottomColor: "var(--go)" },
  // CodeMirror draws these with data: images, which the page's policy refuses: plain shapes instead.
  ".cm-lint-marker": { width: "10px", height: "10px", margin: "0.35em 1px", boxSizing: "border-box" },
  ".cm-lint-marker-error": { content: "normal", backgroundColor: "var(--no)", borderRadius: "50%" },
  ".cm-lint-marker-warning": { content: "normal", backgroundColor: "var(--wait)", clipPath: "polygon(50% 0, 100% 100%, 0 100%)" },
  ".cm-lint-marker-info": { content: "normal", border: "2px solid var(--go)", borderRadius: "50%" },
  ".cm-tooltip": { ...popup, maxWidth: "min(44ch, 90vw)" },
  ".cm-tooltip-hover": { padding: "0" },
  ".cm-card": { padding: "8px 12px", fontFamily: "var(--sans)", fontSize: "14px", lineHeight: "1.5", whiteSpace: "normal", overflowWrap: "break-word" },
  ".cm-card p": { margin: "4px 0 0" },
  ".cm-card-head": { display: "flex", flexWrap: "wrap", gap: "0 10px", alignItems: "baseline" },
  ".cm-card-head b, .cm-card-type, .cm-card code": { fontFamily: "var(--mono)", fontSize: "13px" },
  ".cm-card-type": { color: "var(--soft)" },
  ".cm-card-required": { color: "var(--go)", fontSize: "13px", fontWeight: "600" },
  ".cm-card-row": { marginTop: "4px", color: "var(--soft)" },
  ".cm-card-row code": { color: "var(--ink)" },
  ".cm-tooltip-lint": { fontFamily: "var(--sans)", lineHeight: "1.5" },
  ".cm-diagnostic": { padding: "8px 12px", whiteSpace: "pre-wrap", borderLeftWidth: "4px" },
  ".cm-diagnostic-error": { borderLeftColor: "var(--no)" },
  ".cm-diagnostic-warning": { borderLeftColor: "var(--wait)" },
  ".cm-diagnostic-info": { borderLeftColor: "var(--go)" },
  ".cm-diagnostic .verbatim": { fontFamily: "var(--mono)", fontSize: "0.92em", display: "block", overflowWrap: "anywhere" },
  ".cm-diagnostic .explanation": { display: "block", marginTop: "4px", color: "var(--soft)" },
  ".cm-diagnosticSource": { color: "var(--faint)", opacity: "1" },
  ".cm-diagnosticAction": {
    backgroundColor: "var(--go-soft)", color: "var(--ink)", border: "1px solid var(--go)", borderRadius: "8px",
    padding: "4px 10px", margin: "6px 8px 0 0", font: "inherit", minHeight: "32px",
  },
  ".cm-tooltip.cm-tooltip-autocomplete": { maxWidth: "95vw" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "var(--mono)", fontSize: "13px", maxHeight: "14em" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "5px 10px", display: "flex", gap: "14px", justifyContent: "space-between" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--go-soft)", color: "var(--ink)" },
  ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "650" },
  ".cm-completionDetail": { color: "var(--soft)", fontStyle: "normal" },
  ".cm-tooltip.cm-completionInfo": { padding: "0", maxWidth: "min(40ch, 90vw)" },
  ".cm-snippetField": { backgroundColor: "var(--virtual-soft, var(--go-soft))" },
  ".cm-panels": { backgroundColor: "var(--sunk)", color: "var(--ink)" },
});
