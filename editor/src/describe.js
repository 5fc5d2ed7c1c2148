// What a field is: the card that completion, hover and the command on the field at the caret share.
import { StateEffect, StateField } from "@codemirror/state";
import { EditorView, keymap, showTooltip } from "@codemirror/view";
import { element, english } from "./element.js";
import { fromBytes, toBytes } from "./offsets.js";

/** What stands between a label and its value: Chinese has a colon as wide as its letters. */
const colon = () => (document.documentElement.lang.startsWith("zh") ? "：" : ": ");

/** The card of a field: `{ title, type?, required?, text, rows?: [[label, value]] }`, as README.md says. */
export function card(it) {
  const dom = element("div", "cm-card");
  dom.lang = document.documentElement.lang;
  const head = element("div", "cm-card-head");
  head.append(english("b", "", it.title));
  if (it.type) head.append(english("span", "cm-card-type", it.type));
  if (it.required) head.append(element("span", "cm-card-required", it.required));
  dom.append(head);
  if (it.text) dom.append(element("p", "", it.text));
  for (const [label, value] of it.rows ?? []) {
    const row = element("div", "cm-card-row", `${label}${colon()}`);
    row.append(english("code", "", value));
    dom.append(row);
  }
  return dom;
}

/** The card that was asked for; null closes it. */
const show = StateEffect.define();

const shown = StateField.define({
  create: () => null,
  update(value, transaction) {
    for (const effect of transaction.effects) if (effect.is(show)) return effect.value;
    return transaction.docChanged || transaction.selection ? null : value;
  },
  provide: (field) => showTooltip.from(field),
});

const close = (view) => {
  if (view.state.field(shown) === null) return false;
  view.dispatch({ effects: show.of(null) });
  return true;
};

/** Keeps the card that was asked for until Escape, a click, a change, or another place. */
export const describing = [
  shown,
  keymap.of([{ key: "Escape", run: close }]),
  EditorView.domEventHandlers({ blur: (_, view) => void close(view), mousedown: (_, view) => void close(view) }),
];

/** Explains the field at the caret: shows its card and tells it to a screen reader. */
export function describe(view, options) {
  if (close(view)) return true;
  const text = view.state.doc.toString();
  const caret = view.state.selection.main.head;
  const found = options.hover?.(text, toBytes(text, caret));
  const it = found?.card ?? { title: "", text: view.state.phrase("No field here") };
  const pos = found ? fromBytes(text, found.from) : caret;
  const tooltip = { pos, above: true, arrow: false, create: () => ({ dom: card(it) }) };
  const spoken = [it.title, it.type, it.required, it.text, ...(it.rows ?? []).map((row) => row.join(": "))];
  view.dispatch({ effects: [show.of(tooltip), EditorView.scrollIntoView(pos), EditorView.announce.of(spoken.filter(Boolean).join(". "))] });
  return true;
}
