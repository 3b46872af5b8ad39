// The search client: an ES module without dependencies that runs in a browser and in Node.
//
//   import { open } from "./search.<hash>.js";
//   const session = await open(baseUrl, { fetch });
//   const { total, exact, hits, facets } = await session.search("应急预案", { filters: { year: ["2024"] } });
//
// A query is a set of terms, all of which must occur in a document: in its title, 文号, 索引号, 发文机关 or text. Every hit
// was looked up in the document itself, so the total is exact. Folding keeps the length of a text, so that a place in the
// folded text is the same place in the text that a reader sees.

const VERSION = 1;
const EXCERPT = 120;
const LEAD = 30;
const COUNTED = 8;
const MARKED = 64;
const DAY = 86_400_000;

const OPENING = "[\\[(【﹝〔〈]";
const CLOSING = "[\\])】﹞〕〉]";
const OPENINGS = new RegExp(OPENING, "gu");
const CLOSINGS = new RegExp(CLOSING, "gu");
const INVISIBLE = /[\u00ad\u200b-\u200f\u2060\ufeff]/gu;
const WIDE = /[\u3000\uff01-\uff5e]/gu;
const FOLDED = /[\u3000\uff01-\uff5e]|\p{Lu}/gu;
const WORD = /[\p{Script=Latin}\p{Nd}]/u;
const HAN = /\p{Script=Han}/u;

const narrow = (char) => (char === "\u3000" ? " " : String.fromCharCode(char.charCodeAt(0) - 0xfee0));

/** Full-width forms become half-width and capitals small; every character keeps its place. */
export const fold = (text) =>
  text.replace(FOLDED, (char) => {
    const one = char.search(WIDE) === 0 ? narrow(char) : char;
    const low = one.toLowerCase();
    return low.length === one.length ? low : one;
  });

/** The key under which all spellings of a 文号 meet; the same as `doc_number::key` of the generator. */
export const numberKey = (written) => {
  const key = written
    .replace(WIDE, narrow)
    .replace(/\p{White_Space}/gu, "")
    .replace(OPENINGS, "〔")
    .replace(CLOSINGS, "〕")
    .replace(/[a-z]/gu, (char) => char.toUpperCase());
  const at = key.lastIndexOf("〕") + 1;
  return at === 0 ? key : key.slice(0, at) + key.slice(at).replace(/^第/u, "").replace(/^0+/u, "");
};

const looksLikeNumber = (key) => key.endsWith("号") && /[0-9]/u.test(key);
const escaped = (text) => text.replace(/[\\^$.*+?()[\]{}|/]/gu, "\\$&");

// ---- what a query means ----

/** All places of a literal in a folded text, at most `most`. Terms of Latin letters and digits match whole words. */
const literal = (term) => {
  const whole = !HAN.test(term);
  const first = whole && WORD.test(String.fromCodePoint(term.codePointAt(0)));
  const last = whole && WORD.test([...term].at(-1));
  return (text, most) => {
    const found = [];
    for (let at = text.indexOf(term); at >= 0 && found.length < most; at = text.indexOf(term, at + 1)) {
      const end = at + term.length;
      if (first && at > 0 && WORD.test(charBefore(text, at))) continue;
      if (last && end < text.length && WORD.test(String.fromCodePoint(text.codePointAt(end)))) continue;
      found.push([at, end]);
      at = end - 1;
    }
    return found;
  };
};

const charBefore = (text, at) => {
  const low = text.charCodeAt(at - 1);
  return low >= 0xdc00 && low <= 0xdfff && at > 1 ? text.slice(at - 2, at) : text[at - 1];
};

const pattern = (source) => {
  const regex = new RegExp(source, "gu");
  return (text, most) => {
    const found = [];
    for (const match of text.matchAll(regex)) {
      if (found.length === most) break;
      if (match[0]) found.push([match.index, match.index + match[0].length]);
    }
    return found;
  };
};

const either = (...finders) => (text, most) => {
  for (const find of finders) {
    const found = find(text, most);
    if (found.length) return found;
  }
  return [];
};

/** A 文号 in any writing: brackets of any kind, with or without 第, spaces and zeros before the serial number. */
const numbered = ({ prefix, year, serial, rest }) =>
  pattern(`${escaped(prefix)} ?${OPENING} ?${year} ?${CLOSING} ?(?:第 ?)?0*${serial}${rest}`);

