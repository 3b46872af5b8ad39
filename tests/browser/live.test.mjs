// The preview: a file is edited, and the page in the browser is the new one. Nobody touches the browser.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { launch, watched } from "./support/browser.mjs";
import { portal, preview } from "./support/preview.mjs";

/** A document long enough to be scrolled. */
const document = (title, body, more = "") =>
  `+++\ntitle = "${title}"\npublished = 2026-01-05\n${more}+++\n${body}\n\n${"为了做好这项工作，现就有关事项说明如下。\n\n".repeat(120)}`;

const FILE = "content/system/shishi.md";
const PAGE = "system/shishi.html";

/** The strictest policy on every page of a server: the preview adds nothing that it forbids. */
const forbid = (context, origin) =>
  context.route(
    (url) => url.origin === origin,
    async (route) => {
      if (route.request().resourceType() !== "document") return route.continue();
      const response = await route.fetch();
      const headers = { ...response.headers(), "content-security-policy": "default-src 'self'" };
      return route.fulfill({ response, headers });
    },
  );

describe("the preview", () => {
  let browser;
  let context;
  let site;
  let server;
  let page;
  let wrongs;

  before(async () => {
    browser = await launch();
  });
  after(() => browser?.close());

  beforeEach(async () => {
    site = portal();
    site.write(FILE, document("某项制度", "旧的正文。"));
    site.write("content/system/bieren.md", document("另一项制度", "不相干。"));
    const config = site.read("config.toml");
    site.write("config.toml", config.replace(/^theme = .*$/mu, "").replace("[portal]", '[portal]\ntheme = "wo"'));
    site.write("themes/wo/static/style.css", "body { color: rgb(1, 2, 3) }\n");
    server = await preview(site.root);
    context = await browser.newContext({ locale: "zh-CN", viewport: { width: 1280, height: 700 } });
    await forbid(context, server.origin);
    ({ page, wrongs } = await watched(context, server.origin));
  });

  afterEach(async () => {
    await context?.close();
    await server?.close();
    site?.dispose();
  });

  /** Opens a page and waits until the preview told it its state; a mark stays as long as it is not loaded again. */
  async function open(path) {
    const state = page.waitForResponse((response) => response.url().includes("/_gongkai/state?"));
    await page.goto(`${server.base}${path}`);
    await state;
    await page.evaluate(() => {
      window.mark = "still here";
    });
  }

  const isMarked = () => page.evaluate(() => window.mark === "still here");
  const main = (words) => page.waitForFunction((text) => document.querySelector("main")?.textContent.includes(text), words);
  const errors = () => page.locator(".panel.errors");
  const findings = () => page.locator(".panel.findings");
  /** Time in which a page would be loaded again if it were. */
  const rest = () => new Promise((done) => setTimeout(done, 600));

  it("shows a document that was saved, at the place where the reader was", async () => {
    await open(PAGE);
    await page.evaluate(() => window.scrollTo(0, 1234));
    site.write(FILE, document("某项制度", "新的正文。"));
    await main("新的正文");
    await page.waitForFunction(() => Math.abs(window.scrollY - 1234) < 2);
    site.write(FILE, document("某项新制度", "新的正文。"));
    await page.waitForFunction(() => document.title.includes("某项新制度"));
    await page.waitForFunction(() => Math.abs(window.scrollY - 1234) < 2);
    assert.deepEqual(wrongs, []);
  });

  it("does not load a page again whose bytes are the same", async () => {
    await open(PAGE);
    site.write("content/system/bieren.md", document("另一项制度", "改过了。"));
    await page.waitForFunction(async () => (await (await fetch("/system/bieren.html")).text()).includes("改过了"));
    await rest();
    assert.ok(await isMarked());
    assert.deepEqual(wrongs, []);
  });

  it("puts on another style sheet without loading the page again", async () => {
    await open(PAGE);
    const color = () => page.evaluate(() => getComputedStyle(document.body).color);
    assert.equal(await color(), "rgb(1, 2, 3)");
    await page.evaluate(() => window.scrollTo(0, 800));
    for (const shade of ["rgb(4, 5, 6)", "rgb(7, 8, 9)"]) {
      site.write("themes/wo/static/style.css", `body { color: ${shade} }\n`);
      await page.waitForFunction((wanted) => getComputedStyle(document.body).color === wanted, shade);
    }
    assert.ok(await isMarked());
    assert.equal(await page.evaluate(() => window.scrollY), 800);
    assert.equal(await page.locator('link[rel="stylesheet"]:not([media])').count(), 1);
    // A change of the text afterwards is seen as well.
    site.write(FILE, document("某项制度", "新的正文。"));
    await main("新的正文");
    assert.deepEqual(wrongs, []);
  });

  it("shows what is wrong over the last good page, until it is mended", async () => {
    await open(PAGE);
    site.write(FILE, document("某项制度", "新的正文。", 'titel = "写错了"\n'));
    await errors().waitFor();
    const text = await errors().textContent();
    assert.match(text, /error\[unknown-key\]: .*titel/u);
    assert.match(text, /--> content\/system\/shishi\.md:4:1/u);
    assert.match(text, /共 1 处错误，0 处提醒/u);
    assert.ok(await isMarked());
    assert.match(await page.textContent("main"), /旧的正文/u);
    await page.keyboard.press("Escape");
    await errors().locator(".text").waitFor({ state: "hidden" });
    await errors().getByRole("button", { name: "展开" }).click();
    await errors().locator(".text").waitFor();
    // A page that is opened while there are errors has them too.
    await page.goto(`${server.base}index.html`);
    await errors().waitFor();
    await page.goBack();
    site.write(FILE, document("某项制度", "新的正文。"));
    await main("新的正文");
    await errors().waitFor({ state: "hidden" });
    assert.deepEqual(wrongs, []);
  });

  it("sets carets right under the 汉字 they mean", async () => {
    await open(PAGE);
    site.write(FILE, document("某项制度", "见《关于防汛的通知》和[这份文件](meiyou.md)。"));
    await errors().waitFor();
    const [words, carets] = await errors().locator(".text").evaluate((pre) => {
      const text = pre.textContent;
      const place = (from, to) => {
        const range = new Range();
        const find = (offset) => {
          const walker = document.createTreeWalker(pre, NodeFilter.SHOW_TEXT);
          for (let rest = offset; walker.nextNode(); rest -= walker.currentNode.length) {
            if (rest < walker.currentNode.length) return [walker.currentNode, rest];
          }
          throw new Error("behind the end");
        };
        range.setStart(...find(from));
        const [node, at] = find(to - 1);
        range.setEnd(node, at + 1);
        const box = range.getBoundingClientRect();
        return [box.left, box.right];
      };
      const word = text.indexOf("meiyou.md)");
      const caret = /\^+/u.exec(text);
      return [place(word, word + "meiyou.md".length), place(caret.index, caret.index + caret[0].length)];
    });
    assert.ok(Math.abs(words[0] - carets[0]) < 2, `${words} / ${carets}`);
    assert.ok(Math.abs(words[1] - carets[1]) < 2, `${words} / ${carets}`);
  });

  it("covers a page with what a build would refuse, until it is gone", async () => {
    site.write(FILE, document("某项制度", "身份证号11010519491231002X。"));
    await server.saw(FILE);
    await open(PAGE);
    await errors().waitFor();
    const text = await errors().textContent();
    assert.match(text, /不得公开/u);
    assert.match(text, /error\[id-number\]/u);
    assert.ok(!text.includes("11010519491231002X"));
    site.write(FILE, document("某项制度", "没有号码。"));
    await errors().waitFor({ state: "hidden" });
    assert.deepEqual(wrongs, []);
  });

  it("shows the findings of the page at hand in a panel that stays closed once it was closed", async () => {
    site.write("content/system/caogao.md", document("草稿", "没有写完。", "draft = true\n"));
    site.write(FILE, document("某项制度", "见[草稿](caogao.md)。"));
    await server.saw(FILE);
    await open(PAGE);
    await findings().waitFor();
    assert.match(await findings().textContent(), /warning\[refers-to-withheld\]/u);
    await findings().getByRole("button", { name: "关闭" }).click();
    await findings().waitFor({ state: "hidden" });
    await page.reload();
    await rest();
    assert.ok(!(await findings().isVisible()));
    await page.goto(`${server.base}system/bieren.html`);
    await rest();
    assert.equal(await findings().count(), 0, "another page has none");
    await page.goto(`${server.base}${PAGE}`);
    site.write(FILE, document("某项制度", "又见[草稿](caogao.md)。"));
    await findings().waitFor();
    assert.deepEqual(wrongs, []);
  });

  it("shows where a template is wrong, and the page once it is mended", async () => {
    const broken = '{% extends "base.html" %}\n{% block content %}<p>{{ page.nothing }}</p>{% endblock %}\n';
    site.write("themes/wo/templates/document.html", broken);
    await server.saw("themes/wo/templates/document.html");
    await page.goto(`${server.base}${PAGE}`);
    assert.match(await page.textContent("body"), /网页无法生成[\s\S]*themes\/wo\/templates\/document\.html:2/u);
    site.remove("themes/wo/templates/document.html");
    await main("旧的正文");
  });

  it("shows a page that did not exist as soon as it does", async () => {
    await open("system/xinde.html");
    site.write("content/system/xinde.md", document("新的制度", "刚刚写好。"));
    await main("刚刚写好");
  });

  it("shows a picture that was exchanged without loading the page again", async () => {
    const square = (size) =>
      `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}"><rect width="${size}" height="${size}"/></svg>`;
    site.write("static/tu.svg", square(10));
    site.write(FILE, document("某项制度", "图见下。"));
    await server.saw(FILE);
    await open(PAGE);
    await page.evaluate(async () => {
      const image = new Image();
      image.src = "/tu.svg";
      image.id = "picture";
      document.querySelector("main").prepend(image);
      await image.decode();
    });
    const width = () => page.evaluate(() => document.querySelector("#picture").naturalWidth);
    assert.equal(await width(), 10);
    // The picture's tag is learned with the next change, whatever it is.
    site.write("content/system/bieren.md", document("另一项制度", "改过了。"));
    await rest();
    site.write("static/tu.svg", square(30));
    await page.waitForFunction(() => document.querySelector("#picture").naturalWidth === 30);
    assert.ok(await isMarked());
  });

  it("has a band above what is not public yet", async () => {
    await server.close();
    server = await preview(site.root, { more: ["--drafts"] });
    await forbid(context, server.origin);
    const band = page.locator(".gongkai-unpublished");
    site.write(FILE, document("某项制度", "没有写完。", "draft = true\n"));
    await server.saw(FILE);
    await open(PAGE);
    assert.equal(await band.textContent(), "预览，未公开：草稿");
    await page.evaluate(() => window.scrollTo(0, 2000));
    const top = () => band.evaluate((element) => element.getBoundingClientRect().top);
    assert.equal(await top(), 0, "it stays in sight");
    site.write(FILE, document("某项制度", "没有写完。"));
    await band.waitFor({ state: "detached" });
    assert.match(await page.textContent("main"), /没有写完/u);
  });

  it("finds the preview again that was ended and started anew", async () => {
    await open(PAGE);
    const { port } = new URL(server.base);
    await server.close();
    site.write(FILE, document("某项制度", "停下时写的正文。"));
    server = await preview(site.root, { port });
    assert.equal(new URL(server.base).port, port, "the port is free again");
    await main("停下时写的正文");
  });
});
