// What may come in with dependencies, as functions from what was read to a list of faults.
'use strict';

/** As much TOML as Cargo.lock, deny.toml and advisories use: tables, strings, numbers, lists, tables within a line. */
function toml(text) {
  const root = {};
  let table = root;
  let at = 0;
  const skip = () => {
    for (let rest; (rest = /^(\s+|#[^\n]*)/.exec(text.slice(at, at + 4096))); ) at += rest[0].length;
  };
  const word = () => {
    const [found] = /^[\w-]+|^"[^"]*"/.exec(text.slice(at, at + 256)) ?? [];
    if (!found) throw new Error(`cannot read near '${text.slice(at, at + 40)}'`);
    at += found.length;
    return found.replaceAll('"', '');
  };
  const keys = () => {
    const path = [word()];
    while (text[at] === '.') {
      at += 1;
      path.push(word());
    }
    return path;
  };
  const place = (path) => path.reduce((into, key) => {
    into[key] ??= {};
    return Array.isArray(into[key]) ? into[key].at(-1) : into[key];
  }, table);
  const list = (close, item) => {
    at += 1;
    for (skip(); text[at] !== close; skip()) {
      item();
      skip();
      if (text[at] === ',') at += 1;
      else if (text[at] !== close) throw new Error(`cannot read near '${text.slice(at, at + 40)}'`);
    }
    at += 1;
  };
  const value = () => {
    const rest = text.slice(at);
    const long = /^("""|''')([\s\S]*?)\1/.exec(rest);
    if (long) {
      at += long[0].length;
      return long[2];
    }
    const short = /^"((?:\\.|[^"\\])*)"|^'([^'\n]*)'/.exec(rest);
    if (short) {
      at += short[0].length;
      return short[2] ?? short[1].replace(/\\(.)/g, '$1');
    }
    if (rest[0] === '[') {
      const items = [];
      list(']', () => items.push(value()));
      return items;
    }
    if (rest[0] === '{') {
      const [outer, inner] = [table, {}];
      list('}', () => {
        table = inner;
        pair();
        table = outer;
      });
      return inner;
    }
    const [bare] = /^[^\s,\]}#]+/.exec(rest) ?? [];
    if (!bare) throw new Error(`cannot read near '${rest.slice(0, 40)}'`);
    at += bare.length;
    return bare;
  };
  const pair = () => {
    const path = keys();
    skip();
    if (text[at] !== '=') throw new Error(`no value near '${text.slice(at, at + 40)}'`);
    at += 1;
    skip();
    const key = path.pop();
    const into = place(path);
    into[key] = value();
  };
  for (skip(); at < text.length; skip()) {
    const several = text.startsWith('[[', at);
    if (text[at] !== '[') {
      pair();
      continue;
    }
    at += several ? 2 : 1;
    const path = keys();
    at += several ? 2 : 1;
    table = root;
    const key = path.pop();
    const into = place(path);
    if (several) (into[key] ??= []).push({});
    else into[key] ??= {};
    table = several ? into[key].at(-1) : into[key];
  }
  return root;
}

/** The packages of a Cargo.lock. */
const lockOf = (text) => toml(text).package ?? [];

function version(text) {
  const [core, ...early] = text.trim().split('+')[0].split('-');
  const numbers = core.split('.').map(Number);
  return { numbers: [...numbers, 0, 0].slice(0, 3), given: numbers.length, early: early.join('-') };
}

function compare(one, other) {
  for (let at = 0; at < 3; at += 1) if (one.numbers[at] !== other.numbers[at]) return one.numbers[at] - other.numbers[at];
  if (one.early === other.early) return 0;
  if (!one.early || !other.early) return one.early ? -1 : 1;
  return one.early < other.early ? -1 : 1;
}

/** Whether a version is within a range as Cargo writes them: `>= 1.2, < 2`, `^0.3.1`, `~1.4`, `=1.0.0`. */
function within(range, text) {
  const found = version(text);
  return range.split(',').every((part) => {
    const [, sign = '^', rest] = /^\s*(>=|<=|>|<|=|\^|~)?\s*(.+)$/.exec(part) ?? [];
    if (!rest || rest.trim() === '*') return true;
    const bound = version(rest);
    const order = compare(found, bound);
    if (sign === '>=') return order >= 0;
    if (sign === '<=') return order <= 0;
    if (sign === '>') return order > 0;
    if (sign === '<') return order < 0;
    if (sign === '=') return order === 0;
    let kept = sign === '~' ? Math.min(bound.given - 1, 1) : 0;
    while (sign === '^' && kept < 2 && kept < bound.given - 1 && bound.numbers[kept] === 0) kept += 1;
    const end = bound.numbers.map((number, at) => (at < kept ? number : at === kept ? number + 1 : 0));
    return order >= 0 && compare(found, { numbers: end, early: '' }) < 0;
  });
}

/** What an advisory says of itself, or null when it was withdrawn. */
function advisory(markdown) {
  const [, head] = /```toml\n([\s\S]*?)```/.exec(markdown) ?? [];
  if (!head) return null;
  const { advisory: about, versions = {} } = toml(head);
  if (about.withdrawn) return null;
  const [, title] = /^# (.+)$/m.exec(markdown) ?? [];
  return { id: about.id, package: about.package, kind: about.informational ?? 'vulnerability', title, fine: [...(versions.patched ?? []), ...(versions.unaffected ?? [])] };
}

/** Whether a licence expression can be met with those allowed. */
function allowed(expression, names) {
  const tokens = expression.replaceAll('/', ' OR ').match(/\(|\)|AND|OR|WITH|[\w.+-]+/g) ?? [];
  let at = 0;
  const one = () => {
    if (tokens[at] === '(') {
      at += 1;
      const inner = either();
      at += 1;
      return inner;
    }
    let name = tokens[at++];
    if (tokens[at] === 'WITH') name = `${name} WITH ${tokens[(at += 2) - 1]}`;
    return names.includes(name);
  };
  const both = () => {
    let met = one();
    while (tokens[at] === 'AND') {
      at += 1;
      met = one() && met;
    }
    return met;
  };
  function either() {
    let met = both();
    while (tokens[at] === 'OR') {
      at += 1;
      met = both() || met;
    }
    return met;
  }
  return tokens.length > 0 && either() && at === tokens.length;
}

/** Name, version and licence of each crate of `cargo tree`, each once; our own have a path behind them. */
function builtOf(lines) {
  const found = new Map();
  for (const line of lines.split('\n')) {
    const match = /^(\S+) v(\S+)( \(proc-macro\))?( \(\/[^)]*\))?\|(.*?)(?: \(\*\))?$/.exec(line.trim());
    if (match) found.set(`${match[1]} ${match[2]}`, { name: match[1], version: match[2], own: Boolean(match[4]), licence: match[5].trim() });
  }
  return [...found.values()];
}

/** Each package of npm that is shipped; the lock file marks the others. */
function shippedOf(npm) {
  return Object.entries(JSON.parse(npm).packages ?? {})
    .filter(([place, { dev, link }]) => place && !dev && !link)
    .map(([place, { version, license, integrity }]) => ({ name: place.replace(/^.*node_modules\//, ''), version, licence: license ?? '', integrity }));
}

/** All faults: where, and why. */
function check({ lock, npm, deny, built, advisories }) {
  const faults = [];
  const fault = (where, why) => faults.push({ where, why });
  const packages = lockOf(lock);
  const { sources, licenses, advisories: { ignore = [] } = {} } = toml(deny);
  if (packages.length === 0) fault('Cargo.lock', 'names no package');
  const registries = sources['allow-registry'].map((address) => `registry+${address}`);
  const used = builtOf(built);
  const own = new Set(used.filter((one) => one.own).map((one) => one.name));
  if (own.size === 0) fault('cargo tree', 'names none of our own crates');
  for (const one of packages) {
    const name = `${one.name} ${one.version}`;
    if (!one.source) {
      if (!own.has(one.name)) fault(name, 'comes from a folder and is none of ours');
    } else if (!registries.includes(one.source)) fault(name, `comes from ${one.source}`);
    else if (!/^[0-9a-f]{64}$/.test(one.checksum ?? '')) fault(name, 'has no checksum');
  }
  for (const { name, version, licence } of used) {
    const extra = (licenses.exceptions ?? []).filter((one) => one.crate === name).flatMap((one) => one.allow);
    if (!licence) fault(`${name} ${version}`, 'names no licence');
    else if (!allowed(licence, [...licenses.allow, ...extra])) fault(`${name} ${version}`, `is under '${licence}', which deny.toml does not allow`);
  }
  for (const { name, version, licence } of shippedOf(npm)) {
    if (!allowed(licence, licenses.allow)) fault(`${name} ${version}`, `is shipped to browsers under '${licence}', which deny.toml does not allow`);
  }
  for (const [place, { integrity, link }] of Object.entries(JSON.parse(npm).packages ?? {})) {
    if (place && !link && !/^sha512-/.test(integrity ?? '')) fault(`package-lock.json ${place}`, 'has no hash');
  }
  for (const { id, reason = '' } of ignore) if (reason.trim().length < 40) fault(id ?? 'deny.toml', 'is left standing without an argument');
  if (advisories) {
    const struck = new Set();
    for (const { id, package: name, kind, title, fine } of advisories) {
      for (const { version } of packages.filter((one) => one.name === name && !fine.some((range) => within(range, one.version)))) {
        struck.add(id);
        if (!ignore.some((one) => one.id === id)) fault(`${name} ${version}`, `${id} (${kind}): ${title}`);
      }
    }
    for (const { id } of ignore) if (!struck.has(id)) fault(id, 'strikes nothing any more: take it out of deny.toml');
  }
  return faults;
}

/** What is built, as an inventory others can read. No time in it: the same lock files give the same bytes. */
function sbom({ lock, npm, built }) {
  const sums = new Map(lockOf(lock).map((one) => [`${one.name} ${one.version}`, one.checksum]));
  const components = builtOf(built)
    .sort((one, other) => (`${one.name} ${one.version}` < `${other.name} ${other.version}` ? -1 : 1))
    .map(({ name, version, own, licence }) => {
      const sum = sums.get(`${name} ${version}`);
      return {
        type: own ? 'application' : 'library',
        name,
        version,
        licenses: [{ expression: licence.replace(/ ?\/ ?/g, ' OR ') }],
        ...(own ? {} : { purl: `pkg:cargo/${name}@${version}` }),
        ...(sum ? { hashes: [{ alg: 'SHA-256', content: sum }] } : {}),
      };
    });
  for (const { name, version, licence, integrity } of shippedOf(npm)) {
    components.push({
      type: 'library',
      name,
      version,
      licenses: [{ expression: licence }],
      purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
      hashes: [{ alg: 'SHA-512', content: Buffer.from(integrity.replace('sha512-', ''), 'base64').toString('hex') }],
    });
  }
  return { bomFormat: 'CycloneDX', specVersion: '1.5', version: 1, components };
}

module.exports = { advisory, allowed, builtOf, check, lockOf, sbom, toml, within };
