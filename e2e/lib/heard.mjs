// What a screen reader is given: the tree of roles and names that the browser makes of the page.

/** Without a voice of their own. */
const SILENT = new Set(["none", "generic", "InlineTextBox", "LineBreak", "ListMarker"]);

/** Everything in the order in which it is read: `{ role, name, states }`. */
export async function heard(page) {
  const { nodes } = await page.driver.sendAndGetDevToolsCommand("Accessibility.getFullAXTree", {});
  const known = new Map(nodes.map((it) => [it.nodeId, it]));
  const all = [];
  const walk = (it) => {
    if (!it) return;
    if (!it.ignored && !SILENT.has(it.role?.value)) {
      const states = Object.fromEntries((it.properties ?? []).map(({ name, value }) => [name, value.value]));
      all.push({ role: it.role?.value, name: it.name?.value ?? "", states });
    }
    for (const child of it.childIds ?? []) walk(known.get(child));
  };
  walk(nodes[0]);
  return all;
}

/** Media features of this page, beside less motion: `{ "forced-colors": "active" }`. */
export function media(page, features) {
  const list = Object.entries({ "prefers-reduced-motion": "reduce", ...features }).map(([name, value]) => ({ name, value }));
  return page.driver.sendDevToolsCommand("Emulation.setEmulatedMedia", { features: list });
}
