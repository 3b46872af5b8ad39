// What a search costs: `node benches/search/main.mjs --root DIR` builds a portal and measures its index.
//
//   --root DIR      the portal, e.g. of `cargo bench --bench corpus -- --documents 10000 --seed 1 --to DIR`
//   --site DIR      a built portal in its place: nothing is built, edited or compared
//   --program PATH  the program; target/release/gongkai
//   --work DIR      where sites are built; a new folder under the system's
//   --queries N     random queries of each length; 60
//   --browser       type queries in Chromium too (needs `npm ci --prefix tests/browser`)
//
// Bytes are those of the files that a query fetches in a new session; text files count as gzip sends them, the index as it is.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";
import { openSite, random, recordsOf } from "../../tests/search/site.mjs";

const DATE = "2026-11-25";
const { values: options } = parseArgs({
  options: {
    root: { type: "string" },
    site: { type: "string" },
    program: { type: "string", default: "target/release/gongkai" },
    work: { type: "string" },
    queries: { type: "string", default: "60" },
    browser: { type: "boolean", default: false },
  },
});
if (!options.root && !options.site) {
  console.error("search: --root or --site is needed");
  process.exit(2);
}

const kilo = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
const middle = (list, part = 0.5) => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * part))];
const row = (...cells) => console.log(`| ${cells.join(" | ")} |`);

/** Every file below a folder with its length and hash. */
const filesBelow = (folder, path = "") => {
  const found = new Map();
  for (const entry of readdirSync(join(folder, path), { withFileTypes: true })) {
    const name = path ? `${path}/${entry.name}` : entry.name;
    if (entry.isDirectory()) for (const [file, one] of filesBelow(folder, name)) found.set(file, one);
    else {
      const bytes = readFileSync(join(folder, name));
      found.set(name, { bytes: bytes.length, hash: createHash("sha256").update(bytes).digest("hex") });
    }
  }
  return found;
};

const build = (root, output) => execFileSync(resolve(options.program), ["build", "--root", root, "--output", output, "--date", DATE], { stdio: ["ignore", "ignore", "pipe"], maxBuffer: 2 ** 28 });

const measureIndex = async (site, records) => {
  const text = records.reduce((sum, one) => sum + Buffer.byteLength(one.text), 0);
  const files = filesBelow(join(site.folder, "search"));
  const sum = [...files.values()].reduce((all, { bytes }) => all + bytes, 0);
  const biggest = [...files.values()].reduce((most, { bytes }) => Math.max(most, bytes), 0);
  console.log(`\n${records.length} documents, ${kilo(text)} of text; index ${kilo(sum)} = ${((100 * sum) / text).toFixed(1)} % of it, ${files.size} files, the biggest ${kilo(biggest)}\n`);
};

/** Bytes of a fetched file as they are sent. */
const sent = ({ path, bytes }, site) => (/\.(?:json|js)$/u.test(path) ? gzipSync(readFileSync(join(site.folder, path))).length : bytes);

const measureQueries = async (site, records) => {
  const next = random(1);
  const run = async (query) => {
    const session = await site.client.open(site.base, { fetch: site.fetch });
    site.fetched.length = 0;
    const { total, exact } = await session.search(query);
    const bytes = site.fetched.reduce((sum, one) => sum + sent(one, site), 0);
    const files = site.fetched.length;
    const started = performance.now();
    await session.search(query);
    return { query, total, exact, bytes, files, time: performance.now() - started };
  };
  row("query", "hits", "files", "bytes", "ms after the fetches");
  row("---", "---", "---", "---", "---");
  for (const query of ["的", "号", "应急", "管理办法", "应急预案", "安全生产监督", "国发〔2024〕5号", "2024", "应急 预案 管理"]) {
    const one = await run(query);
    row(one.query, `${one.exact ? "" : "约 "}${one.total}`, one.files, kilo(one.bytes), one.time.toFixed(1));
  }
  row("", "", "", "", "");
  for (const length of [1, 2, 3, 4, 5, 6, 12, 20]) {
    const costs = [];
    while (costs.length < Number(options.queries)) {
      const chars = [...records[Math.floor(next() * records.length)].text];
      const at = Math.floor(next() * chars.length);
      const query = chars.slice(at, at + length).join("");
      if ([...query].length === length && /^[\p{Script=Han}\p{N}，。、]+$/u.test(query)) costs.push(await run(query));
    }
    const [bytes, times] = [costs.map((one) => one.bytes), costs.map((one) => one.time)];
    const worst = costs.find((one) => one.bytes === Math.max(...bytes));
    row(`${costs.length} random of ${length}`, "", middle(costs.map(({ files }) => files)), `${kilo(middle(bytes))}, 95 %: ${kilo(middle(bytes, 0.95))}, 99 %: ${kilo(middle(bytes, 0.99))}, most: ${kilo(worst.bytes)} (${worst.query})`, `${middle(times).toFixed(1)}, most: ${Math.max(...times).toFixed(1)}`);
  }
};

