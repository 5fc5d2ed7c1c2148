// Sends a visitor of an address without a language (or of /zh/, which is two) to the same page in the language they
// chose here before or that their browser prefers. Without JavaScript the page's links do.
(() => {
  const TAGS = ["en", "da", "zh-Hant", "zh-Hans", "ko"];

  /** The language for a list of wishes, best first; English where none is met. */
  function negotiate(wishes, tags = TAGS) {
    for (const wish of wishes) {
      const [language, ...rest] = wish.toLowerCase().split("-");
      const script = rest.find((part) => part.length === 4);
      const traditional = script ? script === "hant" : rest.some((part) => ["tw", "hk", "mo"].includes(part));
      const tag = language === "zh" ? (traditional ? "zh-Hant" : "zh-Hans") : language;
      if (tags.includes(tag)) return tag;
    }
    return tags.includes("en") ? "en" : "zh-Hans";
  }

  if (typeof document === "undefined") {
    globalThis.negotiate = negotiate;
    return;
  }
  const base = document.documentElement.dataset.base;
  const root = new URL(base, location.href);
  const below = location.pathname.slice(root.pathname.length).replace(/index\.html$/, "");
  const chinese = below === "zh" || below.startsWith("zh/");
  const tags = chinese ? TAGS.filter((tag) => tag.startsWith("zh-")) : TAGS;
  let chosen = null;
  try {
    chosen = localStorage.getItem("service-lab.locale");
  } catch {
    // Storage is forbidden here: the browser's languages it is.
  }
  const tag = negotiate([...(chosen ? [chosen] : []), ...navigator.languages], tags);
  const rest = chinese ? below.replace(/^zh\/?/, "") : below;
  location.replace(new URL(`${tag}/${rest}${location.search}${location.hash}`, root));
})();
