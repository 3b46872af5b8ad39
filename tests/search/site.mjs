// A built site on disk as the client sees it, and a grep that shares nothing with the client.
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { fileURLToPath, pathToFileURL } from "node:url";

export const folder = process.env.GONGKAI_SITE;
if (!folder) throw new Error("GONGKAI_SITE must name a built site");
export const base = `${pathToFileURL(folder).href}/`;

export const json = (path) => JSON.parse(readFileSync(new URL(path, base), "utf8"));
export const text = (path) => readFileSync(new URL(path, base), "utf8");

/** What `fetch` is in a browser, for files. */
export const fetch = async (url) => {
  try {
    return new Response(await readFile(fileURLToPath(url)));
  } catch {
    return new Response("", { status: 404 });
  }
};

export const manifest = json("search.json");
export const client = await import(new URL(manifest.client, base).href);
export const records = manifest.shards.text.flatMap((path) => json(path).documents);

/** Repeatable random numbers (mulberry32). */
export const random = (seed) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};

const plain = (text) =>
  [...text]
    .map((char) => {
      const code = char.codePointAt(0);
      if (code === 0x3000) return " ";
      return (code >= 0xff01 && code <= 0xff5e ? String.fromCodePoint(code - 0xfee0) : char).toLowerCase();
    })
    .join("");

const folded = records.map((one) => ({
  url: one.url,
  fields: [one.title, one.doc_number ?? "", one.index_number ?? "", ...one.issuer, one.text].map(plain),
}));

/** The addresses of the records that hold a term, found in the plainest way. */
export const grep = (term) => {
  const wanted = plain(term);
  const isHan = /\p{Script=Han}/u.test(wanted);
  const letter = (char) => char !== undefined && /[\p{Script=Latin}\p{Nd}]/u.test(char);
  const holds = (here) => {
    if (isHan) return here.includes(wanted);
    for (let at = 0; at + wanted.length <= here.length; at += 1) {
      if (!here.startsWith(wanted, at)) continue;
      const cutBefore = letter(wanted[0]) && letter(here[at - 1]);
      const cutAfter = letter(wanted.at(-1)) && letter(here[at + wanted.length]);
      if (!cutBefore && !cutAfter) return true;
    }
    return false;
  };
  return folded.filter(({ fields }) => fields.some(holds)).map(({ url }) => url).sort();
};
