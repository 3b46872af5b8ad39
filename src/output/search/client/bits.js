
// ---- numbers and texts in few bits ----

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

/** Ascending numbers from `first` on, `count` of `range`. */
const readNumbers = (reader, count, [first, range]) => {
  const numbers = new Uint32Array(count);
  if (count * 2 <= range) {
    const low = lowBits(count, range);
    for (let at = 0, next = first; at < count; at += 1) {
      numbers[at] = next + reader.gap(low);
      next = numbers[at] + 1;
    }
    return numbers;
  }
  // Those between them are written.
  const low = lowBits(range - count, range);
  let [at, number] = [0, first];
  const fillTo = (end) => {
    for (; number < end; number += 1, at += 1) numbers[at] = number;
  };
  for (let absent = count; absent < range; absent += 1) {
    fillTo(number + reader.gap(low));
    number += 1;
  }
  fillTo(first + range);
  return numbers;
};

const skipNumbers = (reader, count, [, range]) => {
  const written = count * 2 <= range ? count : range - count;
  const low = lowBits(written, range);
  for (let at = 0; at < written; at += 1) reader.gap(low);
};
