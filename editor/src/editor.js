// The code editor of Service Lab: CodeMirror 6 behind `mount`. See README.md for the interface.
// It edits a text and shows what it is told; it decides nothing about YAML or Kubernetes.
import { autocompletion, completionKeymap, insertCompletionText, pickedCompletion, snippet, startCompletion } from "@codemirror/autocomplete";
import {
  cursorGroupLeft, cursorGroupRight, defaultKeymap, history, historyKeymap, indentLess, indentMore, selectGroupLeft, selectGroupRight,
} from "@codemirror/commands";
import { indentUnit } from "@codemirror/language";
import { diagnosticCount, linter, lintGutter, nextDiagnostic, openLintPanel, previousDiagnostic, setDiagnostics } from "@codemirror/lint";
import { Annotation, Compartment, EditorState, Transaction } from "@codemirror/state";
import { EditorView, highlightActiveLine, highlightActiveLineGutter, hoverTooltip, keymap, lineNumbers, tooltips } from "@codemirror/view";
import { card, describe, describing } from "./describe.js";
import { element, english } from "./element.js";
import { look } from "./look.js";
import { fromBytes, fromBytesOf, smallestChange, toBytes } from "./offsets.js";
import { yaml } from "./yaml.js";

/** Marks a change that the page made: it is not told back to the page. */
const fromPage = Annotation.define();

/** What the page calls 0, 1 and 2. */
const SEVERITIES = ["error", "warning", "info"];

/** How long the pointer rests before a hover shows, in milliseconds: CodeMirror's own default. */
const HOVER_MS = 300;

/** Puts an editor into `parent`; options and handle as README.md says. */
export function mount(parent, options) {
  const root = parent.shadowRoot ?? parent.attachShadow({ mode: "open" });
  root.replaceChildren();
  const words = new Compartment();
  const view = new EditorView({
    root,
    parent: root,
    dispatchTransactions: (all, it) => update(it, all, options),
    state: EditorState.create({
      doc: options.text ?? "",
      extensions: [
        words.of(wording(options.phrases, options.label)),
        ...behaviour(options),
        look,
      ],
    }),
  });
  return handleOf(view, words, options);
}

/** Height of the bar at a phone's lower edge: neither a card nor the line at the caret may lie there. */
const bar = () => document.querySelector(".phone")?.offsetHeight ?? 0;

/** Height of the head that stays at the upper edge while a page of one column scrolls (style/app.css). */
const head = () => {
  const it = matchMedia("(max-width: 1020px)").matches && document.querySelector(".top");
  return it && getComputedStyle(it).position === "sticky" ? it.offsetHeight : 0;
};

/** Where a card may lie. */
const free = () => {
  const { clientWidth: right, clientHeight } = document.documentElement;
  return { top: 0, left: 0, right, bottom: clientHeight - bar() };
};

