// ---- a search server in place of the index: the same session over OpenSearch, Elasticsearch or Meilisearch ----
//
// The server has the documents that `gongkai export bulk` wrote. What it finds is what its own cutting of words finds.

const FIELDS = { kind: "kind", status: "status", year: "year", issuer: "issuer", topic: "topics" };
const STATUSES = ["valid", "pending", "amended", "repealed", "expired"];
const SHOWN = ["url", "title", "doc_number", "index_number", "issuer", "published", "kind", "status", "archived"];
const EXCERPT = 120;
const SUGGESTIONS = 8;
const [OPEN, CLOSE] = ["\u0001", "\u0002"];

const order = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const termsOf = (query) => parse(String(query ?? "")).map(([[first, ...others]]) => [first, ...others].map(({ words }) => words).join(" "));
const chosenOf = (filters) =>
  Object.fromEntries(
    Object.entries(filters ?? {})
      .map(([name, values]) => [name, [values].flat().filter((value) => value !== undefined && value !== null)])
      .filter(([name, values]) => name in FIELDS && values.length),
  );
/** A topic as editors write it, with either stroke. */
const written = (name, values) => (name === "topic" ? values.flatMap((value) => [value, value.replaceAll("/", "\\"), value.replaceAll("\\", "/")]) : values);

/** Counts by value in the order in which the page shows them. */
const facetOf = (name, counts) => {
  const sums = new Map();
  for (const [value, count] of counts) {
    const shown = name === "topic" ? String(value).replaceAll("\\", "/") : String(value);
    sums.set(shown, (sums.get(shown) ?? 0) + count);
  }
  const sorts = {
    year: ([a], [b]) => order(b, a),
    status: ([a], [b]) => STATUSES.indexOf(a) - STATUSES.indexOf(b),
  };
  return [...sums].filter(([, count]) => count > 0).sort(sorts[name] ?? (([a, x], [b, y]) => y - x || order(a, b)));
};

/** A text in which the server set marks, as the page wants it: the text and the places. */
const unmarked = (text) => {
  const marks = [];
  let excerpt = "";
  for (const piece of text.replaceAll("\n", " ").split(OPEN)) {
    const [inside, ...rest] = piece.split(CLOSE);
    if (rest.length) marks.push([excerpt.length, excerpt.length + inside.length]);
    excerpt += inside + rest.join("");
  }
  return { excerpt, marks };
};

