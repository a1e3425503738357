// playwright-failures.js FILE: the tests of a Playwright report that did not pass, with the first lines of their errors.
'use strict';
const fs = require('node:fs');

const LINES = 5;

/** Every test of a suite and of the suites within it, with the project that ran it. */
const tests = (suite) => [
  ...(suite.specs ?? []).flatMap((spec) => spec.tests.map((test) => ({ ...test, name: `${spec.file}:${spec.line} ${spec.title}` }))),
  ...(suite.suites ?? []).flatMap(tests),
];

const plain = (text) => text.replace(/\u001b\[[0-9;]*m/g, '');

const report = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));
for (const test of report.suites.flatMap(tests)) {
  if (test.status === 'expected' || test.status === 'skipped') continue;
  console.log(`${test.projectName}: ${test.name}`);
  for (const { errors } of test.results) {
    for (const { message = '', location } of errors) {
      if (location) console.log(`  at ${location.file.split('/').slice(-2).join('/')}:${location.line}`);
      console.log(plain(message).split('\n').filter((line) => line.trim()).slice(0, LINES).map((line) => `  ${line.slice(0, 300)}`).join('\n'));
    }
  }
}
for (const { message = '' } of report.errors ?? []) console.log(plain(message).split('\n').slice(0, LINES).join('\n'));
