// The client against a plain grep over texts that the index did not make: `noise.json` beside the built site.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { grepIn, openSite, random, recordsOf } from "./site.mjs";

const site = await openSite(process.env.GONGKAI_SITE);
const session = await site.client.open(site.base, { fetch: site.fetch });
const given = JSON.parse(readFileSync(join(site.folder, "..", "noise.json"), "utf8"));
const grep = grepIn(given);
const rounds = Number(process.env.GONGKAI_ROUNDS ?? 1000);

test("索引里的文字就是原来的文字", async () => {
  const records = new Map((await recordsOf(site)).map((record) => [record.url, record]));
  assert.equal(records.size, given.length);
  for (const { url, title, text } of given) {
    assert.equal(records.get(url).title, title);
    assert.equal(records.get(url).text, text, url);
  }
});

test("两段、长文和合在一起的短文都在", () => {
  const { segments, texts } = site.manifest.shards;
  assert.equal(segments.length, 2);
  const slots = segments.map((segment) => segment.slots[1]);
  assert.ok(slots.every((count) => count > 0));
  assert.ok(slots[0] + slots[1] > given.length, "a long text has several passages");
  assert.ok(texts.files < given.length, "short texts share files");
});

test("到处都有的两个字分开存放, 只取要的那一份", async () => {
  const passages = new Map();
  for (const { text } of given) {
    const pairs = text.split(/\s/u).flatMap((run) => [...run].map((char, at, chars) => char + (chars[at + 1] ?? "")));
    for (const pair of new Set(pairs)) if (/^\p{Script=Han}{2}$/u.test(pair)) passages.set(pair, (passages.get(pair) ?? 0) + 1);
  }
  const [[pair, most]] = [...passages].sort(([, a], [, b]) => b - a);
  assert.ok(most > 1024, `${pair}: ${most}`);
  const shards = async (term) => {
    const fresh = await site.client.open(site.base, { fetch: site.fetch });
    site.fetched.length = 0;
    await fresh.search(term);
    return site.fetched.filter(({ path }) => path.includes("/pairs-0/")).length;
  };
  assert.ok((await shards(pair)) > 1, pair);
});

test("几千个随机检索词与逐篇查找结果相同", async () => {
  const next = random(Number(process.env.GONGKAI_SEED ?? 1));
  const texts = given.flatMap(({ title, text, doc_number: number }) => [text, text, title, number ?? title]);
  const pick = (list) => list[Math.floor(next() * list.length)];
  const chars = [...new Set(texts.join(""))].filter((char) => !/[\s"]/u.test(char));
  let hits = 0;
  for (let round = 0; round < rounds; round += 1) {
    const words = [...pick(texts)];
    const start = Math.floor(next() * words.length);
    let term = words.slice(start, start + 1 + Math.floor(next() * 20));
    // Some are changed in one place, so that most of their pairs are there and they are not.
    if (next() < 0.2) term[Math.floor(next() * term.length)] = pick(chars);
    // Some are written otherwise: capitals, full width.
    if (next() < 0.2) term = term.map((char) => (next() < 0.5 ? char.toUpperCase() : char.replace(/[!-~]/u, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0))));
    term = term.join("");
    if (!term.trim() || /[\s"＂]/u.test(term) || isNumber(term)) continue;
    const wanted = grep(term);
    hits += wanted.length > 0 ? 1 : 0;
    const { total, exact, hits: found } = await session.search(term, { limit: Number.MAX_SAFE_INTEGER });
    assert.deepEqual(found.map(({ url }) => url).sort(), wanted, term);
    assert.ok(exact && total === wanted.length, term);
    if (round % 4) continue;
    const page = await session.search(term);
    assert.ok(page.exact ? page.total === wanted.length : page.total >= wanted.length, term);
    assert.equal(page.hits.length, Math.min(10, wanted.length), term);
  }
  assert.ok(hits > rounds / 3, `${hits} terms found something`);
});

/** A 文号 is found in any writing, which a grep does not do: its own test looks at those. */
const isNumber = (term) => /[\[(【〔（［]\s*\d{4}年?\s*[\])】〕）］]第?\d/u.test(term.normalize("NFKC")) || /(?:19|20)\d\d.*号$/u.test(term.normalize("NFKC"));

test("文号的各种写法都找到, 别的不找到", async () => {
  const brackets = ["〔〕", "[]", "()", "（）", "【】", "［］"];
  const next = random(9);
  for (let round = 0; round < rounds / 10; round += 1) {
    const [year, serial] = [2019 + Math.floor(next() * 3), 1 + Math.floor(next() * 30)];
    const [open, close] = [...brackets[Math.floor(next() * brackets.length)]];
    const term = `${open}${year}${close}${next() < 0.3 ? "第" : ""}${next() < 0.3 ? "0" : ""}${serial}号`;
    const wanted = given.filter(({ title, text, doc_number: number }) => [title, text, number ?? ""].some((field) => cites(field, year, serial)));
    const { hits } = await session.search(term, { limit: Number.MAX_SAFE_INTEGER });
    assert.deepEqual(hits.map(({ url }) => url).sort(), wanted.map(({ url }) => url).sort(), term);
  }
});

const cites = (text, year, serial) =>
  new RegExp(`[\\[(【﹝〔〈] ?${year} ?[\\])】﹞〕〉] ?(?:第 ?)?0*${serial} ?号`, "u").test(text.replace(/[！-～]/gu, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0)));

test("附件的文字也找得到, 结果指出附件", async () => {
  const [hit] = (await session.search("附件里的专用词")).hits;
  assert.equal(hit.url, "policy/bundle/");
  assert.deepEqual(hit.file, { name: "a.txt", url: "policy/bundle/a.txt" });
  assert.deepEqual(hit.marks.map(([a, b]) => hit.excerpt.slice(a, b)), ["附件里的专用词"]);
  const [row] = (await session.search("赵钱孙 正文")).hits;
  assert.equal(row.url, "policy/bundle/", "one term in the text, the other in a file");
  const [listed] = (await session.search("赵钱孙")).hits;
  assert.deepEqual(listed.file, { name: "附件1 名单", url: "policy/bundle/b/表.csv" });
  const [own] = (await session.search("只说见附件")).hits;
  assert.equal(own.file, null);
});
