// The shared vectors: how a 文号 is written, how a text is folded, what a query finds.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { fold, numberKey, open } from "../../src/output/search/client.js";

const vectors = JSON.parse(readFileSync(new URL("vectors.json", import.meta.url), "utf8"));

const session = (documents, broken = () => false) => {
  const files = {
    "search.json": { version: 1, documents: documents.length, date: "2026-06-01", per_page: 10, shards: { text: ["search/text-0.json", "search/text-1.json"] } },
    "search/text-0.json": { documents: documents.slice(0, 2) },
    "search/text-1.json": { documents: documents.slice(2) },
  };
  const asked = [];
  const fetch = async (url) => {
    const path = url.replace("https://www.example.gov.cn/zfxxgk/", "");
    asked.push(path);
    return broken(path) ? new Response("", { status: 503 }) : new Response(JSON.stringify(files[path]));
  };
  return { asked, opened: open("https://www.example.gov.cn/zfxxgk", { fetch }) };
};

test("文号的各种写法归为一个", () => {
  for (const { key, written } of vectors.doc_numbers) for (const one of written) assert.equal(numberKey(one), key, one);
});

test("折叠不改变长度", () => {
  for (const [given, folded] of vectors.folds) {
    assert.equal(fold(given), folded);
    assert.equal(fold(given).length, given.length);
  }
});

test("每个检索式找到应有的文件", async () => {
  const opened = await session(vectors.documents).opened;
  for (const { q, finds } of vectors.queries) {
    const { total, exact, hits } = await opened.search(q);
    const numbers = hits.map(({ url }) => Number(url.match(/\d/)[0])).sort();
    assert.deepEqual(numbers, finds, q);
    assert.equal(total, finds.length);
    assert.equal(exact, true);
  }
});

test("标题和文号先于正文, 有效先于失效, 归档在后", async () => {
  const opened = await session(vectors.documents).opened;
  const order = async (q, options) => (await opened.search(q, options)).hits.map(({ url }) => Number(url.match(/\d/)[0]));
  assert.deepEqual(await order("国发〔2024〕5号"), [1, 3]);
  assert.equal((await order("应急预案")).at(-1), 2);
  assert.deepEqual(await order("安全"), [1, 2]);
  assert.deepEqual(await order("", {}), [4, 1, 2, 3]);
  assert.deepEqual(await order("应急预案", { sort: "date" }), [4, 1, 2]);
  assert.deepEqual(await order("应急预案", { sort: "date", offset: 1, limit: 1 }), [1]);
});

test("筛选和计数", async () => {
  const opened = await session(vectors.documents).opened;
  const all = (await opened.search("")).facets;
  assert.deepEqual(all.year, [["2024", 2], ["2023", 1], ["2019", 1]]);
  assert.deepEqual(all.status, [["valid", 2], ["repealed", 1]]);
  assert.deepEqual(all.kind, [["policy", 3], ["interpretation", 1]]);
  assert.deepEqual(all.topic, [["综合政务", 2], ["财政", 1]]);
  const narrowed = await opened.search("", { filters: { topic: ["综合政务"], year: ["2024", "2019"] } });
  assert.deepEqual(narrowed.hits.map(({ url }) => url), ["policy/1.html"]);
  assert.deepEqual(narrowed.facets.year, [["2024", 1], ["2023", 1]], "a facet's own choice does not narrow it");
  assert.deepEqual(narrowed.facets.topic, [["综合政务", 1], ["综合政务/应急管理", 1]]);
  const below = await opened.search("", { filters: { topic: ["综合政务\\应急管理"] } });
  assert.equal(below.total, 1);
  assert.equal((await opened.search("", { filters: { issuer: "国务院", unknown: ["x"], status: [] } })).total, 1);
});

test("结果的样子, 摘录标出检索词", async () => {
  const opened = await session(vectors.documents).opened;
  const { hits } = await opened.search("浓度");
  assert.deepEqual(Object.keys(hits[0]).sort(), ["archived", "doc_number", "excerpt", "index_number", "issuer", "kind", "marks", "published", "status", "title", "url"]);
  assert.deepEqual(hits.map(({ excerpt, marks }) => marks.map(([a, b]) => excerpt.slice(a, b))), [["浓度"], ["浓度"]]);
  const [archived] = (await opened.search("解读")).hits;
  assert.equal(archived.archived, true);
  assert.equal(archived.url, "interpretation/4%25.html");
  assert.deepEqual(archived.marks, []);
  const [pair] = (await opened.search("𠮷")).hits;
  assert.deepEqual(pair.marks.map(([a, b]) => pair.excerpt.slice(a, b)), ["𠮷", "𠮷"]);
});

test("长文摘录以最密处为中心, 首尾有省略号", async () => {
  const filler = "无关的文字。".repeat(60);
  const long = { ...vectors.documents[0], text: `应急${filler}应急和预案${filler}` };
  const [{ excerpt, marks }] = (await (await session([long]).opened).search("应急 预案")).hits;
  assert.ok(excerpt.startsWith("…") && excerpt.endsWith("…") && excerpt.length <= 122);
  assert.deepEqual(marks.map(([a, b]) => excerpt.slice(a, b)), ["应急", "预案"]);
});

test("分片只取一次并且并行, 失败后可以再试", async () => {
  let down = true;
  const { asked, opened } = session(vectors.documents, (path) => down && path.endsWith("text-1.json"));
  const search = await opened;
  assert.deepEqual(asked, ["search.json"]);
  const failing = search.search("应急");
  assert.deepEqual(asked.slice(1), ["search/text-0.json", "search/text-1.json"], "both before either answers");
  await assert.rejects(failing, /503/);
  down = false;
  assert.equal((await search.search("应急")).total, 3);
  const before = asked.length;
  await search.search("预案");
  assert.equal(asked.length, before);
});

test("清单的版本不认识就说出来", async () => {
  await assert.rejects(open("https://a.cn/", { fetch: async () => new Response('{"version":2}') }), /version 2/);
});
