// On paper a document looks as GB/T 9704 wants it: A4, its margins, 22 lines of 28 characters, its type, page numbers; and
// nothing is printed that only a screen needs.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { launch, watched } from "./support/browser.mjs";
import { serve } from "./support/server.mjs";
import { MOUNT, folder } from "./support/site.mjs";
import { TYPES } from "./support/types.mjs";

const RULE = TYPES["a 规章"][0].path;
const POLICY = TYPES["a policy with merged cells"][0].path;

/** Width and height of the type area, in CSS pixels: 156 mm × 225 mm. */
const AREA = [(156 / 25.4) * 96, (225 / 25.4) * 96];

const sheets = (pdf) => pdf.toString("latin1").match(/\/Type\s*\/Page\b/gu).length;

describe("on paper", () => {
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

  const printed = async (path, options = {}) => {
    const context = await browser.newContext({ locale: "zh-CN", viewport: { width: Math.round(AREA[0]), height: 900 }, ...options });
    const { page, wrongs } = await watched(context, server.origin);
    await page.goto(`${server.base}${path}`);
    await page.emulateMedia({ media: "print" });
    return { context, page, wrongs };
  };

  it("the sheet is A4 with the margins of the standard, and its numbers stand outside", async () => {
    const { context, page } = await printed(RULE);
    const rules = await page.evaluate(() => {
      const all = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]);
      return all.filter((rule) => rule instanceof CSSPageRule).map((rule) => rule.cssText.replace(/\s+/gu, " "));
    });
    assert.ok(rules.some((rule) => /size: A4/iu.test(rule) && rule.includes("37mm 26mm 35mm 28mm")), rules.join("\n"));
    for (const [side, corner] of [["right", "bottom-right"], ["left", "bottom-left"]]) {
      const rule = rules.find((one) => one.includes(`:${side}`));
      assert.match(rule, new RegExp(`@${corner}.*"— " counter\\(page\\) " —".*`, "u"));
    }
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    const [, width, height] = /\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)/u.exec(pdf);
    assert.deepEqual([Math.round(width), Math.round(height)], [595, 842]);
    await context.close();
  });

  it("the text has 22 lines of 28 characters in 仿宋 of size 三号, the title is centred in 小标宋 of size 二号", async () => {
    const { context, page } = await printed(RULE);
    const { text, title, longest } = await page.evaluate(() => {
      const style = (selector) => {
        const { fontSize, lineHeight, fontFamily, textAlign } = getComputedStyle(document.querySelector(selector));
        return { size: parseFloat(fontSize), line: parseFloat(lineHeight), family: fontFamily, align: textAlign };
      };
      // Characters by line: those whose boxes have one top.
      const counts = [...document.querySelectorAll(".text > p")].flatMap((p) => {
        const lines = new Map();
        const walker = document.createTreeWalker(p, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
          for (let at = 0; at < walker.currentNode.length; at += 1) {
            const range = document.createRange();
            range.setStart(walker.currentNode, at);
            range.setEnd(walker.currentNode, at + 1);
            const { top, width } = range.getBoundingClientRect();
            const line = Math.round(top / 10);
            if (width > 0) lines.set(line, (lines.get(line) ?? "") + walker.currentNode.data[at]);
          }
        }
        // Digits and letters are narrower, and so are two marks that meet.
        return [...lines.values()].filter((line) => /^[\u4e00-\u9fff\u3000，。、；：]+$/u.test(line)).map((line) => line.length);
      });
      return { text: style(".text"), title: style("h1"), longest: Math.max(...counts) };
    });
    assert.ok(Math.abs(text.size - (16 / 72) * 96) < 0.01, `${text.size} px`);
    assert.equal(Math.floor(AREA[1] / text.line), 22);
    assert.match(text.family, /仿宋/u);
    assert.equal(longest, 28);
    assert.ok(Math.abs(title.size - (22 / 72) * 96) < 0.1, `${title.size} px`);
    assert.match(title.family, /小标宋/u);
    assert.equal(title.align, "center");
    await context.close();
  });

  it("head, menus, tools and foot are not printed; metadata, text and attachments are", async () => {
    const { context, page, wrongs } = await printed(POLICY, { viewport: { width: 1280, height: 800 } });
    for (const screen of [".head", ".foot", ".columns", ".crumbs", ".tools", ".toc", ".near", ".skip"]) {
      assert.equal(await page.locator(screen).first().isVisible(), false, screen);
    }
    for (const needed of ["h1", ".meta", ".text"]) assert.ok(await page.locator(needed).first().isVisible(), needed);
    // The address of a link is no part of the text of an official document.
    const after = await page.locator(".text a").first().evaluate((a) => getComputedStyle(a, "::after").content);
    assert.ok(["none", "normal"].includes(after), after);
    assert.deepEqual(wrongs, []);
    await context.close();
  });

  it("rows of tables and headings are not torn from what they belong to, and no table runs off the sheet", async () => {
    for (const path of [POLICY, TYPES["an annual report"][0].path, TYPES["a document with lists"][0].path]) {
      const { context, page } = await printed(path);
      const wrong = await page.evaluate(() => {
        const all = (selector) => [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility());
        return [
          ...all("main tr").filter((tr) => getComputedStyle(tr).breakInside !== "avoid").map(() => "a row may be torn"),
          ...all("main :is(h2, h3)").filter((h) => getComputedStyle(h).breakAfter !== "avoid").map((h) => `“${h.textContent}” may stand last`),
          ...all("main table").filter((table) => table.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
            .map((table) => `“${table.caption?.textContent ?? table.textContent.trim().slice(0, 20)}” is too wide`),
        ];
      });
      assert.deepEqual([path, ...wrong], [path]);
      await context.close();
    }
  });

  it("what is folded on a telephone and what is set there are not in the way: the sheets are the same", async () => {
    const desktop = await printed(POLICY, { viewport: { width: 1280, height: 800 } });
    const expected = sheets(await desktop.page.pdf({ preferCSSPageSize: true }));
    const phone = await printed(POLICY, { viewport: { width: 360, height: 740 } });
    await phone.page.evaluate(() => {
      for (const button of document.querySelectorAll("button[data-elder], [data-contrast]")) button.click();
    });
    assert.equal(await phone.page.locator(".meta-fold .meta").isVisible(), false, "folded before printing");
    assert.equal(sheets(await phone.page.pdf({ preferCSSPageSize: true })), expected);
    await desktop.context.close();
    await phone.context.close();
  });
});
