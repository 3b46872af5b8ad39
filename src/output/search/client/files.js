// ---- the files of the index ----

const VERSION = 1;
const HASH_BITS = 23;
/** Pairs in so many passages of a segment have what follows them. */
const DETAILED = [64, 16384];
const FOLDER = 1000;

/** Reads numbers in few bits, the highest bit of each byte first. */
class Bits {
  #bytes;
  #at = 0;

  constructor(bytes) {
    this.#bytes = bytes;
  }

  /** The next 32 bits, zeros behind the end. */
  #window() {
    const bytes = this.#bytes;
    const at = this.#at >>> 3;
    const shift = this.#at & 7;
    const word = (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3];
    return shift ? (word << shift) | (bytes[at + 4] >>> (8 - shift)) : word;
  }

  bits(count) {
    if (count === 0) return 0;
    const value = this.#window() >>> (32 - count);
    this.#at += count;
    return value;
  }

  #zeros() {
    let zeros = 0;
    for (;;) {
      const window = this.#window();
      if (window !== 0) {
        const here = Math.clz32(window);
        this.#at += here + 1;
        return zeros + here;
      }
      zeros += 32;
      this.#at += 32;
      if (this.#at > this.#bytes.length * 8) throw new Error("a shard ends too early");
    }
  }

  count() {
    const width = this.#zeros();
    return ((1 << width) | this.bits(width)) - 1;
  }

  gap(low) {
    return (this.#zeros() << low) | this.bits(low);
  }
}

/** How many low bits of a gap are written as they are, where `count` numbers below `range` are listed. */
const lowBits = (count, range) => {
  let low = 0;
  while (low < 31 && count * 10 * 2 ** (low + 1) <= range * 7) low += 1;
  return low;
};

/** Where a key occurs: slots with whether it is dense there, documents with it in title or number. */
const NOWHERE = { slots: new Uint32Array(), dense: new Uint32Array(), heads: new Uint32Array(), isShared: false };

/** Looks for a key in a shard; `segment` says which numbers there are, `log` how many shards. */
const lookUp = (bytes, { family, hash, next }, { segment, log }) => {
  const bits = HASH_BITS - log;
  const wanted = ((hash << log) >>> 0) >>> (32 - bits);
  const reader = new Bits(bytes);
  const keys = reader.count();
  const low = lowBits(keys, 2 ** bits);
  for (let key = 0, print = 0; key < keys; key += 1) {
    print += reader.gap(low);
    if (print > wanted) break;
    const isShared = reader.bits(1) === 1;
    const body = readList(reader, segment.slots, family === "pairs");
    const heads = readList(reader, segment.documents, false);
    if (print === wanted) return { ...followed(body, next), heads: heads.numbers, isShared };
    print += 1;
  }
  return NOWHERE;
};

const EVERY = 0xff;

/** Ascending numbers, with the followers of pairs as bits. */
const readList = (reader, [first, range], isPair) => {
  const count = reader.count();
  const low = lowBits(count, range);
  const numbers = new Uint32Array(count);
  const isDetailed = isPair && count >= DETAILED[0] && count <= DETAILED[1];
  const followers = isDetailed ? new Uint8Array(count) : undefined;
  for (let at = 0, next = first; at < count; at += 1) {
    numbers[at] = next + reader.gap(low);
    next = numbers[at] + 1;
    if (isDetailed) followers[at] = reader.bits(1) ? reader.bits(8) : 1 << reader.bits(FOLLOWER_BITS);
  }
  return { numbers, followers };
};

/** Whether a pair has at least three followers: the passage is about it. */
const isMany = (followers) => {
  const fewer = followers & (followers - 1);
  return (fewer & (fewer - 1)) !== 0;
};

/** The slots where a pair may be followed by what follows it in a phrase, and those that are about the pair. */
const followed = ({ numbers, followers }, next) => {
  if (!followers) return { slots: numbers, dense: NOWHERE.slots };
  const wanted = next === undefined ? EVERY : 1 << next;
  const fits = (_, at) => (followers[at] & wanted) !== 0;
  return { slots: wanted === EVERY ? numbers : numbers.filter(fits), dense: numbers.filter((_, at) => isMany(followers[at])) };
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
    const heads = await this.#once(set, Math.floor(document / set.each), async (bytes) =>
      JSON.parse(new TextDecoder().decode(await inflated(bytes))),
    );
    return heads[document % set.each];
  }

  async passage(set, slot) {
    const texts = await this.#once(set, Math.floor(slot / set.each), async (bytes) =>
      new TextDecoder("utf-16le").decode(await inflated(bytes)).split("\0").map((text) => ({ text, folded: fold(text) })),
    );
    return texts[slot % set.each];
  }
}

/** The columns of a table in their order, each with the column that it is guessed from. */
const COLUMNS = [["issuers"], ["kinds", "issuers"], ["statuses", "kinds"], ["topics", "issuers"], ["years", "years"], ["archived"], ["slots", "kinds"]];

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

