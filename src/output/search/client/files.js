// ---- the files of the index ----

const VERSION = 1;
const HASH_BITS = 26;
/** Pairs in so many passages of a segment say what is kept beside them: nothing, what follows them in so many bits, or where they are many times. */
const DETAILED = 64;
const FOLLOWERS = [0, HALF, FOLLOWER_BITS, 0];
const MANY = 3;
/** What stands for a list of all in the place of the number that a part begins with. */
const WHOLE = 64;
const FOLDER = 1000;

const NONE = new Uint32Array();
/** Where a key occurs: slots, those where it is many times, documents with it in title or number. */
const NOWHERE = { slots: NONE, dense: NONE, heads: NONE, isShared: false };

/** Looks for a key in a shard; `segment` says which numbers there are, `log` how many shards. */
const lookUp = (bytes, { family, hash, codes }, { segment, log }) => {
  const bits = HASH_BITS - log;
  const wanted = ((hash << log) >>> 0) >>> (32 - bits);
  const reader = new Bits(bytes);
  const keys = reader.count();
  const low = lowBits(keys, 2 ** bits);
  const isPair = family === "pairs";
  for (let key = 0, print = 0; key < keys; key += 1) {
    print += reader.gap(low);
    if (print > wanted) break;
    const isShared = reader.bits(1) === 1;
    const parts = isPair && reader.bits(1) === 1 ? readParts(reader) : undefined;
    if (print !== wanted) {
      skipList(reader, segment.slots, isPair);
      skipNumbers(reader, reader.count(), segment.documents);
      print += 1;
      continue;
    }
    const body = readList(reader, segment.slots, { isPair, codes });
    return { ...body, heads: readNumbers(reader, reader.count(), segment.documents), isShared, parts };
  }
  return NOWHERE;
};

/** How a pair is cut: the numbers with which its parts begin, and whether there is a list of all. */
const readParts = (reader) => {
  const hasWhole = reader.bits(1) === 1;
  const [low, high] = [reader.bits(32), reader.bits(31)];
  const starts = [0];
  for (let start = 1; start < 64; start += 1) {
    const at = start - 1;
    if ((at < 32 ? low >>> at : high >>> (at - 32)) & 1) starts.push(start);
  }
  return { hasWhole, starts };
};

/** The parts of a pair that hold what is wanted. */
const partsFor = ({ hasWhole, starts }, codes) => {
  if (!codes && hasWhole) return [WHOLE];
  if (!codes) return starts;
  return starts.filter((start, at) => start <= codes.greatest && codes.least < (starts[at + 1] ?? WHOLE));
};

/** Whether what was found of a pair says of each place which character follows. */
const isPrecise = ({ codes }, { parts }) => {
  if (!codes || codes.least !== codes.greatest || !parts) return false;
  const [start] = partsFor(parts, codes);
  return start === codes.least && !partsFor(parts, { least: start + 1, greatest: start + 1 }).includes(start);
};

/** A list of slots, only those where a pair may be followed by what is wanted. */
const readList = (reader, range, { isPair, codes }) => {
  const count = reader.count();
  const kept = isPair && count >= DETAILED ? reader.bits(2) : 0;
  if (FOLLOWERS[kept] === 0) {
    const slots = readNumbers(reader, count, range);
    return { slots, dense: kept === MANY ? readNumbers(reader, reader.count(), [0, count]).map((at) => slots[at]) : NONE };
  }
  const low = lowBits(count, range[1]);
  const [slots, dense] = [new Uint32Array(count), new Uint32Array(count)];
  let [fitting, many] = [0, 0];
  for (let at = 0, next = range[0]; at < count; at += 1) {
    const slot = next + reader.gap(low);
    next = slot + 1;
    const { fits, isMany } = readFollowers(reader, FOLLOWERS[kept], codes);
    if (fits) slots[fitting++] = slot;
    if (isMany) dense[many++] = slot;
  }
  return { slots: slots.subarray(0, fitting), dense: dense.subarray(0, many) };
};

