// 答复期限的计算: 期间自次日起算, 工作日按国务院办公厅的放假通知。没有脚本时页面上有时限表和放假安排, 计算框不出现。
(() => {
  const DAY = 86_400_000;

  // "2026:0101-0103,0215-0223/0104;2025:…": 放假的日子和调休上班的周末。
  const parse = (data) => {
    const years = new Map();
    for (const part of data.split(";").filter(Boolean)) {
      const [year, rest] = part.split(":");
      const [off, on] = rest.split("/").map((list) => days(year, list));
      years.set(Number(year), { off, on });
    }
    return years;
  };

  const at = (year, day) => Date.UTC(Number(year), Number(day.slice(0, 2)) - 1, Number(day.slice(2)));

  const days = (year, list) => {
    const found = new Set();
    for (const span of list.split(",").filter(Boolean)) {
      const [first, last = first] = span.split("-");
      for (let time = at(year, first); time <= at(year, last); time += DAY) found.add(time);
    }
    return found;
  };

  const isWorkday = (years, time) => {
    const date = new Date(time);
    const weekend = date.getUTCDay() % 6 === 0;
    const year = years.get(date.getUTCFullYear());
    if (!year) return !weekend;
    return year.on.has(time) || (!weekend && !year.off.has(time));
  };

  // 从次日起第 count 个工作日; estimated 表示数到了没有放假安排的年份。
  const deadline = (years, from, count) => {
    let time = Date.parse(`${from}T00:00:00Z`);
    let estimated = false;
    for (let left = count; left > 0; ) {
      time += DAY;
      estimated ||= !years.has(new Date(time).getUTCFullYear());
      if (isWorkday(years, time)) left -= 1;
    }
    return { date: new Date(time).toISOString().slice(0, 10), estimated };
  };

  const words = (date) => {
    const [year, month, day] = date.split("-").map(Number);
    const week = "日一二三四五六"[new Date(Date.UTC(year, month - 1, day)).getUTCDay()];
    return `${year}年${month}月${day}日（星期${week}）`;
  };

  if (typeof module === "object") {
    module.exports = { parse, deadline, words };
    return;
  }

  const start = () => {
    const form = document.getElementById("deadline");
    if (!form) return;
    const years = parse(form.dataset.calendar);
    const term = (name) => Number(form.dataset[name]);
    const from = form.querySelector("#received");
    const pause = form.querySelector("#pause");
    const out = form.querySelector("output");

    const show = () => {
      out.replaceChildren();
      const more = Math.floor(Number(pause.value) || 0);
      if (!/^(19|2\d)\d\d-\d\d-\d\d$/u.test(from.value) || more < 0 || more > 400) return;
      const lines = [
        ["告知补正，最迟", term("correction")],
        ["答复，最迟", term("reply") + more],
        ["经批准延长的，最迟", term("reply") + term("extension") + more],
      ].map(([label, count]) => ({ label, ...deadline(years, from.value, count) }));
      const list = document.createElement("dl");
      for (const { label, date, estimated } of lines) {
        const [term, value] = [document.createElement("dt"), document.createElement("dd")];
        term.textContent = label;
        value.textContent = words(date) + (estimated ? "（推算）" : "");
        list.append(term, value);
      }
      out.append(list);
      if (lines.some(({ estimated }) => estimated)) {
        const note = document.createElement("p");
        note.textContent = "“推算”：期间有的日子还没有放假安排的数据，按周一至周五是工作日计算。";
        out.append(note);
      }
    };

    form.addEventListener("input", show);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.hidden = false;
    show();
  };

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
