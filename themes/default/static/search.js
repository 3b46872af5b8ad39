// 检索页: 读地址中的条件, 调用检索模块, 画出结果。条件都写在地址里, 可以收藏和转发。
(() => {
  const form = document.getElementById("search");
  const input = document.getElementById("q");
  const count = document.getElementById("count");
  const found = document.getElementById("found");
  const list = document.getElementById("hits");
  const pages = document.getElementById("pages");
  const facets = document.getElementById("facets");
  const lists = document.getElementById("lists");
  const titles = document.getElementById("titles");

  let perPage = 10;
  const FACETS = { kind: "类别", status: "有效性", year: "年份", issuer: "发布机构", topic: "主题" };
  const WORDS = {
    kind: {
      policy: "政策文件", interpretation: "政策解读", consultation: "意见征集", disclosure: "法定公开",
      report: "年度报告", annual_report: "年度报告", gazette: "政府公报", guide: "公开指南", system: "公开制度",
    },
    status: { valid: "现行有效", pending: "尚未施行", amended: "已修改", repealed: "已废止", expired: "已失效" },
  };
  const SHOWN = 8;
  const word = (facet, value) => WORDS[facet]?.[value] ?? (facet === "year" ? `${value}年` : value);

  const make = (name, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };

  const base = new URL(form.dataset.root || "./", location.href);
  let opened;
  // 检索模块用到时才取。配置了检索服务器的先用服务器, 连不上就用本站的索引。
  const client = () => {
    opened ??= (async () => {
      const response = await fetch(new URL(form.dataset.manifest, location.href), { cache: "no-cache" });
      if (!response.ok) throw new Error(`${response.status}`);
      const manifest = await response.json();
      perPage = manifest.per_page ?? perPage;
      const load = async (path, options) => (await import(new URL(path, base).href)).open(base.href, options);
      const own = () => load(manifest.client);
      return manifest.engine ? withEngine(await load(manifest.engine.client, { manifest }), own) : own();
    })();
    opened.catch(() => (opened = undefined));
    return opened;
  };

  const withEngine = (engine, own) => {
    let session = engine;
    const ask = (name) => async (...request) => {
      try {
        return await session[name](...request);
      } catch (error) {
        if (session !== engine) throw error;
        session = await own();
        return session[name](...request);
      }
    };
    return { search: ask("search"), suggest: ask("suggest") };
  };

  const state = () => {
    const query = new URLSearchParams(location.search);
    const filters = {};
    for (const facet of Object.keys(FACETS)) {
      const values = query.getAll(facet);
      if (values.length) filters[facet] = values;
    }
    return {
      q: query.get("q")?.trim() ?? "",
      sort: query.get("sort") === "date" ? "date" : "relevance",
      page: Math.max(1, Number.parseInt(query.get("page"), 10) || 1),
      filters,
    };
  };

  const address = ({ q, sort, page, filters }) => {
    const query = new URLSearchParams();
    if (q) query.set("q", q);
    for (const [facet, values] of Object.entries(filters)) for (const value of values) query.append(facet, value);
    if (sort === "date") query.set("sort", sort);
    if (page > 1) query.set("page", page);
    return `${location.pathname}?${query}`;
  };

  const go = (next) => {
    history.pushState(null, "", address(next));
    run();
  };

  // 点开的网页上也标出检索词: 页面脚本读网址里的 #q=。
  const linked = ({ url, excerpt = "", marks = [] }, q) => {
    const address = new URL(url, base);
    const words = marks.length ? marks.map(([start, end]) => excerpt.slice(start, end)) : q.replaceAll('"', " ").split(/\s+/u);
    const places = new URLSearchParams([...new Set(words)].filter(Boolean).map((word) => ["q", word]));
    address.hash = places.toString();
    return address.href;
  };

  const marked = (text, marks = []) => {
    const pieces = [];
    let at = 0;
    for (const [start, end] of marks) {
      pieces.push(text.slice(at, start), make("mark", {}, text.slice(start, end)));
      at = end;
    }
    return [...pieces, text.slice(at)];
  };

  const hit = (found, q) => {
    const facts = make("p", { className: "facts" });
    const fact = (text) => text && facts.append(make("span", {}, text));
    fact(word("kind", found.kind ?? ""));
    fact(found.doc_number);
    fact([found.issuer ?? []].flat().join("、"));
    fact(found.published?.slice(0, 10));
    const link = make("a", { href: linked(found, q) }, ...marked(found.title, found.title_marks));
    const item = make("li", {}, link);
    if (found.status && found.status !== "valid") {
      item.append(" ", make("span", { className: `mark mark-${found.status}` }, word("status", found.status)));
    }
    if (found.archived) item.append(" ", make("span", { className: "mark mark-archived" }, "已归档"));
    if (found.excerpt) item.append(make("p", {}, ...marked(found.excerpt, found.marks)));
    if (found.file) {
      const file = make("a", { href: new URL(found.file.url, base).href }, found.file.name);
      item.append(make("p", { className: "hit-file" }, "见附件：", file));
    }
    item.append(facts);
    return item;
  };

  const facet = (name, values, now) => {
    const chosen = now.filters[name] ?? [];
    const box = make("fieldset", {}, make("legend", {}, FACETS[name]));
    const options = values.map(([value, number], at) => {
      const check = make("input", { type: "checkbox", checked: chosen.includes(value) });
      check.dataset.key = `${name}:${value}`;
      check.addEventListener("change", () => {
        const rest = chosen.filter((other) => other !== value);
        go({ ...now, page: 1, filters: { ...now.filters, [name]: check.checked ? [...rest, value] : rest } });
      });
      const label = make("label", {}, check, make("span", {}, word(name, value), make("span", { className: "count" }, number)));
      label.hidden = at >= SHOWN && !check.checked;
      return label;
    });
    box.append(...options);
    if (options.some((label) => label.hidden)) {
      const more = make("button", { type: "button", className: "search-more" }, "显示全部");
      more.addEventListener("click", () => {
        for (const label of options) label.hidden = false;
        options[SHOWN].querySelector("input").focus();
        more.remove();
      });
      box.append(more);
    }
    return box;
  };

  const paging = (now, total) => {
    const last = Math.ceil(total / perPage);
    pages.replaceChildren();
    if (last < 2) return;
    const row = make("ul");
    const step = (text, page, current) => {
      const link = make("a", { href: address({ ...now, page }) }, text);
      if (current) link.setAttribute("aria-current", "page");
      if (typeof text === "number") link.setAttribute("aria-label", `第 ${text} 页`);
      link.addEventListener("click", (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        go({ ...now, page });
        count.scrollIntoView({ block: "start" });
        list.querySelector("a")?.focus({ preventScroll: true });
      });
      row.append(make("li", { className: typeof text === "number" ? "pages-number" : "" }, link));
    };
    if (now.page > 1) step("上一页", now.page - 1);
    for (let page = Math.max(1, now.page - 2); page <= Math.min(last, now.page + 2); page += 1) {
      step(page, page, page === now.page);
    }
    if (now.page < last) step("下一页", now.page + 1);
    pages.append(row);
  };

  const draw = (now, result) => {
    const { total, exact, hits, facets: groups = {} } = result;
    const held = document.activeElement?.dataset?.key;
    count.textContent = total === 0
      ? "没有找到符合条件的信息。请减少检索词，或使用下方的分类目录。"
      : `找到${exact === false ? "约" : ""} ${total} 条${now.page > 1 ? `，第 ${now.page} 页` : ""}`;
    list.start = (now.page - 1) * perPage + 1;
    list.replaceChildren(...hits.map((one) => hit(one, now.q)));
    const shown = Object.keys(FACETS).filter((name) => groups[name]?.length);
    facets.replaceChildren(...shown.map((name) => facet(name, groups[name], now)));
    paging(now, total);
    for (const button of document.querySelectorAll("[data-sort]")) {
      button.ariaPressed = String(button.dataset.sort === now.sort);
    }
    found.hidden = total === 0 && Object.keys(now.filters).length === 0;
    lists.hidden = total > 0;
    if (held) facets.querySelector(`[data-key="${CSS.escape(held)}"]`)?.focus();
  };

  let turn = 0;
  const run = async () => {
    const now = state();
    const mine = (turn += 1);
    input.value = now.q;
    if (!now.q && Object.keys(now.filters).length === 0) {
      count.textContent = "";
      found.hidden = true;
      lists.hidden = false;
      return;
    }
    count.textContent = "正在检索…";
    try {
      const session = await client();
      const result = await session.search(now.q, {
        filters: now.filters,
        sort: now.sort,
        offset: (now.page - 1) * perPage,
        limit: perPage,
      });
      if (mine === turn) draw(now, result);
    } catch {
      if (mine !== turn) return;
      found.hidden = true;
      lists.hidden = false;
      count.textContent = location.protocol === "file:"
        ? "从磁盘直接打开时，浏览器不允许检索。请使用下方的分类目录，或通过网站访问。"
        : "检索暂时不可用，请稍后再试，或使用下方的分类目录。";
    }
  };

  // ---- 输入时提示题名 ----

  const WAIT = 200;
  const LEAST = 2;
  let asked = 0;
  let composing = false;
  let timer;

  const options = () => [...titles.children];
  const active = () => options().findIndex((option) => option.ariaSelected === "true");
  const close = () => {
    asked += 1;
    clearTimeout(timer);
    titles.hidden = true;
    titles.replaceChildren();
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const choose = (at) => {
    options().forEach((option, number) => (option.ariaSelected = String(number === at)));
    const option = options()[at];
    if (!option) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  };
  const suggest = async () => {
    const words = input.value.trim();
    const mine = (asked += 1);
    if ([...words].length < LEAST) return close();
    let found = [];
    try {
      found = await (await client()).suggest(words);
    } catch {}
    if (mine !== asked || document.activeElement !== input) return;
    if (!found.length) return close();
    titles.replaceChildren(...found.map(({ url, title }, at) => {
      const option = make("li", { id: `title-${at}`, role: "option", ariaSelected: "false" }, title);
      option.setAttribute("role", "option");
      option.addEventListener("mousedown", (event) => event.preventDefault());
      option.addEventListener("click", () => location.assign(new URL(url, base)));
      return option;
    }));
    titles.hidden = false;
    input.setAttribute("aria-expanded", "true");
  };
  const later = () => {
    clearTimeout(timer);
    if (!composing) timer = setTimeout(suggest, WAIT);
  };
  input.addEventListener("compositionstart", () => (composing = true));
  input.addEventListener("compositionend", () => {
    composing = false;
    later();
  });
  input.addEventListener("input", later);
  input.addEventListener("focus", () => client().catch(() => {}), { once: true });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (titles.hidden || event.isComposing) return;
    const [at, count] = [active(), options().length];
    if (event.key === "ArrowDown") choose(at + 1 < count ? at + 1 : -1);
    else if (event.key === "ArrowUp") choose(at < 0 ? count - 1 : at - 1);
    else if (event.key === "Enter" && at >= 0) options()[at].click();
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    close();
    go({ ...state(), q: input.value.trim(), page: 1, filters: {} });
  });
  for (const button of document.querySelectorAll("[data-sort]")) {
    button.addEventListener("click", () => go({ ...state(), sort: button.dataset.sort, page: 1 }));
  }
  if (matchMedia("(max-width: 56.24rem)").matches) document.getElementById("fold").open = false;
  addEventListener("popstate", run);
  run();
})();
