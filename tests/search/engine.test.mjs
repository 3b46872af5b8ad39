// The client for search servers, against endpoints that answer as the real ones do.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

const parts = ["cut", "query", "engine"].map((name) => readFileSync(new URL(`../../src/output/search/client/${name}.js`, import.meta.url), "utf8"));
const { open } = await import(`data:text/javascript,${encodeURIComponent(parts.join(""))}`);

const source = { url: "policy/50%.html", title: "关于应急的通知", doc_number: "国发〔2024〕5号", issuer: ["国务院"], published: "2024-05-13", kind: "policy", status: "valid", archived: false };

/** A session that writes down what it asks. */
const session = async (kind, answer, key) => {
  const asked = [];
  const fetch = async (url, { method, headers, body }) => {
    asked.push({ url, method, headers, body: JSON.parse(body) });
    return typeof answer === "number" ? new Response("", { status: answer }) : new Response(JSON.stringify(answer));
  };
  const engine = { kind, endpoint: "https://search.example.gov.cn/es/", index: "gong kai", key };
  return { asked, opened: await open("https://www.example.gov.cn/", { fetch, manifest: { documents: 3, per_page: 10, engine } }) };
};

const elastic = {
  hits: {
    total: { value: 12, relation: "eq" },
    hits: [{ _source: source, highlight: { text: ["为了\u0001应急\u0002管理\n\u0001应急\u0002"] } }, { _source: { ...source, url: "a/" }, highlight: { text: ["开头"], "files.text": ["附件\u0001应急\u0002"] } }],
  },
  aggregations: {
    year: { values: { buckets: [{ key: "2023", doc_count: 2 }, { key: "2024", doc_count: 1 }] } },
    topic: { values: { buckets: [{ key: "综合政务\\政务公开", doc_count: 4 }, { key: "综合政务/政务公开", doc_count: 1 }] } },
    status: { values: { buckets: [{ key: "repealed", doc_count: 9 }, { key: "valid", doc_count: 1 }] } },
  },
};

test("OpenSearch: 问的是短语, 筛选在计数之后", async () => {
  const { asked, opened } = await session("opensearch", elastic, "abc");
  const result = await opened.search('应急　"open data" 国发2024 5号', { filters: { year: ["2024"], topic: ["综合政务"] }, offset: 10, limit: 5 });
  const [{ url, method, headers, body }] = asked;
  assert.equal(url, "https://search.example.gov.cn/es/gong%20kai/_search");
  assert.equal(method, "POST");
  assert.equal(headers.Authorization, "ApiKey abc");
  assert.deepEqual([body.from, body.size, body.track_total_hits], [10, 5, true]);
  assert.deepEqual(body.query.bool.must.map(({ bool }) => bool.should[0].match_phrase.doc_number.query), ["应急", "open data", "国发2024 5号"]);
  assert.equal(body.post_filter.bool.filter.length, 2);
  assert.deepEqual(body.aggs.year.filter.bool.filter.length, 1, "a facet's own choice does not narrow it");
  assert.deepEqual(body.aggs.kind.filter.bool.filter.length, 2);
  assert.deepEqual([result.total, result.exact], [12, true]);
  assert.deepEqual(result.facets.year, [["2024", 1], ["2023", 2]]);
  assert.deepEqual(result.facets.topic, [["综合政务/政务公开", 5]]);
  assert.deepEqual(result.facets.status, [["valid", 1], ["repealed", 9]]);
});

test("OpenSearch: 结果与本站索引的一样", async () => {
  const { opened } = await session("elasticsearch", elastic);
  const [first, second] = (await opened.search("应急", { sort: "date" })).hits;
  assert.deepEqual(Object.keys(first).sort(), ["archived", "doc_number", "excerpt", "file", "index_number", "issuer", "kind", "marks", "published", "status", "title", "title_marks", "url"]);
  assert.equal(first.url, "policy/50%25.html");
  assert.equal(first.excerpt, "为了应急管理 应急");
  assert.deepEqual(first.marks, [[2, 4], [7, 9]]);
  assert.equal(second.excerpt, "附件应急");
  assert.deepEqual(await opened.suggest("应急"), [{ url: "policy/50%25.html", title: "关于应急的通知" }, { url: "a/", title: "关于应急的通知" }]);
});

test("Meilisearch: 每个选了的筛选多问一次", async () => {
  const results = [
    { hits: [{ ...source, _formatted: { text: "…\u0001应急\u0002…", files: [] } }], estimatedTotalHits: 7, facetDistribution: { year: { 2024: 7 }, kind: { policy: 7 } } },
    { hits: [], facetDistribution: { year: { 2023: 3, 2024: 7 } } },
  ];
  const { asked, opened } = await session("meilisearch", { results }, "abc");
  const result = await opened.search("应急 预案", { filters: { year: ["2024"] } });
  const [{ url, headers, body }] = asked;
  assert.equal(url, "https://search.example.gov.cn/es/multi-search");
  assert.equal(headers.Authorization, "Bearer abc");
  assert.equal(body.queries[0].q, '"应急" "预案"');
  assert.deepEqual(body.queries[0].filter, [['year = "2024"']]);
  assert.deepEqual(body.queries[1].filter, []);
  assert.deepEqual([result.total, result.exact], [7, false]);
  assert.deepEqual(result.facets.year, [["2024", 7], ["2023", 3]]);
  assert.deepEqual(result.facets.kind, [["policy", 7]]);
  assert.deepEqual(result.hits[0].marks, [[1, 3]]);
});

test("服务器不答就是错误, 由网页改用本站的索引", async () => {
  const { opened } = await session("opensearch", 503);
  await assert.rejects(opened.search("应急"), /503/u);
});