/** How many files of the index another build changes. */
const compare = (name, before, after) => {
  const changed = [...after].filter(([path, { hash }]) => before.get(path)?.hash !== hash);
  const removed = [...before.keys()].filter((path) => !after.has(path));
  const bytes = changed.reduce((sum, [, one]) => sum + one.bytes, 0);
  row(name, `${changed.length + removed.length} of ${before.size}`, kilo(bytes));
};

/** The text of a document without links. */
const bodyOf = (text) => text.split("+++\n").slice(2).join("+++\n").replace(/!?\[([^\]]*)\]\([^)]*\)/gu, "$1");

const measureChanges = (root, work, site) => {
  const copy = join(work, "sources");
  cpSync(root, copy, { recursive: true });
  const before = filesBelow(join(site, "search"));
  const folder = join(copy, "content", "policy");
  const path = readdirSync(folder, { recursive: true }).map(String).filter((name) => name.endsWith(".md") && /published = 20(?:1|20)/u.test(readFileSync(join(folder, name), "utf8")) && statSync(join(folder, name)).size > 3000).sort()[7];
  const file = join(folder, path);
  const text = readFileSync(file, "utf8");
  const steps = [
    ["a sentence added to an old document", () => writeFileSync(file, `${text}\n各有关单位要在下个月底以前把落实情况报送办公室汇总。\n`)],
    ["and a new document published", () => writeFileSync(join(folder, "gongkai-bench-new.md"), `+++\ntitle = "关于做好汇总工作的通知"\ndated = ${DATE}\npublished = ${DATE}\nopenness = "public"\n+++\n${bodyOf(text)}`)],
  ];
  console.log("");
  row("change", "files of the index that differ", "their bytes");
  row("---", "---", "---");
  let last = before;
  for (const [name, change] of steps) {
    change();
    const output = join(work, "changed");
    build(copy, output);
    const after = filesBelow(join(output, "search"));
    compare(name, last, after);
    last = after;
  }
};

/** Types queries in Chromium; bytes are what the server sent. */
const measureBrowser = async (folder) => {
  const { launch } = await import("../../tests/browser/support/browser.mjs");
  const { serve } = await import("../../tests/browser/support/server.mjs");
  const server = await serve(folder, "/zfxxgk/");
  const browser = await launch();
  console.log("");
  row("typed in Chromium", "answer", "bytes sent with gzip", "ms from Enter to the hits", "ms again, files kept");
  row("---", "---", "---", "---", "---");
  for (const query of ["的", "应急", "应急预案", "安全生产监督", "2024"]) {
    const page = await (await browser.newContext()).newPage();
    let pending = [];
    page.on("response", (response) => pending.push(response.body().then((body) => (/\.(?:html|css|js|json|svg)(?:\?|$)/u.test(response.url()) ? gzipSync(body).length : body.length)).catch(() => 0)));
    const sum = async () => (await Promise.all(pending)).reduce((all, one) => all + one, 0);
    await page.goto(`${server.base}search.html`, { waitUntil: "networkidle" });
    const loaded = await sum();
    pending = [];
    const ask = async () => {
      await page.locator("#q").fill(query);
      await page.evaluate(() => document.querySelector("#hits").replaceChildren());
      const started = Date.now();
      await page.locator("#q").press("Enter");
      await page.waitForSelector("#hits li");
      return Date.now() - started;
    };
    const first = await ask();
    const again = await ask();
    row(query, (await page.textContent("#count")).trim(), `${kilo(await sum())} after ${kilo(loaded)} for the page`, first, again);
    await page.close();
  }
  await browser.close();
  await server.close();
};

const work = options.work ?? mkdtempSync(join(tmpdir(), "gongkai-search-"));
const folder = resolve(options.site ?? join(work, "site"));
if (!options.site) build(options.root, folder);
const site = await openSite(folder);
const records = await recordsOf(site);
await measureIndex(site, records);
await measureQueries(site, records);
if (!options.site) measureChanges(options.root, work, folder);
if (options.browser) await measureBrowser(folder);
