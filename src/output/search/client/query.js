const looksLikeNumber = (key) => key.endsWith("号") && /[0-9]/u.test(key);
const escaped = (text) => text.replace(/[\\^$.*+?()[\]{}|/]/gu, "\\$&");

// ---- what a query means ----

/** Pairs of a long term that are looked up. */
const MOST_PAIRS = 8;

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

/** Every key that a place of the literal must have, few enough to look up; `bounded` where it starts and ends with whole words. Fields of letters, digits and signs alone have no pairs of a sign and a word: `isInField` leaves these out. */
const literalKeys = (text, bounded, { isInField = false } = {}) => {
  const chars = [...text];
  const isCovered = chars.map(() => false);
  const keys = [];
  for (let from = 0, to; from < chars.length; from = to + 1) {
    for (to = from; to < chars.length && WORD.test(chars[to]); to += 1);
    const word = chars.slice(from, to).join("");
    if (!(bounded || (from > 0 && to < chars.length)) || !INDEXED.test(word)) continue;
    keys.push(wordKey(word));
    isCovered.fill(true, from, to);
  }
  const pairs = [];
  let isAfterPair = false;
  for (let at = 1; at < chars.length; at += 1) {
    const [a, b] = [chars[at - 1], chars[at]];
    const isInside = isCovered[at - 1] && isCovered[at];
    const isBeside = (isCovered[at - 1] && !LETTER.test(b)) || (isCovered[at] && !LETTER.test(a));
    const isPair = !isInside && !(isInField && isBeside) && !SPACE.test(a) && !SPACE.test(b);
    if (isPair) pairs.push(pairKey(a, b, { next: chars[at + 1], second: chars[at + 2], isCovered: isAfterPair }));
    isAfterPair = isPair;
  }
  keys.push(...some(pairs, MOST_PAIRS));
  if (keys.length) return keys;
  return some([...new Set(chars)].filter((char) => !SPACE.test(char)), MOST_PAIRS).map(singleKey);
};

/** At most so many of a list, spread over it, the first and the last among them. */
const some = (list, most) =>
  list.length <= most ? list : Array.from({ length: most }, (_, at) => list[Math.round((at * (list.length - 1)) / (most - 1))]);

/** What the index must have where a term is: all keys of `all`, and of each list in `any` at least one. */
const plan = (all, ...any) => ({ all, any });

/** A 文号 in any writing: brackets of any kind, with or without 第, spaces and zeros before the serial number. */
const numbered = ({ prefix, year, serial, rest }) => ({
  find: pattern(`${escaped(prefix)} ?${OPENING} ?${year} ?${CLOSING} ?(?:第 ?)?0*${serial}${rest}`),
  plan: plan([
    ...(prefix ? literalKeys(prefix, false) : []),
    ...(rest ? [numberedKey(year, serial)] : [wordKey(year), ...literalKeys(serial, false)]),
  ]),
  key: numberKey(`${prefix}〔${year}〕${serial}号`),
});

/** The number of an order, as in 令第711号. */
const ordered = (prefix, serial) => ({
  find: pattern(`${escaped(prefix)} ?(?:第 ?)?0*${serial} ?号`),
  plan: plan(literalKeys(prefix, false), [wordKey(serial), paddedKey(serial)]),
  key: numberKey(`${prefix}第${serial}号`),
});

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
  return match ? ordered(match[1], match[2]) : undefined;
};

/** The plan for a document whose own number holds a key. */
const keyPlan = (key) => {
  const [, prefix, year, serial] = /^(.*)〔(\d{4})〕(\d+)\D/u.exec(key) ?? [];
  if (!year) return plan(literalKeys(fold(key), false));
  return plan([...(prefix ? literalKeys(fold(prefix), false) : []), numberedKey(year, serial)]);
};

const term = (words) => {
  const number = readNumber(words);
  const own = numberKey(words);
  const key = looksLikeNumber(own) ? own : undefined;
  const bounded = !HAN.test(words);
  const isSubsumed = number?.find(words, 1).length > 0;
  const plansOf = (where) => [...(isSubsumed ? [] : [plan(literalKeys(words, bounded, where))]), ...(number ? [number.plan] : [])];
  const fieldPlans = plansOf({ isInField: true });
  return {
    words,
    key,
    find: number ? either(literal(words), number.find) : literal(words),
    plans: plansOf({}),
    headPlans: key ? [...fieldPlans, keyPlan(key)] : fieldPlans,
    wholes: wholesOf(words, [key, number?.key]),
    isSure: !number && !key && isSure(words, bounded),
  };
};

/** Keys of fields that are the words and nothing else: only numbers are. */
const wholesOf = (words, keys) =>
  /[0-9]/u.test(words) ? [...new Set([words, ...keys].filter(Boolean).map(fold))].map(wholeKey) : [];

/** Whether every place that the index proposes is one: the words are a single key, found wherever the key is. */
const isSure = (words, bounded) => {
  const chars = [...words];
  if (chars.some((char) => SPACE.test(char))) return false;
  if (bounded && chars.every((char) => WORD.test(char))) return INDEXED.test(words);
  if (chars.length > 2) return false;
  return !bounded || !(WORD.test(chars[0]) || WORD.test(chars.at(-1)));
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
  const joined = words.join(" ");
  const read = readNumber(joined);
  if (!read) return undefined;
  const plans = [read.plan];
  return { words: joined, key: undefined, find: read.find, plans, headPlans: plans, wholes: wholesOf(joined, [read.key]), isSure: false };
};

