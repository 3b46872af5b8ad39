// ---- what is known of every document: filters, counts, standing ----

const VALIDITY = { valid: 10, pending: 7, amended: 4, repealed: 0, expired: 0 };
const NO_VALIDITY = 8;
const ARCHIVED = -8;
const YEAR = 365 * 86_400_000;

const order = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

const topicOf = (written) => {
  const [top, ...below] = written.split(/[\\/]/u).map((part) => part.trim()).filter(Boolean);
  return { top: top ?? "", full: below.length ? `${top}/${below.join("/")}` : (top ?? "") };
};
const topicsOf = (topics) => [...new Set(topics.map(topicOf).flatMap(({ top, full }) => [top, full]).filter(Boolean))];

/** How the values of a facet stand in the table. */
const FACETS = {
  kind: { column: "kinds", values: (kind) => [kind] },
  status: { column: "statuses", values: (status) => (status ? [status] : []) },
  year: { column: "years", values: (year) => [year] },
  issuer: { column: "issuers", values: (issuers) => issuers },
  topic: { column: "topics", values: topicsOf },
};

/** A column of all tables: for each document the number of its set of values. */
class Column {
  sets = [];
  of;
  #known = new Map();

  constructor(count) {
    this.of = new Uint32Array(count);
  }

  add(written, values, from) {
    const numbers = written.map((one) => {
      const name = JSON.stringify(one);
      if (!this.#known.has(name)) this.#known.set(name, this.sets.push(one) - 1);
      return this.#known.get(name);
    });
    values.forEach((value, row) => {
      this.of[from + row] = numbers[value];
    });
  }
}

/** Documents by their numbers, which ascend from the oldest to the newest. */
class Table {
  count;
  /** The first slot of each document, and at last how many there are. */
  slots;
  archived;
  /** Whether a document's passage stands in the file of the one before it. */
  #joined;
  /** What speaks for a document whatever is searched: validity and recency. */
  standing;
  columns = {};
  #values = {};

  constructor(count, blocks, today) {
    this.count = count;
    this.slots = new Uint32Array(count + 1);
    this.archived = new Uint8Array(count);
    this.#joined = new Uint8Array(count);
    this.standing = new Float32Array(count);
    for (const { column } of Object.values(FACETS)) this.columns[column] = new Column(count);
    let from = 0;
    for (const { header, columns } of blocks) {
      columns.slots.forEach((slots, row) => {
        this.slots[from + row + 1] = this.slots[from + row] + slots;
      });
      this.archived.set(columns.archived, from);
      this.#joined.set(columns.joined, from);
      for (const [name, column] of Object.entries(this.columns)) column.add(header[name], columns[name], from);
      this.#rank(header.months, from, today);
      from += header.documents;
    }
    if (from !== count) throw new Error("search.json and its tables are of different builds");
    for (const [name, { column, values }] of Object.entries(FACETS)) this.#values[name] = this.columns[column].sets.map(values);
  }

  #rank(months, from, today) {
    const { of, sets } = this.columns.statuses;
    let document = from;
    for (const [month, count] of months) {
      const years = Math.max(0, today - Date.parse(`${month}-15T00:00:00Z`)) / YEAR;
      for (const end = document + count; document < end; document += 1) {
        const status = sets[of[document]];
        const validity = status ? VALIDITY[status] : NO_VALIDITY;
        this.standing[document] = validity + (this.archived[document] ? ARCHIVED : 0) + 10 * 0.85 ** years;
      }
    }
  }

  /** The first slot of the file that has a slot of a document. */
  file(document, slot) {
    let first = slot;
    for (let at = document; first === this.slots[at] && this.#joined[at]; at -= 1) first -= 1;
    return first;
  }

  /** The words of a document in a column. */
  word(column, document) {
    const { of, sets } = this.columns[column];
    return sets[of[document]];
  }

  /** For each document the number of the filters that refuse it, and which does, as bits. */
  refusals(chosen) {
    const refused = new Uint8Array(this.count);
    Object.keys(FACETS).forEach((name, bit) => {
      if (!chosen[name]) return;
      const passes = this.#values[name].map((values) => values.some((value) => chosen[name].has(value)));
      const { of } = this.columns[FACETS[name].column];
      for (let document = 0; document < this.count; document += 1) {
        if (!passes[of[document]]) refused[document] |= 1 << bit;
      }
    });
    return refused;
  }

  /** Numbers of documents by value. A facet's own choice does not narrow it, so that a second value can be added. */
  facets(documents, refused, chosen) {
    const facets = {};
    Object.keys(FACETS).forEach((name, bit) => {
      const { of, sets } = this.columns[FACETS[name].column];
      const sums = new Uint32Array(sets.length);
      for (const document of documents) if ((refused[document] & ~(1 << bit)) === 0) sums[of[document]] += 1;
      const counts = new Map();
      sums.forEach((sum, set) => {
        if (sum) for (const value of this.#values[name][set]) counts.set(value, (counts.get(value) ?? 0) + sum);
      });
      const shown = [...counts].filter(([value]) => name !== "topic" || isOffered(value, chosen.topic));
      facets[name] = shown.sort(FACET_ORDER[name] ?? (([a, x], [b, y]) => y - x || order(a, b)));
    });
    return facets;
  }
}

const STATUSES = Object.keys(VALIDITY);
const FACET_ORDER = {
  year: ([a], [b]) => order(b, a),
  status: ([a], [b]) => STATUSES.indexOf(a) - STATUSES.indexOf(b),
};

/** A second-level topic is offered once the topic above it, or one beside it, is chosen. */
const isOffered = (value, chosen = new Set()) => {
  const { top, full } = topicOf(value);
  return top === full || [...chosen].some((one) => topicOf(one).top === top);
};

const chosenOf = (filters) => {
  const chosen = {};
  for (const [name, values] of Object.entries(filters ?? {})) {
    const list = [values].flat().filter((value) => value !== undefined && value !== null);
    if (!(name in FACETS) || list.length === 0) continue;
    chosen[name] = new Set(list.map((value) => (name === "topic" ? topicOf(String(value)).full : String(value))));
  }
  return chosen;
};

