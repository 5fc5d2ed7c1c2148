// YAML as the eye reads it: colours line by line, of the lines in view alone, and where the next line begins. It judges
// nothing: what a text means and what is wrong with it, the page tells. A parser of the whole text at each key would
// cost as much as the page's own reading of it.
import { indentService } from "@codemirror/language";
import { EditorState, RangeSetBuilder } from "@codemirror/state";
import { Decoration, ViewPlugin } from "@codemirror/view";

/** Lines above the view that are read to know whether it begins inside a block of text. */
const LINES_ABOVE = 200;

/** Letters of one line that are coloured: as many as a very wide window shows. */
const LETTERS = 500;

/** A quoted text; one that is not closed ends with its line. */
const QUOTED = /"(?:[^"\\]|\\.)*(?:"|$)|'(?:[^']|'')*(?:'|$)/y;
/** What may stand before a key or a value: dashes of lists, question marks. */
const MARKS = /(?:[-?](?=\s|$)\s*)+/y;
const NAME = /[&*][^\s,[\]{}]+/y;
const TAG = /![^\s,[\]{}]*/y;
const HEADER = /[|>](?:[+-]?[1-9]?|[1-9][+-])(?=\s*(?:#.*)?$)/y;
const COMMENT = /#.*$/y;
const BLANK = /\s+/y;
/** What a key without quotes never begins with. */
const NO_KEY = /[\s#,[\]{}&*!|>'"%@`:]/;
const ENDS_FLOW = /[,[\]{}]/;

/** Where a text without quotes ends: before a remark, a colon that makes it a key, or in brackets what parts them. */
function endOfPlain(text, at, flow) {
  for (let end = at; end < text.length; end += 1) {
    const [letter, next] = [text[end], text[end + 1] ?? " "];
    if (letter === "#" && end > at && /\s/.test(text[end - 1])) return end;
    if (letter === ":" && (/\s/.test(next) || (flow > 0 && ENDS_FLOW.test(next)))) return end;
    if (flow > 0 && ENDS_FLOW.test(letter)) return end;
  }
  return text.length;
}

/** `{ tokens: [from, to, class][], block }` of a line; `block`: the column above which the lines that follow are text,
 * or null; the same is given from the line before. */
export function readLine(text, block = null) {
  const indent = text.search(/\S/);
  if (block !== null && (indent < 0 || indent > block)) return { tokens: [], block };
  const tokens = [];
  if (indent < 0) return { tokens, block: null };
  const cut = text.length > LETTERS ? text.slice(0, LETTERS) : text;
  if (/^(?:---|\.\.\.)(?=\s|$)/.test(cut)) tokens.push([0, 3, "mark"]);
  else if (cut[0] === "%") return { tokens: [[0, cut.search(/\s|$/), "word"]], block: null };
  return { tokens, block: readRest(cut, tokens.length ? 3 : indent, tokens) };
}

function readRest(text, start, tokens) {
  let at = start;
  let column = start;
  let flow = 0;
  let keyed = true;
  let header = null;
  const take = (pattern) => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    return found && found[0] ? found[0].length : 0;
  };
  const put = (length, name) => {
    const last = tokens.at(-1);
    if (last && last[1] === at && last[2] === name) last[1] += length;
    else if (name) tokens.push([at, at + length, name]);
    at += length;
  };
  while (at < text.length) {
    const letter = text[at];
    let length;
    if ((length = take(BLANK))) at += length;
    else if (letter === "#" && (at === 0 || /\s/.test(text[at - 1]))) put(take(COMMENT), "remark");
    else if (keyed && !flow && (length = take(MARKS))) {
      put(text.slice(at, at + length).trimEnd().length, "sign");
      at += take(BLANK);
      column = at < text.length ? at : column;
      header = null;
    } else if (letter === "{" || letter === "[") (flow += 1), (keyed = true), put(1, "sign");
    else if (letter === "}" || letter === "]") (flow = Math.max(0, flow - 1)), (keyed = false), put(1, "sign");
    else if (letter === ",") (keyed = flow > 0), put(1, "sign");
    else if (letter === ":") (keyed = false), put(1, "sign");
    else if ((length = take(QUOTED))) {
      const key = /^\s*:(?:\s|$)/.test(text.slice(at + length)) || (flow > 0 && text[at + length] === ":");
      put(length, key ? "key" : "text");
      keyed = false;
    } else if ((length = take(NAME))) put(length, "label");
    else if ((length = take(TAG))) put(length, "");
    else if (!flow && (length = take(HEADER))) {
      put(length, "text");
      header = column;
    } else {
      const end = Math.max(at + 1, endOfPlain(text, at, flow));
      const key = keyed && text[end] === ":" && !NO_KEY.test(letter);
      if (key) tokens.push([at, at + text.slice(at, end).trimEnd().length, "key"]);
      // After a value's colon in a line of a block there is no second key.
      at = key || flow > 0 || text[end] !== ":" ? end : text.length;
      keyed = false;
    }
  }
  // Under a lone "- |" the text stands deeper than the dash; under "- key: |" deeper than the key.
  if (header === null) return null;
  return tokens.some((it) => it[2] === "key") ? header : text.search(/\S/);
}

/** Where the line after these words begins; null: where this one does. */
export function nextIndent(before, unit) {
  const [, blanks, dashes, rest] = /^(\s*)((?:- +)*)(.*)$/.exec(before);
  const { tokens, block } = readLine(before);
  if (block !== null) return block + unit;
  const column = blanks.length + dashes.length;
  const said = tokens.filter((it) => it[2] !== "remark");
  const last = said.at(-1);
  const sign = last?.[2] === "sign" ? before[last[1] - 1] : "";
  if (sign === "[" || sign === "{") return blanks.length + unit;
  const keyed = rest !== "" && tokens.some(([from, , name]) => name === "key" && from === column);
  const alone = before.slice(last?.[1], tokens[said.length]?.[0]).trim() === "";
  if (keyed && sign === ":" && alone) return column + unit;
  return keyed && dashes !== "" ? column : null;
}

const MARKED = Object.fromEntries(
  ["key", "text", "word", "remark", "mark", "sign", "label"].map((it) => [it, Decoration.mark({ class: `yaml-${it}` })]),
);

function coloured(view) {
  const builder = new RangeSetBuilder();
  const { doc } = view.state;
  let next = 1;
  let block = null;
  for (const { from, to } of view.visibleRanges) {
    const first = doc.lineAt(from).number;
    const last = doc.lineAt(to).number;
    let number = Math.max(next, first - LINES_ABOVE);
    if (number > next) block = null;
    for (; number <= last; number += 1) {
      const line = doc.line(number);
      const read = readLine(line.text, block);
      block = read.block;
      if (number < first) continue;
      for (const [start, end, name] of read.tokens) builder.add(line.from + start, line.from + end, MARKED[name]);
    }
    next = number;
  }
  return builder.finish();
}

const colours = ViewPlugin.fromClass(
  class {
    constructor(view) {
      this.decorations = coloured(view);
    }

    update(update) {
      if (update.docChanged || update.viewportChanged) this.decorations = coloured(update.view);
    }
  },
  { decorations: (it) => it.decorations },
);

/** Everything of it. */
export const yaml = [
  colours,
  indentService.of((context, pos) =>
    context.simulatedBreak === null ? null : nextIndent(context.lineAt(pos, -1).text, context.unit)),
  EditorState.languageData.of(() => [{ commentTokens: { line: "#" } }]),
];