const BRACKETED = new RegExp(`^(\\S*?) ?${OPENING} ?(\\d{4}) ?年?${CLOSING} ?(?:第 ?)?0*(\\d+)( ?号\\S*|\\S*)$`, "u");
const BARE = /^(\S*?\p{Script=Han})((?:19|20)\d\d)[年 .-]*(?:第 ?)?0*([1-9]\d{0,5}) ?号(?:文件?)?$/u;
const ORDER = /^(\S*?(?:令|公告|通告|决定))第?0*([1-9]\d*)号$/u;

/** Reads words as a 文号; `undefined` where they are none. */
const readNumber = (words) => {
  let match = BRACKETED.exec(words);
  if (match) {
    const [, prefix, year, serial, tail] = match;
    const rest = tail.trim().replace(/^号文件?$/u, "号");
    return numbered({ prefix, year, serial, rest: rest ? ` ?${escaped(rest)}` : "" });
  }
  match = BARE.exec(words);
  if (match) {
    const [, prefix, year, serial] = match;
    return numbered({ prefix, year, serial, rest: " ?号" });
  }
  match = ORDER.exec(words);
  return match ? pattern(`${escaped(match[1])} ?(?:第 ?)?0*${match[2]} ?号`) : undefined;
};

const term = (words) => {
  const number = readNumber(words);
  const key = numberKey(words);
  return {
    words,
    key: looksLikeNumber(key) ? key : undefined,
    find: number ? either(literal(words), number) : literal(words),
  };
};

