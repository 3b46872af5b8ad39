// A file server for a built portal, as a plain web server would serve it: no directory listing, no rewriting, 404.html
// for what is not there, and the strictest content security policy that the portal promises to keep.
import { createServer } from "node:http";
import { readFileSync, statSync } from "node:fs";
import { extname, join } from "node:path";
import { gzipSync } from "node:zlib";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".xml": "application/xml; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".gif": "image/gif",
  ".webp": "image/webp",
  ".ico": "image/x-icon",
  ".pdf": "application/pdf",
  ".mp4": "video/mp4",
  ".mp3": "audio/mpeg",
  ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
};

const HEADERS = {
  "Content-Security-Policy": "default-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'",
  "X-Content-Type-Options": "nosniff",
  "Cache-Control": "no-store",
};

/** The file that a request names, or nothing. */
function find(folder, mount, address) {
  let path;
  try {
    path = decodeURIComponent(new URL(address, "http://localhost").pathname);
  } catch {
    return undefined;
  }
  if (!path.startsWith(mount) || path.includes("\0")) return undefined;
  const inside = path.slice(mount.length);
  if (inside.split("/").includes("..")) return undefined;
  const file = join(folder, inside.endsWith("/") || inside === "" ? `${inside}index.html` : inside);
  return statSync(file, { throwIfNoEntry: false })?.isFile() ? file : undefined;
}

/** What a web server in use sends compressed, and says may be kept: hashed names never change. */
const COMPRESSED = /\.(html|css|js|json|xml|csv|txt|svg)$/u;

function inUse(request, file) {
  const gzip = COMPRESSED.test(file) && /\bgzip\b/u.test(request.headers["accept-encoding"] ?? "");
  const kept = /[/\\]assets[/\\]/u.test(file) ? "public, max-age=31536000, immutable" : "no-cache";
  return { gzip, headers: { "Cache-Control": kept, "Vary": "Accept-Encoding", ...(gzip && { "Content-Encoding": "gzip" }) } };
}

/** Serves `folder` under `mount` on a free port of 127.0.0.1; `compressed` as a web server in use does. */
export async function serve(folder, mount, { compressed = false } = {}) {
  const server = createServer((request, response) => {
    // A browser asks every host for this on its own account.
    if (request.url === "/favicon.ico") return response.writeHead(204).end();
    const found = find(folder, mount, request.url);
    const file = found ?? join(folder, "404.html");
    const { gzip, headers } = compressed ? inUse(request, file) : { gzip: false, headers: {} };
    response.writeHead(found ? 200 : 404, {
      ...HEADERS,
      ...headers,
      "Content-Type": TYPES[extname(file).toLowerCase()] ?? "application/octet-stream",
    });
    const bytes = request.method === "HEAD" ? undefined : readFileSync(file);
    response.end(gzip && bytes ? gzipSync(bytes) : bytes);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return {
    origin,
    base: `${origin}${mount}`,
    close: () => {
      server.closeAllConnections();
      return new Promise((done) => server.close(done));
    },
  };
}
