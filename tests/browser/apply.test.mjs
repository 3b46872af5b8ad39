// Applying for information: the calculator of reply dates from a disk, the page without script, and a form filled in and printed.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { pathToFileURL } from "node:url";
import { join } from "node:path";
import { launch } from "./support/browser.mjs";
import { folder } from "./support/site.mjs";

const address = (path) => pathToFileURL(join(folder, path)).href;

describe("applying", () => {
  let browser;
  before(async () => {
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
  });

  it("the calculator counts working days, with those that do not count, and says what is estimated", async () => {
    for (const timezoneId of ["Asia/Shanghai", "America/New_York", "Pacific/Kiritimati"]) {
      const context = await browser.newContext({ locale: "zh-CN", timezoneId });
      const page = await context.newPage();
      await page.goto(address("apply.html"));
      const said = () => page.locator("#deadline output").innerText();
      assert.equal(await said(), "");
      await page.getByLabel("收到申请之日").fill("2026-02-12");
      assert.match(await said(), /告知补正，最迟\s+2026年2月28日（星期六）/u);
      assert.match(await said(), /答复，最迟\s+2026年3月18日（星期三）/u);
      assert.doesNotMatch(await said(), /推算/u);
      await page.getByLabel("征求意见等不计入期限的工作日").fill("5");
      assert.match(await said(), /答复，最迟\s+2026年3月25日（星期三）/u);
      await page.getByLabel("收到申请之日").fill("2099-01-01");
      assert.match(await said(), /推算/u);
      await page.getByLabel("收到申请之日").fill("");
      assert.equal(await said(), "");
      await context.close();
    }
  });

  it("without script the calculator is not there, but the limits and the holidays are", async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(address("apply.html"));
    assert.equal(await page.locator("#deadline").isVisible(), false);
    const words = await page.innerText("main");
    for (const known of ["20个工作日", "2月15日至23日", "《条例》第三十三条"]) assert.ok(words.includes(known), known);
    await context.close();
  });

  it("a form can be filled in without script, and prints on one sheet", async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    for (const path of ["apply/citizen.html", "apply/organisation.html"]) {
      const page = await context.newPage();
      await page.goto(address(path));
      await page.getByLabel("联系电话").fill("0400-0000000");
      await page.getByLabel("电子文件").check();
      const sheets = (await page.pdf({ preferCSSPageSize: true })).toString("latin1").match(/\/Type\s*\/Page\b/gu);
      assert.equal(sheets.length, 1, path);
      await page.close();
    }
    await context.close();
  });
});
