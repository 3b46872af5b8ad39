// A built site on disk as the client sees it, and a grep that shares nothing with the client or the index.
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { fileURLToPath, pathToFileURL } from "node:url";

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
      const low = (code >= 0xff01 && code <= 0xff5e ? String.fromCodePoint(code - 0xfee0) : char).toLowerCase();
      return low.length === char.length ? low : char;
    })
    .join("");

const holds = (here, wanted) => {
  if (/\p{Script=Han}/u.test(wanted)) return here.includes(wanted);
  const letter = (char) => char !== undefined && /[\p{Script=Latin}\p{Nd}]/u.test(char);
  for (let at = 0; at + wanted.length <= here.length; at += 1) {
    if (!here.startsWith(wanted, at)) continue;
    const cutBefore = letter(wanted[0]) && letter(here[at - 1]);
    const cutAfter = letter(wanted.at(-1)) && letter(here[at + wanted.length]);
    if (!cutBefore && !cutAfter) return true;
  }
  return false;
};

/** Opens a built site: its files, its client, and what `texts` says of its documents (by address, from the generator). */
export const openSite = async (folder) => {
  const base = `${pathToFileURL(folder).href}/`;
  const text = (path) => readFileSync(new URL(path, base), "utf8");
  const json = (path) => JSON.parse(text(path));
  const fetched = [];
  /** What `fetch` is in a browser, for files. */
  const fetch = async (url) => {
    try {
      const bytes = await readFile(fileURLToPath(url));
      fetched.push({ path: decodeURIComponent(url.slice(base.length)), bytes: bytes.length });
      return new Response(bytes);
    } catch {
      return new Response("", { status: 404 });
    }
  };
  const manifest = json("search.json");
  const client = await import(new URL(manifest.client, base).href);
  return { folder, base, text, json, fetch, fetched, manifest, client };
};

/** Every document of a site as its index holds it, read file by file; only the codes of files are read by the client. */
export const recordsOf = async ({ manifest, base, client }) => {
  const { shards } = manifest;
  const read = ({ folder }, number) => new Uint8Array(readFileSync(new URL(`${folder}/${Math.floor(number / 1000)}/${number}.bin`, base)));
  const inflated = async (bytes) => new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).arrayBuffer());
  const numbers = ({ files }) => Array.from({ length: files }, (_, number) => number);
  const tables = await Promise.all(numbers(shards.table).map((number) => inflated(read(shards.table, number))));
  const heads = numbers(shards.heads).flatMap((number) => JSON.parse(client.readText(read(shards.heads, number))));
  const records = tables.flatMap((bytes) => {
    const { header, columns } = client.readTable(bytes);
    return Array.from({ length: header.documents }, (_, row) => ({
      slots: columns.slots[row],
      joined: columns.joined[row] === 1,
      archived: columns.archived[row] === 1,
      year: header.years[columns.years[row]],
      kind: header.kinds[columns.kinds[row]],
      status: header.statuses[columns.statuses[row]],
      issuer: header.issuers[columns.issuers[row]],
      topics: header.topics[columns.topics[row]],
    }));
  });
  // A file of texts begins with every slot but that of a document that joins the one before it.
  const starts = records.flatMap(({ slots, joined }) => Array.from({ length: slots }, () => !joined));
  const passages = starts.flatMap((begins, slot) => (begins ? client.readText(read(shards.texts, slot)).split("\0") : []));
  let slot = 0;
  return records.map(({ slots, joined, ...record }, document) => {
    const own = passages.slice(slot, slot + slots);
    slot += slots;
    return { ...heads[document], ...record, text: own.filter(Boolean).join("\n") };
  });
};

/** A grep over records: the addresses of those that hold a term, found in the plainest way. */
export const grepIn = (records) => {
  const folded = records.map((one) => ({
    url: one.url,
    fields: [one.title, one.doc_number ?? "", one.index_number ?? "", ...one.issuer, one.text].map(plain),
  }));
  return (term) => {
    const wanted = plain(term);
    return folded.filter(({ fields }) => fields.some((field) => holds(field, wanted))).map(({ url }) => url).sort();
  };
};
