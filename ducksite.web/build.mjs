// Builds the browser half into target/web: bundles, content-hashed names, precompressed forms, a manifest.
// The network is used only by `npm ci`, and only when node_modules does not match package-lock.json.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const OLDEST_NODE = 20;
// Larger files are stored compressed only: the host inflates them for the rare client that needs them plain.
const KEEP_RAW_UP_TO = 4_000_000;
const CHART = "chart.umd.min.js";
const MEDIA_TYPES = {
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, "node_modules");
const output = join(here, "target", "web");
const stampFile = join(here, "target", "web.stamp");

try {
  await main();
} catch (problem) {
  console.error(`ducksite.web: ${problem.message}`);
  process.exit(1);
}

async function main() {
  if (Number(process.versions.node.split(".")[0]) < OLDEST_NODE) {
    throw new Error(`Node.js ${OLDEST_NODE} or newer is needed, but this is ${process.version}`);
  }
  const stamp = fingerprint();
  if (existsSync(stampFile) && existsSync(output) && readFileSync(stampFile, "utf8") === stamp) {
    return;
  }
  install();
  rmSync(stampFile, { force: true });
  const started = Date.now();
  const staging = `${output}.part`;
  rmSync(staging, { recursive: true, force: true });
  const assets = [...vendored(), favicon()];
  const bundle = await bundled(assets);
  publish([...assets, ...bundle.assets], bundle.packages, staging);
  rmSync(output, { recursive: true, force: true });
  renameSync(staging, output);
  writeFileSync(stampFile, stamp);
  console.log(
    `ducksite.web: ${assets.length + bundle.assets.length} assets in ${((Date.now() - started) / 1000).toFixed(1)} s`,
  );
}

/** A digest of everything that the output depends on. */
function fingerprint() {
  const digest = createHash("sha256").update(process.version);
  for (const file of ["build.mjs", "package-lock.json", ...sources("src/main")]) {
    digest.update(`\0${file}\0`).update(readFileSync(join(here, file)));
  }
  return digest.digest("hex");
}

function sources(folder) {
  return readdirSync(join(here, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(js|css|svg)$/.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(here.length + 1))
    .sort();
}

function install() {
  const lock = sha256(readFileSync(join(here, "package-lock.json")));
  const stamp = join(modules, ".lock-sha256");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === lock) {
    return;
  }
  try {
    execFileSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], {
      cwd: here,
      stdio: ["ignore", "ignore", "inherit"],
    });
  } catch {
    throw new Error("npm ci failed: the first build needs npm and a package registry; later builds need neither");
  }
  writeFileSync(stamp, lock);
}

/**
 * DuckDB-Wasm as published: fetched by pages only on demand. The newest release that reads Parquet without a
 * download. Chart.js as published, for the pages that routes draw of their charts.
 */
function vendored() {
  const dist = join(modules, "@duckdb", "duckdb-wasm", "dist");
  const duckdb = ["duckdb-eh.wasm", "duckdb-browser-eh.worker.js"].map((file) => {
    const bytes = Buffer.from(withoutSourceMap(readFileSync(join(dist, file)), file));
    return asset(`duckdb/${file}`, `vendor/duckdb/${hashed(file, bytes)}`, bytes);
  });
  const chart = Buffer.from(withoutSourceMap(readFileSync(join(modules, "chart.js/dist/chart.umd.js")), CHART));
  return [...duckdb, asset(CHART, `vendor/${hashed(CHART, chart)}`, chart)];
}

