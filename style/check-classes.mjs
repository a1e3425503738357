// Proves that every class written in the Rust sources is known to the built style sheet.
// Run: node style/check-classes.mjs <built.css>   (exits 1 and names the strangers)
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const sheet = process.argv[2];
if (!sheet) {
  console.error("usage: node style/check-classes.mjs <built.css>");
  process.exit(2);
}
const selectors = readFileSync(sheet, "utf8").replace(/\{[^{}]*\}/g, "{}");
const known = new Set([...selectors.matchAll(/\.(-?[a-z_][\w-]*)/gi)].map((m) => m[1]));

/** Every Rust file below a folder. */
function sources(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return entry.name.endsWith(".rs") ? [path] : [];
  });
}

/** Classes of one file: `class="a b"`, `class=if x { "a" } else { "b" }`, `class:a=`, and what a `fn …class` returns. */
function classes(text) {
  const found = [];
  for (const [, words] of text.matchAll(/\bclass="([^"]*)"/g)) found.push(...words.split(/\s+/));
  for (const [, one] of text.matchAll(/\bclass:([\w-]+)/g)) found.push(one);
  for (const [, branch] of text.matchAll(/\bclass=if [^\n]*?(\{.*\})/g)) {
    for (const [, words] of branch.matchAll(/"([^"]*)"/g)) found.push(...words.split(/\s+/));
  }
  for (const [, body] of text.matchAll(/fn \w*class\([^{]*\{([\s\S]*?)\n {0,4}\}/g)) {
    for (const [, words] of body.matchAll(/"([a-z0-9 -]+)"/g)) found.push(...words.split(/\s+/));
  }
  return found.filter(Boolean);
}

// The server draws some pages of its own, in strings.
const roots = ["../app/src", "../server/src"].map((folder) => fileURLToPath(new URL(folder, import.meta.url)));
const strangers = new Map();
let seen = 0;
for (const path of roots.flatMap(sources)) {
  for (const name of classes(readFileSync(path, "utf8").replaceAll('\\"', '"'))) {
    seen += 1;
    if (!known.has(name)) strangers.set(name, path);
  }
}
for (const [name, path] of strangers) console.error(`.${name} is not in the style sheet (${path})`);
console.log(`${seen} classes checked, ${strangers.size} unknown`);
process.exit(strangers.size || seen === 0 ? 1 : 0);
