// 阅读设置、打印、复制、朗读。没有脚本时页面照常可读, 这些按钮不出现。
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
    on("[data-copy]", async (b) => {
      const done = await copy(b.dataset.copy || location.href);
      say(b, done ? "已复制" : "复制失败，请手动选择复制");
    });
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
  });
})();
