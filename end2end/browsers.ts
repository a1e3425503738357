// Which Chromium the tests drive. The same engine comes as a whole browser and, from Debian, as a shell without windows that
// takes a third less of the processor: the shell is enough for all but the notices that a browser itself shows.
// CHROMIUM names the one for everything, as `make prove` does with the whole browser.
import fs from 'node:fs';

const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run', '--disable-quic'];
const whole = process.env.CHROMIUM ?? '/usr/bin/chromium';
const shell = '/usr/bin/chromium-headless-shell';

export const LAUNCH = { executablePath: !process.env.CHROMIUM && fs.existsSync(shell) ? shell : whole, args };
/** For tests of what only a whole browser has. */
export const WHOLE = { executablePath: whole, args };
