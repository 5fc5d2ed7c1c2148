// The languages of the lab and their texts, read from the same files as the page's.
import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

const LOCALES = fileURLToPath(new URL("../../locales/", import.meta.url));

export const LANGUAGES = ["en", "da", "zh-Hant", "zh-Hans", "ko"];

/** The text of a message without arguments and terms in it, or null. */
export function say(language, id) {
  for (const file of readdirSync(`${LOCALES}${language}`)) {
    if (!file.endsWith(".ftl")) continue;
    const found = readFileSync(`${LOCALES}${language}/${file}`, "utf8").match(new RegExp(`^${id} = (.*)$`, "m"));
    if (found) return found[1].trim();
  }
  return null;
}
