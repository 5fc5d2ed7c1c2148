// What a first visit to a lesson does, with the plain box for the manifest: the code editor comes later.
import { ending } from "./lab.mjs";

/** The lessons that a first visit is likely to open, and for which the first part of the Wasm is measured: one who goes
 * straight to a later one may wait for the rest. */
export const LIKELY = ["pods-come-and-go", "cluster-ip", "node-port", "load-balancer"];

/** Longer than a burst of typing lasts, and long enough for a packet to have moved, in milliseconds. */
export const REST_MS = 1300;

/** Types at the end of the plain box and waits until that is one step; false where the open step shows no box. */
export async function type(page, text) {
  const shown = await page.run((it) => {
    const box = document.getElementById("manifest");
    if (!box) return false;
    box.focus();
    box.setRangeText(it, box.value.length, box.value.length, "end");
    box.dispatchEvent(new Event("input", { bubbles: true }));
    return true;
  }, text);
  await new Promise((resolve) => setTimeout(resolve, REST_MS));
  return shown;
}

/** Presses the open step's button for a request and goes to how it ended; false where the step has none, or asks for
 * a guess first. */
export async function request(page) {
  const pressed = await page.run(() => {
    const button = document.querySelector(".lesson .attempt button");
    button?.click();
    return button !== null;
  });
  if (!pressed) return false;
  await new Promise((resolve) => setTimeout(resolve, REST_MS));
  if (await page.run(() => document.querySelector("ol.steps li:last-child button") === null)) return false;
  await ending(page);
  return true;
}
