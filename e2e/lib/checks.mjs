// What holds on every page: axe finds nothing, nothing is cut, nothing scrolls sideways.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe-core finds, one line per place. It runs by WebDriver, which the page's policy does not concern. */
export async function axeFindings(page) {
  await page.run(`${AXE}; window.axe = axe;`);
  const found = await page.driver.executeAsyncScript(`
    const done = arguments[arguments.length - 1];
    window.axe.run(document, { resultTypes: ["violations"] }).then(
      (it) => done(it.violations.flatMap((rule) => rule.nodes.map((node) =>
        rule.id + ": " + node.target.flat().join(" ") + " " + (node.any.concat(node.all)[0]?.message ?? "")))),
      (error) => done(["axe failed: " + error]));
  `);
  return found;
}

/** How far the page scrolls sideways, in CSS pixels; 0 is right. */
export const sidewaysScroll = (page) =>
  page.run(() => Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth));

/** Labels that do not fit into their box: buttons, tabs, links of bars, headings, texts of the picture. */
export const cutLabels = (page) =>
  page.run(() => {
    const clips = (it) => ["hidden", "clip", "auto", "scroll"].includes(getComputedStyle(it).overflowX);
    const said = (it) => `${it.tagName.toLowerCase()}.${it.getAttribute("class") ?? ""} "${it.textContent.trim().slice(0, 40)}"`;
    const boxes = [...document.querySelectorAll("button, [role=tab], summary, label, th, h1, h2, h3, select, nav a, legend")]
      .filter((it) => it.checkVisibility() && it.clientWidth > 1)
      .filter((it) => it.scrollWidth > it.clientWidth + 1 && (clips(it) || it.tagName === "BUTTON"))
      .map(said);
    // A text of the picture belongs into the box of its group, where that has one.
    const drawn = [...document.querySelectorAll("svg g > text")].flatMap((it) => {
      const frame = it.parentElement.querySelector(":scope > rect");
      if (!frame || !it.checkVisibility()) return [];
      const [inner, outer] = [it.getBoundingClientRect(), frame.getBoundingClientRect()];
      return inner.right > outer.right + 1 || inner.left < outer.left - 1 ? [said(it)] : [];
    });
    const outside = [...document.querySelectorAll("svg text")]
      .filter((it) => it.checkVisibility())
      .filter((it) => {
        const [inner, outer] = [it.getBoundingClientRect(), it.ownerSVGElement.getBoundingClientRect()];
        return inner.right > outer.right + 1 || inner.left < outer.left - 1;
      })
      .map(said);
    return [...boxes, ...drawn, ...outside];
  });
