// The built portal as files: every page parsed once. Reads the folder and nothing else.
import { readFileSync, readdirSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { join, relative, resolve, sep } from "node:path";
import { parse } from "parse5";

/** The folder of the built portal: GONGKAI_SITE, else `public` of the repository. */
export const folder = resolve(
  process.env.GONGKAI_SITE ?? fileURLToPath(new URL("../../../public", import.meta.url)),
);

/** The path under which the portal is built to stand (`base_url` of the sample). */
export const MOUNT = "/zfxxgk/";

/** An origin that exists nowhere: addresses are only taken apart against it. */
const NOWHERE = "http://portal.invalid";

/** Attributes that hold one address each; `srcset` and `meta refresh` are read on their own. */
const ADDRESSES = ["href", "src", "action", "poster", "data", "cite", "formaction"];

/** Elements that fetch what they name, so that it must be the portal's own. */
const FETCHING = new Set(["img", "script", "source", "video", "audio", "track", "iframe", "object", "embed", "input"]);
const FETCHING_RELS = new Set(["stylesheet", "icon", "preload", "modulepreload", "manifest", "prefetch"]);

function* files(at) {
  for (const name of readdirSync(at).sort()) {
    const path = join(at, name);
    if (statSync(path).isDirectory()) yield* files(path);
    else yield relative(folder, path).split(sep).join("/");
  }
}

/** Every file of the portal, as a path from its root. */
export const paths = new Set(files(folder));

export const bytes = (path) => readFileSync(join(folder, path));
export const json = (path) => JSON.parse(bytes(path).toString("utf8"));

function* elements(node) {
  if (node.tagName) yield node;
  for (const child of node.childNodes ?? []) yield* elements(child);
}

export const attribute = (element, name) => element.attrs.find((a) => a.name === name)?.value;

export const text = (node) =>
  node.nodeName === "#text" ? node.value : (node.childNodes ?? []).map(text).join("");

function addresses(element) {
  const found = [];
  for (const name of ADDRESSES) {
    const value = attribute(element, name);
    if (value !== undefined) found.push(value);
  }
  const set = attribute(element, "srcset");
  if (set) found.push(...set.split(",").map((one) => one.trim().split(/\s+/u)[0]));
  if (attribute(element, "http-equiv")?.toLowerCase() === "refresh") {
    found.push(/url=(.*)$/iu.exec(attribute(element, "content") ?? "")?.[1].trim() ?? "");
  }
  return found;
}

const fetches = (element) =>
  FETCHING.has(element.tagName) ||
  (element.tagName === "link" &&
    (attribute(element, "rel") ?? "").split(/\s+/u).some((rel) => FETCHING_RELS.has(rel)));

/** Where an address leads: `{ path, fragment }` in the portal, or `{ outside }`. */
export function target(page, address) {
  const url = new URL(address, `${NOWHERE}${MOUNT}${encodeURI(page)}`);
  if (url.origin !== NOWHERE) return { outside: url.href };
  const path = decodeURIComponent(url.pathname);
  if (!path.startsWith(MOUNT)) return { outside: path };
  return { path: path.slice(MOUNT.length), fragment: decodeURIComponent(url.hash.slice(1)) };
}

function readPage(path) {
  const tree = parse(bytes(path).toString("utf8"), { sourceCodeLocationInfo: true });
  const all = [...elements(tree)];
  const named = (name) => all.filter((element) => element.tagName === name);
  const links = all.flatMap((element) =>
    addresses(element).map((address) => ({
      address,
      element: element.tagName,
      fetched: fetches(element),
      line: element.sourceCodeLocation?.startLine,
    })),
  );
  const meta = (name) => named("meta").find((one) => attribute(one, "name") === name);
  return {
    path,
    elements: all,
    links,
    ids: all.map((element) => attribute(element, "id")).filter((id) => id !== undefined),
    title: named("title").filter((one) => one.parentNode.tagName === "head").map(text).join("").trim(),
    headings: named("h1").map((one) => text(one).trim()),
    lang: attribute(named("html")[0], "lang"),
    noindex: attribute(meta("robots") ?? { attrs: [] }, "content")?.includes("noindex") ?? false,
    redirect: all.some((element) => attribute(element, "http-equiv")?.toLowerCase() === "refresh"),
  };
}

/** The file that an address from the portal's root names, as data files write it: a folder means its index. */
export function fileOf(url) {
  const { path } = target("index.html", url.replace(/^\//u, "") || "./");
  return path === "" || path.endsWith("/") ? `${path}index.html` : path;
}

/** Every page by path. */
export const pages = new Map(
  [...paths].filter((path) => path.endsWith(".html")).map((path) => [path, readPage(path)]),
);

/** The ways a browser can go on from a page without script. */
export const ways = (page) => page.links.filter(({ element }) => ["a", "area", "form"].includes(element));

/** A list of findings as one message, cut where it grows too long to read. */
export function report(findings, shown = 40) {
  const rest = findings.length > shown ? [`… and ${findings.length - shown} more`] : [];
  return `\n${[...findings.slice(0, shown), ...rest].join("\n")}`;
}
