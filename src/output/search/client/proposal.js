// ---- what the index proposes ----

const WEIGHT = { whole: 140, head: 60, issuer: 15, body: 4, dense: 6, passages: 4 };

/** The numbers that two ascending lists share. */
const both = (a, b) => {
  const [few, many] = a.length < b.length ? [a, b] : [b, a];
  const out = new Uint32Array(few.length);
  let count = 0;
  for (let i = 0, j = 0; i < few.length && j < many.length; ) {
    if (few[i] < many[j]) i += 1;
    else if (few[i] > many[j]) j += 1;
    else {
      out[count] = few[i];
      count += 1;
      i += 1;
      j += 1;
    }
  }
  return out.subarray(0, count);
};

const intersection = (lists) => [...lists].sort((a, b) => a.length - b.length).reduce(both);

/** Where a term may be: slots, documents by title or number, documents by their whole number; `segments` look keys up, in the order of their documents. */
const propose = async (term, segments) => {
  const parts = await Promise.all(segments.map((segment) => proposeIn(term, segment)));
  const lists = (name) => joined(parts.map((part) => part[name]));
  return { term, slots: lists("slots"), dense: lists("dense"), heads: lists("heads"), wholes: lists("wholes"), isShared: parts.some(({ isShared }) => isShared) };
};

/** The same in one segment. */
const proposeIn = async (term, { lookUpKey, lookUpParts }) => {
  /** Where keys occur that are all wanted; nothing for a pair at the end of a phrase where the pair before it says as much. */
  const lookUpAll = async (keys) => {
    const found = await Promise.all(keys.map(lookUpKey));
    const isLeftOut = (at) => keys[at].isCovered && !keys[at].codes && isPrecise(keys[at - 1], found[at - 1]);
    return Promise.all(found.map((one, at) => (!one.parts ? one : isLeftOut(at) ? { heads: one.heads } : lookUpParts(keys[at], one))));
  };
  const lookUpAny = async (keys) => {
    const found = await Promise.all(keys.map((key) => lookUpAll([key])));
    return { slots: union(found.map(([one]) => one.slots)), heads: union(found.map(([one]) => one.heads)) };
  };
  const of = async ({ all, any }) => {
    const [sure, alternatives] = await Promise.all([lookUpAll(all), Promise.all(any.map(lookUpAny))]);
    const asked = sure.filter((one) => one.slots);
    const pairs = sure.filter((one, at) => one.slots && all[at].family === "pairs");
    const slots = intersection([...asked, ...alternatives].map((list) => list.slots));
    return {
      slots,
      heads: intersection([...sure, ...alternatives].map(({ heads }) => heads)),
      // The last pair alone says how often a phrase is there: the others are followed by the same character each time.
      dense: pairs.length ? both(slots, pairs.at(-1).dense) : NONE,
      isShared: sure.some(({ isShared }) => isShared),
    };
  };
  const [plans, heads, wholes] = await Promise.all([
    Promise.all(term.plans.map(of)),
    Promise.all(term.headPlans.map(of)),
    Promise.all(term.wholes.map(lookUpKey)),
  ]);
  return {
    slots: union(plans.map(({ slots }) => slots)),
    dense: union(plans.map(({ dense }) => dense)),
    heads: union(heads.map((one) => one.heads)),
    wholes: union(wholes.map((one) => one.heads)),
    isShared: plans.some(({ isShared }) => isShared),
  };
};

/** How well each document answers a term, as far as the index knows; 0 where the term is not. */
const weigh = ({ term, slots, dense, heads, wholes }, table) => {
  const weights = new Float32Array(table.count);
  for (const document of heads) weights[document] += WEIGHT.head;
  for (const document of wholes) weights[document] += WEIGHT.whole;
  const { of, sets } = table.columns.issuers;
  const issues = sets.map((issuers) => issuers.some((issuer) => term.find(fold(issuer), 1).length));
  if (issues.includes(true)) {
    for (let document = 0; document < table.count; document += 1) if (issues[of[document]]) weights[document] += WEIGHT.issuer;
  }
  for (const [document, passages] of byDocument(slots, table)) {
    weights[document] += WEIGHT.body + (WEIGHT.passages * passages) / (table.slots[document + 1] - table.slots[document]);
  }
  for (const [document] of byDocument(dense, table)) weights[document] += WEIGHT.dense;
  return weights;
};

/** Documents with how many of the slots are theirs. */
function* byDocument(slots, table) {
  for (let at = 0, document = 0; at < slots.length; document += 1) {
    const first = at;
    while (at < slots.length && slots[at] < table.slots[document + 1]) at += 1;
    if (at > first) yield [document, at - first];
  }
}

/** The weight of a whole query for each document; 0 where a group is missing. */
const weighAll = (groups, weights, count) => {
  const sums = new Float32Array(count).fill(groups.length ? 0 : 1);
  groups.forEach((alternatives, number) => {
    for (let document = 0; document < count; document += 1) {
      if (number > 0 && sums[document] === 0) continue;
      let best = 0;
      for (const terms of alternatives) {
        let sum = 0;
        for (const one of terms) {
          const weight = weights.get(one)[document];
          sum = weight === 0 ? 0 : sum + weight;
          if (sum === 0) break;
        }
        best = Math.max(best, sum);
      }
      sums[document] = best === 0 ? 0 : sums[document] + best;
    }
  });
  return sums;
};

