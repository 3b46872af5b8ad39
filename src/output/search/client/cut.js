// The search client: an ES module without dependencies that runs in a browser and in Node.
//
//   import { open } from "./search.<hash>.js";
//   const session = await open(baseUrl, { fetch });
//   const { total, exact, hits, facets } = await session.search("应急预案", { filters: { year: ["2024"] } });
//
// A query is a set of terms, all of which must occur in a document: in its title, 文号, 索引号, 发文机关, text or files. The
// index proposes documents; each is looked up in the text itself before it is shown.

// ---- how text is folded and cut: the same as `cut.rs` of the generator ----
//
// Folding keeps the length of a text, so that a place in the folded text is the same place in the text that a reader sees.

const OPENING = "[\\[(【﹝〔〈]";
const CLOSING = "[\\])】﹞〕〉]";
const OPENINGS = new RegExp(OPENING, "gu");
const CLOSINGS = new RegExp(CLOSING, "gu");
const INVISIBLE = /[\u00ad\u200b-\u200f\u2060\ufeff]/gu;
const WIDE = /[\u3000\uff01-\uff5e]/gu;
const FOLDED = /[\u3000\uff01-\uff5e]|\p{Changes_When_Lowercased}/gu;
const WORD = /[\p{Script=Latin}\p{Nd}]/u;
/** Words that the index has: of letters of which every browser knows that they are Latin. */
const INDEXED = /^[0-9a-z\u00df-\u00f6\u00f8-\u024f\u1e00-\u1eff]+$/u;
const HAN = /\p{Script=Han}/u;
const LETTER = /[\p{L}\p{N}]/u;
const SPACE = /\p{White_Space}/u;

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

const mix = (a, b) => {
  const low = Math.imul(b, 0x85ebca77);
  let hash = Math.imul(a, 0x9e3779b1) ^ ((low << 15) | (low >>> 17));
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  return (hash ^ (hash >>> 15)) >>> 0;
};
const code = (char) => char.codePointAt(0);
const chained = (text, seed) => [...text].reduce((hash, char) => mix(hash, code(char)), seed);

/** Bits that are kept of what follows a pair. */
const FOLLOWER_BITS = 6;
const HALF = FOLLOWER_BITS / 2;
/** Bits of them for the second of two characters that follow. */
const SECOND_BITS = 2;
const FIRST_IDEOGRAPH = 0x3400;

const followerOf = (char) => (char === undefined || SPACE.test(char) ? undefined : mix(code(char), 1) >>> (32 - FOLLOWER_BITS));

/** What may follow a pair, as the least and the greatest of 64 numbers: the next character where the pair ends in an ideograph, else the next two. */
const codesOf = (b, next, second) => {
  const first = followerOf(next);
  if (first === undefined) return undefined;
  if (code(b) >= FIRST_IDEOGRAPH) return { least: first, greatest: first };
  const least = (first >> SECOND_BITS) << SECOND_BITS;
  const after = followerOf(second);
  if (after === undefined) return { least, greatest: least + 2 ** SECOND_BITS - 1 };
  const both = least + (after >> (FOLLOWER_BITS - SECOND_BITS));
  return { least: both, greatest: both };
};

/** A pair; where `next` and `second` are given, only where the pair may be followed by them. `isCovered` where the pair before it says as much of a phrase. */
const pairKey = (a, b, { next, second, isCovered = false } = {}) => ({ family: "pairs", hash: mix((code(a) << 16) ^ code(b), 0), codes: codesOf(b, next, second), isCovered });
/** A part of a pair that is cut, see `split.rs`. */
const partKey = (print, start) => ({ family: "pairs", hash: mix(print, start) });
const singleKey = (char) => ({ family: "words", hash: mix(code(char), 0) });
const wordKey = (word) => ({ family: "words", hash: chained(word, 0x110000) });
/** A field as a whole: 文号 (by its key) or 索引号. */
const wholeKey = (field) => ({ family: "words", hash: chained(fold(field), 0x110001) });
/** A year in brackets with a number after it, as in 〔2024〕5号. */
const numberedKey = (year, serial) => ({ family: "words", hash: chained(`${year} ${serial}`, 0x110002) });
/** A number written with zeros before it. */
const paddedKey = (serial) => ({ family: "words", hash: chained(serial, 0x110003) });

const NUMBERED = new RegExp(`${OPENING} ?(\\d{4}) ?${CLOSING} ?(?:第 ?)?0*(\\d+)`, "gu");

/** Every key of a text, as the generator cuts it; a query asks for few of these. */
export const keysOf = (text) => {
  const keys = [];
  for (const line of fold(text).split("\n")) {
    const chars = [...line];
    chars.forEach((char, at) => {
      if (SPACE.test(char)) return;
      keys.push(singleKey(char));
      if (at > 0 && !SPACE.test(chars[at - 1])) keys.push(pairKey(chars[at - 1], char));
    });
    for (const [word] of line.matchAll(/[0-9a-z\u00df-\u00f6\u00f8-\u024f\u1e00-\u1eff]+/gu)) {
      keys.push(wordKey(word));
      if (/^0+[1-9]\d*$/u.test(word)) keys.push(paddedKey(word.replace(/^0+/u, "")));
    }
    for (const [, year, serial] of line.matchAll(NUMBERED)) keys.push(numberedKey(year, serial));
  }
  return keys;
};

