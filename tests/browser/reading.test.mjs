// What must work without script and without a web server: walking lists, and a copy of the portal on a disk.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { pathToFileURL } from "node:url";
import { join } from "node:path";
import { launch, watched } from "./support/browser.mjs";
import { serve } from "./support/server.mjs";
import { MOUNT, folder, pages, paths, report } from "./support/site.mjs";

/** Addresses of the rows of a list. */
const rows = (page) => page.$$eval("main table tbody tr", (list) => list.map((row) => row.querySelector("a[href]")?.href));

describe("without script", () => {
  let browser;
  let server;
  let context;
  before(async () => {
    browser = await launch();
    server = await serve(folder, MOUNT);
    context = await browser.newContext({ javaScriptEnabled: false, locale: "zh-CN" });
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  it("the catalogue is walked to its end by “下一页”, and each document stands there once", async () => {
    const { page, wrongs } = await watched(context, server.origin);
    await page.goto(`${server.base}catalogue/index.html`);
    const counted = Number(/共\s*([\d,]+)\s*条/u.exec(await page.textContent("main"))[1].replaceAll(",", ""));
    const seen = [];
    for (let walked = 1; ; walked += 1) {
      assert.ok(walked <= 1000, "the pages never end");
      seen.push(...(await rows(page)));
      const next = page.locator("main a[rel=next]");
      if ((await next.count()) === 0) break;
      await next.first().click();
    }
    assert.ok(counted > 20, `only ${counted} documents: the list has one page`);
    assert.equal(seen.length, counted);
    assert.equal(new Set(seen).size, counted, "a document stands in the list twice");
    const first = await page.locator("main a[rel=prev]").first().getAttribute("href");
    assert.ok(first, "the last page leads back");
    assert.deepEqual(wrongs, []);
  });

  it("the search page says so, and offers the lists instead", async () => {
    const { page } = await watched(context, server.origin);
    await page.goto(`${server.base}search.html`);
    assert.match(await page.textContent("main"), /没有启用脚本|未启用脚本|关闭了脚本/u);
    assert.ok((await page.locator("main a[href*='catalogue/']:visible").count()) > 0, "no way to the catalogue");
  });

  it("nothing stands on a page that only a script could use", async () => {
    const { page } = await watched(context, server.origin);
    const findings = [];
    for (const path of ["index.html", "guide.html", "policy/library.html", "catalogue/index.html"]) {
      await page.goto(`${server.base}${path}`);
      for (const words of await page.locator("button[type=button]:visible").allTextContents()) {
        findings.push(`${path}: button “${words.trim()}”`);
      }
    }
    assert.equal(findings.length, 0, report(findings));
  });
});

describe("from a disk", () => {
  let browser;
  before(async () => {
    browser = await launch();
  });
  after(() => browser?.close());

  const file = (path) => pathToFileURL(join(folder, path)).href;

  /** The deepest document, a list, and the home page: where a relative address goes wrong, it does so there. */
  const deepest = [...pages.values()]
    .filter((page) => !page.redirect && !page.noindex)
    .map((page) => page.path)
    .sort((a, b) => b.split("/").length - a.split("/").length)[0];

  for (const path of ["index.html", "catalogue/index.html", deepest]) {
    it(`${path} is styled, and what its links name is there`, async () => {
      const context = await browser.newContext({ locale: "zh-CN" });
      const page = await context.newPage();
      const failed = [];
      page.on("requestfailed", (request) => failed.push(request.url()));
      page.on("pageerror", (error) => failed.push(error.message));
      await page.goto(file(path), { waitUntil: "load" });
      assert.deepEqual(failed, []);
      const styled = await page.evaluate(
        () => [...document.styleSheets].some((sheet) => sheet.href?.startsWith("file:")) &&
          getComputedStyle(document.querySelector("header")).display !== "inline",
      );
      assert.ok(styled, "no style sheet");
      const root = file("");
      const links = await page.$$eval("a[href]", (list) => list.map((link) => link.href));
      const missing = links
        .filter((link) => link.startsWith("file:"))
        .filter((link) => !link.startsWith(root) || !paths.has(decodeURI(link.slice(root.length + 1)).replace(/#.*$/u, "")));
      assert.equal(missing.length, 0, report(missing));
      await context.close();
    });
  }

  it("a reader comes from the home page to a document", async () => {
    const page = await browser.newPage();
    await page.goto(file("index.html"));
    await page.locator("main a[href*='policy/2']").first().click();
    await page.waitForLoadState();
    assert.equal(await page.locator("h1").count(), 1);
    assert.match(page.url(), /^file:.*\/policy\/2/u);
  });
});
