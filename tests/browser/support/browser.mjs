// Chromium as the system has it, and a page that remembers whatever goes wrong on it.
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

function executable() {
  if (process.env.GONGKAI_CHROMIUM) return process.env.GONGKAI_CHROMIUM;
  for (const name of NAMES) {
    for (const folder of (process.env.PATH ?? "").split(delimiter)) {
      const path = join(folder, name);
      try {
        accessSync(path, constants.X_OK);
        return path;
      } catch {
        // Not in this folder.
      }
    }
  }
  throw new Error(`no Chromium found; looked in PATH for ${NAMES.join(", ")}`);
}

/** Starts a browser. Its sandbox cannot start for root, nor in most containers. */
export const launch = (more = []) =>
  chromium.launch({
    executablePath: executable(),
    args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--font-render-hinting=none", ...more],
  });

/** Opens a page in `context` and keeps a list of what went wrong: console, requests, policy, other origins. */
export async function watched(context, origin) {
  const page = await context.newPage();
  const wrongs = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) wrongs.push(`console ${message.type()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => wrongs.push(`script error: ${error.message}`));
  page.on("requestfailed", (request) => {
    const why = request.failure()?.errorText;
    // A lazy picture is given up when the test goes on to the next page.
    if (why !== "net::ERR_ABORTED") wrongs.push(`request failed: ${request.url()} ${why}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) wrongs.push(`status ${response.status()}: ${response.url()}`);
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(`${origin}/`)) wrongs.push(`another origin: ${request.url()}`);
  });
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      console.error(`content security policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  return { page, wrongs };
}

/** Runs `work` over `items`, a few at a time: each worker has a page of its own. */
export async function each(items, workers, work) {
  const rest = [...items];
  await Promise.all(
    Array.from({ length: workers }, async (_, worker) => {
      for (let item = rest.shift(); item !== undefined; item = rest.shift()) await work(item, worker);
    }),
  );
}

/** What sticks out of the page at its width: empty where the page need not be scrolled sideways. */
export const overflow = (page) =>
  page.evaluate(async () => {
    // A picture that comes late has its width all the same.
    for (const image of document.images) {
      image.loading = "eager";
      await image.decode().catch(() => {});
    }
    const root = document.scrollingElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    const scrolls = (element) => {
      for (let at = element.parentElement; at && at !== document.body; at = at.parentElement) {
        if (getComputedStyle(at).overflowX !== "visible") return true;
      }
      return false;
    };
    const name = (element) =>
      `${element.tagName.toLowerCase()}${element.id && `#${element.id}`}${[...element.classList].map((c) => `.${c}`).join("")}`;
    // A box that sticks out, or one whose text runs out of it.
    const right = (element) =>
      Math.max(element.getBoundingClientRect().right, element.getBoundingClientRect().left + element.scrollWidth);
    const out = [...document.body.querySelectorAll("*")]
      .filter((element) => right(element) > root.clientWidth + 0.5 && !scrolls(element))
      .filter((element) => element.getBoundingClientRect().width > 1)
      .slice(-4)
      .map((element) => {
        const words = element.textContent.replace(/\s+/gu, " ").trim() || (element.getAttribute("src") ?? "");
        return `${name(element)} “${words.slice(0, 30)}”`;
      });
    return [`${root.scrollWidth} px wide at ${root.clientWidth} px: ${out.join(", ")}`];
  });

/**
 * What is too small for a finger. A link within a sentence or a cell of a table is as high as its line (WCAG 2.5.5 lets it),
 * and what a label belongs to is as large as the label.
 */
export const small = (page, least) =>
  page.evaluate((least) => {
    const inSentence = (element) =>
      getComputedStyle(element).display === "inline" &&
      (element.closest(".text, dd, td, p, .facts, .hits, caption, label, .crumbs, .tags") !== null);
    const seen = (element) => {
      const { width, height } = element.getBoundingClientRect();
      return width > 1 && height > 1 && element.checkVisibility({ visibilityProperty: true });
    };
    const name = (element) => `${element.tagName.toLowerCase()}${[...element.classList].map((c) => `.${c}`).join("")}`;
    return [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")]
      .filter((element) => seen(element) && !inSentence(element) && !element.closest(".skip"))
      .map((element) => [element, (element.closest("label") ?? element).getBoundingClientRect()])
      .filter(([, { width, height }]) => width < least - 0.5 || height < least - 0.5)
      .slice(0, 5)
      .map(([element, { width, height }]) => {
        const words = element.textContent.replace(/\s+/gu, " ").trim().slice(0, 20);
        return `${Math.round(width)}×${Math.round(height)} px: ${name(element.parentElement)} > ${name(element)} “${words}”`;
      });
  }, least);
