// One address, or a few, for each type of page: found in the built portal by the addresses that the generator promises.
import { attribute, pages } from "./site.mjs";

const own = [...pages.values()].filter((page) => !page.redirect && !page.path.startsWith("agencies/"));

const matching = (pattern) => own.filter((page) => pattern.test(page.path));

const weight = (page) => page.elements.length;

/** The pages with most elements: where anything is too wide, it is there. */
const heaviest = (list, count = 1) => [...list].sort((a, b) => weight(b) - weight(a)).slice(0, count);

/** Documents of a folder: not its lists. */
const documents = (folder) =>
  matching(new RegExp(`^${folder}/.`, "u")).filter(
    (page) =>
      !/\/page\/\d+\.html$/u.test(page.path) &&
      !/^(policy\/library|interpretation\/form|consultation\/state)\//u.test(page.path) &&
      page.path !== `${folder}/index.html` &&
      !page.noindex,
  );

const has = (name, test = () => true) => (page) =>
  page.elements.some((element) => element.tagName === name && test(element));

const inText = (element) => {
  for (let at = element; at; at = at.parentNode) if (at.tagName === "main") return true;
  return false;
};

const columns = matching(/^statutory\/[^/]+\/index\.html$/u);
const policies = documents("policy").filter((page) => page.path !== "policy/library.html");
const interpretations = documents("interpretation");
const withdrawn = [...pages.values()].filter(
  (page) => page.noindex && !page.redirect && page.headings[0]?.includes("撤下"),
);

/** Types of pages, each with the pages to look at. */
export const TYPES = {
  "home": matching(/^index\.html$/u),
  "guide": matching(/^guide\.html$/u),
  "systems": matching(/^system\/index\.html$/u),
  "a system": heaviest(documents("system")),
  "statutory content": matching(/^statutory\/index\.html$/u),
  "a column": heaviest(columns, 2),
  "a second page of a list": matching(/\/page\/2\.html$/u).slice(0, 2),
  "annual reports": matching(/^report\/index\.html$/u),
  "an annual report": heaviest(documents("report").filter((page) => page.path !== "report/years.html"), 2),
  "annual reports side by side": matching(/^report\/years\.html$/u),
  "policies": matching(/^policy\/index\.html$/u),
  "policy library": matching(/^policy\/library\.html$/u),
  "a policy": heaviest(policies, 2),
  "a policy with merged cells": heaviest(policies.filter(has("td", (td) => attribute(td, "rowspan") || attribute(td, "colspan")))),
  "a repealed policy": policies.filter((page) => page.elements.some((e) => attribute(e, "class")?.includes("mark-repealed"))).slice(0, 1),
  "an interpretation": heaviest(interpretations),
  "an interpretation with pictures": heaviest(interpretations.filter(has("img", inText))),
  "a consultation": heaviest(documents("consultation")),
  "statutory content with a table": heaviest(documents("disclosure").filter(has("table"))),
  "a gazette": heaviest(documents("gazette")),
  "gazettes": matching(/^gazette\/index\.html$/u),
  "changes": matching(/^policy\/library\/changes\/index\.html$/u),
  "changes of a sort": matching(/^policy\/library\/changes\/repealed\/index\.html$/u),
  "what has ended": matching(/^policy\/library\/ended\/index\.html$/u),
  "a column by validity": heaviest(matching(/^statutory\/[^/]+\/status\/[^/]+\/index\.html$/u)),
  "a 规章": heaviest(policies.filter(has("p", (p) => attribute(p, "class") === "note-law"))),
  "interpretations by form": heaviest(matching(/^interpretation\/form\/[^/]+\/index\.html$/u)),
  "consultations by state": heaviest(matching(/^consultation\/state\/[^/]+\/index\.html$/u)),
  "decisions": matching(/^decisions\/index\.html$/u),
  "a decision": matching(/^decisions\/(?!index)[^/]+\.html$/u),
  "acts": matching(/^acts\/index\.html$/u),
  "catalogue": matching(/^catalogue\/index\.html$/u),
  "a facet of the catalogue": heaviest(matching(/^catalogue\/(topic|genre|year|agency)\/.+index\.html$/u)),
  "items": matching(/^items\/index\.html$/u),
  "items of a field": heaviest(matching(/^items\/field\/.+/u)),
  "items of an agency": heaviest(matching(/^items\/agency\/.+/u)),
  "items of one level": [...matching(/^items\/level\/[^/]+\/index\.html$/u), ...heaviest(matching(/^items\/level\/.+\/f\d+\.html$/u))],
  "feeds and data": matching(/^feeds\.html$/u),
  "coverage of the items": matching(/^items\/coverage\.html$/u),
  "a document with lists": heaviest(documents("disclosure").filter(has("section", (e) => attribute(e, "class") === "listing"))),
  "agencies": [...pages.values()].filter((page) => page.path === "agencies/index.html"),
  "an agency": heaviest([...pages.values()].filter((page) => /^agencies\/[^/]+\/index\.html$/u.test(page.path)), 2),
  "an agency's document": heaviest([...pages.values()].filter((page) => /^agencies\/[^/]+\/disclosure\/.+/u.test(page.path) && !page.noindex)),
  "fields": matching(/^fields\/index\.html$/u),
  "a field": heaviest(matching(/^fields\/[^/]+\/index\.html$/u)),
  "a field with required documents": matching(/^fields\/f02\/index\.html$/u),
  "applying": matching(/^apply\.html$/u),
  "an application form": matching(/^apply\/.+\.html$/u),
  "search": matching(/^search\.html$/u),
  "site map": matching(/^sitemap\.html$/u),
  "not found": matching(/^404\.html$/u),
  "a withdrawn document": withdrawn.slice(0, 1),
};

/** The pages to look at, each once, with its type. All pages of the portal where GONGKAI_PAGES is `all`. */
export function chosen() {
  const types = new Map(Object.entries(TYPES).flatMap(([type, list]) => list.map((page) => [page.path, type])));
  if (process.env.GONGKAI_PAGES === "all") {
    for (const page of pages.values()) {
      if (!page.redirect && !types.has(page.path)) types.set(page.path, "any page");
    }
  }
  return [...types].map(([path, type]) => ({ path, type }));
}