/** Published scripts end in the address of a source map that is not shipped. */
function withoutSourceMap(bytes, file) {
  return file.endsWith(".js") ? bytes.toString("utf8").replace(/\n\/\/# sourceMappingURL=\S+\s*$/, "\n") : bytes;
}

function favicon() {
  const bytes = readFileSync(join(here, "src/main/favicon.svg"));
  return asset("favicon.svg", `assets/${hashed("favicon.svg", bytes)}`, bytes);
}

async function bundled(others) {
  const { build } = await import("esbuild");
  const address = (name) => JSON.stringify(`../${others.find((other) => other.name === name).path}`);
  const shared = {
    absWorkingDir: here,
    outdir: join(here, "target", "bundle"),
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    legalComments: "none", // licences go into META-INF/THIRD-PARTY.txt
    target: ["es2022", "chrome111", "firefox113", "safari16.4"],
    entryNames: "[name].[hash]",
    logLevel: "warning",
  };
  const script = (name, options) =>
    build({ ...shared, entryPoints: [`src/main/js/${name}.js`], format: "esm", ...options });
  const charts = await script("charts", {});
  const every = await script("every", {});
  const beside = (script) => JSON.stringify(`./${basename(script.outputFiles[0].path)}`);
  const results = [
    charts,
    every,
    await script("main", {
      define: { CHARTS: beside(charts), EVERY: beside(every) },
      external: ["./charts.*", "./every.*"],
    }),
    await script("duckdb", {
      define: {
        DUCKDB_WASM: address("duckdb/duckdb-eh.wasm"),
        DUCKDB_WORKER: address("duckdb/duckdb-browser-eh.worker.js"),
      },
    }),
    await build({ ...shared, entryPoints: [{ in: "src/main/js/early.js", out: "theme" }], format: "iife" }),
    await build({ ...shared, entryPoints: ["src/main/css/site.css"] }),
    await build({ ...shared, entryPoints: faces("js"), entryNames: "wd/[name].[hash]", format: "esm" }),
    await build({ ...shared, entryPoints: faces("css"), entryNames: "wd/[name].[hash]" }),
  ];
  const packages = new Set(["@duckdb/duckdb-wasm", "chart.js", "@kurkle/color"]);
  const assets = results.flatMap(({ outputFiles, metafile }) => {
    for (const input of Object.keys(metafile.inputs)) {
      const match = /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input);
      if (match) {
        packages.add(match[1]);
      }
    }
    return outputFiles.map((file) => {
      const hashedName = file.path.slice(shared.outdir.length + 1);
      return asset(hashedName.replace(/\.[A-Z0-9]{8}\./, "."), `assets/${hashedName}`, Buffer.from(file.contents));
    });
  });
  return { assets, packages };
}

/** The scripts and style sheets of routes' pages, each a file of its own: a route may choose among them. */
function faces(kind) {
  return sources(`src/main/${kind}/wd`);
}

function asset(name, path, bytes) {
  return { name, path, bytes, mediaType: MEDIA_TYPES[extname(path)] };
}

/** Writes the forms of each asset, the manifest and the licences of what is bundled. */
function publish(assets, packages, folder) {
  const root = join(folder, "ducksite", "web");
  const lines = assets
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, path, bytes, mediaType }) => {
      const file = join(root, path);
      mkdirSync(dirname(file), { recursive: true });
      const forms = { br: compressed(bytes, "br"), gzip: compressed(bytes, "gzip") };
      if (bytes.length <= KEEP_RAW_UP_TO) {
        writeFileSync(file, bytes);
      }
      writeFileSync(`${file}.br`, forms.br);
      writeFileSync(`${file}.gz`, forms.gzip);
      return [name, `/${path}`, mediaType, bytes.length].join("\t");
    });
  writeFileSync(join(root, "manifest.tsv"), `${lines.join("\n")}\n`);
  mkdirSync(join(folder, "META-INF"), { recursive: true });
  writeFileSync(join(folder, "META-INF", "THIRD-PARTY.txt"), [...packages].sort().map(notice).join("\n"));
}

/**
 * Brotli at its best level takes half a minute for the engine: results are kept by content, also across a clean
 * build.
 */
function compressed(bytes, coding) {
  const cache = join(modules, ".cache", "ducksite");
  const kept = join(cache, `${sha256(bytes)}.${coding}`);
  if (!existsSync(kept)) {
    mkdirSync(cache, { recursive: true });
    const result =
      coding === "gzip"
        ? gzipSync(bytes, { level: 9 })
        : brotliCompressSync(bytes, {
            params: {
              [constants.BROTLI_PARAM_QUALITY]: 11,
              [constants.BROTLI_PARAM_LGWIN]: 24,
              [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
            },
          });
    writeFileSync(`${kept}.part`, result);
    renameSync(`${kept}.part`, kept);
  }
  return readFileSync(kept);
}

function notice(name) {
  const folder = join(modules, name);
  const { version, license, author } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const texts = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(
      (entry) =>
        entry.isFile() &&
        /(^|\/)(licen[cs]e|notice|copying)[^/]*(\/[^/]+)?$/i.test(
          join(entry.parentPath ?? entry.path, entry.name).slice(folder.length + 1),
        ),
    )
    .filter(
      (entry) =>
        !/\.(js|json|ts|map)$/.test(entry.name) &&
        !(entry.parentPath ?? entry.path).includes("node_modules", folder.length),
    )
    .map((entry) => readFileSync(join(entry.parentPath ?? entry.path, entry.name), "utf8").trim());
  const by = typeof author === "string" ? author : author?.name;
  return [`==== ${name} ${version} (${license ?? "see below"})${by ? `, ${by}` : ""}`, ...texts, ""].join("\n\n");
}

function hashed(file, bytes) {
  const extension = extname(file);
  return `${basename(file, extension)}.${sha256(bytes).slice(0, 10)}${extension}`;
}

function sha256(bytes) {
  return createHash("sha256").update(bytes).digest("hex");
}
