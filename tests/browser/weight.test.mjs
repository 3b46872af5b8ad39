// Light pages: what a document's page weighs without its own text and pictures, uncompressed, with all that it loads.
import assert from "node:assert/strict";
import { it } from "node:test";
import { attribute, bytes, pages, report, target } from "./support/site.mjs";
import { TYPES } from "./support/types.mjs";

const MOST = 60 * 1024;

const DOCUMENTS = Object.entries(TYPES)
  .filter(([type]) => /policy|规章|interpretation|consultation|content|gazette$|document$/u.test(type))
  .flatMap(([, list]) => list)
  .filter((page) => page.elements.some((element) => attribute(element, "class") === "text"));

const withClass = (page, name) => page.elements.find((element) => (attribute(element, "class") ?? "").split(" ").includes(name));

/** Bytes of an element in its page's file. */
function length(page, element) {
  const { startOffset, endOffset } = element?.sourceCodeLocation ?? { startOffset: 0, endOffset: 0 };
  return Buffer.byteLength(bytes(page.path).toString("utf8").slice(startOffset, endOffset));
}

function loaded(page) {
  const fetched = page.elements.flatMap((element) => {
    if (element.tagName === "script") return [attribute(element, "src")];
    return element.tagName === "link" && attribute(element, "rel") === "stylesheet" ? [attribute(element, "href")] : [];
  });
  return [...new Set(fetched.filter(Boolean))].map((address) => target(page.path, address).path);
}

it("a document's page weighs at most 60 KB without its own text and pictures", (t) => {
  assert.ok(DOCUMENTS.length > 8, `only ${DOCUMENTS.length} documents`);
  const weights = DOCUMENTS.map((page) => {
    const own = ["text", "qr", "toc", "listing", "related"].reduce((sum, name) => sum + length(page, withClass(page, name)), 0);
    const html = bytes(page.path).length - own;
    const rest = loaded(page).map((path) => [path, bytes(path).length]);
    return { path: page.path, html, rest, all: html + rest.reduce((sum, [, size]) => sum + size, 0) };
  });
  const heaviest = weights.sort((a, b) => b.all - a.all)[0];
  t.diagnostic(`${heaviest.path}: ${heaviest.all} bytes, HTML ${heaviest.html}, ${heaviest.rest.map(([path, size]) => `${path} ${size}`).join(", ")}`);
  const heavy = weights.filter(({ all }) => all > MOST).map(({ path, all }) => `${path}: ${all} bytes`);
  assert.equal(heavy.length, 0, report(heavy));
});

it("no page loads a font, and no more than one script and one style sheet hold up its drawing", () => {
  const wrong = [...pages.values()].filter((page) => !page.redirect).flatMap((page) => {
    const scripts = page.elements.filter((e) => e.tagName === "script" && attribute(e, "src") && attribute(e, "defer") === undefined && attribute(e, "type") !== "module");
    const fonts = page.elements.filter((e) => e.tagName === "link" && attribute(e, "as") === "font");
    return [
      ...(scripts.length > 1 ? [`${page.path}: ${scripts.length} scripts before the text`] : []),
      ...(fonts.length > 0 ? [`${page.path}: a font`] : []),
    ];
  });
  assert.equal(wrong.length, 0, report(wrong));
  const fonts = [...new Set([...pages.values()].flatMap(loaded))].filter((path) => path.endsWith(".css") && /@font-face|@import/u.test(bytes(path).toString("utf8")));
  assert.deepEqual(fonts, []);
});

it("pictures below the first screen are fetched when they are reached, and keep their place until then", () => {
  const wrong = [...pages.values()].flatMap((page) =>
    page.elements
      .filter((e) => e.tagName === "img" && attribute(e, "class") !== "id-emblem")
      .filter((e) => attribute(e, "loading") !== "lazy" || !attribute(e, "width") || !attribute(e, "height"))
      .map((e) => `${page.path}: ${attribute(e, "src")} loading=${attribute(e, "loading")} ${attribute(e, "width")}×${attribute(e, "height")}`),
  );
  assert.equal(wrong.length, 0, report(wrong));
});
