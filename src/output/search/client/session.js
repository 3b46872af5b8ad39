// ---- the session ----

const MOST_AT_ONCE = 40;
/** Of what the index proposes, no smaller part is expected to be hits. */
const LEAST_RATE = 0.3;
/** What stands for a document that is to be looked up once more, in all its passages. */
const LATER = Symbol("later");
const SUGGESTIONS = 8;
/** So few more are looked up too, and then the total is counted. */
const LOOKED_UP_TOO = 5;

class Session {
  #manifest;
  #files;
  #table;

  constructor(manifest, files) {
    this.#manifest = manifest;
    this.#files = files;
  }

  /** How many documents can be found. */
  get documents() {
    return this.#manifest.documents;
  }

  /** How many hits a page should show. */
  get perPage() {
    return this.#manifest.per_page;
  }

  #loadTable() {
    const { documents, date, shards } = this.#manifest;
    const numbers = Array.from({ length: shards.table.files }, (_, number) => number);
    this.#table ??= Promise.all(numbers.map((number) => this.#files.table(shards.table, number)))
      .then((blocks) => new Table(documents, blocks, Date.parse(`${date}T00:00:00Z`)))
      .catch((error) => {
        this.#table = undefined;
        throw error;
      });
    return this.#table;
  }

  /** What the index says of every term of a query, where `isInTitles` of titles and numbers alone. */
  async #propose(groups, { isInTitles = false } = {}) {
    const segments = this.#manifest.shards.segments.map((segment) => ({
      lookUpKey: (key) => this.#files.key(segment, key),
      lookUpParts: (key, found) => (isInTitles ? found : this.#files.parts(segment, key, found)),
    }));
    const terms = [...new Set(groups.flat(2))];
    const [table, ...proposals] = await Promise.all([this.#loadTable(), ...terms.map((one) => propose(one, segments))]);
    return { table, proposals: new Map(terms.map((one, at) => [one, proposals[at]])) };
  }

  async search(query, { filters, sort = "relevance", offset = 0, limit = this.perPage } = {}) {
    const groups = parse(String(query ?? ""));
    const chosen = chosenOf(filters);
    const { table, proposals } = await this.#propose(groups);
    const weights = new Map([...proposals].map(([one, proposal]) => [one, weigh(proposal, table)]));
    const sums = weighAll(groups, weights, table.count);
    const refused = table.refusals(chosen);
    const matches = numbersWhere(sums, (sum) => sum > 0);
    const candidates = matches.filter((document) => refused[document] === 0);
    if (sort === "date" || groups.length === 0) candidates.reverse();
    else rank(candidates, sums, table);

    const isSure = groups.every((group) => group.length === 1 && group[0].every((one) => one.isSure && !proposals.get(one).isShared));
    const check = (document, how = {}) => this.#check(document, { groups, table, proposals }, how);
    const { hits, refuted, isCounted } = await (isSure ? sureHits : checkedHits)(candidates, check, { offset, limit });
    const gone = new Set(refuted);
    return {
      total: candidates.length - refuted.length,
      exact: isCounted,
      hits,
      facets: table.facets(gone.size ? matches.filter((document) => !gone.has(document)) : matches, refused, chosen),
    };
  }

  /** Documents whose title or number holds what is being typed, best first: `[{ url, title }]`. */
  async suggest(query, { limit = SUGGESTIONS } = {}) {
    const groups = parse(String(query ?? ""));
    if (groups.length === 0) return [];
    const { table, proposals } = await this.#propose(groups, { isInTitles: true });
    const inTitles = (one) => ({ ...proposals.get(one), slots: [], dense: [] });
    const weights = new Map([...proposals.keys()].map((one) => [one, weigh(inTitles(one), table)]));
    const sums = weighAll(groups, weights, table.count);
    const candidates = numbersWhere(sums, (sum) => sum >= WEIGHT.head);
    rank(candidates, sums, table);
    const titles = await Promise.all([...candidates.subarray(0, limit)].map((document) => this.#files.head(this.#manifest.shards.heads, document)));
    const holds = (head) => groups.every((group) => group.some((terms) => terms.every((one) => isInHead(one, head))));
    return titles.filter(holds).map(({ url, title }) => ({ url: addressOf(url), title }));
  }

  /** Looks a document up: a hit where all terms are there, else nothing. In doubt its head is fetched last; in haste only the likeliest passage is read for each term, and the document is left for later where that is not enough. */
  async #check(document, { groups, table, proposals }, { isDoubtful = false, isHasty = false }) {
    const { heads, texts } = this.#manifest.shards;
    const [first, end] = [table.slots[document], table.slots[document + 1]];
    const issuers = table.word("issuers", document);
    const places = new Map([...proposals].map(([one, { slots }]) => [one, within(slots, first, end)]));
    const promise = (slot) => [...places].reduce((sum, [one, slots]) => sum + (slots.includes(slot) ? (isAmong(proposals.get(one).dense, slot) ? 1.5 : 1) : 0), 0);
    const promises = new Map([...new Set([...places.values()].flatMap((slots) => [...slots]))].map((slot) => [slot, promise(slot)]));
    const ordered = [...promises.keys()].sort((a, b) => promises.get(b) - promises.get(a) || a - b);
    const titled = [...proposals].filter(([, one]) => [one.heads, one.wholes].some((list) => within(list, document, document + 1).length));
    const found = new Set([...proposals.keys()].filter(({ find }) => isIn(find, issuers)));
    const isThere = () => groups.every((group) => group.some((terms) => terms.every((one) => found.has(one))));
    const loadHead = () => this.#files.head(heads, document);
    const read = (slot) => this.#files.passage(texts, slot, table.file(document, slot));
    const isEarly = !isDoubtful || titled.length > 0;
    const [early] = await Promise.all([isEarly ? loadHead() : undefined, isDoubtful && ordered.length === 0 ? undefined : read(ordered[0] ?? first)]);
    for (const [one] of titled) if (isInHead(one, early)) found.add(one);
    if (ordered.length === 0) {
      if (!isThere()) return undefined;
      ordered.push(first);
    }
    let best = { count: -1 };
    let isLeft = false;
    const tried = new Set();
    for (const slot of ordered) {
      const open = [...places].filter(([one, slots]) => !found.has(one) && slots.includes(slot)).map(([one]) => one);
      if (best.count >= 0 && open.length === 0) continue;
      if (isHasty && best.count >= 0 && open.every((one) => tried.has(one))) {
        isLeft = true;
        continue;
      }
      for (const one of open) tried.add(one);
      const passage = await read(slot);
      const here = [...proposals.keys()].filter(({ find }) => find(passage.folded, 1).length);
      for (const one of here) found.add(one);
      if (here.length > best.count) best = { slot, count: here.length, passage };
      if (isThere() && best.count > 0) break;
    }
    if (!isThere()) return isLeft ? LATER : undefined;
    const head = early ?? (await loadHead());
    const file = head.files?.find((one) => best.slot - first >= one.first && best.slot - first < one.first + one.slots);
    return hitOf(head, {
      issuer: issuers,
      kind: table.word("kinds", document),
      status: table.word("statuses", document),
      archived: table.archived[document] === 1,
      title_marks: marksIn(groups, head.title),
      file: file ? { name: file.name, url: addressOf(file.url) } : null,
      ...excerptOf(groups, { ...best.passage, isFirst: best.slot === first, isLast: best.slot === end - 1 }),
    });
  }
}

const hitOf = (head, { issuer, kind, status, archived, title_marks, file, excerpt, marks }) => ({
  url: addressOf(head.url),
  title: head.title,
  title_marks,
  doc_number: head.doc_number ?? null,
  index_number: head.index_number ?? null,
  issuer,
  published: head.published,
  kind,
  status,
  archived,
  file,
  excerpt,
  marks,
});

const addressOf = (path) => path.replace(/[%#?\\]/gu, encodeURIComponent);

const isIn = (find, fields) => fields.some((field) => find(fold(field), 1).length);

/** Whether a number is in an ascending list. */
const isAmong = (list, number) => list[placeOf(list, number)] === number;

/** Whether a term is in title, 文号 or 索引号. */
const isInHead = ({ find, key }, { title, doc_number: number = "", index_number: index = "" }) =>
  isIn(find, [title, number, index]) || (key !== undefined && numberKey(number).includes(key));

/** The part of an ascending list between two bounds. */
const within = (list, first, end) => list.subarray(placeOf(list, first), placeOf(list, end));

const placeOf = (list, number) => {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (list[middle] < number) low = middle + 1;
    else high = middle;
  }
  return low;
};

const numbersWhere = (values, test) => {
  const numbers = new Uint32Array(values.length);
  let count = 0;
  values.forEach((value, number) => {
    if (!test(value)) return;
    numbers[count] = number;
    count += 1;
  });
  return numbers.subarray(0, count);
};

/** Sorts documents by their scores, the highest first, then the newest. */
const rank = (documents, sums, { count, standing }) => {
  const scores = new Float64Array(count);
  for (const document of documents) scores[document] = sums[document] + standing[document];
  documents.sort((a, b) => scores[b] - scores[a] || b - a);
};

/** Hits where the index proposes nothing but hits, so that those before `offset` need not be looked up. */
const sureHits = async (candidates, check, { offset, limit }) => {
  // One document is looked up at least: the bits of a hash may belong to another key, and then to that alone.
  const from = Math.min(offset, Math.max(0, candidates.length - 1));
  const shown = candidates.subarray(from, Math.max(from + 1, Math.min(candidates.length, offset + limit)));
  const checked = await inBatches(shown, check);
  if (checked.includes(undefined)) return { hits: [], refuted: [...candidates], isCounted: true };
  return { hits: checked.slice(offset - from, offset - from + limit), refuted: [], isCounted: true };
};

/** Hits looked up until there are enough: no more at once than are likely to be needed, and those last whose likeliest passages were in vain. */
const checkedHits = async (candidates, check, { offset, limit }) => {
  const hits = [];
  const refuted = [];
  const wanted = offset + limit;
  let waiting = candidates;
  let checkedSoFar = 0;
  for (const isHasty of [true, false]) {
    const later = [];
    let at = 0;
    while (at < waiting.length && (hits.length < wanted || waiting.length - at + later.length <= LOOKED_UP_TOO)) {
      const rate = checkedSoFar ? Math.max(LEAST_RATE, hits.length / checkedSoFar) : 1;
      const batch = hits.length < wanted ? Math.min(MOST_AT_ONCE, Math.ceil((wanted - hits.length) / rate)) : LOOKED_UP_TOO;
      const some = waiting.subarray(at, at + batch);
      const isDoubtful = hits.length < checkedSoFar;
      const checked = await inBatches(some, (document) => check(document, { isDoubtful, isHasty }));
      checked.forEach((hit, place) => (hit === LATER ? later : hit ? hits : refuted).push(hit && hit !== LATER ? hit : some[place]));
      at += some.length;
      checkedSoFar += some.length;
    }
    if (at < waiting.length) return { hits: hits.slice(offset, wanted), refuted, isCounted: false };
    waiting = Uint32Array.from(later);
  }
  return { hits: hits.slice(offset, wanted), refuted, isCounted: true };
};

const inBatches = async (documents, check) => {
  const checked = [];
  for (let at = 0; at < documents.length; at += MOST_AT_ONCE) {
    checked.push(...(await Promise.all([...documents.subarray(at, at + MOST_AT_ONCE)].map((document) => check(document)))));
  }
  return checked;
};

/** Opens the search of the site at `baseUrl`, where its `search.json` stands. */
export const open = async (baseUrl, { fetch = (...request) => globalThis.fetch(...request) } = {}) => {
  const base = new URL(String(baseUrl), globalThis.location?.href);
  if (!base.pathname.endsWith("/")) base.pathname += "/";
  const files = new Files(base, fetch);
  const manifest = await (await files.load("search.json")).json();
  if (manifest.version !== VERSION) throw new Error(`search.json: version ${manifest.version}`);
  return new Session(manifest, files);
};
