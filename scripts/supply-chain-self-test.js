// A check that cannot fail proves nothing: each fault is planted and must be seen, and what only looks like one must not be.
'use strict';
const { advisory, allowed, check, sbom, toml, within } = require('./supply-chain-rules.js');

const SUM = 'a'.repeat(64);
const INDEX = 'registry+https://github.com/rust-lang/crates.io-index';
const LOCK = `version = 4

[[package]]
name = "server"
version = "0.1.0"
dependencies = [
 "leaf",
]

[[package]]
name = "leaf"
version = "1.2.3"
source = "${INDEX}"
checksum = "${SUM}"
`;
const DENY = `[advisories]
ignore = [
    # A comment between.
    { id = "RUSTSEC-0000-0001", reason = "It is a macro that reads our own source only, and nothing of it is shipped." },
]
[licenses]
allow = ["MIT", "Apache-2.0"]
exceptions = [{ allow = ["MPL-2.0"], crate = "leaf" }]
[sources]
allow-registry = ["https://github.com/rust-lang/crates.io-index"]
`;
const BUILT = 'server v0.1.0 (/house/server)|MIT\nleaf v1.2.3 (proc-macro)|MIT OR Apache-2.0 (*)\n';
const NPM = '{"packages":{"":{},"node_modules/x":{"version":"1.0.0","integrity":"sha512-x","license":"GPL-3.0","dev":true},'
  + '"node_modules/@y/z":{"version":"2.0.0","integrity":"sha512-yz++","license":"MIT"}}}';
const markdown = (id, patched, more = '') =>
  `\`\`\`toml\n[advisory]\nid = "${id}"\npackage = "leaf"\ndate = "2020-01-01"\n${more}\n[affected]\nfunctions = { "leaf::f" = ["< 1.3.0"] }\n\n[versions]\npatched = [${patched}]\nunaffected = [\n  "< 1.0.0",\n]\n\`\`\`\n\n# It breaks\n`;
const told = (...all) => all.map(advisory).filter(Boolean);
const known = () => told(markdown('RUSTSEC-0000-0001', '', 'informational = "unmaintained"'));
const GOOD = { lock: LOCK, npm: NPM, deny: DENY, built: BUILT, advisories: null };

