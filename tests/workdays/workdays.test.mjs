// The calculator's arithmetic with the data of a built page, and what it shows of a date.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import test from "node:test";
import vm from "node:vm";

const site = process.env.GONGKAI_SITE;
const vectors = JSON.parse(readFileSync(new URL("vectors.json", import.meta.url), "utf8"));
const name = readdirSync(`${site}/assets`).find((file) => /^workdays\..*js$/u.test(file));
const script = readFileSync(`${site}/assets/${name}`, "utf8");
const page = readFileSync(`${site}/apply.html`, "utf8");

const module = { exports: {} };
vm.runInNewContext(script, { module });
const { parse, deadline, words } = module.exports;

const attribute = (key) => page.match(new RegExp(`<form id="deadline"[^>]* data-${key}="([^"]*)"`, "u"))[1];

test("期间自次日起算, 第几个工作日截止", () => {
  const years = parse(attribute("calendar"));
  assert.ok(vectors.deadlines.length > 13);
  for (const { from, work_days, date, estimated } of vectors.deadlines) {
    const found = deadline(years, from, work_days);
    assert.equal(found.date, date, `${from} + ${work_days}`);
    assert.equal(found.estimated, estimated, `${from} + ${work_days}`);
  }
});

test("日期带星期, 不受时区影响", () => {
  assert.equal(words("2026-03-18"), "2026年3月18日（星期三）");
  assert.equal(words("2027-01-01"), "2027年1月1日（星期五）");
});

test("页面引用脚本, 没有脚本时看得到放假安排, 看不到计算框", () => {
  assert.ok(page.includes(`assets/${name}`));
  assert.match(page, /<form id="deadline"[^>]* hidden/u);
  assert.ok(page.includes("2月15日至23日"));
  assert.deepEqual([attribute("reply"), attribute("extension"), attribute("correction")], ["20", "20", "7"]);
});
