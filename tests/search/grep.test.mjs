// The client against a plain grep, on a built site.
import assert from "node:assert/strict";
import test from "node:test";
import { grepIn, openSite, random, recordsOf } from "./site.mjs";

const folder = process.env.GONGKAI_SITE;
if (!folder) throw new Error("GONGKAI_SITE must name a built site");
const site = await openSite(folder);
const { client, json, text } = site;
const session = await client.open(site.base, { fetch: site.fetch });
const records = await recordsOf(site);
const grep = grepIn(records);
const rounds = Number(process.env.GONGKAI_ROUNDS ?? 600);
const all = { limit: Number.MAX_SAFE_INTEGER };
const found = async (query) => (await session.search(query, all)).hits.map(({ url }) => url).sort();

/** Random pieces of texts, without white space and quotation marks, which a query gives a meaning. */
const pieces = (texts, count, seed) => {
  const next = random(seed);
  const out = [];
  while (out.length < count) {
    const words = [...texts[Math.floor(next() * texts.length)]];
    const start = Math.floor(next() * words.length);
    const piece = words.slice(start, start + 1 + Math.floor(next() * 20)).join("");
    if (piece && !/[\s"＂]/u.test(piece)) out.push(piece);
  }
  return out;
};
const texts = records.flatMap((one) => [one.text, one.text, one.title, one.doc_number, one.index_number, one.issuer[0]]).filter(Boolean);

test("检索到的与目录数据是同样的文件", async () => {
  const { items } = json("catalogue.json");
  assert.equal(site.manifest.documents, items.length);
  assert.deepEqual(records.map(({ url }) => url).sort(), items.map(({ url }) => url).sort());
  const { total, exact, hits } = await session.search("", all);
  assert.equal(total, items.length);
  assert.equal(exact, true);
  const byUrl = new Map(items.map((item) => [item.url, item]));
  for (const hit of hits) {
    const item = byUrl.get(hit.url);
    for (const key of ["title", "doc_number", "index_number", "issuer", "published", "kind", "status"]) {
      assert.deepEqual(hit[key], item[key], `${hit.url} ${key}`);
    }
  }
});

test("随机一到二十字的词与逐篇查找结果相同", async () => {
  const terms = pieces(texts, rounds, Number(process.env.GONGKAI_SEED ?? 20260601));
  assert.ok(new Set(terms.map((term) => [...term].length)).size > 15);
  for (const term of terms) {
    const wanted = grep(term);
    assert.deepEqual(await found(term), wanted, term);
    const page = await session.search(term);
    assert.equal(page.hits.length, Math.min(session.perPage, wanted.length), term);
    assert.ok(page.exact ? page.total === wanted.length : page.total >= wanted.length, `${term}: ${page.total}, ${wanted.length} found`);
    for (const { url } of page.hits) assert.ok(wanted.includes(url), term);
  }
});

test("书中没有的词也与逐篇查找相同", async () => {
  const next = random(5);
  const chars = [...new Set(texts.join(""))].filter((char) => !/[\s"＂]/u.test(char));
  for (let round = 0; round < rounds / 4; round += 1) {
    const term = Array.from({ length: 1 + Math.floor(next() * 4) }, () => chars[Math.floor(next() * chars.length)]).join("");
    assert.deepEqual(await found(term), grep(term), term);
  }
});

test("两个词就是两次查找的交集", async () => {
  const terms = pieces(texts, rounds, 7).filter((term) => /^\p{Script=Han}{1,4}$/u.test(term));
  for (let at = 0; at + 1 < terms.length; at += 2) {
    const other = new Set(grep(terms[at + 1]));
    const both = grep(terms[at]).filter((url) => other.has(url));
    assert.deepEqual(await found(`${terms[at]} ${terms[at + 1]}`), both, `${terms[at]} ${terms[at + 1]}`);
  }
});

test("翻页与一次全取相同", async () => {
  for (const term of pieces(texts, rounds / 30, 13)) {
    const whole = (await session.search(term, all)).hits;
    const paged = [];
    for (let offset = 0; offset < Math.min(whole.length, 35); offset += 7) paged.push(...(await session.search(term, { offset, limit: 7 })).hits);
    assert.deepEqual(paged, whole.slice(0, paged.length), term);
  }
});

test("网页上的任何一句都找得到这个网页", async () => {
  const next = random(3);
  let tried = 0;
  for (const { url, text: own } of records.filter(({ kind }) => kind !== "report")) {
    const page = text(url.endsWith("/") ? `${url}index.html` : url);
    const body = page.slice(page.indexOf("<h1"), page.lastIndexOf("<footer"));
    const sentences = [...body.matchAll(/<p>([^<>&\s"]{6,})<\/p>/gu)].map((match) => match[1]);
    for (let n = 0; n < Math.min(3, sentences.length); n += 1) {
      const sentence = sentences[Math.floor(next() * sentences.length)];
      const start = Math.floor(next() * (sentence.length - 5));
      const term = sentence.slice(start, start + 3 + Math.floor(next() * 18));
      if (!/\p{Script=Han}/u.test(term) || !own.length) continue;
      tried += 1;
      assert.ok((await found(term)).includes(url), `${term} in ${url}`);
    }
  }
  assert.ok(tried >= 50, `${tried} sentences tried`);
});

test("每个文号的各种写法都找到它的文件", async () => {
  const numbered = records.filter(({ doc_number: number }) => /〔\d{4}〕\d+号$/u.test(number ?? ""));
  assert.ok(numbered.length >= 20);
  for (const { url, doc_number: number } of numbered.slice(0, rounds / 4)) {
    const [, head, year, serial] = /^(.*)〔(\d{4})〕(\d+)号$/u.exec(number);
    for (const written of [number, `${head}[${year}]${serial}号`, `${head}（${year}）第${serial}号`, `${head}【${year}】0${serial}号`, `${head}${year} ${serial}号`, `${head} 〔${year}〕 ${serial} 号`, `${head}${year}年第${serial}号`]) {
      const { hits } = await session.search(written);
      assert.equal(hits[0]?.doc_number, number, written);
      assert.ok(hits.some((hit) => hit.url === url), written);
    }
  }
});

test("摘录取自正文, 标出的都是检索词", async () => {
  for (const term of pieces(texts, rounds / 6, 11)) {
    for (const { url, excerpt, marks } of (await session.search(term)).hits) {
      const record = records.find((one) => one.url === url);
      const bare = excerpt.replace(/^…|…$/gu, "");
      assert.ok(record.text.replaceAll("\n", " ").includes(bare), url);
      let last = -1;
      for (const [start, end] of marks) {
        assert.ok(start > last && end > start && end <= excerpt.length);
        assert.ok(client.fold(term).includes(client.fold(excerpt.slice(start, end))) || excerpt.slice(start, end).length > term.length, term);
        last = end;
      }
    }
  }
});

test("计数等于筛选后的数目", async () => {
  const { facets, total } = await session.search("应急");
  assert.ok(total > 0);
  for (const [name, values] of Object.entries(facets)) {
    for (const [value, count] of values) {
      const filters = { [name]: [value] };
      assert.equal((await session.search("应急", { filters })).total, count, `${name} ${value}`);
    }
  }
});
