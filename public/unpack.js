// Puts a Wasm module together again that came in streams (docs/site-format.md; xtask/src/split/streams.rs packs it).

/** How what follows an operator is written, beside so many numbers; and the flag of streams that depend on what follows. */
const TABLE = 3;
const FOUR = 4;
const WIDE = 8;

/** The streams that this reads by itself. */
const LOCALS = 81;
const OPERATORS = 84;
const FRAME = 88;
const SLOTS = 89;
const GAPS = 91;
const LENGTHS = 92;
const DATA = 93;

/** Where no second byte belongs to an operator. */
const NONE = 255;

/** How long a function's length may be, in bytes. */
const LENGTH = 5;

/** The module whose streams a file holds; a file that is a module already stays what it is. */
export function unpack(file) {
  // Only what is packed begins with a section that Wasm takes no notice of.
  if (file[8]) return file;
  /** Where each stream is read next; the file itself is the only one until they are known. */
  let places = [9];
  let out;
  let end = 0;

  function read(stream) {
    let number = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = file[places[stream]++];
      number |= (byte & 127) << shift;
      if (!(byte > 127)) return number >>> 0;
    }
  }
  function write(number) {
    for (; number > 127; number >>>= 7) out[end++] = number | 128;
    out[end++] = number;
  }
  function copy(stream, count) {
    out.set(file.subarray(places[stream], (places[stream] += count)), end);
    end += count;
  }
  function copyNumber(stream) {
    let place = places[stream];
    do out[end++] = file[place];
    while (file[place++] > 127);
    places[stream] = place;
  }
  const bytes = (count) => file.subarray(places[0], (places[0] += count));

  read(0);
  bytes(read(0));
  out = new Uint8Array(read(0));
  const [operators, seconds, forms, streams, classes] = [0, 0, 0, 0, 0].map(() => bytes(256));
  const lengths = Array.from({ length: read(0) }, () => read(0));
  const parts = Array.from({ length: read(0) }, () => [read(0), read(0)]);
  let place = places[0];
  places = Uint32Array.from(lengths, (length) => (place += length) - length);

  function functions(count) {
    let next = places[OPERATORS];
    for (; count > 0; count--) {
      // Its length is known behind it.
      const start = end;
      end += LENGTH;
      const groups = read(LOCALS);
      write(groups);
      for (let group = groups; group > 0; group--) {
        copyNumber(LOCALS);
        copy(LOCALS, 1);
      }
      // A file that is cut off ends here, and is refused as the module that it makes.
      for (let depth = 1; depth > 0 && next < file.length; ) {
        const symbol = file[next++];
        const operator = (out[end++] = operators[symbol]);
        if (seconds[symbol] !== NONE) out[end++] = seconds[symbol];
        const form = forms[symbol];
        if (form === 1) {
          copyNumber(streams[symbol]);
        } else if (form & WIDE) {
          copyNumber(streams[symbol] + classes[file[next]]);
        } else if (form) {
          more(form, streams[symbol]);
        } else if (operator === 11) {
          depth--;
        }
        if (operator > 1 && operator < 5) depth++;
      }
      const stop = end;
      end = start;
      write(stop - start - LENGTH);
      out.copyWithin(end, start + LENGTH, stop);
      end += stop - start - LENGTH;
    }
  }

  /** The rarer forms. */
  function more(form, stream) {
    let numbers = form;
    if (form === TABLE) write((numbers = read(stream))), numbers++;
    if (form >= FOUR) copy(stream, form === FOUR ? 4 : 8);
    else while (numbers-- > 0) copyNumber(stream);
  }

  function differences(count) {
    for (let last = 0; count > 0; count--) {
      const turned = read(SLOTS);
      write((last += turned & 1 ? -(turned + 1) / 2 : turned / 2));
    }
  }

  function segments(count) {
    for (let at = 0; count > 0; count--) {
      at += read(GAPS);
      out[end++] = 0;
      out[end++] = 0x41;
      // A number without sign where one could be: its last byte leaves room for that.
      let place = at;
      for (; place > 63; place >>>= 7) out[end++] = place | 128;
      out[end++] = place;
      out[end++] = 0x0b;
      const length = read(LENGTHS);
      write(length);
      copy(DATA, length);
      at += length;
    }
  }

  for (const [kind, count] of parts) {
    if (kind === 0) copy(FRAME, count);
    else if (kind === 1) differences(count);
    else if (kind === 2) functions(count);
    else segments(count);
  }
  return out;
}
