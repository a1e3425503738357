// A check that cannot fail proves nothing: each fault is planted in a copy of the matrix, or in what it names, and
// must be seen; what only looks like one must not be.
'use strict';
const { check } = require('./asvs-rules.js');

const ROW = 'V1.1.1\t2\theld\twords\t\t';
const HEADER = 'id\tlevel\tstate\tabout\twhy\tproof';
const IDS = '# ids\nV1.1.1 2\nV1.1.2 2\n';
const OTHER = 'V1.1.2\t2\topen\twords\tnothing there\t';
const FILES = {
  'a/tests/one.rs': '#[test]\nfn plain() {}\n\n#[tokio::test]\n#[expect(clippy::panic, reason = "x")]\nasync fn later() {}\n\n#[test]\n#[ignore = "slow"]\nfn put_off() {}\n\nfn helper() {}\n\n// #[test]\n// fn gone() {}\n\nboth_databases!(stored, house => {});\n',
  'end2end/tests/a.spec.ts': "test('it holds @wasm @phone', async () => {});\ntest.fixme('it broke', async () => {});\n  test.step('a part', async () => {});\n",
  'docs/a.md': '# Title\n\n## Data at rest\n\nNot a heading: Keys\n',
  'scripts/size': '',
  'Cargo.toml': 'unsafe_code = "forbid"\n',
};
const read = (name) => FILES[name] ?? null;
const matrix = (...rows) => [HEADER, ...rows].join('\n');
const proved = (proof) => matrix(ROW + proof, OTHER);

/** [what, the fault that must be named or null for silence, matrix, ids] */
const PLANTS = [
  ['an id is missing', 'is missing', matrix(OTHER)],
  ['an id stands there twice', 'stands there twice', matrix(`${ROW}scripts/size`, OTHER, OTHER)],
  ['an id is not of the standard', 'is no id of the standard', matrix(`${ROW}scripts/size`, OTHER, 'V99.1.1\t1\topen\twords\twhy\t')],
  ['a level is wrong', 'is of level 2, not 1', matrix(`${ROW}scripts/size`, OTHER.replace('\t2\t', '\t1\t'))],
  ['a state is unknown', "unknown state 'done'", matrix(`${ROW}scripts/size`, OTHER.replace('open', 'done'))],
  ['it is held and names nothing', 'names no proof', proved('')],
  ['it is open and says nothing', 'does not say why', matrix(`${ROW}scripts/size`, 'V1.1.2\t2\topen\twords\t\t')],
  ['it does not apply and says nothing', 'does not say why', matrix(`${ROW}scripts/size`, 'V1.1.2\t2\tnot applicable\twords\t\t')],
  ['nothing says what it is about', 'what it is about', matrix(`${ROW}scripts/size`, 'V1.1.2\t2\topen\t\twhy\t')],
  ['a file is not there', 'names no file', proved('a/tests/two.rs::plain')],
  ['a file is outside the tree', 'names no file', proved('../outside.rs::plain')],
  ['a test is not there', "no test 'missing'", proved('a/tests/one.rs::missing')],
  ['a function is no test', "no test 'helper'", proved('a/tests/one.rs::helper')],
  ['a test is never run', "no test 'put_off'", proved('a/tests/one.rs::put_off')],
  ['a test is commented out', "no test 'gone'", proved('a/tests/one.rs::gone')],
  ['the second of two proofs is not there', "no test 'missing'", proved('a/tests/one.rs::plain | a/tests/one.rs::missing')],
  ['a partly held row names what is not there', 'names no file', matrix(`${ROW}scripts/size`, 'V1.1.2\t2\tpartly\twords\twhy\ta/x.rs::y')],
  ['a browser test is not there', 'no browser test', proved('end2end/tests/a.spec.ts::it does not')],
  ['a browser test is put off', 'no browser test', proved('end2end/tests/a.spec.ts::it broke')],
  ['a step is no test', 'no browser test', proved('end2end/tests/a.spec.ts::a part')],
  ['a section is not there', 'has no section', proved('docs/a.md#Keys')],
  ['a whole document is no proof', 'is no check by itself', proved('docs/a.md')],
  ['a line of a setting is not there', 'does not say', proved('Cargo.toml::unsafe_code = "deny"')],
  ['a column too many', 'too many columns', matrix(`${ROW}scripts/size\tmore`, OTHER)],
  ['another header', 'the columns are', matrix(`${ROW}scripts/size`, OTHER).replace('proof', 'proofs')],
  ['the list of the standard is empty', 'is empty', matrix(), '# ids\n'],
  ['a plain test', null, proved('a/tests/one.rs::plain')],
  ['a test that waits', null, proved('a/tests/one.rs::later')],
  ['a test on both databases', null, proved('a/tests/one.rs::stored')],
  ['a browser test without its tags', null, proved('end2end/tests/a.spec.ts::it holds')],
  ['a section, a script and a setting', null, proved('docs/a.md#Data at rest | scripts/size | Cargo.toml::unsafe_code = "forbid"')],
];

function run(real) {
  let wrong = 0;
  const judge = (what, expected, faults) => {
    const right = expected === null ? faults.length === 0 : faults.some(({ why }) => why.includes(expected));
    console.log(`${right ? 'ok  ' : 'FAIL'} ${what}: ${expected === null ? 'let pass' : `seen, '${expected}'`}${right ? '' : ` was expected, not ${JSON.stringify(faults.slice(0, 5))}`}`);
    if (!right) wrong += 1;
  };
  for (const [what, expected, planted, ids] of PLANTS) judge(what, expected, check({ matrix: planted, ids: ids ?? IDS, read }));

  // The real matrix without one of its rows, and with all of its tests gone.
  const lines = real.matrix.split('\n');
  judge('the real matrix loses a row', 'is missing', check({ ...real, matrix: lines.filter((_, at) => at !== 5).join('\n') }));
  judge('the real tree loses its tests', 'names no file', check({ ...real, read: (name) => (name.endsWith('.rs') ? null : real.read(name)) }));
  if (wrong > 0) {
    console.error(`asvs: the self-test failed for ${wrong} plant(s); the check cannot be trusted.`);
    process.exit(1);
  }
  console.log(`asvs: the self-test saw ${PLANTS.length + 2} of ${PLANTS.length + 2} plants as it should.`);
}

module.exports = { run };
