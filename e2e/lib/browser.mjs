// The one thin interface between the scenarios and WebDriver. Another browser comes in here and nowhere else.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Builder, By, Key, logging } from "selenium-webdriver";
import { Options, ServiceBuilder } from "selenium-webdriver/chrome.js";

export { Key };

/** How long the page may take for one thing, in milliseconds: a loaded machine with two cores is slow. */
const PATIENCE_MS = 15000;

const FLAGS = [
  "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--hide-scrollbars",
];

/** Gathers, before any script of the page, what the page's policy refused. */
const LISTEN = `
  window.refused = [];
  document.addEventListener("securitypolicyviolation", (event) =>
    window.refused.push(event.violatedDirective + " " + event.blockedURI + " " + event.sample));
`;

/** Opens a browser: `{ language, width, height, dark, reducedMotion }`, all optional; `eager` hands a page over
 * as soon as its text is read, `quiet` keeps no record of its requests (for measuring). */
export async function openBrowser({ language = "en", width = 1440, height = 900, dark = false, reducedMotion = false, eager = false, quiet = false } = {}) {
  const profile = mkdtempSync(join(tmpdir(), "service-lab-browser-"));
  const options = new Options();
  options.addArguments(...FLAGS, `--user-data-dir=${profile}`, `--lang=${language}`, `--window-size=${width},${height}`);
  options.setUserPreferences({ "intl.accept_languages": language });
  options.setChromeBinaryPath(process.env.CHROMIUM ?? "/usr/bin/chromium");
  if (eager) options.setPageLoadStrategy("eager");
  const logs = new logging.Preferences();
  logs.setLevel(logging.Type.BROWSER, logging.Level.ALL);
  if (!quiet) logs.setLevel(logging.Type.PERFORMANCE, logging.Level.ALL);
  options.setLoggingPrefs(logs);
  const driver = await new Builder()
    .forBrowser("chrome")
    .setChromeOptions(options)
    .setChromeService(new ServiceBuilder(process.env.CHROMEDRIVER ?? "/usr/bin/chromedriver"))
    .build();
  await driver.sendDevToolsCommand("Page.addScriptToEvaluateOnNewDocument", { source: LISTEN });
  const page = new Page(driver, profile, quiet);
  await page.resize(width, height);
  await page.colours(dark, reducedMotion);
  return page;
}

/** One page in one browser. */
class Page {
  constructor(driver, profile, quiet) {
    this.driver = driver;
    this.quiet = quiet;
    this.profile = profile;
    this.refused = [];
    this.requests = [];
    this.errors = [];
  }

  async close() {
    await this.driver.quit();
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 3 });
  }

  async goto(url) {
    await this.gather();
    await this.driver.get(url);
  }

  async reload() {
    await this.gather();
    await this.driver.navigate().refresh();
  }

  url = () => this.driver.getCurrentUrl();
  title = () => this.driver.getTitle();

  /** The inner size of the window in CSS pixels, whatever the browser's frame needs. */
  async resize(width, height) {
    const metrics = { width, height, deviceScaleFactor: 1, mobile: false };
    await this.driver.sendDevToolsCommand("Emulation.setDeviceMetricsOverride", metrics);
  }

  async colours(dark, reducedMotion = false) {
    const features = [
      { name: "prefers-color-scheme", value: dark ? "dark" : "light" },
      { name: "prefers-reduced-motion", value: reducedMotion ? "reduce" : "no-preference" },
    ];
    await this.driver.sendDevToolsCommand("Emulation.setEmulatedMedia", { features });
  }

  /** Runs a function in the page. */
  run(script, ...values) {
    const text = typeof script === "function" ? `return (${script}).apply(null, arguments)` : script;
    return this.driver.executeScript(text, ...values);
  }

  /** Waits until a function in the page gives something true; hands that back. */
  async until(what, script, ...values) {
    const end = Date.now() + PATIENCE_MS;
    for (;;) {
      const found = await this.run(script, ...values);
      if (found) return found;
      if (Date.now() > end) throw new Error(`waited for ${what} in vain at ${await this.url()}`);
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
  }

  /** The first shown element that fits; waits for it. */
  async find(css, what = css) {
    await this.until(what, (it) => [...document.querySelectorAll(it)].some((found) => found.checkVisibility()), css);
    for (const found of await this.driver.findElements(By.css(css))) if (await found.isDisplayed()) return found;
    throw new Error(`${what}: not shown`);
  }

  /** A shown element of a role with this accessible name (text, or part of it as a regular expression). */
  async named(css, name, what = `${css} named ${name}`) {
    const source = name instanceof RegExp ? name.source : `^${name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}$`;
    return this.until(
      what,
      (selector, pattern) => {
        const fits = new RegExp(pattern, "u");
        const nameOf = (it) => (it.getAttribute("aria-label") ?? it.textContent).replace(/\s+/g, " ").trim();
        return [...document.querySelectorAll(selector)].find((it) => it.checkVisibility() && fits.test(nameOf(it))) ?? null;
      },
      css,
      source,
    );
  }

  async click(css, name) {
    const found = name === undefined ? await this.find(css) : await this.named(css, name);
    await this.driver.executeScript("arguments[0].scrollIntoView({ block: 'center' })", found);
    await found.click();
    return found;
  }

  text = (css) => this.run((it) => document.querySelector(it)?.innerText ?? null, css);

  /** Presses keys one after the other where the focus is. */
  async press(...keys) {
    for (const key of keys) await this.driver.actions().sendKeys(key).perform();
  }

  async chord(modifier, key) {
    await this.driver.actions().keyDown(modifier).sendKeys(key).keyUp(modifier).perform();
  }

  screenshot = async () => Buffer.from(await this.driver.takeScreenshot(), "base64");

  /** Adds to the record what happened since the last call. */
  async gather() {
    try {
      this.refused.push(...((await this.run(() => window.refused?.splice(0) ?? [])) ?? []));
    } catch {
      // No page is open yet.
    }
    for (const entry of await this.driver.manage().logs().get(logging.Type.BROWSER)) {
      if (entry.level.value >= logging.Level.SEVERE.value) this.errors.push(entry.message);
    }
    if (this.quiet) return;
    for (const entry of await this.driver.manage().logs().get(logging.Type.PERFORMANCE)) {
      const { message } = JSON.parse(entry.message);
      if (message.method === "Network.requestWillBeSent") this.requests.push(message.params.request.url);
    }
  }

  /** What may never happen: a refusal of the policy, a request to somebody else, an error on the console. */
  async offences(origin, { offline = false } = {}) {
    await this.gather();
    const foreign = this.requests.filter((url) => /^(https?|wss?):/.test(url) && new URL(url).origin !== new URL(origin).origin);
    const errors = offline ? this.errors.filter((it) => !/ERR_CONNECTION_REFUSED|Failed to fetch|Failed to load resource/.test(it)) : this.errors;
    return [
      ...this.refused.map((it) => `refused by the policy: ${it}`),
      ...foreign.map((it) => `asked somebody else: ${it}`),
      ...errors.map((it) => `on the console: ${it}`),
    ];
  }
}
