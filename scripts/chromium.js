// The browser that measures, and who is signed in there.
'use strict';
const { chromium } = require('../node_modules/playwright-core');

function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run', '--disable-quic'],
  });
}

/** The cookies of a visitor as a browser takes them. */
function cookiesOf(visitor) {
  return [...visitor.cookies].map(([name, value]) => {
    const secure = name.startsWith('__Host-');
    return { name, value, url: secure ? visitor.base.replace('http:', 'https:') : visitor.base, secure: secure || undefined };
  });
}

module.exports = { launch, cookiesOf };
