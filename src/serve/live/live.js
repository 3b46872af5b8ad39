// The preview's script: shows a change without anybody touching the browser, and what is wrong with the content.
// Only `gongkai serve --watch` adds it to a page; it sends nothing anywhere but to the preview it came from.
(() => {
  "use strict";

  const own = document.currentScript;
  const base = new URL(".", own.src);
  /** The tag of the page as it is shown; the part before the full stop is that of its bytes as published. */
  let tag = own.dataset.tag;
  /** The page as published, to see what differs in the next one. */
  let published;
  /** Same-origin pictures by address: the tag of what is shown. */
  const pictures = new Map();

  // --- where the reader was -------------------------------------------------------------------------------------------

  const PLACE = "gongkai-place";
  const here = () => location.pathname + location.search;

  function remember(name, value) {
    try {
      if (value === undefined) return sessionStorage.getItem(name);
      sessionStorage.setItem(name, value);
    } catch {
      // Storage is switched off: the browser's own memory must do.
    }
    return null;
  }

  function restorePlace() {
    const place = JSON.parse(remember(PLACE) ?? "null");
    remember(PLACE, "null");
    if (place?.page !== here()) return;
    const scroll = () => scrollTo({ left: place.x, top: place.y, behavior: "instant" });
    scroll();
    addEventListener("load", scroll, { once: true });
  }

  const RELOADED = "gongkai-reloaded";

  /** Loads the page that has this tag, but not the same one again and again. */
  function reload(fresh) {
    const wanted = `${here()}\n${fresh}`;
    if (remember(RELOADED) === wanted) return;
    remember(RELOADED, wanted);
    remember(PLACE, JSON.stringify({ page: here(), x: scrollX, y: scrollY }));
    location.reload();
  }

  // --- what changed ---------------------------------------------------------------------------------------------------

  const bare = (etag) => (etag ?? "").replaceAll(/^W\/|"/gu, "");

  /** This page as the public gets it, and its tag. */
  async function fetchPublished() {
    const response = await fetch(location.href, { headers: { Accept: "*/*" }, cache: "no-store" });
    return { text: await response.text(), tag: bare(response.headers.get("ETag")) };
  }

  const sheets = (page) => [...page.querySelectorAll('link[rel~="stylesheet"]:not([data-gongkai])')];

  /** The addresses of a page's style sheets, and all of the page but these. */
  function apart(text) {
    const page = new DOMParser().parseFromString(text, "text/html");
    const links = sheets(page);
    const addresses = links.map((link) => link.getAttribute("href"));
    for (const link of links) link.setAttribute("href", "");
    return { addresses, rest: page.documentElement.outerHTML };
  }

  /** Puts other style sheets in place of those shown; false where more than style sheets differ. */
  function exchangeSheets(before, after) {
    const [old, fresh] = [apart(before), apart(after)];
    const shown = sheets(document);
    if (old.rest !== fresh.rest || shown.length !== fresh.addresses.length) return false;
    shown.forEach((link, at) => {
      if (link.getAttribute("href") === fresh.addresses[at]) return;
      const next = link.cloneNode();
      next.setAttribute("href", fresh.addresses[at]);
      // The old one stays until the new one is there: no moment without style.
      const done = () => link.remove();
      next.addEventListener("load", done, { once: true });
      next.addEventListener("error", done, { once: true });
      link.after(next);
    });
    return true;
  }

  /** The tags of the page's pictures; one that changed is shown anew. */
  async function lookAtPictures() {
    const images = [...document.images].filter((image) => image.src.startsWith(`${location.origin}/`)).slice(0, 40);
    for (const address of new Set(images.map((image) => image.src))) {
      const response = await fetch(address, { method: "HEAD", cache: "no-store" });
      const now = response.ok ? bare(response.headers.get("ETag")) : "";
      const before = pictures.get(address);
      pictures.set(address, now);
      if (before === undefined || before === now || now === "") continue;
      await fetch(address, { cache: "reload" });
      for (const image of images.filter((one) => one.src === address)) image.src = address;
    }
  }

  /** Brings the page up to date: nothing, its style sheets, or all of it. */
  async function bringUpToDate(fresh) {
    if (fresh === tag) return;
    if (fresh.split(".")[1] !== tag.split(".")[1] || published === undefined) return reload(fresh);
    const next = await fetchPublished();
    if (!exchangeSheets(published, next.text)) return reload(fresh);
    published = next.text;
    tag = [next.tag, ...tag.split(".").slice(1)].join(".");
  }

  // --- what is wrong --------------------------------------------------------------------------------------------------

  // As the terminal counts: these take two columns.
  const WIDE =
    /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]/u;

  function element(name, { text, ...attributes } = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    if (text !== undefined) made.textContent = text;
    made.append(...children);
    return made;
  }

  /** Text in columns: a caret stands under the 汉字 that it means. */
  function inColumns(text) {
    const out = document.createDocumentFragment();
    let narrow = "";
    for (const character of text) {
      if (!WIDE.test(character)) {
        narrow += character;
        continue;
      }
      out.append(narrow, element("span", { class: "wide", text: character }));
      narrow = "";
    }
    out.append(narrow);
    return out;
  }

  function panel(kind, role) {
    const title = element("h2", { class: "title" });
    const button = element("button", { type: "button" });
    const text = element("pre", { class: "text", tabindex: "0", translate: "no" });
    const box = element(
      "section",
      { class: `panel ${kind}`, role, lang: "zh-CN" },
      element("div", { class: "head" }, title, button),
      text,
    );
    box.hidden = true;
    let shown = "";
    const show = (heading, words) => {
      box.hidden = !words;
      if (!words || shown === words) return false;
      shown = words;
      title.textContent = heading;
      text.replaceChildren(inColumns(words));
      return true;
    };
    return { box, button, show };
  }

  const errors = panel("errors", "alert");
  const findings = panel("findings", "status");
  let host;

  function fold(folded) {
    errors.box.classList.toggle("folded", folded);
    errors.button.textContent = folded ? "展开" : "收起";
  }
  errors.button.addEventListener("click", () => fold(!errors.box.classList.contains("folded")));
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !errors.box.hidden) fold(true);
  });

  const CLOSED = "gongkai-closed";
  let warned = "";
  findings.button.textContent = "关闭";
  findings.button.addEventListener("click", () => {
    remember(CLOSED, warned);
    findings.box.hidden = true;
  });

  function tell(state) {
    if (host === undefined && (state.errors || state.refused || state.findings)) {
      host = element("div", { "data-gongkai": "" });
      host
        .attachShadow({ mode: "open" })
        .append(
          element("link", { rel: "stylesheet", href: new URL("panel.css", base).href }),
          errors.box,
          findings.box,
        );
      document.body.append(host);
    }
    const heading = state.errors
      ? "内容有错误，网页还是改动之前的样子"
      : "这一页有不得公开的内容，改正以前不能生成网站";
    if (errors.show(heading, state.errors ?? state.refused ?? "")) fold(false);
    warned = state.findings ? `${here()}\n${state.findings}` : "";
    findings.show("这一页的提醒", warned && remember(CLOSED) === warned ? "" : (state.findings ?? ""));
  }

  // --- when something happens -----------------------------------------------------------------------------------------

  let running = false;
  let again = false;

  async function look() {
    if (running) {
      again = true;
      return;
    }
    running = true;
    try {
      const question = new URL("state", base);
      question.searchParams.set("page", location.pathname);
      const state = await (await fetch(question, { cache: "no-store" })).json();
      tell(state);
      await bringUpToDate(state.tag);
      await lookAtPictures();
    } catch {
      // The preview has ended, or is just starting again: the next event tells.
    } finally {
      running = false;
      if (again) {
        again = false;
        look();
      }
    }
  }

  // A browser opens few connections to a server: a tab that nobody sees gives its own back.
  let events;

  function listen() {
    if (document.visibilityState === "hidden") {
      events?.close();
      events = undefined;
    } else if (events === undefined) {
      events = new EventSource(new URL("events", base));
      events.addEventListener("message", look);
    }
  }

  function leave() {
    events?.close();
    events = undefined;
  }

  async function start() {
    restorePlace();
    if (remember(RELOADED) === `${here()}\n${tag}`) remember(RELOADED, "");
    try {
      const first = await fetchPublished();
      if (first.tag === tag.split(".")[0]) published = first.text;
    } catch {
      // Without it, every change is a reload.
    }
    listen();
  }

  document.addEventListener("visibilitychange", listen);
  addEventListener("pagehide", leave);
  addEventListener("pageshow", (event) => {
    if (event.persisted) listen();
  });
  start();
})();
