// Offsets: the engine counts UTF-8 bytes, CodeMirror and the DOM count UTF-16 code units.
// Total: an offset outside the text, or inside a letter, moves to the nearest boundary before it.

const bytesOf = (codePoint) =>
  codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;

/** UTF-16 offset -> UTF-8 offset. */
export function toBytes(text, offset) {
  let bytes = 0;
  let at = 0;
  while (at < text.length) {
    const codePoint = text.codePointAt(at);
    const units = codePoint > 0xffff ? 2 : 1;
    if (at + units > offset) break;
    bytes += bytesOf(codePoint);
    at += units;
  }
  return bytes;
}

/** UTF-8 offset -> UTF-16 offset. */
export const fromBytes = (text, offset) => fromBytesOf(text)(offset);

/** The same for many offsets of one text: it goes on from the one asked for last, so rising ones read the text once. */
export function fromBytesOf(text) {
  let bytes = 0;
  let at = 0;
  return (offset) => {
    if (offset < bytes) bytes = at = 0;
    while (at < text.length) {
      const codePoint = text.codePointAt(at);
      const next = bytes + bytesOf(codePoint);
      if (next > offset) break;
      bytes = next;
      at += codePoint > 0xffff ? 2 : 1;
    }
    return at;
  };
}

/** The smallest `{ from, to, insert }` (UTF-16) that turns `before` into `after`; null where they are equal. */
export function smallestChange(before, after) {
  if (before === after) return null;
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head += 1;
  if (splitsLetter(before, head) || splitsLetter(after, head)) head -= 1;
  let tail = 0;
  while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  if (splitsLetter(before, before.length - tail) || splitsLetter(after, after.length - tail)) tail -= 1;
  return { from: head, to: before.length - tail, insert: after.slice(head, after.length - tail) };
}

/** Whether `at` stands between the two halves of one letter. */
function splitsLetter(text, at) {
  const before = text.charCodeAt(at - 1);
  const after = text.charCodeAt(at);
  return before >= 0xd800 && before < 0xdc00 && after >= 0xdc00 && after < 0xe000;
}
