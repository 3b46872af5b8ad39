// The shared vectors: how a 文号 is written, how a text is folded and cut, what a query finds.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { openSite, recordsOf } from "./site.mjs";

const vectors = JSON.parse(readFileSync(new URL("vectors.json", import.meta.url), "utf8"));
const site = await openSite(process.env.GONGKAI_VECTORS);
const { fold, numberKey, keysOf, open } = site.client;
const session = await open(site.base, { fetch: site.fetch });
const numbersOf = (hits) => hits.map(({ url }) => Number(url.match(/\d/u)[0]));
const order = async (q, options) => numbersOf((await session.search(q, options)).hits);

test("文号的各种写法归为一个", () => {
  for (const { key, written } of vectors.doc_numbers) for (const one of written) assert.equal(numberKey(one), key, one);
});

test("折叠不改变长度", () => {
  for (const [given, folded] of vectors.folds) {
    assert.equal(fold(given), folded);
    assert.equal(fold(given).length, given.length);
  }
});

test("切分与生成程序相同", () => {
  for (const { text, pairs, words } of vectors.keys) {
    const keys = keysOf(text);
    const hashes = (wanted) => [...new Set(keys.filter(({ family }) => family === wanted).map(({ hash }) => hash))].sort((a, b) => a - b);
    assert.deepEqual(hashes("pairs"), pairs, text);
    assert.deepEqual(hashes("words"), words, text);
  }
});

test("建成的门户就是向量里的文件", async () => {
  const records = await recordsOf(site);
  assert.equal(records.length, vectors.documents.length);
  for (const given of vectors.documents) {
    const record = records.find(({ url }) => url === given.url);
    for (const key of Object.keys(given)) assert.deepEqual(record[key] ?? null, given[key], `${given.url} ${key}`);
  }
});

test("每个检索式找到应有的文件", async () => {
  for (const { q, finds } of vectors.queries) {
    const { total, exact, hits } = await session.search(q);
    assert.deepEqual(numbersOf(hits).sort(), finds, q);
    assert.equal(total, finds.length, q);
    assert.equal(exact, true, q);
  }
});

test("标题和文号先于正文, 有效先于失效, 归档在后", async () => {
  assert.deepEqual(await order("国发〔2024〕5号"), [1, 3]);
  assert.equal((await order("应急预案")).at(-1), 2);
  assert.deepEqual(await order("安全"), [1, 2]);
  assert.deepEqual(await order("", {}), [4, 1, 2, 3]);
  assert.deepEqual(await order("应急预案", { sort: "date" }), [4, 1, 2]);
  assert.deepEqual(await order("应急预案", { sort: "date", offset: 1, limit: 1 }), [1]);
});

test("筛选和计数", async () => {
  const all = (await session.search("")).facets;
  assert.deepEqual(all.year, [["2024", 2], ["2023", 1], ["2019", 1]]);
  assert.deepEqual(all.status, [["valid", 2], ["repealed", 1]]);
  assert.deepEqual(all.kind, [["policy", 3], ["interpretation", 1]]);
  assert.deepEqual(all.topic, [["综合政务", 2], ["财政", 1]]);
  const narrowed = await session.search("", { filters: { topic: ["综合政务"], year: ["2024", "2019"] } });
  assert.deepEqual(narrowed.hits.map(({ url }) => url), ["policy/1.html"]);
  assert.deepEqual(narrowed.facets.year, [["2024", 1], ["2023", 1]], "a facet's own choice does not narrow it");
  assert.deepEqual(narrowed.facets.topic, [["综合政务", 1], ["综合政务/应急管理", 1]]);
  const below = await session.search("", { filters: { topic: ["综合政务\\应急管理"] } });
  assert.equal(below.total, 1);
  assert.equal((await session.search("", { filters: { issuer: "国务院", unknown: ["x"], status: [] } })).total, 1);
});

test("结果的样子, 摘录标出检索词", async () => {
  const { hits } = await session.search("浓度");
  assert.deepEqual(Object.keys(hits[0]).sort(), ["archived", "doc_number", "excerpt", "file", "index_number", "issuer", "kind", "marks", "published", "status", "title", "title_marks", "url"]);
  assert.deepEqual(hits.map(({ excerpt, marks }) => marks.map(([a, b]) => excerpt.slice(a, b))), [["浓度"], ["浓度"]]);
  const [archived] = (await session.search("解读")).hits;
  assert.equal(archived.archived, true);
  assert.equal(archived.url, "interpretation/4%25.html");
  assert.deepEqual(archived.marks, []);
  assert.deepEqual(archived.title_marks, [[0, 2]]);
  const [pair] = (await session.search("𠮷")).hits;
  assert.deepEqual(pair.marks.map(([a, b]) => pair.excerpt.slice(a, b)), ["𠮷", "𠮷"]);
});

test("输入时提示题名", async () => {
  assert.deepEqual(await session.suggest("安全生产"), [{ url: "policy/2.html", title: "关于安全生产的通知" }]);
  assert.deepEqual((await session.suggest("通知")).map(({ url }) => url), ["policy/1.html", "policy/2.html"]);
  assert.deepEqual((await session.suggest("国发2024 50号")).map(({ url }) => url), ["policy/2.html"]);
  assert.deepEqual(await session.suggest("浓度"), [], "only titles and numbers");
  assert.deepEqual(await session.suggest(" "), []);
});

test("文件只取一次并且并行, 失败后可以再试", async () => {
  let down = true;
  const asked = [];
  const fetch = async (url) => {
    asked.push(url.slice(site.base.length));
    return down && url.includes("/texts/") ? new Response("", { status: 503 }) : site.fetch(url);
  };
  const other = await open(site.base, { fetch });
  assert.deepEqual(asked, ["search.json"]);
  const failing = other.search("应急");
  assert.equal(asked.length, 3, "table and keys before either answers");
  await assert.rejects(failing, /503/u);
  down = false;
  assert.equal((await other.search("应急")).total, 3);
  const before = asked.length;
  await other.search("应急");
  assert.equal(asked.length, before);
  assert.equal(new Set(asked).size, asked.filter((path) => !path.includes("/texts/")).length + new Set(asked.filter((path) => path.includes("/texts/"))).size);
});

test("清单的版本不认识就说出来", async () => {
  await assert.rejects(open("https://a.cn/", { fetch: async () => new Response('{"version":2}') }), /version 2/u);
});
