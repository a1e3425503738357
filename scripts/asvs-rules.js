// What the matrix of the ASVS must be, as functions from what was read to a list of faults.
'use strict';

const STATES = ['held', 'partly', 'open', 'not applicable'];
const COLUMNS = ['id', 'level', 'state', 'about', 'why', 'proof'];

/** The rows below the header, by column. */
function rowsOf(matrix) {
  return matrix
    .split('\n')
    .slice(1)
    .filter((line) => line.trim())
    .map((line) => Object.fromEntries(line.split('\t').map((cell, at) => [COLUMNS[at] ?? 'more', cell.trim()])));
}

function proofsOf({ proof = '' }) {
  return proof.split(' | ').map((one) => one.trim()).filter(Boolean);
}

/** Whether a Rust file has a test of this name that is run: a plain one, or one for both databases. */
function hasRustTest(text, name) {
  if (!/^\w+$/.test(name)) return false;
  if (new RegExp(`^\\s*both_databases!\\(\\s*${name}\\b`, 'm').test(text)) return true;
  const lines = text.split('\n');
  return lines.some((line, at) => {
    if (!new RegExp(`^\\s*(async )?fn ${name}\\b`).test(line)) return false;
    const above = [];
    for (let up = at - 1; up >= 0 && /^\s*(#\[|\/\/|[^\s].*\)\]$)/.test(lines[up]); up -= 1) above.push(lines[up].trim());
    return above.some((one) => /^#\[(tokio::)?test\b/.test(one)) && !above.some((one) => one.startsWith('#[ignore'));
  });
}

/** Whether a browser test of this title is there and neither skipped nor put off. Tags do not count. */
function hasSpec(text, title) {
  const bare = (one) => one.replace(/\s+@\w+/g, '').trim();
  const titles = [...text.matchAll(/(?:^|\s)test\(\s*(['"`])((?:\\.|(?!\1).)*)\1/g)].map((match) => bare(match[2].replace(/\\(.)/g, '$1')));
  return titles.includes(bare(title));
}

const slug = (heading) => heading.replace(/[`*]/g, '').trim();

/** Why a proof proves nothing, or null. */
function missing(proof, read) {
  const [, file, name] = /^([^:#]+)::(.+)$/.exec(proof) ?? [];
  const [, document, section] = /^([^:#]+\.md)#(.+)$/.exec(proof) ?? [];
  const text = read(file ?? document ?? proof);
  if (text === null) return `'${proof}' names no file of the tree`;
  if (section) return text.split('\n').some((line) => /^#+ /.test(line) && slug(line.replace(/^#+ /, '')) === slug(section)) ? null : `${document} has no section '${section}'`;
  if (!file) return /^(scripts|style)\//.test(proof) ? null : `'${proof}' is no check by itself: name a test in it, or a section`;
  if (file.endsWith('.rs')) return hasRustTest(text, name) ? null : `${file} has no test '${name}' that is run`;
  if (file.endsWith('.spec.ts')) return hasSpec(text, name) ? null : `${file} has no browser test '${name}' that is run`;
  return text.includes(name) ? null : `${file} does not say '${name}'`;
}

/** All faults: where, and why. */
function check({ matrix, ids, read }) {
  const faults = [];
  const standard = new Map(ids.split('\n').filter((line) => /^V\d/.test(line)).map((line) => line.trim().split(' ')));
  if (standard.size === 0) faults.push({ where: 'ids', why: 'the list of the standard is empty' });
  if (matrix.split('\n')[0] !== COLUMNS.join('\t')) faults.push({ where: 'header', why: `the columns are ${COLUMNS.join(', ')}` });
  const seen = new Set();
  for (const row of rowsOf(matrix)) {
    const { id, level, state, about, why } = row;
    const fault = (reason) => faults.push({ where: id, why: reason });
    if (!standard.has(id)) fault('is no id of the standard');
    else if (standard.get(id) !== level) fault(`is of level ${standard.get(id)}, not ${level}`);
    if (seen.has(id)) fault('stands there twice');
    seen.add(id);
    if ('more' in row) fault('has too many columns');
    if (!about) fault('does not say what it is about');
    if (!STATES.includes(state)) fault(`has the unknown state '${state}'`);
    const proofs = proofsOf(row);
    if (state === 'held' && proofs.length === 0) fault('is held and names no proof');
    if (state !== 'held' && !why) fault(`is '${state}' and does not say why`);
    for (const reason of proofs.map((proof) => missing(proof, read)).filter(Boolean)) fault(reason);
  }
  for (const id of standard.keys()) if (!seen.has(id)) faults.push({ where: id, why: 'is missing' });
  return faults;
}

/** How many rows each level has in each state. */
function count(rows) {
  const counts = Object.fromEntries(['1', '2', '3', 'all'].map((level) => [level, Object.fromEntries(STATES.map((state) => [state, 0]))]));
  for (const { level, state } of rows) for (const place of [level, 'all']) counts[place][state] += 1;
  return counts;
}

module.exports = { STATES, check, count, rowsOf };
