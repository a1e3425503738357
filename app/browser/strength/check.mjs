// Proves that the built meter of new passwords says what the table beside this says, and has words for each advice.
// Run: node app/browser/strength/check.mjs <built strength.js>   (exits 1 and names what differs)
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const built = process.argv[2];
if (!built) {
  console.error("usage: node app/browser/strength/check.mjs <built strength.js>");
  process.exit(2);
}
const { judge } = await import(pathToFileURL(resolve(built)).href);
const read = (name) => readFileSync(fileURLToPath(new URL(name, import.meta.url)), "utf8");
const SITI = ["Siti Rahmawati", "9901024101900005", "9901020101100001", "0812 9000 0002", "siti.r@contoh.test"];

const rows = read("table.tsv").split("\n").filter((line) => line && !line.startsWith("#")).map((line) => line.split("\t"));
rows.push(["!", "perahu biru ".repeat(11), "1", "long"]);
const wrong = [];
for (const [, password, level, advice] of rows) {
  const said = judge(password, SITI);
  if (said.level !== Number(level) || said.advice !== advice) wrong.push(`${password}: ${said.level} ${said.advice}, not ${level} ${advice}`);
}
// A word of the object that every object has is no word of a list, and nothing about oneself is no fault.
for (const password of ["constructor __proto__ toString", "perahu-kayu-biru-7"]) if (judge(password).level < 3) wrong.push(`${password}: weak`);
const words = read("../../src/pages/strength.rs");
for (const advice of [...rows.map(([, , , advice]) => advice), "more"]) if (!words.includes(`"${advice}":`)) wrong.push(`${advice}: the page has no words for it`);

for (const sentence of wrong) console.error(sentence);
console.log(`${rows.length} passwords judged, ${wrong.length} otherwise than the table says`);
process.exit(wrong.length || rows.length < 15 ? 1 : 0);
