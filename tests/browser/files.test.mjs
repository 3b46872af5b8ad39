// The portal as files: links, anchors, markup, and what the strict content security policy forbids. No browser.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { describe, it } from "node:test";
import { MOUNT, attribute, bytes, fileOf, json, pages, paths, report, target, text, ways } from "./support/site.mjs";

const all = [...pages.values()];
const shown = all.filter((page) => !page.redirect);

/** The page for addresses that do not exist stands at any depth, so its links start at the portal's root. */
const NOT_FOUND = "404.html";

const none = (findings) => assert.equal(findings.length, 0, `${findings.length} findings:${report(findings)}`);

const collect = (list, findings) => list.flatMap((page) => findings(page).map((words) => `${page.path}: ${words}`));

const each = (page, words) =>
  page.links.flatMap((link) => {
    const found = words(link);
    return found ? [`line ${link.line}: ${link.address || "(empty)"} ${found}`] : [];
  });

function group(list, key) {
  const groups = new Map();
  for (const one of list) groups.set(key(one), [...(groups.get(key(one)) ?? []), one]);
  return groups;
}

describe("links", () => {
  it("lead to files that are there", () => {
    none(
      collect(all, (page) =>
        each(page, ({ address }) => {
          const to = target(page.path, address);
          return to.path !== undefined && !paths.has(to.path === "" ? "index.html" : to.path) && "leads to nothing";
        }),
      ),
    );
  });

  it("name anchors that are there", () => {
    none(
      collect(all, (page) =>
        each(page, ({ address }) => {
          const to = target(page.path, address);
          const ids = to.fragment && pages.get(to.path)?.ids;
          return ids && !ids.includes(to.fragment) && "names an anchor that is not there";
        }),
      ),
    );
  });

  it("are relative, and name files rather than folders, so that they work from a disk too", () => {
    none(
      collect(
        all.filter((page) => page.path !== NOT_FOUND),
        (page) =>
          each(page, ({ address }) => {
            if (address.startsWith("/")) return "starts at the root";
            const { path } = target(page.path, address);
            return path !== undefined && (path === "" || path.endsWith("/")) && "names a folder";
          }),
      ),
    );
  });

  it("that fetch something stay in the portal, and the others use http, https, mailto or tel", () => {
    none(
      collect(all, (page) =>
        each(page, ({ address, fetched }) => {
          const { outside } = target(page.path, address);
          if (outside === undefined) return false;
          return fetched ? "is fetched from elsewhere" : !/^(https?|mailto|tel):/u.test(outside) && "is of no known kind";
        }),
      ),
    );
  });
});

describe("every page", () => {
  it("uses each id once", () => {
    none(
      collect(all, ({ ids }) => [...new Set(ids.filter((id, at) => ids.indexOf(id) !== at))].map((id) => `#${id} twice`)),
    );
  });

  it("has one main heading with words in it, a title and a language", () => {
    none(
      collect(all, ({ headings, title, lang }) => [
        ...(headings.length === 1 && headings[0] !== "" ? [] : [`${headings.length} main headings: ${headings.join(" | ")}`]),
        ...(title ? [] : ["no title"]),
        ...(lang === "zh-CN" ? [] : [`language ${lang}`]),
      ]),
    );
  });

  it("has a title of its own", () => {
    const titles = group(shown, (page) => page.title);
    none(
      [...titles].filter(([, same]) => same.length > 1).map(([title, same]) => `${title}: ${same.map((page) => page.path).join(", ")}`),
    );
  });

  it("holds no script, style or handler of its own (content security policy)", () => {
    none(
      collect(all, (page) =>
        page.elements.flatMap((element) => {
          const line = `line ${element.sourceCodeLocation?.startLine}`;
          const data = ["application/ld+json", "application/json"].includes(attribute(element, "type"));
          const found = element.attrs
            .filter(({ name }) => name === "style" || name.startsWith("on"))
            .map(({ name }) => `${line}: ${element.tagName} ${name}=`);
          if (element.tagName === "style") found.push(`${line}: style`);
          if (element.tagName === "script" && attribute(element, "src") === undefined && !data) found.push(`${line}: script`);
          return found;
        }),
      ),
    );
  });

  it("describes its pictures", () => {
    none(
      collect(all, (page) =>
        page.elements
          .filter((element) => element.tagName === "img" && attribute(element, "alt") === undefined)
          .map((element) => `line ${element.sourceCodeLocation?.startLine}: ${attribute(element, "src")}`),
      ),
    );
  });

  it("with data for machines holds valid JSON", () => {
    none(
      collect(all, (page) =>
        page.elements
          .filter((element) => element.tagName === "script" && attribute(element, "type") === "application/ld+json")
          .flatMap((element) => {
            try {
              JSON.parse(text(element));
              return [];
            } catch (error) {
              return [error.message];
            }
          }),
      ),
    );
  });
});

