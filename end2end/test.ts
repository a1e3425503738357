// What every test gets. Import `test` and `expect` from here, never from Playwright.
import { test as base, expect, type ConsoleMessage } from '@playwright/test';
import { Documents } from './documents';
import { Mailbox } from './mailbox';
import { People } from './people';

interface Noise {
  /** Lets console lines pass that the test causes on purpose, such as the 404 of a missing page. */
  allow(pattern: RegExp): void;
}

interface PerTest {
  /** The page says nothing in the console: no error, no warning, no uncaught exception, no 5xx. */
  noise: Noise;
  mailbox: Mailbox;
  documents: Documents;
}

export const test = base.extend<PerTest, { people: People }>({
  baseURL: async ({}, use) => {
    if (!process.env.SERVER_URL) throw new Error('there is no server; global-setup.ts should have started one');
    await use(process.env.SERVER_URL);
  },

  noise: [
    async ({ context }, use) => {
      const heard: string[] = [];
      const allowed: RegExp[] = [];
      context.on('console', (message: ConsoleMessage) => {
        if (['error', 'warning', 'assert'].includes(message.type())) heard.push(`${message.type()}: ${message.text()} (${message.location().url})`);
      });
      context.on('weberror', (error) => heard.push(`uncaught: ${error.error().message}`));
      context.on('response', (response) => {
        if (response.status() >= 500) heard.push(`server: ${response.status()} ${response.request().method()} ${response.url()}`);
      });
      await use({ allow: (pattern) => allowed.push(pattern) });
      const unexpected = heard.filter((line) => !allowed.some((pattern) => pattern.test(line)));
      expect(unexpected, 'the console stays silent').toEqual([]);
    },
    { auto: true },
  ],

  mailbox: async ({ request }, use) => use(new Mailbox(request)),
  documents: async ({ browser }, use) => use(new Documents(browser)),
  people: [async ({}, use, worker) => use(new People(worker.workerIndex)), { scope: 'worker' }],
});

export { expect };
export { expectAccessible } from './accessible';
export type { Person } from './people';
