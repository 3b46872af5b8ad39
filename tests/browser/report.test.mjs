// The report of `gongkai check --format html`: one file, opened from a disk, on a screen and on a phone.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, describe, it } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { join, resolve } from "node:path";
import { launch, overflow } from "./support/browser.mjs";
import { portal } from "./support/preview.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const REPOSITORY = fileURLToPath(new URL("../..", import.meta.url));
const PROGRAM = resolve(process.env.GONGKAI_PROGRAM ?? join(REPOSITORY, "target/release/gongkai"));

/** Two mistakes in a document, one of them an error. */
const FAULTY = `+++
title = "信息发布制度"
published = 2026-01-05
+++
做到平稳过度。联系人身份证号53010219200508011X。
`;

describe("the report of a check", () => {
  let browser, copy, file;
  before(async () => {
    browser = await launch();
    copy = portal();
    copy.write("content/system/faulty.md", FAULTY);
    file = join(copy.root, "report.html");
    const arguments_ = ["check", "--root", copy.root, "--as-of", "2026-11-25", "--format", "html", "--output", file];
    const ran = spawnSync(PROGRAM, arguments_, { encoding: "utf8" });
    assert.equal(ran.status, 1, ran.stderr);
  });
  after(async () => {
    await browser?.close();
    copy?.dispose();
  });

  for (const width of [1280, 360]) {
    it(`at ${width} px says what is wrong, where and how to mend it, to everybody`, async () => {
      const context = await browser.newContext({ viewport: { width, height: 900 }, bypassCSP: true });
      const page = await context.newPage();
      const elsewhere = [];
      page.on("request", (request) => {
        if (request.url() !== pathToFileURL(file).href) elsewhere.push(request.url());
      });
      await page.goto(pathToFileURL(file).href);
      const words = await page.textContent("main");
      for (const known of ["先改正这些", "公开的内容里有居民身份证号", "怎样改", "《信息发布制度》", "平稳过度"]) {
        assert.ok(words.includes(known), known);
      }
      assert.ok(!words.includes("19200508"), "the number is shown whole");
      assert.deepEqual(elsewhere, []);
      assert.deepEqual(await overflow(page), []);
      await page.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
      await page.evaluate(AXE);
      const found = await page.evaluate(() => window.axe.run(document));
      assert.deepEqual(found.violations.map((one) => `${one.id}: ${one.nodes[0].html}`), []);
      await context.close();
    });
  }
});