function behaviour(options) {
  return [
    lineNumbers(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    history(),
    indentUnit.of("  "),
    yaml,
    tooltips({ position: "fixed", tooltipSpace: free }),
    EditorView.scrollMargins.of(() => ({ top: head(), bottom: bar() })),
    linter(null),
    lintGutter(),
    completing(options),
    hovering(options),
    describing,
    keymap.of([
      { key: "Mod-Enter", run: () => (options.onRun ? (options.onRun("", 0), true) : false) },
      { key: "Tab", run: (view) => hasLines(view) && indentMore(view) },
      { key: "Shift-Tab", run: (view) => hasLines(view) && indentLess(view) },
      { key: "F8", run: nextDiagnostic },
      { key: "Shift-F8", run: previousDiagnostic },
      { key: "Mod-Shift-m", run: openLintPanel },
      { key: "Mod-i", run: (view) => describe(view, options) },
      // The page calls it Ctrl+I, on a Mac too.
      { key: "Ctrl-i", run: (view) => describe(view, options) },
      // Ctrl+Space switches the input method on many Chinese and Korean machines.
      { key: "Alt-i", run: startCompletion },
      // CodeMirror's own go by a tree of the text, which is not made here.
      { key: "Alt-ArrowLeft", mac: "Ctrl-ArrowLeft", run: cursorGroupLeft, shift: selectGroupLeft },
      { key: "Alt-ArrowRight", mac: "Ctrl-ArrowRight", run: cursorGroupRight, shift: selectGroupRight },
      ...completionKeymap,
      ...historyKeymap,
      ...defaultKeymap,
    ]),
    EditorView.domEventHandlers({
      compositionend: (_, view) => {
        setTimeout(() => view.composing || composed(view, options));
      },
    }),
  ];
}

/** Whether lines are selected: a word is where the page leads to a problem, and Tab goes on from there. */
const hasLines = ({ state: { doc, selection } }) =>
  selection.ranges.some(({ from, to }) => doc.lineAt(from).number < doc.lineAt(to).number);

function wording(phrases, label) {
  return [
    EditorState.phrases.of(phrases ?? {}),
    EditorView.contentAttributes.of({
      "aria-label": label ?? "",
      lang: "en",
      tabindex: "0",
      spellcheck: "false",
      autocapitalize: "off",
      autocorrect: "off",
      translate: "no",
    }),
  ];
}

/** Shows what changed. The page is told first, and what it finds wrong with the new text is shown in the same go: the
 * lines in view are drawn and laid out once, not once for the text and once for its marks. */
function update(view, all, options) {
  const byLearner = all.some((it) => it.docChanged && !it.annotation(fromPage));
  const marks = byLearner ? tell(all.at(-1).state, view.composing, options) : null;
  if (marks && view.composing) {
    // What is being composed is not to be drawn anew for a mark.
    view.update(all);
    view.dispatch(marks);
  } else {
    view.update(marks ? [...all, all.at(-1).state.update(marks)] : all);
  }
}

/** Tells the page what the learner made of the text; gives the marks of what is wrong with it, or null where there are
 * none and were none. */
function tell(state, composing, options) {
  const text = state.doc.toString();
  let found;
  try {
    found = options.onChange?.(text, composing ? 1 : 0);
  } catch (error) {
    // The learner goes on writing, whatever becomes of the page.
    console.error(error);
  }
  return found && (found.length > 0 || diagnosticCount(state) > 0) ? marked(state, text, found, options) : null;
}

/** A composition has ended: what the page put in meanwhile is shown; where it put in nothing, it is told the text. */
function composed(view, options) {
  const next = waiting.get(view);
  waiting.delete(view);
  const change = (next !== undefined && replacing(view, next)) || tell(view.state, false, options);
  if (change) view.dispatch(change);
}

/** Texts that the page put in while someone composed, by editor. */
const waiting = new WeakMap();

function completing(options) {
  const source = (context) => {
    if (context.view?.composing) return null;
    const text = context.state.doc.toString();
    const found = options.complete?.(text, toBytes(text, context.pos));
    if (!found || found.items.length === 0) return null;
    const from = fromBytes(text, found.from);
    const typed = text.slice(from, context.pos);
    // Without a wish of its own, a list comes where a word is begun, and not where the word is whole.
    if (!context.explicit && (typed === "" ? !/[:-] $/.test(text.slice(0, context.pos)) : isWhole(found.items, typed))) return null;
    // The page has chosen and ordered: CodeMirror would do it again, by other rules.
    return { from, to: fromBytes(text, found.to), options: found.items.map(asCompletion), filter: false };
  };
  return autocompletion({ override: [source], icons: false, maxRenderedOptions: 60 });
}

const isWhole = (items, typed) => items.length === 1 && items[0].label === typed && !items[0].again;

function asCompletion(item) {
  return {
    label: item.label,
    detail: item.detail || undefined,
    info: item.card ? () => card(item.card) : undefined,
    type: item.kind,
    apply: item.snippet ? snippet(item.snippet) : (view, completion, from, to) => take(view, item, completion, from, to),
  };
}

function take(view, item, completion, from, to) {
  const insert = insertCompletionText(view.state, item.insert, from, to);
  view.dispatch({ ...insert, annotations: pickedCompletion.of(completion) });
  if (item.again) startCompletion(view);
}

function hovering(options) {
  const source = (view, pos) => {
    const text = view.state.doc.toString();
    const found = options.hover?.(text, toBytes(text, pos));
    if (!found) return null;
    return { pos: fromBytes(text, found.from), end: fromBytes(text, found.to), above: true, create: () => ({ dom: card(found.card) }) };
  };
  return hoverTooltip(source, { hoverTime: HOVER_MS });
}

/** A problem of the page as CodeMirror's diagnostic. Only its place is known beforehand: what it says is asked for when
 * it is shown. */
class Problem {
  constructor(from, to, severity, number, options) {
    Object.assign(this, { from, to, severity, number, options });
  }

  get told() {
    return this.options.problem?.("", this.number) ?? { message: "" };
  }

  get message() {
    return this.told.message;
  }

  get actions() {
    const { told, number, options } = this;
    return told.repair ? [{ name: told.repair, apply: () => options.onAction?.("", number) }] : [];
  }

  /** Kubernetes' words first, then the learner's. */
  renderMessage() {
    const { message, explanation } = this.told;
    const dom = element("span", "");
    dom.append(english("span", "verbatim", message));
    if (explanation) {
      const text = element("span", "explanation", explanation);
      text.lang = document.documentElement.lang;
      dom.append(text);
    }
    return dom;
  }
}

/** The page's marks, `from, to, severity` of each, as what puts them into the text. */
function marked(state, text, marks, options) {
  const place = fromBytesOf(text);
  const all = [];
  for (let at = 0; at + 2 < marks.length; at += 3) {
    const from = place(marks[at]);
    all.push(new Problem(from, Math.max(from, place(marks[at + 1])), SEVERITIES[marks[at + 2]], at / 3, options));
  }
  return setDiagnostics(state, all);
}

/** The change that makes `next` of the text; null where it is that already. */
function replacing(view, next) {
  const changes = smallestChange(view.state.doc.toString(), normalised(next));
  return changes && { changes, annotations: Transaction.addToHistory.of(false) };
}

function select(view, from, to) {
  const text = view.state.doc.toString();
  view.dispatch({
    selection: { anchor: fromBytes(text, from), head: fromBytes(text, to) },
    scrollIntoView: true,
    annotations: fromPage.of(true),
  });
  view.focus();
}

function handleOf(view, words, options) {
  const text = () => view.state.doc.toString();
  return {
    getText: text,
    setText(next) {
      if (view.composing) return waiting.set(view, next);
      const change = replacing(view, next);
      if (change) view.dispatch({ ...change, annotations: [fromPage.of(true), change.annotations] });
    },
    insertEdit(from, to, insert) {
      const now = text();
      view.dispatch({
        changes: { from: fromBytes(now, from), to: fromBytes(now, to), insert },
        userEvent: "input.repair",
      });
    },
    setDiagnostics(marks) {
      view.dispatch(marked(view.state, text(), marks, options));
    },
    setPhrases(phrases, label) {
      view.dispatch({ effects: words.reconfigure(wording(phrases, label)) });
    },
    select: (from, to) => select(view, from, to),
    focus: () => view.focus(),
    hasFocus: () => view.hasFocus,
    selection() {
      const now = text();
      const { anchor, head } = view.state.selection.main;
      return [toBytes(now, anchor), toBytes(now, head)];
    },
    describe: () => (view.focus(), describe(view, options)),
    destroy: () => view.destroy(),
  };
}

/** CodeMirror keeps line ends as "\n"; comparing with it needs the same. */
const normalised = (text) => text.replace(/\r\n?/g, "\n");
