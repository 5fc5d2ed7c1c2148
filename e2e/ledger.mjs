// Which crate puts how much code into the Wasm: reads a module that still has its names.
// Usage: node e2e/ledger.mjs target/wasm32-unknown-unknown/release/service-lab.wasm [FUNCTIONS]
import { readFileSync } from "node:fs";

const bytes = readFileSync(process.argv[2]);
const most = Number(process.argv[3] ?? 0);

function reader(at) {
  return {
    at,
    leb() {
      let value = 0;
      let shift = 0;
      for (;;) {
        const byte = bytes[this.at++];
        value += (byte & 0x7f) * 2 ** shift;
        shift += 7;
        if (byte < 0x80) return value;
      }
    },
    text() {
      const length = this.leb();
      const text = bytes.toString("utf8", this.at, this.at + length);
      this.at += length;
      return text;
    },
  };
}

const sizes = [];
const names = new Map();
let imported = 0;
let data = 0;
for (const section = reader(8); section.at < bytes.length; ) {
  const id = bytes[section.at++];
  const length = section.leb();
  const end = section.at + length;
  const body = reader(section.at);
  if (id === 2) {
    for (let count = body.leb(); count > 0; count -= 1) {
      body.text();
      body.text();
      const kind = bytes[body.at++];
      if (kind === 0) {
        imported += 1;
        body.leb();
      } else if (kind === 1) { body.at += 1; const flags = body.leb(); body.leb(); if (flags & 1) body.leb(); }
      else if (kind === 2) { const flags = body.leb(); body.leb(); if (flags & 1) body.leb(); }
      else body.at += 2;
    }
  }
  if (id === 10) {
    for (let count = body.leb(); count > 0; count -= 1) {
      const size = body.leb();
      sizes.push(size);
      body.at += size;
    }
  }
  if (id === 11) data = length;
  if (id === 0 && body.text() === "name") {
    while (body.at < end) {
      const kind = bytes[body.at++];
      const size = body.leb();
      const stop = body.at + size;
      if (kind === 1) for (let count = body.leb(); count > 0; count -= 1) { const index = body.leb(); names.set(index, body.text()); }
      body.at = stop;
    }
  }
  section.at = end;
}

/** The crate that a mangled or plain name belongs to: the first of ours in it, else the first at all. */
function crateOf(name) {
  const all = [...name.matchAll(/(service_lab(?:_[a-z0-9]+)?|[a-z][a-z0-9_]*)(?=(?:\[[0-9a-f]+\])?::)/g)].map((it) => it[1]);
  const legacy = name.match(/^_ZN(\d+)/);
  if (legacy) {
    const inner = name.match(/service_lab(_engine|_shell|_course|_session|_l10n)?/);
    if (inner) return inner[0];
    const start = legacy[0].length;
    return name.slice(start, start + Number(legacy[1])).replace(/^_<|^\$.*$|^_\$LT\$/, (it) => it);
  }
  return all.find((it) => it.startsWith("service_lab")) ?? all[0] ?? "other";
}

const sums = new Map();
sizes.forEach((size, index) => {
  const name = names.get(index + imported) ?? "?";
  const crate = crateOf(name);
  sums.set(crate, (sums.get(crate) ?? 0) + size);
});
const total = sizes.reduce((a, b) => a + b, 0);
console.log(`code ${total} bytes in ${sizes.length} functions, data ${data} bytes`);
for (const [crate, size] of [...sums].sort((a, b) => b[1] - a[1]).slice(0, 40)) {
  console.log(`${String(size).padStart(9)}  ${((100 * size) / total).toFixed(1).padStart(5)} %  ${crate}`);
}
if (most) {
  const ranked = sizes.map((size, index) => [size, names.get(index + imported) ?? "?"]).sort((a, b) => b[0] - a[0]).slice(0, most);
  for (const [size, name] of ranked) console.log(`${String(size).padStart(9)}  ${name}`);
}
