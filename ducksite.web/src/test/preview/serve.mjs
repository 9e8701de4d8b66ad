// Serves the preview with the site's content policy, and the files of a folder with byte ranges: node serve.mjs
// [port] [folder]
import { createReadStream, existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { pages } from "./pages.mjs";

const POLICY = [
  "default-src 'none'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "style-src 'self'",
  "font-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
].join("; ");
const [port = "8090", folder] = process.argv.slice(2);
const root = fileURLToPath(new URL("../../../target/web/ducksite/web/", import.meta.url));
const manifest = readFileSync(join(root, "manifest.tsv"), "utf8")
  .trim()
  .split("\n")
  .map((line) => line.split("\t"));
const types = new Map(manifest.map(([, path, type]) => [path, type]));
const site = pages((name) => manifest.find(([logical]) => logical === name)[1]);

createServer((request, response) => {
  const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
  response.setHeader("Content-Security-Policy", POLICY);
  if (site[path]) {
    response.writeHead(200, { "Content-Type": "text/html; charset=utf-8" }).end(site[path]);
  } else if (path === "/names.json") {
    response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify(Object.fromEntries(manifest)));
  } else if (types.has(path)) {
    response.writeHead(200, { "Content-Type": types.get(path), "Content-Encoding": "br" });
    createReadStream(`${root}${path}.br`).pipe(response);
  } else if (folder && path.startsWith("/data/") && !path.includes("..") && existsSync(join(folder, path.slice(6)))) {
    sendRange(join(folder, path.slice(6)), request, response);
  } else {
    response.writeHead(404, { "Content-Type": "text/html; charset=utf-8" }).end(site["/missing"]);
  }
}).listen(Number(port), "127.0.0.1", () => console.log(`http://127.0.0.1:${port}/`));

function sendRange(file, request, response) {
  const { size } = statSync(file);
  const match = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? "");
  const start = match ? Number(match[1]) : 0;
  const end = match?.[2] ? Math.min(Number(match[2]), size - 1) : size - 1;
  const headers = {
    "Accept-Ranges": "bytes",
    "Content-Length": end - start + 1,
    "Content-Type": "application/octet-stream",
  };
  response.writeHead(
    match ? 206 : 200,
    match ? { ...headers, "Content-Range": `bytes ${start}-${end}/${size}` } : headers,
  );
  if (request.method === "HEAD") {
    response.end();
  } else {
    createReadStream(file, { start, end }).pipe(response);
  }
}
