// The walls themselves, as functions from what was read to a list of violations.
'use strict';

/** Who may use whom; everything else between our crates is a violation. */
const MAY_USE = {
  domain: [],
  photo: [],
  'photo-samples': ['photo'],
  'photo-browser': ['photo'],
  migration: [],
  service: ['domain', 'photo', 'migration'], // `photo-samples` in tests only
  app: ['domain', 'service'],
  server: ['app', 'domain', 'service', 'migration'],
  frontend: ['app', 'domain'],
};
const NOT_IN_DOMAIN = /^(leptos|leptos_.*|axum|axum-.*|sea-orm|sea-orm-.*|sqlx|sqlx-.*|tokio|tokio-.*|regex|regex-.*|reqwest)$/;
const NOT_IN_BROWSER = /^(service|migration|server|axum|axum-.*|leptos_axum|sea-orm|sea-orm-.*|sea-query|sqlx|sqlx-.*|tokio|tokio-.*|hyper|hyper-.*|reqwest)$/;

/** What only certain files may contain. Tests may do all of it. */
const CONFINED = [
  {
    rule: 'environment',
    only: /^server\/src\/config(\.rs|\/)/,
    pattern: /\benv::(var|vars|var_os|vars_os)\b|\benv::\{[^}]*\bvar|#\[(arg|clap)\([^\]]*\benv\b/,
    why: 'the environment is read in server/src/config only',
  },
  {
    rule: 'clock',
    only: /^service\/src\/clock\.rs$/,
    pattern: /\b(OffsetDateTime|UtcDateTime)::now|\b(SystemTime|Instant)::now\b/,
    why: 'the time comes from service/src/clock.rs and is an argument elsewhere',
  },
  {
    rule: 'entities',
    only: /^(service|migration)\//,
    pattern: /\bsea_orm(_migration)?\b/,
    why: 'SeaORM types never leave service and migration',
  },
  {
    rule: 'statements',
    only: /^(service\/src\/(feed|opening)\.rs$|migration\/)/,
    pattern: /\bStatement::from_|\bexecute_unprepared\b|\b(query|execute)(_one|_all)?_raw\b|\bExpr::cust/,
    why: 'SQL is written by SeaORM, which binds values; by hand only where it has no words for it',
  },
  {
    rule: 'programs',
    only: /^$/,
    pattern: /\bprocess::Command\b|\bprocess::\{[^}]*\bCommand\b/,
    why: 'the server starts no other program',
  },
  {
    rule: 'markup',
    only: /^app\/src\/pages\/frame\.rs$/,
    pattern: /\b(inner_html|set_inner_html|set_outer_html|insert_adjacent_html|innerHTML|outerHTML|insertAdjacentHTML)\b|\bdocument\.write\b|\bjs_sys::eval\b|\bFunction::new_(no|with)_args\b|\bnew Function\b|\beval\(/,
    why: 'text becomes markup or a script nowhere; only the frame writes in files of our own build',
  },
];

/** First parts of our addresses; those of app/src/routes.rs are added when it is read. */
const ADDRESSES = ['syarat', 'daftar', 'masuk', 'lupa-sandi', 'akun', 'kk', 'permohonan', 'lacak', 'verifikasi', 'bantuan', 'privasi', 'statistik', 'petugas', 'live', 'unggah', 'luring', 'gaya', 'kotak-surat'];
const ROUTES = 'app/src/routes.rs';

/** Reads `cargo tree --prefix depth` into parent -> children; a package cut short by (*) was listed in full before. */
function graph(tree) {
  const children = new Map();
  const stack = [];
  for (const line of tree.split('\n')) {
    const match = /^(\d+)(\S+) v(\S+)/.exec(line);
    if (!match) continue;
    const depth = Number(match[1]);
    const node = `${match[2]} ${match[3]}`;
    if (!children.has(node)) children.set(node, new Set());
    if (depth > 0) children.get(stack[depth - 1]).add(node);
    stack[depth] = node;
  }
  return { root: stack[0], children };
}

/** Names of the packages that can be reached without passing through `avoiding`. */
function reached({ root, children }, avoiding = '') {
  const seen = new Set();
  const todo = [root];
  while (todo.length > 0) {
    const node = todo.pop();
    if (seen.has(node) || node.split(' ')[0] === avoiding) continue;
    seen.add(node);
    todo.push(...children.get(node));
  }
  return [...seen].map((node) => node.split(' ')[0]);
}

function crates({ packages, trees }) {
  const violations = [];
  for (const { name, dependencies } of packages) {
    const may = MAY_USE[name];
    if (!may) violations.push({ rule: 'crates', where: name, why: 'this crate is not in the plan (scripts/boundaries-rules.js)' });
    for (const used of dependencies) {
      if (used.kind === null && used.name in MAY_USE && may && !may.includes(used.name)) {
        violations.push({ rule: 'crates', where: name, why: `must not use ${used.name}` });
      }
    }
  }
  const forbid = (tree, pattern) => {
    const all = graph(trees[tree]);
    if (!all.root) violations.push({ rule: 'crates', where: tree, why: 'its graph is empty' });
    else for (const name of reached(all).filter((used) => pattern.test(used))) violations.push({ rule: 'crates', where: tree, why: `${name} must not be in its graph` });
    return all;
  };
  forbid('domain', NOT_IN_DOMAIN);
  for (const tree of ['citizen', 'desk']) {
    const all = forbid(tree, NOT_IN_BROWSER);
    if (all.root && reached(all, 'leptos_config').includes('regex')) {
      violations.push({ rule: 'crates', where: tree, why: 'regex may come by leptos_config only' });
    }
  }
  return violations;
}

function shipped({ wasm }) {
  const of = (name, word) => ({ rule: 'shipped', where: name, why: `contains ${word}: a regex engine is shipped to browsers` });
  return [...wasm].flatMap(([name, content]) => ['regex_automata', 'regex-automata'].filter((word) => content.includes(word)).map((word) => of(name, word)));
}

/** The lines of a Rust file that end up in the product: without comments and without test modules. */
function productLines(text) {
  const lines = text.split('\n');
  const out = [];
  for (let at = 0; at < lines.length; at += 1) {
    const start = /^(\s*)#\[cfg\((any\(|all\()?test\b/.exec(lines[at]);
    if (!start) {
      if (!/^\s*\/\//.test(lines[at])) out.push([at + 1, lines[at].replace(/\s\/\/\s.*$/, '')]);
      continue;
    }
    // The item ends at the first line of the same depth that closes it.
    const end = lines.findIndex((line, index) => index > at && line.startsWith(start[1]) && /^(\}|[^\s#/].*(;|\})\s*$)/.test(line.slice(start[1].length)));
    at = end === -1 ? lines.length : end;
  }
  return out;
}

/** Files that hold tests only: by their place, or because their parent declares them under cfg(test). */
function testFiles(files) {
  const found = new Set([...files.keys()].filter((name) => /(^|\/)(tests|benches|examples)\//.test(name) || /(^|\/)tests\.rs$/.test(name)));
  for (const [name, text] of files) {
    for (const match of text.matchAll(/#\[cfg\((?:any\(|all\()?test\b[^\n]*\n(?:\s*(?:#\[|\/\/)[^\n]*\n)*\s*(?:pub(?:\([a-z]+\))? )?mod (\w+);/g)) {
      const folder = name.replace(/(\/(?:lib|main|mod))?\.rs$/, '');
      for (const file of files.keys()) {
        if (file === `${folder}/${match[1]}.rs` || file.startsWith(`${folder}/${match[1]}/`)) found.add(file);
      }
    }
  }
  return found;
}

function sources({ files }) {
  const violations = [];
  if (files.size === 0) violations.push({ rule: 'sources', where: '.', why: 'no Rust file was found' });
  const tests = testFiles(files);
  const known = [...(files.get(ROUTES) ?? '').matchAll(/"\/([a-z][a-z-]*)/g)].map((match) => match[1]);
  const address = new RegExp(`("|\\})/(${[...new Set([...ADDRESSES, ...known])].join('|')})(?=[/?#"{])`);
  for (const [name, text] of files) {
    if (tests.has(name)) continue;
    for (const [number, line] of productLines(text)) {
      const found = (rule, why) => violations.push({ rule, file: name, where: `${name}:${number}`, why });
      for (const { rule, only, pattern, why } of CONFINED) if (!only.test(name) && pattern.test(line)) found(rule, why);
      if (name.endsWith('.rs') && name !== ROUTES && address.test(line)) found('addresses', `addresses are built and parsed in ${ROUTES} only`);
    }
  }
  return violations;
}

/** All violations, less the allowed ones, plus exceptions without reason or use. */
function check(inputs) {
  const exceptions = inputs.allow
    .split('\n')
    .filter((line) => line.trim() && !line.startsWith('#'))
    .map((line) => ({ line, used: false, reason: /#\s*\S/.test(line), parts: line.split('#')[0].trim().split(/\s+/) }));
  const left = [...crates(inputs), ...shipped(inputs), ...sources(inputs)].filter(({ rule, file }) => {
    const exception = exceptions.find(({ parts }) => parts[0] === rule && parts[1] === file);
    if (exception) exception.used = true;
    return !exception;
  });
  for (const { line, used, reason } of exceptions) {
    if (!used) left.push({ rule: 'exceptions', where: 'scripts/boundaries.allow', why: `'${line}' is no longer needed` });
    else if (!reason) left.push({ rule: 'exceptions', where: 'scripts/boundaries.allow', why: `'${line}' gives no reason` });
  }
  return left;
}

module.exports = { check };
