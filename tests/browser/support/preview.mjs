// A running preview of a copy of the sample portal, with the program that GONGKAI_PROGRAM names.
import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const REPOSITORY = fileURLToPath(new URL("../../..", import.meta.url));
const PROGRAM = resolve(process.env.GONGKAI_PROGRAM ?? join(REPOSITORY, "target/release/gongkai"));
/** The day of the sample portal, as in run.sh. */
const DATE = "2026-11-25";

/** A copy of the sample portal that can be edited. */
export function portal() {
  const root = mkdtempSync(join(tmpdir(), "gongkai-"));
  for (const source of ["config.toml", "content", "static", "themes"]) {
    if (source === "themes") mkdirSync(join(root, source));
    else cpSync(join(REPOSITORY, source), join(root, source), { recursive: true });
  }
  return {
    root,
    read: (path) => readFileSync(join(root, path), "utf8"),
    write: (path, text) => {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    },
    remove: (path) => rmSync(join(root, path)),
    dispose: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** Starts a preview and waits until it sees changes. */
export async function preview(root, { port = "0", more = [] } = {}) {
  const child = spawn(PROGRAM, ["serve", "--root", root, "--watch", "--date", DATE, "--port", port, ...more], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said = [];
  const lines = createInterface({ input: child.stdout });
  createInterface({ input: child.stderr }).on("line", (line) => said.push(line));
  const base = await new Promise((found, failed) => {
    let address;
    lines.on("line", (line) => {
      said.push(line);
      address ??= /http:\/\/[\d.]+:\d+\//u.exec(line)?.[0];
      if (line.startsWith("正在等待")) found(address);
    });
    child.on("error", failed);
    child.on("exit", (code) => failed(new Error(`the preview ended with ${code}\n${said.join("\n")}`)));
  });
  return {
    base,
    origin: base.slice(0, -1),
    /** Waits until the preview has taken in a change of this file. */
    async saw(path) {
      const end = Date.now() + 20_000;
      while (!said.some((line) => line.startsWith("已更新: ") && line.includes(path))) {
        if (Date.now() > end) throw new Error(`never saw ${path}:\n${said.join("\n")}`);
        await new Promise((done) => setTimeout(done, 10));
      }
    },
    close: () =>
      new Promise((done) => {
        child.removeAllListeners("exit");
        child.on("exit", done);
        child.kill("SIGINT");
      }),
  };
}