/** [what, the fault that must be named or null for silence, inputs] */
const PLANTS = [
  ['all is well', null, GOOD],
  ['all is well with advisories', null, { ...GOOD, advisories: known() }],
  ['a crate comes from a fork', 'comes from git', { ...GOOD, lock: LOCK.replace(INDEX, 'git+https://example.invalid/leaf') }],
  ['a crate comes from another registry', 'comes from registry+https://else', { ...GOOD, lock: LOCK.replace(INDEX, 'registry+https://else.invalid') }],
  ['a crate has no checksum', 'has no checksum', { ...GOOD, lock: LOCK.replace(/checksum.*\n/, '') }],
  ['a crate comes from a folder', 'is none of ours', { ...GOOD, lock: `${LOCK}\n[[package]]\nname = "stray"\nversion = "0.1.0"\n` }],
  ['the lock file is empty', 'names no package', { ...GOOD, lock: 'version = 4\n' }],
  ['nothing was built', 'none of our own', { ...GOOD, built: '' }],
  ['a licence is not allowed', "under 'GPL-3.0'", { ...GOOD, built: BUILT.replace('MIT OR Apache-2.0', 'GPL-3.0') }],
  ['half of a licence is not allowed', "under 'MIT AND GPL-3.0'", { ...GOOD, built: BUILT.replace('MIT OR Apache-2.0', 'MIT AND GPL-3.0') }],
  ['a licence is not named', 'names no licence', { ...GOOD, built: BUILT.replace('MIT OR Apache-2.0', '') }],
  ['an exception is for another crate', "under 'MPL-2.0'", { ...GOOD, built: `${BUILT}twig v1.0.0|MPL-2.0\n` }],
  ['an exception holds', null, { ...GOOD, built: BUILT.replace('MIT OR Apache-2.0', 'MPL-2.0') }],
  ['a package of npm has no hash', 'has no hash', { ...GOOD, npm: NPM.replace('sha512-x', '') }],
  ['a package that is shipped is under another licence', "z 2.0.0 is shipped to browsers under 'GPL-3.0'", { ...GOOD, npm: NPM.replace('MIT', 'GPL-3.0') }],
  ['a package that is shipped names no licence', "shipped to browsers under ''", { ...GOOD, npm: NPM.replace(',"license":"MIT"', '') }],
  ['an advisory strikes', 'RUSTSEC-0000-0002 (vulnerability): It breaks', { ...GOOD, advisories: [...known(), ...told(markdown('RUSTSEC-0000-0002', '">= 1.2.4"'))] }],
  ['an advisory is mended', null, { ...GOOD, advisories: [...known(), ...told(markdown('RUSTSEC-0000-0002', '"^1.1.9, < 1.2", ">= 1.2.3"'))] }],
  ['an advisory was withdrawn', null, { ...GOOD, advisories: [...known(), ...told(markdown('RUSTSEC-0000-0002', '', 'withdrawn = "2020-02-02"'))] }],
  ['an advisory is left standing without an argument', 'without an argument', { ...GOOD, deny: DENY.replace(/reason = "[^"]*"/, 'reason = "later"') }],
  ['an exception outlived its need', 'strikes nothing', { ...GOOD, advisories: told(markdown('RUSTSEC-0000-0002', '">= 1.0.0"')) }],
];

/** [range, version, whether it is within] */
const RANGES = [
  ['>= 1.2.3', '1.2.3', true], ['> 1.2.3', '1.2.3', false], ['< 2', '1.99.0', true], ['<= 0.9', '0.9.0', true], ['= 1.0.0', '1.0.1', false],
  ['^1.2', '1.9.0', true], ['^1.2', '2.0.0', false], ['^0.3.1', '0.3.9', true], ['^0.3.1', '0.4.0', false], ['^0.0.3', '0.0.4', false],
  ['~1.2.3', '1.2.9', true], ['~1.2.3', '1.3.0', false], ['1.2.3', '1.4.0', true], ['*', '0.0.1', true],
  ['>= 1.0.0-rc.1', '1.0.0-alpha', false], ['>= 1.0.0', '1.0.0-rc.1', false], ['>= 0.5, < 0.5.3', '0.5.2', true], ['>= 0.5, < 0.5.3', '0.5.3', false], ['>= 1.2.3', '1.2.3+build', true],
];
/** [licence, whether MIT, ISC and the exception of LLVM meet it] */
const LICENCES = [
  ['MIT OR GPL-3.0', true], ['MIT/GPL-3.0', true], ['GPL-3.0', false], ['(MIT OR GPL-3.0) AND ISC', true], ['MIT AND (GPL-3.0 OR ISC)', true], ['MIT AND GPL-3.0 OR GPL-2.0', false],
  ['Apache-2.0 WITH LLVM-exception', true], ['Apache-2.0', false], ['', false],
];

function run() {
  let wrong = 0;
  const judge = (what, right, got) => {
    console.log(`${right ? 'ok  ' : 'FAIL'} ${what}${right ? '' : `: got ${JSON.stringify(got)}`}`);
    if (!right) wrong += 1;
  };
  for (const [what, expected, inputs] of PLANTS) {
    const faults = check(inputs);
    judge(`${what}: ${expected ?? 'let pass'}`, expected === null ? faults.length === 0 : faults.some(({ where, why }) => `${where} ${why}`.includes(expected)), faults);
  }
  for (const [range, text, expected] of RANGES) judge(`${text} ${expected ? 'is' : 'is not'} within ${range}`, within(range, text) === expected);
  for (const [licence, expected] of LICENCES) judge(`'${licence}' is ${expected ? '' : 'not '}met`, allowed(licence, ['MIT', 'ISC', 'Apache-2.0 WITH LLVM-exception']) === expected);
  const read = toml('a = "x # y"\n[b.c]\nd = [1, "e,f", # g\n  { h = "i", j = [] },\n]\n[[k]]\nl = true\n[[k]]\nl = \'\'\'m\nn\'\'\'\n');
  judge('lists, tables and comments are read', JSON.stringify(read) === '{"a":"x # y","b":{"c":{"d":["1","e,f",{"h":"i","j":[]}]}},"k":[{"l":"true"},{"l":"m\\nn"}]}', read);
  const { components } = sbom(GOOD);
  judge('the inventory names what is built with its checksum', components.length === 3 && components[0].purl === 'pkg:cargo/leaf@1.2.3' && components[0].hashes[0].content === SUM, components);
  judge('and what browsers get of npm', components[2].purl === 'pkg:npm/%40y/z@2.0.0' && components[2].hashes[0].content === 'cb3fbe', components);
  if (wrong > 0) {
    console.error(`supply-chain: the self-test failed for ${wrong} case(s); the check cannot be trusted.`);
    process.exit(1);
  }
  console.log('supply-chain: the self-test saw everything as it should.');
}

module.exports = { run };
