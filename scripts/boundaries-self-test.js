// A check that cannot fail proves nothing: each violation is planted in a copy and must be seen,
// and what only looks like one must not be.
'use strict';
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { check } = require('./boundaries-rules.js');

const dependency = (line) => (text) => text.replace(/^\[dependencies\]$/m, `[dependencies]\n${line}`);
const file = (text) => () => text;

/** [what, the rule that must speak or null for silence, file, how it is changed] */
const PLANTS = [
  ['domain uses tokio', 'crates', 'domain/Cargo.toml', dependency('tokio.workspace = true')],
  ['migration uses domain', 'crates', 'migration/Cargo.toml', dependency('domain.workspace = true')],
  ['the browser gets tokio', 'crates', 'frontend/Cargo.toml', dependency('tokio.workspace = true')],
  ['the browser gets regex beside leptos_config', 'crates', 'app/Cargo.toml', dependency('regex = "1"')],
  ['a WASM file carries a regex engine', 'shipped', 'target/site/aset/planted.0.wasm', file('\0asm regex-automata-0.4.18/src/dfa.rs')],
  ['a page reads the environment', 'environment', 'app/src/planted.rs', file('fn home() -> Option<String> {\n    std::env::var("HOME").ok()\n}\n')],
  ['an argument falls back to the environment', 'environment', 'server/src/planted.rs', file('struct Arguments {\n    #[arg(long, env = "KK_PLANTED")]\n    planted: String,\n}\n')],
  ['a use case asks the clock itself', 'clock', 'service/src/planted.rs', file('fn now() -> time::OffsetDateTime {\n    time::OffsetDateTime::now_utc()\n}\n')],
  ['a page writes an address by hand', 'addresses', 'app/src/planted.rs', file('const NEW: &str = "/permohonan/baru";\n')],
  ['a message writes an address by hand', 'addresses', 'service/src/planted.rs', file('fn link(base: &str) -> String {\n    format!("{base}/lacak?n=1")\n}\n')],
  ['the server touches an entity', 'entities', 'server/src/planted.rs', file('use sea_orm::EntityTrait;\n')],
  ['a use case writes SQL by hand', 'statements', 'service/src/planted.rs', file('fn find(name: &str) -> Statement {\n    Statement::from_string(DbBackend::Sqlite, format!("SELECT * FROM account WHERE name = \'{name}\'"))\n}\n')],
  ['the server starts a program', 'programs', 'server/src/planted.rs', file('use std::process::{Command, ExitCode};\n')],
  ['a page writes text as markup', 'markup', 'app/src/planted.rs', file('fn note(text: String) -> impl IntoView {\n    view! { <p inner_html=text></p> }\n}\n')],
  ['a script writes text as markup', 'markup', 'app/browser/planted.js', file('part.innerHTML = words;\n')],
  ['code after a test module asks the clock', 'clock', 'server/src/planted.rs', file('#[cfg(test)]\nmod tests {\n    fn fine() {}\n}\n\nfn now() {\n    std::time::Instant::now();\n}\n')],
  ['an exception outlived its need', 'exceptions', 'scripts/boundaries.allow', (text) => `${text}\nclock nowhere.rs  # was needed once\n`],
  ['tests do it all', null, 'service/src/planted.rs', file('//! Reads "/lacak" and env::var.\n#[cfg(test)]\nmod tests {\n    fn now() {\n        std::time::Instant::now();\n        std::env::var("/lacak");\n    }\n}\n')],
  ['a test file does it all', null, 'server/tests/planted.rs', file('use sea_orm::EntityTrait;\nconst HOME: &str = "/kk";\n')],
  ['the configuration reads the environment', null, 'server/src/config/planted.rs', file('fn port() {\n    std::env::var("KK_LISTEN");\n}\n')],
];

function run(root, collect) {
  const copy = path.join(root, 'target/boundaries'); // a fixed place: a run that was killed leaves nothing for ever
  let wrong = 0;
  fs.rmSync(copy, { recursive: true, force: true });
  try {
    const names = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' });
    for (const name of names.split('\n').filter((one) => one && fs.existsSync(path.join(root, one)))) {
      fs.cpSync(path.join(root, name), path.join(copy, name));
    }
    execFileSync('git', ['init', '--quiet'], { cwd: copy });
    const look = () => check(collect(copy, { locked: false }));
    const before = look();
    for (const [what, rule, name, change] of PLANTS) {
      const target = path.join(copy, name);
      const original = fs.existsSync(target) ? fs.readFileSync(target, 'utf8') : null;
      const lock = fs.readFileSync(path.join(copy, 'Cargo.lock'));
      fs.mkdirSync(path.dirname(target), { recursive: true });
      fs.writeFileSync(target, change(original ?? ''));
      const of = (violations) => violations.filter((one) => rule === null || one.rule === rule).length;
      const more = of(look()) - of(before);
      const right = rule === null ? more === 0 : more > 0;
      console.log(`${right ? 'ok  ' : 'FAIL'} ${what}: ${rule === null ? 'let pass' : `seen by '${rule}'`}${right ? '' : ' was expected'}`);
      if (!right) wrong += 1;
      if (original === null) fs.rmSync(target);
      else fs.writeFileSync(target, original);
      fs.writeFileSync(path.join(copy, 'Cargo.lock'), lock);
    }
  } finally {
    fs.rmSync(copy, { recursive: true, force: true });
  }
  if (wrong > 0) {
    console.error(`boundaries: the self-test failed for ${wrong} of ${PLANTS.length} plants; the check cannot be trusted.`);
    process.exit(1);
  }
  console.log(`boundaries: the self-test saw ${PLANTS.length} of ${PLANTS.length} plants as it should.`);
}

module.exports = { run };
