// Every page by the letter of the HTML standard: what may stand in what, which attributes there are, what is closed how.
import assert from "node:assert/strict";
import { it } from "node:test";
import { HtmlValidate, StaticConfigLoader } from "html-validate";
import { bytes, pages, report } from "./support/site.mjs";

it("every page is valid HTML", async () => {
  const validator = new HtmlValidate(new StaticConfigLoader({ root: true, extends: ["html-validate:standard"] }));
  const findings = [];
  for (const path of pages.keys()) {
    const { results } = await validator.validateString(bytes(path).toString("utf8"), path);
    for (const { ruleId, line, message, selector } of results.flatMap(({ messages }) => messages)) {
      findings.push(`${path}:${line} ${ruleId}: ${message}; ${selector}`);
    }
  }
  assert.equal(findings.length, 0, `${findings.length} findings:${report(findings)}`);
});
