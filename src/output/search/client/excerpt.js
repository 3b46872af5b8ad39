// ---- excerpts ----

const EXCERPT = 120;
const LEAD = 30;
const MARKED = 64;

const finders = (groups) => [...new Set(groups.flat(2).map(({ find }) => find))];

/** Where terms are in a folded text: `{ start, end, which }` in ascending order. */
const placesOf = (groups, folded) =>
  finders(groups)
    .flatMap((find, which) => find(folded, MARKED).map(([start, end]) => ({ start, end, which })))
    .sort((a, b) => a.start - b.start || b.end - a.end);

/** Places between two bounds, counted from the first, those that touch put together. */
const marksFrom = (places, start, end) => {
  const marks = [];
  for (const place of places) {
    const [a, b] = [Math.max(start, place.start) - start, Math.min(end, place.end) - start];
    if (a >= b) continue;
    const last = marks.at(-1);
    if (last && a <= last[1]) last[1] = Math.max(last[1], b);
    else marks.push([a, b]);
  }
  return marks;
};

const marksIn = (groups, text) => marksFrom(placesOf(groups, fold(text)), 0, text.length);

/** A piece of a passage around the densest place of the terms, with the places to mark in it. */
const excerptOf = (groups, { text, folded, isFirst, isLast }) => {
  const found = placesOf(groups, folded);
  const from = Math.max(0, (found.length ? densest(found) : 0) - LEAD);
  const start = aligned(text, from);
  const end = aligned(text, Math.min(text.length, start + EXCERPT));
  const before = start > 0 || (!isFirst && text) ? "…" : "";
  const after = end < text.length || (!isLast && text) ? "…" : "";
  const marks = marksFrom(found, start, end).map(([a, b]) => [a + before.length, b + before.length]);
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

