// Stands inside 404.html, which a host shows at any depth: sends its relative addresses to the site's root. That is told
// from the address asked for, as the part before a language or, where there is none, before a page of the site.
// Without JavaScript, and where the address names neither, they stay relative. public/missing.test.mjs holds the rule.
(() => {
  const TAGS = ["en", "da", "zh", "zh-Hant", "zh-Hans", "ko"];
  const PAGES = ["lessons", "sandbox", "glossary"];

  /** The path of the site's root, with `/` at its end; null where the path does not tell. */
  function rootOf(path) {
    const parts = path.split("/");
    const at = [TAGS, PAGES].map((names) => parts.findLastIndex((part) => names.includes(part))).find((it) => it > 0);
    return at === undefined ? null : `${parts.slice(0, at).join("/")}/`;
  }

  if (typeof document === "undefined") {
    globalThis.rootOf = rootOf;
    return;
  }
  const root = rootOf(location.pathname);
  if (root === null) return;
  for (const name of ["href", "src"]) {
    for (const found of document.querySelectorAll(`[${name}^="./"]`)) {
      const whole = location.origin + root + found.getAttribute(name).slice(2);
      // A script that was not there is not fetched again for another address.
      if (name === "src") document.head.append(Object.assign(document.createElement("script"), { src: whole }));
      else found.setAttribute(name, whole);
    }
  }
})();
