// Copies the demo's data files out of the pinned npm package into demo/data/.
// The network is used at most once: when node_modules does not match package-lock.json.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const FILES = ["flights-3m.parquet", "airports.csv", "seattle-weather.csv"];

const here = dirname(fileURLToPath(import.meta.url));
const source = join(here, "node_modules", "vega-datasets", "data");
const target = join(here, "demo", "data");

try {
  install();
  mkdirSync(target, { recursive: true });
  for (const file of FILES) {
    copy(file);
  }
} catch (problem) {
  console.error(`fetch: ${problem.message}`);
  process.exit(1);
}

function install() {
  const lock = createHash("sha256")
    .update(readFileSync(join(here, "package-lock.json")))
    .digest("hex");
  const stamp = join(here, "node_modules", ".lock-sha256");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === lock) {
    return;
  }
  try {
    execFileSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], {
      cwd: here,
      stdio: ["ignore", "ignore", "inherit"],
    });
  } catch {
    throw new Error(
      "npm ci failed in examples/: the first run needs npm and a package registry; later runs need neither",
    );
  }
  writeFileSync(stamp, lock);
}

function copy(file) {
  const from = join(source, file);
  const to = join(target, file);
  if (!existsSync(from)) {
    throw new Error(`vega-datasets holds no data/${file}; package-lock.json pins a version that does`);
  }
  if (existsSync(to) && statSync(to).size === statSync(from).size && statSync(to).mtimeMs >= statSync(from).mtimeMs) {
    return;
  }
  copyFileSync(from, `${to}.part`);
  renameSync(`${to}.part`, to);
  console.log(`demo/data/${file} (${statSync(to).size.toLocaleString("en")} bytes)`);
}
