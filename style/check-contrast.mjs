// Reads the palette and proves that every declared pair keeps its distance, in light and in dark.
// Run: node style/check-contrast.mjs
import { readFileSync } from "node:fs";

const source = readFileSync(new URL("settings/_colour.scss", import.meta.url), "utf8");

/** The lines of one SCSS map, as name -> hex. */
function palette(name) {
  const body = source.match(new RegExp(`\\$${name}: \\(([^)]*)\\)`))?.[1];
  if (!body) throw new Error(`no map $${name} in settings/_colour.scss`);
  return Object.fromEntries([...body.matchAll(/([a-z-]+):\s*(#[0-9a-f]{6})/g)].map((m) => [m[1], m[2]]));
}

/** Relative luminance, WCAG 2.2. */
function luminance(hex) {
  const [r, g, b] = [1, 3, 5]
    .map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a, b) {
  const [hi, lo] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (hi + 0.05) / (lo + 0.05);
}

const pairs = [...source.slice(source.indexOf("$pairs")).matchAll(/\(([a-z-]+), ([a-z-]+), ([\d.]+)\)/g)];
let checked = 0;
const failures = [];
for (const scheme of ["light", "dark"]) {
  const colours = palette(scheme);
  for (const [, front, back, floor] of pairs) {
    if (!colours[front] || !colours[back]) {
      failures.push(`${scheme}: ${front} or ${back} is not in the palette`);
      continue;
    }
    checked += 1;
    const ratio = contrast(colours[front], colours[back]);
    if (ratio < Number(floor)) failures.push(`${scheme}: ${front} on ${back} is ${ratio.toFixed(2)}, needs ${floor}`);
  }
}
for (const failure of failures) console.error(failure);
console.log(`${checked} pairs checked, ${failures.length} too close`);
process.exit(failures.length || checked === 0 ? 1 : 0);
