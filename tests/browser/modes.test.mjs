// What a reader sets is kept: 长者版, high contrast, dark, size of the letters. And reading aloud, where the browser can.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { launch, watched } from "./support/browser.mjs";
import { serve } from "./support/server.mjs";
import { MOUNT, folder } from "./support/site.mjs";
import { TYPES } from "./support/types.mjs";

const POLICY = TYPES["a 规章"][0].path;

describe("reading settings", () => {
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

  const opened = async (path, options = {}, prepare) => {
    const context = await browser.newContext({ locale: "zh-CN", viewport: { width: 1280, height: 800 }, ...options });
    if (prepare) await context.addInitScript(prepare);
    const { page, wrongs } = await watched(context, server.origin);
    await page.goto(`${server.base}${path}`);
    return { context, page, wrongs, button: (name) => page.getByRole("button", { name, exact: true }) };
  };
  const letters = (page) => page.evaluate(() => parseFloat(getComputedStyle(document.documentElement).fontSize));
  const ground = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const pressed = (button) => button.getAttribute("aria-pressed");

  it("长者版 and high contrast stay on from page to page, on before anything is drawn, and can be switched off", async () => {
    const { context, page, wrongs, button } = await opened("index.html");
    const usual = await letters(page);
    await button("长者版").click();
    await button("高对比").click();
    assert.equal(await pressed(button("长者版")), "true");
    for (const path of ["policy/library.html", POLICY, "search.html", "apply.html", "no-such-page.html"]) {
      await page.goto(`${server.base}${path}`, { waitUntil: "commit" });
      await page.waitForFunction(() => document.body);
      const set = await page.evaluate(() => ({ ...document.documentElement.dataset }));
      assert.equal(set.elder, "1", `${path}: 长者版 while the page is being read`);
      assert.equal(set.mode, "contrast", path);
      await page.waitForLoadState();
      assert.equal(await letters(page), usual * 1.5, path);
      assert.equal(await ground(page), "rgb(0, 0, 0)", path);
      assert.equal(await pressed(button("长者版")), "true", path);
      assert.equal(await pressed(button("高对比")), "true", path);
    }
    await button("长者版").click();
    await button("高对比").click();
    await page.goto(`${server.base}index.html`);
    assert.equal(await letters(page), usual);
    assert.equal(await pressed(button("长者版")), "false");
    assert.deepEqual(wrongs.filter((wrong) => !wrong.includes("404")), []);
    await context.close();
  });

  it("the letters have three sizes, kept too", async () => {
    const { context, page, button } = await opened("index.html");
    const usual = await letters(page);
    await button("大").click();
    await page.goto(`${server.base}guide.html`);
    const large = await letters(page);
    assert.equal(await pressed(button("大")), "true");
    await button("小").click();
    const small = await letters(page);
    await button("中").click();
    assert.deepEqual([large > usual, small < usual, await letters(page)], [true, true, usual]);
    await context.close();
  });

  it("dark follows the reader's system until the reader chooses", async () => {
    const { context, page, button } = await opened("index.html", { colorScheme: "dark" });
    const dark = await ground(page);
    await button("深色").click();
    const light = await ground(page);
    assert.notEqual(light, dark);
    await page.reload();
    assert.equal(await ground(page), light);
    await button("深色").click();
    assert.equal(await ground(page), dark);
    await context.close();
  });

  it("长者版 leaves what a person needs: columns, search, text, lists", async () => {
    const { context, page, button } = await opened(POLICY);
    await button("长者版").click();
    for (const needed of [".columns", "[role=search]", ".text", "h1"]) assert.ok(await page.locator(needed).first().isVisible(), needed);
    const size = await page.locator(".text p").first().evaluate((p) => parseFloat(getComputedStyle(p).fontSize));
    assert.ok(size >= 18, `${size} px`);
    await context.close();
  });
});

/** Stands in for a voice: remembers what it was given, and ends a sentence when the test says so. */
function voice() {
  const heard = [];
  const speech = Object.assign(new EventTarget(), {
    getVoices: () => [{ lang: "zh-CN", name: "test" }],
    speak: (words) => (heard.push(words.text), (speech.now = words)),
    cancel: () => {
      const words = speech.now;
      speech.now = undefined;
      if (words) setTimeout(() => words.onerror?.({ error: "canceled" }));
    },
    end: () => speech.now.onend(),
    heard,
  });
  Object.defineProperty(globalThis, "speechSynthesis", { value: speech });
  globalThis.SpeechSynthesisUtterance = function (text) {
    this.text = text;
  };
}

describe("reading aloud", () => {
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

  it("is offered only where there is a voice for Chinese", async () => {
    const context = await browser.newContext({ locale: "zh-CN" });
    await context.addInitScript(() => {
      Object.defineProperty(globalThis, "speechSynthesis", { value: Object.assign(new EventTarget(), { getVoices: () => [{ lang: "en-US" }] }) });
    });
    const page = await context.newPage();
    await page.goto(`${server.base}${POLICY}`);
    assert.ok(await page.getByRole("button", { name: "打印" }).isVisible());
    assert.equal(await page.locator("[data-read]").isVisible(), false);
    await context.close();
  });

  it("reads title and text, not the menu; pauses, goes on with the same sentence, stops; all by keyboard", async () => {
    const context = await browser.newContext({ locale: "zh-CN" });
    await context.addInitScript(voice);
    const { page, wrongs } = await watched(context, server.origin);
    await page.goto(`${server.base}${POLICY}`);
    const heard = () => page.evaluate(() => speechSynthesis.heard);
    const end = () => page.evaluate(() => speechSynthesis.end());
    const title = await page.innerText("h1");
    await page.locator("[data-read]").focus();
    await page.keyboard.press("Enter");
    assert.deepEqual(await heard(), [title]);
    assert.equal(await page.innerText("[data-read]"), "暂停朗读");
    await end();
    await end();
    const [, first, second] = await heard();
    assert.ok((await page.innerText(".text")).replace(/\s+/gu, "").includes(first.replace(/\s+/gu, "")), first);
    assert.equal(await page.locator(".reading").count(), 1, "the paragraph that is read is marked");
    await page.keyboard.press("Enter");
    assert.equal(await page.innerText("[data-read]"), "继续朗读");
    await page.keyboard.press("Enter");
    assert.equal((await heard()).at(-1), second, "the sentence begins anew");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    assert.equal(await page.innerText("[data-read]"), "朗读");
    assert.equal(await page.evaluate(() => document.activeElement.matches("[data-read]")), true, "the focus is not lost");
    assert.equal(await page.locator(".reading").count(), 0);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Escape");
    assert.equal(await page.innerText("[data-read]"), "朗读");
    await page.keyboard.press("Enter");
    for (let left = 5000; left > 0 && (await page.innerText("[data-read]")) !== "朗读"; left -= 1) await end();
    const all = (await heard()).join("");
    for (const menu of ["政府信息公开指南", "上一篇", "主办单位"]) assert.ok(!all.includes(menu), menu);
    assert.deepEqual(wrongs, []);
    await context.close();
  });
});
