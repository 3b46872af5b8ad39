// Searching as a reader does it: words typed into the field, results in a list, the address kept.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { launch, watched } from "./support/browser.mjs";
import { serve } from "./support/server.mjs";
import { MOUNT, fileOf, folder, json, pages, paths, text } from "./support/site.mjs";

/** Titles of the results: an ordered list, but not that of the breadcrumb or of the pages. */
const LINKS = "main ol:not(nav ol) > li > a[href]";

/** A run of 汉字 from the middle of a text: something that only a full-text search finds. */
const phrase = (words, length) =>
  (words.match(/\p{Script=Han}+/gu) ?? []).filter((run) => run.length >= length).map((run) => run.slice(0, length)).at(-1);

describe("searching", () => {
  let browser;
  let server;
  let context;
  let items;
  before(async () => {
    items = json("catalogue.json").items;
    browser = await launch();
    server = await serve(folder, MOUNT);
    context = await browser.newContext({ locale: "zh-CN", viewport: { width: 1280, height: 800 } });
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  const path = (item) => fileOf(item.url);
  const address = (item) => new URL(path(item).split("/").map(encodeURIComponent).join("/"), server.base).href;

  /** Types words into the field of the search page and waits for an answer. */
  const search = async (words, from = "search.html") => {
    const { page, wrongs } = await watched(context, server.origin);
    await page.goto(`${server.base}${from}`);
    const field = page.locator("input[type=search]:visible").last();
    await field.fill(words);
    await field.press("Enter");
    await page.waitForFunction(
      (links) => document.querySelector(links) || /没有找到|不可用/u.test(document.querySelector("main").textContent),
      LINKS,
      { timeout: 15_000 },
    );
    const links = await page.$$eval(LINKS, (list) => list.map((link) => link.href));
    return { page, wrongs, links: links.map((link) => link.replace(/\/$/u, "/index.html")) };
  };

  const finds = async (words, item) => {
    const { links, wrongs, page } = await search(words);
    assert.ok(links.includes(address(item)), `“${words}” should find ${path(item)}; found ${links.join(", ") || "nothing"}`);
    assert.deepEqual(wrongs, []);
    return page;
  };

  const policy = () => items.find((item) => item.kind === "policy" && item.doc_number && item.title.length > 12);

  it("finds a document by its title", async () => {
    const page = await finds(policy().title, policy());
    assert.ok(new URL(page.url()).searchParams.get("q"), "the words stand in the address");
  });

  it("finds a document by a phrase of its text", async () => {
    const page = pages.get(path(policy()));
    const body = page.elements.filter((element) => element.tagName === "p").map(text).filter((words) => words.length > 40);
    const words = body.map((one) => phrase(one, 9)).filter(Boolean).at(-1);
    assert.ok(words, `${page.path} has text`);
    await finds(words, policy());
  });

  it("finds a document by its number in any writing", async () => {
    await finds(policy().doc_number.replace("〔", "[").replace("〕", "]"), policy());
    await finds(policy().doc_number.replace("〔", "（").replace("〕", "）"), policy());
  });

  it("finds a document by all of several words", async () => {
    const [first, last] = [policy().title.slice(-4), policy().doc_number];
    await finds(`${first} ${last}`, policy());
  });

  it("from the field at the head of any page", async () => {
    const at = "guide.html";
    assert.ok(paths.has(at));
    const { page } = await watched(context, server.origin);
    await page.goto(`${server.base}${at}`);
    const field = page.locator("header input[type=search]");
    await field.fill(policy().title);
    await field.press("Enter");
    await page.waitForURL(/search\.html\?.*q=/u);
    await page.waitForSelector(LINKS);
    const links = await page.$$eval(LINKS, (list) => list.map((link) => link.href));
    assert.ok(links.includes(address(policy())));
  });

  it("says so when nothing is found", async () => {
    const { page, links } = await search("此词不在任何一份文件之中甲乙丙丁");
    assert.deepEqual(links, []);
    assert.match(await page.textContent("main"), /没有找到/u);
  });

  it("narrows the results by a filter, and back", async () => {
    const { page, wrongs } = await search("示例市");
    const number = async () => Number(/找到\s*约?\s*([\d,]+)\s*条/u.exec(await page.textContent("main"))?.[1].replaceAll(",", ""));
    const before = await number();
    assert.ok(before > 10, `${before} results`);
    const filter = () => page.locator("main input[type=checkbox]:visible").first();
    await filter().check();
    await page.waitForFunction((was) => !new RegExp(`找到 ?约? ?${was} `, "u").test(document.querySelector("main").textContent), before);
    const narrowed = await number();
    assert.ok(narrowed > 0 && narrowed < before, `${before} before, ${narrowed} with a filter`);
    await page.goBack();
    await page.waitForFunction((was) => new RegExp(`找到 ?约? ?${was} `, "u").test(document.querySelector("main").textContent), before);
    assert.deepEqual(wrongs, []);
  });

  it("never shows what a withdrawn document said", async () => {
    const stubs = [...pages.values()].filter((page) => page.noindex && page.headings[0]?.includes("撤下"));
    assert.ok(stubs.length > 0, "the sample has a withdrawn document");
    const urls = new Set(stubs.map((page) => page.path));
    assert.deepEqual(items.filter((item) => urls.has(path(item))), []);
  });
});
