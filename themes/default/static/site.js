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
  // 样式表据此显示只有脚本能用的按钮, 在窄屏上先不显示要折叠的内容: 都在画出第一屏之前定下, 页面不跳动。
  root.dataset.js = "";

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

  // ---- 朗读: 一次一句, 标出正在读的一段; 暂停后从这一句接着读 ----

  const VOICE = /^(zh|cmn|yue)/i;
  const SENTENCE = /[^。！？；\n]{1,150}[。！？；\n]?/gu;

  const reader = (speech, button, stop) => {
    let parts = [];
    let at = 0;
    let state = "still";
    let spoken;

    const show = (now) => {
      state = now;
      button.textContent = { still: "朗读", reading: "暂停朗读", paused: "继续朗读" }[now];
      if (now === "still" && document.activeElement === stop) button.focus();
      stop.hidden = now === "still";
      for (const block of all(".reading")) block.classList.remove("reading");
    };

    const collect = () =>
      [...all(".doc-head h1, .text")]
        .flatMap((place) => [...paragraphs(place)])
        .flatMap((nodes) => {
          const said = nodes.filter((node) => !node.parentElement.closest("[aria-hidden=true], .out"));
          const block = nodes[0].parentElement.closest(BLOCKS);
          const words = said.map((node) => node.data).join("").replace(/\s+/gu, " ").trim();
          return (words.match(SENTENCE) ?? []).map((text) => ({ text, block }));
        });

    const next = () => {
      const part = parts[at];
      if (!part) return show("still");
      const words = new SpeechSynthesisUtterance(part.text);
      words.lang = "zh-CN";
      words.voice = speech.getVoices().find(({ lang }) => VOICE.test(lang)) ?? null;
      words.rate = 0.9;
      words.onend = () => {
        if (words !== spoken) return;
        at += 1;
        next();
      };
      words.onerror = () => words === spoken && show("still");
      for (const block of all(".reading")) if (block !== part.block) block.classList.remove("reading");
      if (!part.block.classList.contains("reading")) {
        part.block.classList.add("reading");
        part.block.scrollIntoView({ block: "nearest" });
      }
      spoken = words;
      speech.speak(words);
    };

    const halt = (now) => {
      spoken = undefined;
      show(now);
      speech.cancel();
    };
    const end = () => halt("still");
    button.addEventListener("click", () => {
      if (state === "reading") return halt("paused");
      if (state === "still") {
        parts = collect();
        at = 0;
      }
      show("reading");
      next();
    });
    stop.addEventListener("click", end);
    addEventListener("keydown", (event) => event.key === "Escape" && state !== "still" && end());
    addEventListener("pagehide", end);
  };

  // 有中文语音的才显示按钮; 有的浏览器过一会儿才知道有哪些语音。
  const offerReading = () => {
    const speech = window.speechSynthesis;
    const button = document.querySelector("[data-read]");
    if (!speech || !button) return;
    const stop = document.querySelector("[data-read-stop]");
    const offer = () => {
      if (!button.hidden || !speech.getVoices().some(({ lang }) => VOICE.test(lang))) return;
      button.hidden = false;
      reader(speech, button, stop);
    };
    offer();
    speech.addEventListener?.("voiceschanged", offer);
  };

  // ---- 窄屏上折叠: 没有脚本时都展开 ----

  const NARROW = "(max-width: 40rem)";

  const foldNarrow = () => {
    const narrow = matchMedia(NARROW).matches;
    for (const part of all("details[data-fold]")) {
      if (narrow) part.open = false;
      part.dataset.ready = "";
    }
    let closed = [];
    addEventListener("beforeprint", () => {
      closed = [...all("details[data-fold]:not([open])")];
      for (const part of closed) part.open = true;
    });
    addEventListener("afterprint", () => {
      for (const part of closed) part.open = false;
    });
  };

  document.addEventListener("DOMContentLoaded", () => {
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
    offerReading();
    foldNarrow();
    if (matchMedia("(max-width: 56.24rem)").matches) {
      const entry = document.querySelector(".entries [aria-current]");
      if (entry) entry.closest("ul").scrollLeft = entry.offsetLeft - 48;
    }
    markFound();
  });
})();