/** A query as groups, all of which must match; a group is a list of alternatives, each a list of terms. */
export const parse = (query) => {
  const clean = fold(query.replace(INVISIBLE, "")).replace(/[\s\p{Cc}]+/gu, " ").trim();
  const tokens = [];
  for (const match of clean.matchAll(/"([^"]+)"(?= |$)|"([^"]+)$|[^ ]+/gu)) {
    const phrase = match[1] ?? match[2];
    const words = (phrase ?? match[0]).trim();
    if (words.replaceAll('"', "")) tokens.push({ words, quoted: phrase !== undefined });
  }
  const groups = [];
  for (let at = 0; at < tokens.length; ) {
    const { taken, alternatives } = spacedNumber(tokens, at) ?? { taken: 1, alternatives: [[term(tokens[at].words)]] };
    groups.push(alternatives);
    at += taken;
  }
  return groups;
};

/** `国发〔2024〕 5号`, `国发 ( 2024 ) 5 号`, `国发2024 5号`: a 文号 over several words. */
const spacedNumber = (tokens, at) => {
  for (let taken = Math.min(8, tokens.length - at); taken > 1; taken -= 1) {
    const part = tokens.slice(at, at + taken);
    if (part.some(({ quoted }) => quoted)) continue;
    const words = part.map((token) => token.words);
    const whole = number(words);
    if (!whole) continue;
    // Without brackets the words may as well mean just themselves; with brackets only the first may.
    if (!BRACKETED.test(words.join(" "))) return { taken, alternatives: [[whole], words.map(term)] };
    const rest = number(words.slice(1));
    return { taken, alternatives: rest ? [[whole], [term(words[0]), rest]] : [[whole]] };
  }
  return undefined;
};

const number = (words) => {
  const find = readNumber(words.join(" "));
  return find && { words: words.join(" "), key: undefined, find };
};

// ---- documents ----

const topicOf = (written) => {
  const [top, ...below] = written.split(/[\\/]/u).map((part) => part.trim()).filter(Boolean);
  return { top: top ?? "", full: below.length ? `${top}/${below.join("/")}` : (top ?? "") };
};

const prepared = (record) => ({
  ...record,
  folded: {
    title: fold(record.title),
    doc_number: fold(record.doc_number ?? ""),
    index_number: fold(record.index_number ?? ""),
    issuer: record.issuer.map(fold),
    text: fold(record.text),
  },
  key: numberKey(record.doc_number ?? ""),
  topicValues: [...new Set((record.topics ?? []).map(topicOf).flatMap(({ top, full }) => [top, full]).filter(Boolean))],
});

const FACETS = {
  kind: (doc) => [doc.kind],
  status: (doc) => (doc.status ? [doc.status] : []),
  year: (doc) => [doc.year],
  issuer: (doc) => doc.issuer,
  topic: (doc) => doc.topicValues,
};

// ---- ranking ----

const VALIDITY = { valid: 10, pending: 7, amended: 4, repealed: 0, expired: 0 };
const NO_VALIDITY = 8;
const ARCHIVED = -8;

/** How well a document answers a term; 0 where the term is not in it. Title and numbers outweigh any text. */
const weigh = ({ find, key }, { folded, key: own }) => {
  let weight = 0;
  const inTitle = find(folded.title, 1);
  if (inTitle.length) {
    const [[start, end]] = inTitle;
    weight += 60 + (start === 0 ? 3 : 0) + (3 * (end - start)) / folded.title.length;
  }
  const inNumber = find(folded.doc_number, 1);
  if (inNumber.length || (key && own.includes(key))) {
    const whole = own === key || (inNumber.length > 0 && inNumber[0][1] - inNumber[0][0] === folded.doc_number.length);
    weight += whole ? 200 : 70;
  }
  const inIndex = find(folded.index_number, 1);
  if (inIndex.length) weight += inIndex[0][1] - inIndex[0][0] === folded.index_number.length ? 200 : 60;
  if (folded.issuer.some((issuer) => find(issuer, 1).length)) weight += 15;
  const inText = find(folded.text, COUNTED);
  if (inText.length) {
    const covered = inText.reduce((sum, [start, end]) => sum + end - start, 0);
    weight += 2 * inText.length + Math.min(8, (400 * covered) / folded.text.length);
  }
  return weight;
};

/** The weight of a whole query; 0 where a group is missing. */
const weighAll = (groups, doc) => {
  let sum = 0;
  for (const alternatives of groups) {
    let best = 0;
    for (const terms of alternatives) {
      let weight = 0;
      for (const one of terms) {
        const own = weigh(one, doc);
        if (!own) {
          weight = 0;
          break;
        }
        weight += own;
      }
      best = Math.max(best, weight);
    }
    if (!best) return 0;
    sum += best;
  }
  return sum;
};

const standing = (doc, today) => {
  const years = Math.max(0, today - Date.parse(`${doc.published.slice(0, 10)}T00:00:00Z`)) / (365 * DAY);
  return (doc.status ? VALIDITY[doc.status] : NO_VALIDITY) + (doc.archived ? ARCHIVED : 0) + 10 * 0.85 ** years;
};

const order = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const newest = (a, b) => order(b.doc.published, a.doc.published) || order(a.doc.url, b.doc.url);
const best = (a, b) => b.score - a.score || newest(a, b);

// ---- excerpts ----

const finders = (groups) => [...new Set(groups.flat(2).map(({ find }) => find))];

/** A piece of the text around the densest place of the terms, with the places to mark in it. */
const excerptOf = (groups, doc) => {
  const found = finders(groups).flatMap((find, which) => find(doc.folded.text, MARKED).map(([start, end]) => ({ start, end, which })));
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  const from = Math.max(0, (found.length ? densest(found) : 0) - LEAD);
  const start = aligned(doc.text, from);
  const end = aligned(doc.text, Math.min(doc.text.length, start + EXCERPT));
  const before = start > 0 ? "…" : "";
  const after = end < doc.text.length ? "…" : "";
  const marks = [];
  for (const match of found) {
    const piece = [Math.max(start, match.start), Math.min(end, match.end)];
    if (piece[0] >= piece[1]) continue;
    const [a, b] = piece.map((at) => at - start + before.length);
    const last = marks.at(-1);
    if (last && a <= last[1]) last[1] = Math.max(last[1], b);
    else marks.push([a, b]);
  }
  return { excerpt: before + doc.text.slice(start, end).replaceAll("\n", " ") + after, marks };
};

/** Where to begin so that the most different terms come into view; the first such place. */
const densest = (found) => {
  let most = 0;
  let place = found[0].start;
  for (let at = 0; at < found.length; at += 1) {
    const limit = found[at].start + EXCERPT - LEAD;
    const seen = new Set();
    for (let other = at; other < found.length && found[other].start < limit; other += 1) seen.add(found[other].which);
    if (seen.size > most) {
      most = seen.size;
      place = found[at].start;
    }
  }
  return place;
};

/** Keeps the two halves of a character together. */
const aligned = (text, at) => {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff ? at - 1 : at;
};

// ---- filters and facets ----

const chosenOf = (filters) => {
  const chosen = {};
  for (const [name, values] of Object.entries(filters ?? {})) {
    const list = [values].flat().filter((value) => value !== undefined && value !== null);
    if (!(name in FACETS) || list.length === 0) continue;
    chosen[name] = new Set(list.map((value) => (name === "topic" ? topicOf(String(value)).full : String(value))));
  }
  return chosen;
};

const passes = (doc, chosen, except) =>
  Object.entries(chosen).every(([name, values]) => name === except || FACETS[name](doc).some((value) => values.has(value)));

const STATUSES = Object.keys(VALIDITY);
const FACET_ORDER = {
  year: ([a], [b]) => order(b, a),
  status: ([a], [b]) => STATUSES.indexOf(a) - STATUSES.indexOf(b),
};

/** Numbers of hits by value. A facet's own choice does not narrow it, so that a second value can be added. */
const facetsOf = (matches, chosen) => {
  const facets = {};
  for (const [name, values] of Object.entries(FACETS)) {
    const counts = new Map();
    for (const { doc } of matches) {
      if (!passes(doc, chosen, name)) continue;
      for (const value of values(doc)) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    const shown = [...counts].filter(([value]) => name !== "topic" || isOffered(value, chosen.topic));
    facets[name] = shown.sort(FACET_ORDER[name] ?? (([a, x], [b, y]) => y - x || order(a, b)));
  }
  return facets;
};

/** A second-level topic is offered once the topic above it, or one beside it, is chosen. */
const isOffered = (value, chosen = new Set()) => {
  const { top, full } = topicOf(value);
  return top === full || [...chosen].some((one) => topicOf(one).top === top);
};

// ---- the session ----

class Session {
  #manifest;
  #load;
  #documents;

  constructor(manifest, load) {
    this.#manifest = manifest;
    this.#load = load;
  }

  /** How many documents can be found. */
  get documents() {
    return this.#manifest.documents;
  }

  /** How many hits a page should show. */
  get perPage() {
    return this.#manifest.per_page;
  }

  /** All documents: fetched once, in parallel; a failed fetch may be tried again. */
  #all() {
    this.#documents ??= Promise.all(this.#manifest.shards.text.map(this.#load))
      .then((shards) => shards.flatMap((shard) => shard.documents.map(prepared)))
      .catch((error) => {
        this.#documents = undefined;
        throw error;
      });
    return this.#documents;
  }

  async search(query, { filters, sort = "relevance", offset = 0, limit = this.perPage } = {}) {
    const groups = parse(String(query ?? ""));
    const chosen = chosenOf(filters);
    const today = Date.parse(`${this.#manifest.date}T00:00:00Z`);
    const matches = [];
    for (const doc of await this.#all()) {
      const weight = groups.length ? weighAll(groups, doc) : 1;
      if (weight) matches.push({ doc, score: weight + standing(doc, today) });
    }
    const hits = matches.filter(({ doc }) => passes(doc, chosen));
    hits.sort(sort === "date" || groups.length === 0 ? newest : best);
    return {
      total: hits.length,
      exact: true,
      hits: hits.slice(offset, offset + limit).map(({ doc }) => hitOf(groups, doc)),
      facets: facetsOf(matches, chosen),
    };
  }
}

const hitOf = (groups, doc) => ({
  url: doc.url.replace(/[%#?\\]/gu, encodeURIComponent),
  title: doc.title,
  doc_number: doc.doc_number ?? null,
  index_number: doc.index_number ?? null,
  issuer: doc.issuer,
  published: doc.published,
  kind: doc.kind,
  status: doc.status ?? null,
  archived: doc.archived ?? false,
  ...excerptOf(groups, doc),
});

/** Opens the search of the site at `baseUrl`, where its `search.json` stands. */
export const open = async (baseUrl, { fetch = (...request) => globalThis.fetch(...request) } = {}) => {
  const base = new URL(String(baseUrl), globalThis.location?.href);
  if (!base.pathname.endsWith("/")) base.pathname += "/";
  // The names of shards stay; a browser asks whether they changed.
  const load = async (path) => {
    const response = await fetch(new URL(path, base).href, { cache: "no-cache" });
    if (response.ok === false) throw new Error(`${path}: ${response.status}`);
    return response.json();
  };
  const manifest = await load("search.json");
  if (manifest.version !== VERSION) throw new Error(`search.json: version ${manifest.version}`);
  return new Session(manifest, load);
};