const hitOf = (source, marked, file) => {
  const hit = Object.fromEntries(SHOWN.map((name) => [name, source[name] ?? null]));
  hit.url = source.url.replace(/[%#?\\]/gu, encodeURIComponent);
  hit.archived = source.archived ?? false;
  hit.title_marks = [];
  hit.file = file ?? null;
  return { ...hit, ...unmarked(marked ?? "") };
};

/** OpenSearch and Elasticsearch. */
const elastic = {
  path: (index) => `${encodeURIComponent(index)}/_search`,
  authorization: (key) => `ApiKey ${key}`,

  search(query, { chosen, sort, offset, limit }) {
    const phrase = (words) => (field, boost) => ({ match_phrase: { [field]: { query: words, boost } } });
    const must = termsOf(query).map((words) => {
      const at = phrase(words);
      const should = [at("doc_number", 12), at("index_number", 12), at("title", 8), at("issuer.text", 2), at("text", 1), at("files.name", 2), at("files.text", 1)];
      return { bool: { should, minimum_should_match: 1 } };
    });
    const filters = Object.entries(chosen).map(([name, values]) => [name, passing(name, values)]);
    const others = (name) => filters.filter(([other]) => other !== name).map(([, filter]) => filter);
    const counted = ([name, field]) => [name, { filter: { bool: { filter: others(name) } }, aggs: { values: { terms: { field, size: 200 } } } }];
    return {
      from: offset,
      size: limit,
      track_total_hits: true,
      _source: SHOWN,
      query: { bool: { must, should: [{ term: { status: { value: "valid", boost: 0.5 } } }] } },
      post_filter: { bool: { filter: filters.map(([, filter]) => filter) } },
      sort: sort === "date" || must.length === 0 ? [{ published: "desc" }, { url: "asc" }] : ["_score", { published: "desc" }],
      aggs: Object.fromEntries(Object.entries(FIELDS).map(counted)),
      highlight: {
        pre_tags: [OPEN],
        post_tags: [CLOSE],
        fields: { text: { fragment_size: EXCERPT, number_of_fragments: 1, no_match_size: EXCERPT }, "files.text": { fragment_size: EXCERPT, number_of_fragments: 1 } },
      },
    };
  },

  read({ hits, aggregations = {} }) {
    const facet = ([name, { values }]) => [name, facetOf(name, values.buckets.map(({ key, doc_count: count }) => [key, count]))];
    return {
      total: hits.total.value,
      exact: hits.total.relation === "eq",
      hits: hits.hits.map(({ _source: source, highlight = {} }) => {
        const [own, file] = [highlight.text?.[0], highlight["files.text"]?.[0]];
        return hitOf(source, own?.includes(OPEN) ? own : (file ?? own));
      }),
      facets: Object.fromEntries(Object.entries(aggregations).map(facet)),
    };
  },

  suggest: (query, limit) => ({
    size: limit,
    _source: ["url", "title"],
    query: { bool: { must: termsOf(query).map((words) => ({ multi_match: { query: words, type: "phrase", fields: ["title", "doc_number"] } })) } },
  }),
  titles: ({ hits }) => hits.hits.map(({ _source: source }) => source),
};

const passing = (name, values) => {
  const field = FIELDS[name];
  const terms = { terms: { [field]: [...new Set(written(name, values))] } };
  if (name !== "topic") return terms;
  return { bool: { should: [terms, ...values.map((value) => ({ prefix: { [field]: `${value.replaceAll("/", "\\")}\\` } }))] } };
};

/** Meilisearch. A facet's own choice does not narrow it, so each chosen facet is asked for once more. */
const meili = {
  path: () => "multi-search",
  authorization: (key) => `Bearer ${key}`,

  search(query, { chosen, sort, offset, limit, index }) {
    const q = termsOf(query).map((words) => `"${words.replaceAll('"', " ")}"`).join(" ");
    const quoted = (value) => `"${value.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
    const filters = Object.entries(chosen).map(([name, values]) => [name, [...new Set(written(name, values))].map((value) => `${FIELDS[name]} = ${quoted(value)}`)]);
    const others = (name) => filters.filter(([other]) => other !== name).map(([, filter]) => filter);
    const one = { indexUid: index, q, matchingStrategy: "all" };
    return {
      queries: [
        {
          ...one,
          filter: others(),
          facets: Object.values(FIELDS),
          offset,
          limit,
          sort: sort === "date" || !q ? ["published:desc"] : [],
          attributesToRetrieve: SHOWN,
          attributesToCrop: ["text", "files.text"],
          cropLength: 60,
          cropMarker: "…",
          attributesToHighlight: ["text", "files.text"],
          highlightPreTag: OPEN,
          highlightPostTag: CLOSE,
        },
        ...filters.map(([name]) => ({ ...one, filter: others(name), facets: [FIELDS[name]], limit: 0 })),
      ],
    };
  },

  read({ results: [main, ...asked] }, { chosen }) {
    const facets = Object.fromEntries(Object.entries(FIELDS).map(([name, field]) => [name, Object.entries(main.facetDistribution?.[field] ?? {})]));
    Object.keys(chosen).forEach((name, at) => {
      facets[name] = Object.entries(asked[at].facetDistribution?.[FIELDS[name]] ?? {});
    });
    return {
      total: main.estimatedTotalHits ?? main.totalHits,
      exact: main.totalHits !== undefined,
      hits: main.hits.map((source) => {
        const { text, files = [] } = source._formatted ?? {};
        const file = files.findIndex((one) => one.text?.includes(OPEN));
        if (text?.includes(OPEN) || file < 0) return hitOf(source, text);
        return hitOf(source, files[file].text);
      }),
      facets: Object.fromEntries(Object.entries(facets).map(([name, counts]) => [name, facetOf(name, counts)])),
    };
  },

  suggest: (query, limit, index) => ({
    queries: [{ indexUid: index, q: termsOf(query).map((words) => `"${words}"`).join(" "), attributesToSearchOn: ["title", "doc_number"], attributesToRetrieve: ["url", "title"], limit }],
  }),
  titles: ({ results: [{ hits }] }) => hits,
};

/** Opens a search server as `open` of the client opens the index; `manifest` is `search.json`. */
export const open = async (baseUrl, { manifest, fetch = (...request) => globalThis.fetch(...request) } = {}) => {
  const { kind, endpoint, index, key } = manifest.engine;
  const dialect = kind === "meilisearch" ? meili : elastic;
  const ask = async (body) => {
    const headers = { "Content-Type": "application/json" };
    if (key) headers.Authorization = dialect.authorization(key);
    const response = await fetch(new URL(dialect.path(index), endpoint).href, { method: "POST", headers, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`${endpoint}: ${response.status}`);
    return response.json();
  };
  return {
    documents: manifest.documents,
    perPage: manifest.per_page,
    async search(query, { filters, sort = "relevance", offset = 0, limit = manifest.per_page } = {}) {
      const asked = { chosen: chosenOf(filters), sort, offset, limit, index };
      return dialect.read(await ask(dialect.search(query, asked)), asked);
    },
    async suggest(query, { limit = SUGGESTIONS } = {}) {
      if (termsOf(query).length === 0) return [];
      const titles = dialect.titles(await ask(dialect.suggest(query, limit, index)));
      return titles.map(({ url, title }) => ({ url: url.replace(/[%#?\\]/gu, encodeURIComponent), title }));
    },
  };
};
