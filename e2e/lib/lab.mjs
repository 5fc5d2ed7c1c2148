// What a learner does on a page of the lab. Elements are found by role, id and the classes that the style sheet has
// for them, never by words, so that one scenario runs in every language.
import assert from "node:assert/strict";
import { say } from "./languages.mjs";
import { ready } from "./site.mjs";

/** Opens a page and waits for the app. */
export async function open(page, url) {
  await page.goto(url);
  await ready(page);
}

/** The text of the manifest, whichever box holds it. */
export const manifest = (page) =>
  page.run(() => document.querySelector(".editor-module")?.shadowRoot?.querySelector(".cm-content")?.cmTile?.view?.state.doc.toString()
    ?? document.getElementById("manifest").value);

/** Waits for the code editor, which comes after the first paint. */
export const editor = (page) =>
  page.until("the code editor", () => {
    const found = document.querySelector(".editor-module")?.shadowRoot?.querySelector(".cm-content");
    return found && document.querySelector(".editor-module").checkVisibility() ? found : null;
  });

/** Writes the whole manifest anew, in one edit, as pasting over everything does. */
export async function write(page, text) {
  await editor(page);
  await page.run((it) => {
    const { view } = document.querySelector(".editor-module").shadowRoot.querySelector(".cm-content").cmTile;
    view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: it }, userEvent: "input.paste" });
  }, text);
}

/** Puts the caret behind the first place of these words and the focus into the editor. */
export async function caretBehind(page, words) {
  await editor(page);
  await page.run((it) => {
    const { view } = document.querySelector(".editor-module").shadowRoot.querySelector(".cm-content").cmTile;
    view.dispatch({ selection: { anchor: view.state.doc.toString().indexOf(it) + it.length }, scrollIntoView: true });
    view.focus();
  }, words);
}

/** Takes the sandbox's example whose place in the list is this. */
export async function example(page, place) {
  await page.until("the examples", () => document.querySelectorAll("button.example").length > 0);
  await page.run((it) => document.querySelectorAll("button.example")[it].click(), place);
  await page.until("the example", (it) => document.querySelectorAll("button.example")[it].getAttribute("aria-pressed") === "true", place);
}

async function fill(page, css, value) {
  const box = await page.find(css);
  await box.clear();
  await box.sendKeys(value);
}

/** Sends one request to `host:port` from the sender with this number in the list. */
export async function send(page, host, port, sender = 0) {
  await page.find("form.send");
  await page.run((it) => {
    const list = document.querySelector("form.send select");
    list.value = String(it);
    list.dispatchEvent(new Event("change", { bubbles: true }));
  }, sender);
  await fill(page, "form.send label.wide input", host);
  await fill(page, "form.send label.narrow input", String(port));
  const before = await page.run(() => window.requestsSent ?? 0);
  await page.click("form.send button[type=submit]");
  await page.run((it) => (window.requestsSent = it + 1), before);
}

/** Goes to the packet's last hop; gives how it ended: `{ good, text }`. */
export async function ending(page) {
  await page.until("the packet's way", () => document.querySelector("ol.steps li:last-child button") !== null);
  await page.run(() => document.querySelector("ol.steps li:last-child button").click());
  return page.until("the ending", () => {
    const found = document.querySelector(".hop .ending");
    return found && { good: found.classList.contains("good"), text: found.innerText };
  });
}

/** Presses whatever the open step of a lesson asks for, from its top: buttons, guesses, and solutions of exercises. */
export async function playStep(page) {
  const asked = await page.run(() =>
    [...document.querySelectorAll(".lesson .attempt, .lesson .ask")].map((it) => ["attempt", "exercise"].find((kind) => it.classList.contains(kind)) ?? "guess"));
  const met = { attempt: 0, exercise: 0, guess: 0 };
  const play = { attempt, exercise: solve, guess };
  for (const kind of asked) await play[kind](page, met[kind]++);
}

async function attempt(page, number) {
  await page.until("a free button", (it) => !document.querySelectorAll(".lesson .attempt button")[it].disabled, number);
  await page.run((it) => document.querySelectorAll(".lesson .attempt button")[it].click(), number);
  await ending(page);
  // What tells of the answer is shown with it.
  assert.equal(await page.run(() => document.querySelector(".lesson > div[hidden]")), null);
}

async function guess(page, number) {
  const at = (it) => document.querySelectorAll(".lesson .ask:not(.exercise)")[it];
  await page.run(`const ask = (${at})(arguments[0]); ask.querySelector("input[type=radio]").click();`, number);
  await page.until("the button", `return !(${at})(arguments[0]).querySelector(".ask-foot .button").disabled`, number);
  await page.run(`(${at})(arguments[0]).querySelector(".ask-foot .button").click();`, number);
  // What is done first (a Pod deleted, time passing) is shown before the packet flies; without an address none does.
  await page.until("the outcome", `
    const last = document.querySelector("ol.steps li:last-child button");
    const outcome = (${at})(arguments[0]).querySelector(".outcome p:last-child");
    const shown = (${at})(arguments[0]).querySelector(".option.right");
    if (!shown) last?.click();
    return shown && outcome;`, number);
}

/** Asks for every hint, then for the solution, and waits until every goal is met. */
async function solve(page, number) {
  const at = (it) => document.querySelectorAll(".lesson .ask.exercise")[it];
  const open = await page.run(`return (${at})(arguments[0]).querySelectorAll(".goal:not(.met)").length`, number);
  assert.ok(open > 0, "an exercise is solved before anything was done");
  for (let hints = 0; hints < 12; hints += 1) {
    const given = await page.run(`return (${at})(arguments[0]).querySelector(".hints").children.length`, number);
    await page.run(`(${at})(arguments[0]).querySelector("button.link").click();`, number);
    await new Promise((resolve) => setTimeout(resolve, 50));
    const now = await page.run(`return (${at})(arguments[0]).querySelector(".hints").children.length`, number);
    if (now === given) break;
  }
  await page.until("every goal", `
    const exercise = (${at})(arguments[0]);
    return exercise.querySelector(".goal") && !exercise.querySelector(".goal:not(.met)");`, number);
}

/** The number of the open step, from the bar of progress. */
const stepShown = () => [...document.querySelectorAll("header .progress i")].findIndex((it) => it.className === "now");

/** Plays a whole lesson, to its end. */
export async function playLesson(page) {
  for (let step = 0; step < 20; step += 1) {
    const place = await page.run(stepShown);
    await playStep(page);
    const finish = await page.run(() => document.querySelector(".lesson .did") !== null);
    await page.run(() => document.querySelector(".lesson .walk-on .button").click());
    if (finish) return step + 1;
    await page.until("the next step", `return (${stepShown})() !== arguments[0]`, place);
  }
  throw new Error("the lesson has no end");
}

/** Presses the English page's Undo until the manifest reads so. */
export async function undoTo(page, text) {
  for (let times = 0; times < 6 && (await manifest(page)) !== text; times += 1) {
    await page.click(".bench-bar button", say("en", "ui-undo"));
    // The text comes back a moment after the click.
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  assert.equal(await manifest(page), text);
}
