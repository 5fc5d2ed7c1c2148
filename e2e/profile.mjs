// Plays first visits on a site whose functions leave marks, and writes which of them ran, one digit for each. Called by
// `cargo xtask profile`: node e2e/profile.mjs PLACE COUNT OUT, with the site in SERVICE_LAB_SITE.
import { writeFileSync } from "node:fs";
import { openBrowser } from "./lib/browser.mjs";
import { open } from "./lib/lab.mjs";
import { LANGUAGES } from "./lib/languages.mjs";
import { serve } from "./lib/server.mjs";
import { pagesOf, ready } from "./lib/site.mjs";
import { LIKELY, request, type } from "./lib/visit.mjs";

const [place, count, out] = process.argv.slice(2);
const ran = new Uint8Array(Number(count));

/** Adds the marks that the open page has left. */
async function gather(page) {
  const marks = await page.run(async (from, length) => {
    const { base, app } = document.documentElement.dataset;
    const loaded = performance.getEntriesByType("navigation")[0].name;
    const { initSync } = await import(new URL(app, new URL(base, loaded)).href);
    return new Uint8Array(initSync().memory.buffer, from, length).join("");
  }, Number(place), ran.length);
  const before = ran.reduce((sum, it) => sum + it, 0);
  ran.forEach((it, at) => (ran[at] = it | Number(marks[at])));
  console.log(`    ${new URL(await page.url()).pathname}: ${ran.reduce((sum, it) => sum + it, 0) - before} more`);
}

/** First visits in one language: its likely lessons, with an edit as it is typed and a request, and the front page. What runs
 * depends little on the language, so one plays every lesson and the others two. */
async function visits(page, url, language) {
  await page.driver.sendDevToolsCommand("Network.enable", {});
  // The code editor and the later texts come after what is measured here; those wait for the rest, of which nothing is here.
  await page.driver.sendDevToolsCommand("Network.setBlockedURLs", { urls: ["*/editor.*", "*_rest.*"] });
  const lessons = pagesOf(language).filter((it) => LIKELY.some((id) => it.includes(`/lessons/${id}/`)));
  for (const path of language === LANGUAGES[0] ? lessons : lessons.filter((it) => /pods-come-and-go|cluster-ip/.test(it))) {
    await open(page, url + path);
    await type(page, "# mine\n");
    await request(page);
    // A line half typed is no YAML yet. What else can be wrong with a text comes with the rest.
    await type(page, "half");
    await gather(page);
  }
  await page.goto(`${url}${language}/`);
  await ready(page);
  await gather(page);
}

const server = await serve();
try {
  for (const language of LANGUAGES) {
    const page = await openBrowser({ language });
    try {
      await visits(page, server.url, language);
    } finally {
      await page.close();
    }
  }
} finally {
  await server.stop();
}
writeFileSync(new URL(`../${out}`, import.meta.url), ran.map((it) => 48 + it));
