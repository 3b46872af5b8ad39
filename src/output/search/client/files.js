// ---- the files of the index ----

const VERSION = 1;
const HASH_BITS = 23;
/** Pairs in so many passages of a segment say whether they have what follows them, and in how many bits. */
const DETAILED = 64;
const FOLLOWERS = [0, FOLLOWER_BITS, 2 * FOLLOWER_BITS];
const FOLDER = 1000;

/** Where a key occurs: slots with whether it is dense there, documents with it in title or number. */
const NOWHERE = { slots: new Uint32Array(), dense: new Uint32Array(), heads: new Uint32Array(), isShared: false };

/** Looks for a key in a shard; `segment` says which numbers there are, `log` how many shards. */
const lookUp = (bytes, { family, hash, followers }, { segment, log }) => {
  const bits = HASH_BITS - log;
  const wanted = ((hash << log) >>> 0) >>> (32 - bits);
  const reader = new Bits(bytes);
  const keys = reader.count();
  const low = lowBits(keys, 2 ** bits);
  for (let key = 0, print = 0; key < keys; key += 1) {
    print += reader.gap(low);
    if (print > wanted) break;
    const isShared = reader.bits(1) === 1;
    const isPair = family === "pairs";
    if (print !== wanted) {
      skipList(reader, segment.slots, isPair);
      skipList(reader, segment.documents, false);
      print += 1;
      continue;
    }
    const body = readList(reader, segment.slots, isPair ? followers : undefined);
    return { ...body, heads: readList(reader, segment.documents).slots, isShared };
  }
  return NOWHERE;
};

/** Ascending numbers: those where a pair may be followed by what is wanted, and those that are about the pair. */
const readList = (reader, [first, range], wanted) => {
  const count = reader.count();
  const low = lowBits(count, range);
  const width = wanted && count >= DETAILED ? FOLLOWERS[reader.bits(2)] : 0;
  const slots = new Uint32Array(count);
  const dense = width ? new Uint32Array(count) : NOWHERE.dense;
  let [fitting, many] = [0, 0];
  for (let at = 0, next = first; at < count; at += 1) {
    const slot = next + reader.gap(low);
    next = slot + 1;
    const { fits, isMany } = width ? readFollowers(reader, width, wanted) : FITS;
    if (fits) slots[fitting++] = slot;
    if (isMany) dense[many++] = slot;
  }
  return { slots: slots.subarray(0, fitting), dense: dense.subarray(0, many) };
};

/** Passes over a list of another key. */
const skipList = (reader, [, range], isPair) => {
  const count = reader.count();
  const low = lowBits(count, range);
  const width = isPair && count >= DETAILED ? FOLLOWERS[reader.bits(2)] : 0;
  for (let at = 0; at < count; at += 1) {
    reader.gap(low);
    if (width === 0) continue;
    if (reader.bits(1) === 0) reader.bits(width);
    else if (width === FOLLOWER_BITS) reader.bits(8);
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
const readFollowers = (reader, width, { first, second }) => {
  const isWanted = (code) =>
    width === FOLLOWER_BITS
      ? first === undefined || code === first
      : (first === undefined || code >> FOLLOWER_BITS === first) && (second === undefined || (code & 7) === second);
  if (reader.bits(1) === 0) return isWanted(reader.bits(width)) ? FITS : FITS_NOT;
  let fits = false;
  let count = 0;
  if (width === FOLLOWER_BITS) {
    for (let bits = reader.bits(8); bits; bits &= bits - 1, count += 1) fits ||= isWanted(31 - Math.clz32(bits & -bits));
  } else {
    count = reader.count() + 2;
    const low = lowBits(count, 1 << width);
    for (let at = 0, next = 0; at < count; at += 1) {
      const code = next + reader.gap(low);
      next = code + 1;
      fits ||= isWanted(code);
    }
  }
  if (count < 3) return fits ? FITS : FITS_NOT;
  return fits ? FITS_OFTEN : FITS_NOT_BUT_OFTEN;
};

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

  /** Where a key occurs in a segment. */
  async key(segment, key) {
    const set = segment[key.family];
    const log = Math.log2(set.files);
    const number = log ? key.hash >>> (32 - log) : 0;
    const bytes = await this.#once(set, number, (own) => own);
    return lookUp(bytes, key, { segment, log });
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