/** Every file that a reader comes to from the home page by links, forms and pictures, without script. */
function reached() {
  const seen = new Set(["index.html"]);
  const rest = ["index.html"];
  while (rest.length > 0) {
    const page = pages.get(rest.pop());
    if (!page) continue;
    for (const { address } of [...ways(page), ...page.links.filter(({ fetched }) => fetched)]) {
      const to = target(page.path, address).path;
      const path = to === "" ? "index.html" : to;
      if (path !== undefined && paths.has(path) && !seen.has(path)) {
        seen.add(path);
        rest.push(path);
      }
    }
  }
  return seen;
}

describe("from the home page, without script", () => {
  const seen = reached();

  it("every page is reached (but redirects, and stubs of withdrawn documents)", () => {
    none(shown.filter((page) => !page.noindex && !seen.has(page.path)).map((page) => page.path));
  });

  it("every document of the catalogue is reached, and every attachment", () => {
    const { items } = json("catalogue.json");
    assert.ok(items.length > 60, `only ${items.length} documents in catalogue.json`);
    const missing = items
      .flatMap((item) => [item.url, ...(item.attachments ?? []).map(({ url }) => url)])
      .map(fileOf)
      .filter((path) => !seen.has(path));
    none(missing);
  });
});

describe("old addresses", () => {
  it("lead on to a page", () => {
    const redirects = all.filter((page) => page.redirect);
    assert.ok(redirects.length > 0, "the sample has documents with aliases");
    none(
      redirects
        .filter((page) => !page.links.some(({ address }) => pages.has(target(page.path, address).path)))
        .map((page) => page.path),
    );
  });
});

describe("sitemap.xml", () => {
  it("names every document of the catalogue, and nothing that is not there or not for search engines", () => {
    const found = new Set(locations("sitemap.xml"));
    const wrong = [...found]
      .filter((path) => pages.get(path)?.noindex ?? !paths.has(path))
      .map((path) => `${path}: not a page to be listed`);
    // What is archived stays at its address and is no longer offered to search engines.
    const missing = json("catalogue.json")
      .items.filter((item) => !item.archived)
      .map((item) => fileOf(item.url))
      .filter((path) => !found.has(path))
      .map((path) => `${path}: not named`);
    none([...wrong, ...missing]);
  });
});

/** The files that a sitemap names; an index of sitemaps is followed. */
function locations(path) {
  const words = bytes(path).toString("utf8");
  const named = [...words.matchAll(/<loc>([^<]*)<\/loc>/gu)].map(([, url]) => {
    const { pathname } = new URL(url.replaceAll("&amp;", "&"));
    assert.ok(pathname.startsWith(MOUNT), `${url} is not below ${MOUNT}`);
    return fileOf(pathname.slice(MOUNT.length));
  });
  return words.includes("<sitemapindex") ? named.flatMap(locations) : named;
}

describe("manifest.json", () => {
  it("names every file with its length and SHA-256, and no other", () => {
    const { files } = json("manifest.json");
    const listed = new Map(files.map((file) => [file.path, file]));
    const wrong = [...listed.keys()].filter((path) => !paths.has(path)).map((path) => `${path}: not there`);
    for (const path of paths) {
      if (path === "manifest.json") continue;
      const file = listed.get(path);
      const content = bytes(path);
      const sum = createHash("sha256").update(content).digest("hex");
      if (!file) wrong.push(`${path}: not listed`);
      else if (file.length !== content.length || file.sha256 !== sum) wrong.push(`${path}: other bytes`);
    }
    none(wrong);
  });
});
