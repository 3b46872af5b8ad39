// What can be done without a mouse: skip links, visible focus in the order of the page, menus, folded boxes, filters, search.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { launch, watched } from "./support/browser.mjs";
import { serve } from "./support/server.mjs";
import { MOUNT, folder, report } from "./support/site.mjs";
import { TYPES } from "./support/types.mjs";

const POLICY = TYPES["a repealed policy"][0].path;
const WALKED = ["index.html", "policy/library.html", POLICY, "apply.html", TYPES["an application form"][0].path, "search.html"];

/** What has the focus: what it is called, where it stands, and whether one sees that it has the focus. */
const focused = (page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    const all = [...document.querySelectorAll("*")];
    return {
      name: `${element.tagName.toLowerCase()} “${(element.textContent || element.getAttribute("aria-label") || element.id).trim().slice(0, 24)}”`,
      at: all.indexOf(element),
      ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
      seen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    };
  });

describe("with the keyboard alone", () => {
  let browser;
  let server;
  let context;
  before(async () => {
    browser = await launch();
    server = await serve(folder, MOUNT);
    context = await browser.newContext({ locale: "zh-CN", viewport: { width: 1280, height: 800 }, reducedMotion: "reduce" });
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  const open = async (path, to = context) => {
    const { page, wrongs } = await watched(to, server.origin);
    await page.goto(`${server.base}${path}`);
    return { page, wrongs };
  };

  for (const path of WALKED) {
    it(`${path}: Tab walks through the page in its order, each stop is seen, and the walk ends`, async () => {
      const { page, wrongs } = await open(path);
      const findings = [];
      let before = -1;
      let stops = 0;
      for (; stops < 400; stops += 1) {
        await page.keyboard.press("Tab");
        const at = await focused(page);
        if (!at) break;
        // The fields within a field for a date are the browser's own.
        if (at.at === before) continue;
        if (!at.ring) findings.push(`${at.name} has the focus and does not show it`);
        if (!at.seen) findings.push(`${at.name} has the focus outside of the window`);
        if (at.at <= before) findings.push(`${at.name} comes after what stands behind it`);
        before = at.at;
      }
      assert.ok(stops > 10 && stops < 400, `${stops} stops`);
      assert.equal(findings.length, 0, report(findings));
      assert.deepEqual(wrongs, []);
      await page.close();
    });
  }

  it("the first stop leads past head and menu to the text, and is seen only then", async () => {
    const { page } = await open(POLICY);
    const skip = page.locator(".skip");
    assert.ok((await skip.boundingBox()).y < 0);
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
    await page.waitForFunction(() => document.querySelector(".skip").getBoundingClientRect().top >= 0);
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "main");
    await page.keyboard.press("Tab");
    assert.ok(await page.evaluate(() => document.activeElement.closest("main") !== null), "the next stop is in the text");
    await page.close();
  });

  it("the columns are a menu in which Enter opens, and the opened column is marked", async () => {
    const { page } = await open("index.html");
    await page.getByRole("navigation", { name: "公开栏目" }).getByRole("link", { name: "法定主动公开内容" }).focus();
    await page.keyboard.press("Enter");
    await page.waitForURL("**/statutory/index.html");
    const current = page.locator(".columns [aria-current]");
    assert.deepEqual(await current.allTextContents(), ["法定主动公开内容"]);
    const branch = page.getByRole("navigation", { name: "法定主动公开内容" }).getByRole("link", { name: "履职依据" });
    await branch.focus();
    await page.keyboard.press("Enter");
    await page.waitForURL("**/statutory/lzyj/index.html");
    assert.deepEqual(await page.locator(".tree [aria-current]").allTextContents(), ["履职依据"]);
    await page.close();
  });

  it("the filters of the library narrow the list and say what is chosen", async () => {
    const { page } = await open("policy/library.html");
    const total = async () => Number(/共\s*(\d+)\s*件/u.exec(await page.innerText(".result"))[1]);
    const all = await total();
    await page.getByRole("group", { name: "有效性" }).getByRole("link", { name: /^已废止/u }).focus();
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.querySelector(".facet [aria-current]"));
    assert.ok((await total()) < all, "fewer than before");
    assert.match(await page.innerText(".facet [aria-current]"), /^已废止/u);
    await page.getByRole("group", { name: "有效性" }).getByRole("link", { name: "全部" }).focus();
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => !document.querySelector(".facet [aria-current]"));
    assert.equal(await total(), all);
    await page.close();
  });

  it("on a telephone, filters and metadata are folded, and open and close with Enter and Space", async () => {
    const phone = await browser.newContext({ locale: "zh-CN", viewport: { width: 360, height: 740 } });
    for (const [path, inside] of [["policy/library.html", ".facet"], [POLICY, ".meta-fold .meta"]]) {
      const { page, wrongs } = await open(path, phone);
      const shown = () => page.locator(inside).first().isVisible();
      assert.equal(await shown(), false, `${path}: folded`);
      await page.locator(".facets summary, .meta-fold summary").first().focus();
      await page.keyboard.press("Enter");
      assert.equal(await shown(), true, `${path}: opened`);
      await page.keyboard.press("Space");
      assert.equal(await shown(), false, `${path}: closed`);
      assert.deepEqual(wrongs, []);
      await page.close();
    }
    await phone.close();
  });

  it("the search in the head leads to results, whose filters take Space", async () => {
    const { page, wrongs } = await open("index.html");
    await page.getByRole("search").getByRole("searchbox").focus();
    await page.keyboard.type("预算");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/search.html?q=*");
    await page.locator(".hits > li").first().waitFor();
    const total = async () => Number(/\d+/u.exec(await page.innerText("#count"))[0]);
    const all = await total();
    await page.locator(".search-facets input[type=checkbox]").first().focus();
    await page.keyboard.press("Space");
    await page.waitForFunction((all) => Number(/\d+/u.exec(document.querySelector("#count").textContent)?.[0]) < all, all);
    assert.deepEqual(wrongs, []);
    await page.close();
  });

  it("Escape closes the suggestions of the search and keeps what was typed", async () => {
    const { page } = await open("search.html");
    await page.locator("#q").focus();
    await page.keyboard.type("示例市");
    await page.locator("#titles li").first().waitFor();
    assert.equal(await page.getAttribute("#q", "aria-expanded"), "true");
    await page.keyboard.press("Escape");
    assert.equal(await page.locator("#titles").isVisible(), false);
    assert.equal(await page.getAttribute("#q", "aria-expanded"), "false");
    assert.equal(await page.inputValue("#q"), "示例市");
    await page.close();
  });
});
