// Takes pictures of every page: node e2e/shots.mjs FOLDER [LANGUAGE...]. At 1440, 768 and 360 px, light and dark.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openBrowser } from "./lib/browser.mjs";
import { LANGUAGES } from "./lib/languages.mjs";
import { serve } from "./lib/server.mjs";
import { pagesOf, ready } from "./lib/site.mjs";

const [folder, ...wanted] = process.argv.slice(2);
if (!folder) {
  console.error("node e2e/shots.mjs FOLDER [LANGUAGE...]");
  process.exit(2);
}
mkdirSync(folder, { recursive: true });
const server = await serve();
const page = await openBrowser({ reducedMotion: true });
for (const language of wanted.length ? wanted : LANGUAGES) {
  for (const path of pagesOf(language)) {
    for (const width of [1440, 768, 360]) {
      await page.resize(width, width === 360 ? 740 : 900);
      for (const dark of [false, true]) {
        await page.colours(dark, true);
        await page.goto(server.url + path);
        await ready(page).catch((error) => console.error(error.message));
        await new Promise((resolve) => setTimeout(resolve, 300));
        const name = `${path.replace(/\/$/, "").replaceAll("/", "-")}-${width}-${dark ? "dark" : "light"}.png`;
        writeFileSync(join(folder, name), await page.screenshot());
        console.log(name);
      }
    }
  }
}
await page.close();
await server.stop();
