
const FIRST_BITS = 4;

/** Letters by how common they are, in UTF-16 units; the first line begins with three that would not show. */
const CODES = `\n \0${LETTERS}`;
const LINES = Array.from({ length: 6 }, (_, line) => CODES.slice((16 << line) - 16 + line, (32 << line) - 16 + line));

/** Reads a text: common letters have short codes, and what was there before is pointed at (`terse.rs`). */
export const readText = (bytes) => {
  const reader = new Bits(bytes);
  const units = new Uint16Array(reader.count());
  for (let at = 0; at < units.length; ) {
    const first = reader.bits(2);
    if (first === 0) {
      const length = reader.count() + 2;
      const from = at - 1 - reader.bits(32 - Math.clz32(at - 1));
      for (let place = from; place < from + length; place += 1, at += 1) units[at] = units[place];
      continue;
    }
    const second = (first << 1) | reader.bits(1);
    const line = second < 7 ? second - 2 : 5 + reader.bits(1);
    units[at] = line < LINES.length ? LINES[line].charCodeAt(reader.bits(FIRST_BITS + line)) : reader.bits(16);
    at += 1;
  }
  return new TextDecoder("utf-16le", { ignoreBOM: true }).decode(units);
};
