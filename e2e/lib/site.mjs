// What the scenarios know of the built site.
import { existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

const SITE = process.env.SERVICE_LAB_SITE ?? fileURLToPath(new URL("../../site", import.meta.url));

/** The addresses of every page of a language, below the site's root. */
export function pagesOf(language) {
  const all = existsSync(`${SITE}/${language}`) ? readdirSync(`${SITE}/${language}`, { recursive: true }) : [];
  return all.filter((it) => it.endsWith("index.html")).map((it) => `${language}/${it.replace(/index\.html$/, "")}`).sort();
}

/** Waits until the app has taken the page over. */
export const ready = (page) => page.until("the app", () => document.documentElement.hasAttribute("data-ready"));