/** Passes over a list of another key. */
const skipList = (reader, range, isPair) => {
  const count = reader.count();
  const kept = isPair && count >= DETAILED ? reader.bits(2) : 0;
  const width = FOLLOWERS[kept];
  if (width === 0) {
    skipNumbers(reader, count, range);
    if (kept === MANY) skipNumbers(reader, reader.count(), [0, count]);
    return;
  }
  const low = lowBits(count, range[1]);
  for (let at = 0; at < count; at += 1) {
    reader.gap(low);
    if (reader.bits(1) === 0) reader.bits(width);
    else if (width === HALF) reader.bits(8);
    else {
      const several = reader.count() + 2;
      const lowest = lowBits(several, 1 << width);
      for (let one = 0; one < several; one += 1) reader.gap(lowest);
    }
  }
};

const FITS = { fits: true, isMany: false };
const FITS_OFTEN = { fits: true, isMany: true };
const FITS_NOT = { fits: false, isMany: false };
const FITS_NOT_BUT_OFTEN = { fits: false, isMany: true };

/** What follows a pair in one passage: whether that is what is wanted, and whether it is at least three different things. */
const readFollowers = (reader, width, codes) => {
  const [least, greatest] = !codes ? [0, 63] : width === HALF ? [codes.least >> HALF, codes.greatest >> HALF] : [codes.least, codes.greatest];
  const isWanted = (one) => least <= one && one <= greatest;
  if (reader.bits(1) === 0) return isWanted(reader.bits(width)) ? FITS : FITS_NOT;
  let fits = false;
  let count = 0;
  if (width === HALF) {
    for (let bits = reader.bits(8); bits; bits &= bits - 1, count += 1) fits ||= isWanted(31 - Math.clz32(bits & -bits));
  } else {
    count = reader.count() + 2;
    const low = lowBits(count, 1 << width);
    for (let at = 0, next = 0; at < count; at += 1) {
      const one = next + reader.gap(low);
      next = one + 1;
      fits ||= isWanted(one);
    }
  }
  if (count < 3) return fits ? FITS : FITS_NOT;
  return fits ? FITS_OFTEN : FITS_NOT_BUT_OFTEN;
};

/** Lists put together that follow each other. */
const joined = (lists) => {
  if (lists.length === 1) return lists[0];
  const all = new Uint32Array(lists.reduce((sum, list) => sum + list.length, 0));
  let at = 0;
  for (const list of lists) {
    all.set(list, at);
    at += list.length;
  }
  return all;
};

/** The numbers of several ascending lists, ascending, each once. */
const union = (lists) => {
  const some = lists.filter((list) => list.length);
  if (some.length < 2) return some[0] ?? NONE;
  const [first, last] = [Math.min(...some.map((list) => list[0])), Math.max(...some.map((list) => list.at(-1)))];
  const isIn = new Uint8Array(last - first + 1);
  for (const list of some) for (const number of list) isIn[number - first] = 1;
  return numbersWhere(isIn, (one) => one === 1).map((number) => first + number);
};

/** The slots where one of the parts of a pair is many times, or three of them are. */
const often = (parts, [first, range]) => {
  const times = new Uint8Array(range);
  for (const { slots, dense } of parts) {
    for (const slot of slots) times[slot - first] += 1;
    for (const slot of dense) times[slot - first] = MANY;
  }
  return numbersWhere(times, (one) => one >= MANY).map((slot) => first + slot);
};

const inflated = async (bytes) => {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
};

/** Fetches each file once; a failed fetch may be tried again. */
class Files {
  #base;
  #fetch;
  #kept = new Map();

  constructor(base, fetch) {
    this.#base = base;
    this.#fetch = fetch;
  }

  async load(path) {
    // The names of files stay; a browser asks whether they changed.
    const response = await this.#fetch(new URL(path, this.#base).href, { cache: "no-cache" });
    if (response.ok === false) throw new Error(`${path}: ${response.status}`);
    return response;
  }

