// Every type of page in Chromium, at the widths and in the colours that readers use: nothing goes wrong while it loads,
// nothing has to be scrolled sideways, and axe finds nothing against WCAG 2.1 AA.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, describe, it } from "node:test";
import { each, launch, overflow, small, watched } from "./support/browser.mjs";
import { serve } from "./support/server.mjs";
import { MOUNT, folder, paths, report } from "./support/site.mjs";
import { TYPES, chosen } from "./support/types.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** What changes with the colours alone: at the widths between, the other rules have found the same already. */
const COLOURS = { runOnly: { type: "rule", values: ["color-contrast", "link-in-text-block"] }, preload: false, resultTypes: ["violations"] };
const RULES = { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"], preload: false, resultTypes: ["violations"] };

/** The widths of a desktop, a tablet, a telephone, and the narrowest at which nothing may be lost (WCAG 1.4.10). */
const WIDTHS = [1280, 768, 360, 320];

const press = (...buttons) => async (page) => {
  for (const button of buttons) await page.locator(button).evaluate((one) => one.click());
};

/** The modes, and how a page comes from each to the next: by the reader's system, or by the buttons at its head. */
const MODES = [
  ["light", () => {}],
  ["dark", (page) => page.emulateMedia({ colorScheme: "dark" })],
  ["high contrast", press("[data-contrast]")],
  ["长者版", (page) => Promise.all([page.emulateMedia({ colorScheme: "light" }), press("[data-contrast]", "button[data-elder]")(page)])],
];

const WORKERS = 4;

const address = (base, path) => new URL(path.split("/").map(encodeURIComponent).join("/"), base).href;

async function axe(page, rules) {
  const { violations } = await page.evaluate((rules) => globalThis.axe.run(document, rules), rules);
  return violations.flatMap(({ id, nodes }) =>
    nodes.slice(0, 5).map((node) => `axe ${id}: ${node.target.join(" ")} ${node.any[0]?.message ?? node.all[0]?.message ?? ""}`),
  );
}

/** A page that does not exist is answered by 404, on purpose: its own answer is no failure. */
const expected = (path, wrong) => path === "404.html" && /status 404.*no-such-page|Failed to load resource.*404/u.test(wrong);

async function look({ page, wrongs }, base, path) {
  wrongs.length = 0;
  await page.goto(address(base, path === "404.html" ? "a/no-such-page.html" : path), { waitUntil: "load" });
  const found = wrongs.filter((wrong) => !expected(path, wrong));
  const headings = await page.locator("h1").count();
  if (headings !== 1) found.push(`${headings} main headings`);
  if ((await page.getAttribute("html", "lang")) !== "zh-CN") found.push("no language");
  found.push(...(await overflow(page)));
  return found;
}

describe("types of pages", () => {
  it("are all in the sample portal", () => {
    const missing = Object.entries(TYPES).filter(([, list]) => list.length === 0).map(([type]) => type);
    assert.deepEqual(missing, []);
  });

  it("have titles of their own", () => {
    const seen = new Map();
    const same = [];
    for (const page of Object.values(TYPES).flat()) {
      const other = seen.get(page.title);
      if (other !== undefined && other !== page.path) same.push(`${page.title}: ${other}, ${page.path}`);
      seen.set(page.title, page.path);
    }
    assert.equal(same.length, 0, report(same));
  });
});

describe("in the browser", () => {
  let browser;
  let server;
  before(async () => {
    browser = await launch();
    server = await serve(folder, MOUNT);
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  /** Has `work` look at every page; each worker has a context, and so a process, of its own. */
  const visit = async (options, work) => {
    const contexts = await Promise.all(
      Array.from({ length: WORKERS }, () => browser.newContext({ locale: "zh-CN", colorScheme: "light", ...options })),
    );
    const windows = await Promise.all(contexts.map((context) => watched(context, server.origin)));
    const findings = [];
    await each(chosen(), WORKERS, async ({ path, type }, worker) => {
      const found = await work(windows[worker], path);
      findings.push(...found.map((words) => `${path} (${type}): ${words}`));
    });
    await Promise.all(contexts.map((context) => context.close()));
    assert.equal(findings.length, 0, `${findings.length} findings:${report(findings.sort(), 200)}`);
  };

  for (const width of WIDTHS) {
    it(`each type of page loads cleanly, needs no scrolling sideways and passes axe in all modes at ${width} px`, () =>
      visit({ viewport: { width, height: 800 } }, async (window, path) => {
        const found = await look(window, server.base, path);
        await window.page.evaluate(AXE);
        for (const [mode, turn] of MODES) {
          await turn(window.page);
          const rules = [1280, 360].includes(width) || ["light", "长者版"].includes(mode) ? RULES : COLOURS;
          const wrong = [...(await axe(window.page, rules)), ...(mode === "长者版" ? await overflow(window.page) : [])];
          found.push(...wrong.map((words) => `${mode}: ${words}`));
        }
        await window.page.evaluate(() => localStorage.clear());
        return found;
      }));
  }

  it("what is touched with a finger is large enough: 44 px, in 长者版 60 px", () =>
    visit({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true }, async (window, path) => {
      const found = await look(window, server.base, path);
      found.push(...(await small(window.page, 44)));
      await window.page.locator("button[data-elder]").evaluate((one) => one.click());
      found.push(...(await small(window.page, 60)).map((words) => `长者版: ${words}`));
      await window.page.evaluate(() => localStorage.clear());
      return found;
    }));

  it("feeds and sitemaps are well-formed XML", async () => {
    const page = await browser.newPage();
    await page.goto(`${server.base}404.html`);
    const files = [...paths].filter((path) => path.endsWith(".xml"));
    assert.ok(files.includes("feed.xml") && files.includes("sitemap.xml"), `found ${files.join(", ")}`);
    const wrong = await page.evaluate(
      (urls) =>
        Promise.all(
          urls.map(async (url) => {
            const words = await (await fetch(url)).text();
            const wrong = new DOMParser().parseFromString(words, "application/xml").querySelector("parsererror");
            return wrong ? [`${url}: ${wrong.textContent}`] : [];
          }),
        ),
      files.map((path) => address(server.base, path)),
    );
    assert.deepEqual(wrong.flat(), []);
    await page.close();
  });

  it("the portal stands at the root of a domain too", async () => {
    const root = await serve(folder, "/");
    const context = await browser.newContext({ locale: "zh-CN" });
    const { page, wrongs } = await watched(context, root.origin);
    for (const path of ["index.html", "policy/library.html", "agencies/index.html"]) {
      await page.goto(address(root.base, path), { waitUntil: "load" });
      await page.locator("main a[href]").first().click();
      assert.equal(await page.locator("h1").count(), 1);
    }
    await context.close();
    await root.close();
    assert.deepEqual(wrongs, []);
  });
});
