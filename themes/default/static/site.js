// 阅读设置、打印、复制、朗读、标出检索词。没有脚本时页面照常可读, 这些按钮不出现。
(() => {
  const root = document.documentElement;
  const KEY = "gongkai";
  let kept = {};
  try {
    kept = JSON.parse(localStorage.getItem(KEY)) || {};
  } catch {}

  const apply = () => {
    for (const name of ["size", "elder", "mode"]) {
      if (kept[name]) root.dataset[name] = kept[name];
      else delete root.dataset[name];
    }
  };
  apply();

  const keep = (name, value) => {
    kept[name] = value;
    apply();
    try {
      localStorage.setItem(KEY, JSON.stringify(kept));
    } catch {}
  };

  const all = (selector) => document.querySelectorAll(selector);

  const mark = () => {
    for (const b of all("[data-size]")) {
      if (b !== root) b.ariaPressed = String((kept.size || "m") === b.dataset.size);
    }
    for (const b of all("button[data-elder]")) b.ariaPressed = String(!!kept.elder);
    for (const b of all("[data-contrast]")) b.ariaPressed = String(kept.mode === "contrast");
    for (const b of all("[data-dark]")) b.ariaPressed = String(kept.mode === "dark");
  };

  const on = (selector, act) => {
    for (const button of all(selector)) button.addEventListener("click", () => act(button));
  };

  const say = (button, words) => {
    const place = button.parentElement.querySelector("[role=status]");
    if (!place) return;
    place.textContent = words;
    setTimeout(() => (place.textContent = ""), 4000);
  };

  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {}
    const field = document.createElement("textarea");
    field.value = text;
    field.className = "out";
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  };

  const read = (button) => {
    const speech = window.speechSynthesis;
    if (speech.speaking) {
      speech.cancel();
      return;
    }
    const blocks = [...all(".doc h1, .text p, .text li, .text h2, .text h3, .text td, .text th")];
    const said = blocks.map((block) => block.textContent.trim()).filter(Boolean);
    said.forEach((text, at) => {
      const words = new SpeechSynthesisUtterance(text);
      words.lang = "zh-CN";
      words.rate = 0.9;
      if (at === said.length - 1) words.onend = () => (button.textContent = "朗读");
      speech.speak(words);
    });
    button.textContent = "停止朗读";
  };

  // ---- 从检索结果点进来的, 标出网址里 #q= 的词 ----

  const BLOCKS = "p,li,td,th,dd,dt,h1,h2,h3,h4,h5,h6,caption,figcaption,pre,summary,div,section,article";
  const MOST_MARKS = 500;

  // 全角作半角, 大写作小写; 每个字的位置不变。
  const fold = (text) =>
    text.replace(/[\u3000\uff01-\uff5e]|\p{Lu}/gu, (char) => {
      const code = char.charCodeAt(0);
      const one = code === 0x3000 ? " " : code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : char;
      const low = one.toLowerCase();
      return low.length === one.length ? low : one;
    });

  // 一段文字可能分在几个元素里, 按段落连起来找。
  const paragraphs = (article) => {
    const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
    const found = new Map();
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (node.parentElement.closest("script,style,button")) continue;
      const block = node.parentElement.closest(BLOCKS);
      if (!found.has(block)) found.set(block, []);
      found.get(block).push(node);
    }
    return found.values();
  };

  const placesOf = (text, words) => {
    const places = [];
    for (const word of words) {
      for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) places.push([at, at + word.length]);
    }
    places.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
    return places.filter(([start], at) => at === 0 || start >= Math.max(...places.slice(0, at).map(([, end]) => end)));
  };

  const markWords = (nodes, words) => {
    const marks = [];
    let from = nodes.reduce((sum, node) => sum + node.data.length, 0);
    const places = placesOf(fold(nodes.map((node) => node.data).join("")), words).reverse();
    for (const node of [...nodes].reverse()) {
      from -= node.data.length;
      const length = node.data.length;
      for (const place of places) {
        const [start, end] = [Math.max(0, place[0] - from), Math.min(length, place[1] - from)];
        if (start >= end) continue;
        const range = document.createRange();
        range.setStart(node, start);
        range.setEnd(node, end);
        const mark = document.createElement("mark");
        mark.className = "found";
        range.surroundContents(mark);
        marks.unshift(mark);
      }
    }
    return marks;
  };

  const markFound = () => {
    if (!location.hash.startsWith("#q=")) return;
    const words = new URLSearchParams(location.hash.slice(1)).getAll("q").filter(Boolean);
    const article = document.querySelector("main article") ?? document.querySelector("main");
    if (!words.length || !article) return;
    const marks = [];
    for (const nodes of paragraphs(article)) {
      if (marks.length < MOST_MARKS) marks.push(...markWords(nodes, words.map(fold)));
    }
    if (!marks.length) return;
    const bar = document.createElement("p");
    bar.className = "banner banner-notice found-bar";
    bar.setAttribute("role", "status");
    const clear = document.createElement("button");
    clear.type = "button";
    clear.textContent = "去除标记";
    clear.addEventListener("click", () => {
      for (const mark of marks) mark.replaceWith(...mark.childNodes);
      article.normalize();
      bar.remove();
      history.replaceState(null, "", location.pathname + location.search);
    });
    bar.append(`已标出检索词 ${marks.length} 处`, clear);
    article.prepend(bar);
    marks[0].scrollIntoView({ block: "center" });
  };

  document.addEventListener("DOMContentLoaded", () => {
    for (const part of all("[data-script]")) part.hidden = false;
    on("button[data-size]", (b) => (keep("size", b.dataset.size === "m" ? "" : b.dataset.size), mark()));
    on("button[data-elder]", () => (keep("elder", kept.elder ? "" : "1"), mark()));
    on("[data-contrast]", () => (keep("mode", kept.mode === "contrast" ? "" : "contrast"), mark()));
    on("[data-dark]", () => {
      const dark = kept.mode ? kept.mode === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
      keep("mode", dark ? "light" : "dark");
      mark();
    });
    mark();
    on("[data-print]", () => print());
    const now = new Date();
    const two = (number) => String(number).padStart(2, "0");
    for (const day of all("[data-today]")) day.textContent = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
    on("[data-copy-of]", async (b) => {
      const done = await copy(document.getElementById(b.dataset.copyOf).textContent);
      say(b, done ? "已复制" : "复制失败，请手动选择复制");
    });
    on("[data-copy]", async (b) => {
      const done = await copy(b.dataset.copy || location.href);
      say(b, done ? "已复制" : "复制失败，请手动选择复制");
    });
    // 标题和条的链接: 照常跳到那里, 同时复制网址。
    for (const here of all("a.here")) {
      here.addEventListener("click", async () => {
        if (!(await copy(here.href))) return;
        here.dataset.said = "已复制网址";
        for (const place of [...all(".tools-said")].slice(0, 1)) place.textContent = "已复制网址";
        setTimeout(() => delete here.dataset.said, 3000);
      });
    }
    if ("speechSynthesis" in window) {
      for (const b of all("[data-read]")) b.hidden = false;
      on("[data-read]", (b) => {
        if (speechSynthesis.speaking) b.textContent = "朗读";
        read(b);
      });
      addEventListener("pagehide", () => speechSynthesis.cancel());
    }
    if (matchMedia("(max-width: 56.24rem)").matches) {
      const entry = document.querySelector(".entries [aria-current]");
      if (entry) entry.closest("ul").scrollLeft = entry.offsetLeft - 48;
      for (const toc of all(".toc details")) toc.open = false;
    }
    markFound();
  });
})();
