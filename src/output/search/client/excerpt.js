// ---- excerpts ----

const EXCERPT = 120;
const LEAD = 30;
const MARKED = 64;

const finders = (groups) => [...new Set(groups.flat(2).map(({ find }) => find))];

/** A piece of a passage around the densest place of the terms, with the places to mark in it. */
const excerptOf = (groups, { text, folded, isFirst, isLast }) => {
  const found = finders(groups).flatMap((find, which) => find(folded, MARKED).map(([start, end]) => ({ start, end, which })));
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  const from = Math.max(0, (found.length ? densest(found) : 0) - LEAD);
  const start = aligned(text, from);
  const end = aligned(text, Math.min(text.length, start + EXCERPT));
  const before = start > 0 || (!isFirst && text) ? "…" : "";
  const after = end < text.length || (!isLast && text) ? "…" : "";
  const marks = [];
  for (const match of found) {
    const piece = [Math.max(start, match.start), Math.min(end, match.end)];
    if (piece[0] >= piece[1]) continue;
    const [a, b] = piece.map((at) => at - start + before.length);
    const last = marks.at(-1);
    if (last && a <= last[1]) last[1] = Math.max(last[1], b);
    else marks.push([a, b]);
  }
  return { excerpt: before + text.slice(start, end).replaceAll("\n", " ") + after, marks };
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