  /** What `read` makes of the bytes of a numbered file. */
  #once({ folder }, number, read) {
    const path = `${folder}/${Math.floor(number / FOLDER)}/${number}.bin`;
    if (!this.#kept.has(path)) {
      const made = this.load(path).then((response) => response.arrayBuffer()).then((buffer) => read(new Uint8Array(buffer)));
      this.#kept.set(path, made.catch((error) => {
        this.#kept.delete(path);
        throw error;
      }));
    }
    return this.#kept.get(path);
  }

  /** Where a key occurs in a segment; of a pair that is cut, how. */
  async key(segment, key) {
    const set = segment[key.family];
    const log = Math.log2(set.files);
    const number = log ? key.hash >>> (32 - log) : 0;
    const bytes = await this.#once(set, number, (own) => own);
    return lookUp(bytes, key, { segment, log });
  }

  /** Where a pair that is cut occurs, as `key` found it. */
  async parts(segment, key, found) {
    const print = key.hash >>> (32 - HASH_BITS);
    const parts = await Promise.all(partsFor(found.parts, key.codes).map((start) => this.key(segment, partKey(print, start))));
    const all = [found, ...parts];
    return {
      slots: union(all.map(({ slots }) => slots)),
      dense: often(all, segment.slots),
      heads: found.heads,
      isShared: all.some(({ isShared }) => isShared),
    };
  }

  table(set, number) {
    return this.#once(set, number, async (bytes) => readTable(await inflated(bytes)));
  }

  async head(set, document) {
    const heads = await this.#once(set, Math.floor(document / set.each), (bytes) => JSON.parse(readText(bytes)));
    return heads[document % set.each];
  }

  /** The passage in a slot of a file that begins with the slot `first`. */
  async passage(set, slot, first) {
    const texts = await this.#once(set, first, (bytes) =>
      readText(bytes)
        .split("\0")
        .map((text) => ({ text, folded: fold(text) })),
    );
    return texts[slot - first];
  }
}

/** The columns of a table in their order, each with the column that it is guessed from. */
const COLUMNS = [["issuers"], ["kinds", "issuers"], ["statuses", "kinds"], ["topics", "issuers"], ["years", "years"], ["archived"], ["slots", "kinds"], ["joined", "slots"]];

/** Reads bits that were guessed: the better the guess, the less they took (adaptive binary range coding). */
class Guesses {
  #bytes;
  #at = 5;
  #range = 0xffffffff;
  #code;

  constructor(bytes) {
    this.#bytes = bytes;
    this.#code = new DataView(bytes.buffer, bytes.byteOffset).getUint32(1);
  }

  #bit(chances, place) {
    const chance = chances[place];
    const bound = (this.#range >>> 11) * chance;
    const bit = this.#code < bound ? 0 : 1;
    if (bit === 0) {
      this.#range = bound;
      chances[place] += (2048 - chance) >> 4;
    } else {
      this.#range -= bound;
      this.#code -= bound;
      chances[place] -= chance >> 4;
    }
    while (this.#range < 0x1000000) {
      this.#range = (this.#range << 8) >>> 0;
      this.#code = ((this.#code << 8) | (this.#bytes[this.#at] ?? 0)) >>> 0;
      this.#at += 1;
    }
    return bit;
  }

  /** A number of so many bits, the highest first; each bit is guessed from those before it. */
  number(chances, bits) {
    let place = 1;
    for (let bit = 0; bit < bits; bit += 1) place = 2 * place + this.#bit(chances, place);
    return place - (1 << bits);
  }
}

/** Reads a file of the table: the words of columns, and the number of a word for each document. */
export const readTable = (bytes) => {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
  const guesses = new Guesses(bytes.subarray(4 + length));
  const columns = {};
  for (const [name, other] of COLUMNS) {
    const values = new Uint16Array(header.documents);
    const bits = header.bits[name];
    const known = new Map();
    for (let row = 0; row < values.length; row += 1) {
      const from = other === name ? (row ? values[row - 1] : 0) : other ? columns[other][row] : 0;
      if (!known.has(from)) known.set(from, new Uint16Array(1 << bits).fill(1024));
      values[row] = guesses.number(known.get(from), bits);
    }
    columns[name] = values;
  }
  return { header, columns };
};

