// Searching as a reader does it: words typed into the field, results in a list, the address kept.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, it } from "node:test";
import { gzipSync } from "node:zlib";
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
    return { page, wrongs, links: links.map((link) => link.replace(/#.*$/u, "").replace(/\/$/u, "/index.html")) };
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
    const links = await page.$$eval(LINKS, (list) => list.map((link) => link.href.replace(/#.*$/u, "")));
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
    await page.waitForFunction((was) => {
      const [, now] = /找到\s*约?\s*(\d+)/u.exec(document.querySelector("main").textContent) ?? [];
      return now !== undefined && Number(now) !== was;
    }, before);
    const narrowed = await number();
    assert.ok(narrowed > 0 && narrowed < before, `${before} before, ${narrowed} with a filter`);
    await page.goBack();
    await page.waitForFunction((was) => new RegExp(`找到 ?约? ?${was} `, "u").test(document.querySelector("main").textContent), before);
    assert.deepEqual(wrongs, []);
  });

  /** What a page's requests brought, as a server with gzip sends it. The index is compressed already. */
  const counted = (page) => {
    let pending = [];
    page.on("response", (response) => {
      const isText = /\.(?:html|css|js|json|svg)$/u.test(new URL(response.url()).pathname);
      pending.push(response.body().then((body) => (isText ? gzipSync(body).length : body.length), () => 0));
    });
    return async () => {
      const sizes = await Promise.all(pending);
      pending = [];
      return sizes.reduce((sum, size) => sum + size, 0);
    };
  };

  it("loads little before the first key, and little for a query", async () => {
    const { page, wrongs } = await watched(context, server.origin);
    const bytes = counted(page);
    await page.goto(`${server.base}search.html`, { waitUntil: "networkidle" });
    const loaded = await bytes();
    assert.ok(loaded < 30_000, `${loaded} bytes before the first key`);
    for (const words of ["应急预案", "的", "管理"]) {
      const other = await context.newPage();
      const sum = counted(other);
      await other.goto(`${server.base}search.html?q=${encodeURIComponent(words)}`);
      await other.waitForSelector(LINKS);
      const all = await sum();
      assert.ok(all < 30_000 + 150_000, `${words}: ${all} bytes with the page`);
      await other.close();
    }
    assert.deepEqual(wrongs, []);
  });

  it("suggests titles while words are typed, by keyboard", async () => {
    const { page, wrongs } = await watched(context, server.origin);
    await page.goto(`${server.base}search.html`);
    const field = page.locator("#q");
    await field.pressSequentially(policy().title.slice(2, 6));
    await page.waitForSelector("#titles [role=option]");
    assert.equal(await field.getAttribute("aria-expanded"), "true");
    const titles = await page.$$eval("#titles [role=option]", (list) => list.map((option) => option.textContent));
    assert.ok(titles.length <= 8 && titles.every((title) => title.includes(policy().title.slice(2, 6))), titles.join());
    await field.press("ArrowDown");
    const active = await field.getAttribute("aria-activedescendant");
    assert.equal(await page.locator(`#${active}`).getAttribute("aria-selected"), "true");
    await field.press("Escape");
    assert.equal(await page.locator("#titles").isVisible(), false);
    assert.equal(await field.inputValue(), policy().title.slice(2, 6), "Escape keeps the words");
    await field.press("End");
    await field.pressSequentially(policy().title.slice(6, 8));
    await page.waitForSelector("#titles [role=option]");
    await field.press("ArrowDown");
    await Promise.all([page.waitForURL((url) => !url.pathname.endsWith("search.html")), field.press("Enter")]);
    assert.deepEqual(wrongs, []);
  });

  it("marks the words on the page that is opened, and clears them", async () => {
    const { page, wrongs } = await search("应急预案");
    await page.locator(LINKS).first().click();
    await page.waitForSelector("mark.found");
    const marks = await page.$$eval("mark.found", (list) => list.map((mark) => mark.textContent));
    assert.ok(marks.every((mark) => "应急预案".includes(mark)), marks.join());
    assert.match(await page.textContent("[role=status].found-bar"), /已标出检索词 \d+ 处/u);
    const before = await page.textContent("main h1");
    await page.getByRole("button", { name: "去除标记" }).click();
    assert.equal(await page.locator("mark.found").count(), 0);
    assert.equal(await page.textContent("main h1"), before);
    await page.goBack();
    await page.waitForSelector(LINKS);
    assert.equal(await page.inputValue("#q"), "应急预案");
    assert.deepEqual(wrongs, []);
  });

  it("says how many were found to a screen reader and keeps the focus on a filter", async () => {
    const { page } = await search("示例市");
    assert.equal(await page.getAttribute("#count", "role"), "status");
    assert.match(await page.textContent("#count"), /找到/u);
    const box = page.locator("main input[type=checkbox]:visible").first();
    const key = await box.getAttribute("data-key");
    await box.focus();
    await page.keyboard.press("Space");
    await page.waitForFunction((name) => document.querySelector(`[data-key="${name}"]`)?.checked && document.activeElement?.dataset.key === name, key);
    assert.ok(new URL(page.url()).search.includes(encodeURIComponent(key.split(":")[1])), "the filter stands in the address");
  });

  it("asks a search server where the portal names one, and falls back to its own index", async () => {
    const answer = {
      hits: {
        total: { value: 1, relation: "eq" },
        hits: [{ _source: { url: "guide.html", title: "服务器找到的", issuer: ["示例市人民政府"], published: "2024-05-13", kind: "guide" }, highlight: { text: ["标出\u0001预案\u0002"] } }],
      },
      aggregations: { year: { values: { buckets: [{ key: "2024", doc_count: 1 }] } } },
    };
    const asked = [];
    let isUp = true;
    const parts = ["cut", "query", "engine"].map((name) => readFileSync(new URL(`../../src/output/search/client/${name}.js`, import.meta.url), "utf8"));
    const own = await browser.newContext({ locale: "zh-CN" });
    await own.route("**/search.json", async (route) => {
      const manifest = await (await route.fetch()).json();
      const engine = { client: "assets/engine.test.js", kind: "opensearch", endpoint: `${server.base}engine/`, index: "gongkai" };
      await route.fulfill({ json: { ...manifest, engine } });
    });
    await own.route("**/assets/engine.test.js", (route) => route.fulfill({ contentType: "text/javascript", body: parts.join("") }));
    await own.route("**/engine/gongkai/_search", (route) => {
      asked.push(route.request().postDataJSON());
      return isUp ? route.fulfill({ json: answer }) : route.abort();
    });
    const { page } = await watched(own, server.origin);
    await page.goto(`${server.base}search.html?q=${encodeURIComponent("应急预案")}`);
    await page.waitForSelector(LINKS);
    assert.deepEqual(await page.$$eval(LINKS, (list) => list.map((link) => link.textContent)), ["服务器找到的"]);
    assert.equal(await page.textContent(".hits mark"), "预案");
    assert.equal(asked[0].query.bool.must.length, 1);
    await page.locator("main input[type=checkbox]:visible").first().check();
    await page.waitForURL(/year=2024/u);
    await page.waitForFunction(() => document.querySelector("#count").textContent.includes("1"));
    assert.equal(asked.at(-1).post_filter.bool.filter.length, 1);
    isUp = false;
    await page.goto(`${server.base}search.html?q=${encodeURIComponent(policy().title)}`);
    await page.waitForSelector(LINKS);
    const links = await page.$$eval(LINKS, (list) => list.map((link) => link.href.replace(/#.*$/u, "")));
    assert.ok(links.includes(address(policy())), "its own index answers");
    await own.close();
  });

  it("never shows what a withdrawn document said", async () => {
    const stubs = [...pages.values()].filter((page) => page.noindex && page.headings[0]?.includes("撤下"));
    assert.ok(stubs.length > 0, "the sample has a withdrawn document");
    const urls = new Set(stubs.map((page) => page.path));
    assert.deepEqual(items.filter((item) => urls.has(path(item))), []);
  });
});
