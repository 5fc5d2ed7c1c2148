// Work in a link: a text as letters that may stand in an address, and back (docs/site-format.md).

/** Longest text that is made of a link, in bytes. */
const LONGEST = 2 * 1024 * 1024;

/** First letter: the text's bytes are packed, or stand as they are where the browser cannot pack. */
const PACKED = "d";
const PLAIN = "p";
const FORMAT = "deflate-raw";

async function through(bytes, stream) {
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  const parts = [];
  for (let size = 0; ; ) {
    const { done, value } = await reader.read();
    if (done) return new Uint8Array(await new Blob(parts).arrayBuffer());
    size += value.length;
    if (size > LONGEST) throw new Error("too long");
    parts.push(value);
  }
}

/** None where the browser knows no such stream or not this format. */
function streamThatPacks() {
  try {
    return new CompressionStream(FORMAT);
  } catch {
    return null;
  }
}

/** A text as letters, digits, `-` and `_`. */
export async function packWork(text) {
  const bytes = new TextEncoder().encode(text);
  const packer = streamThatPacks();
  const sent = packer ? await through(bytes, packer) : bytes;
  const letters = btoa(Array.from(sent, (it) => String.fromCharCode(it)).join(""));
  return (packer ? PACKED : PLAIN) + letters.replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

/** The text again; an empty one where the letters are damaged. */
export async function unpackWork(letters) {
  try {
    const plain = atob(letters.slice(1).replace(/-/g, "+").replace(/_/g, "/"));
    const bytes = Uint8Array.from(plain, (it) => it.charCodeAt(0));
    const text = letters[0] === PACKED ? await through(bytes, new DecompressionStream(FORMAT)) : bytes;
    return new TextDecoder("utf-8", { fatal: true }).decode(text);
  } catch {
    return "";
  }
}
