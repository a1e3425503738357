// What every test gets. Import `test` and `expect` from here, never from Playwright.
import { test as base, expect, type BrowserContext, type ConsoleMessage } from '@playwright/test';
import { Desk } from './desk';
import { Documents } from './documents';
import { register, type Family } from './families';
import { Mailbox } from './mailbox';
import { device, signInOfficer, type OfficerName } from './officers';
import { People, type Person } from './people';
import { Wizard } from './wizard';

interface Noise {
  /** Lets console lines pass that the test causes on purpose, such as the 404 of a missing page. */
  allow(pattern: RegExp): void;
  /** Hears a browser of the test's own too. */
  hear(context: BrowserContext): void;
}

interface Citizen {
  person: Person;
  family: Family;
  wizard: Wizard;
}

interface PerTest {
  /** The page says nothing in the console: no error, no warning, no uncaught exception, no 5xx. */
  noise: Noise;
  mailbox: Mailbox;
  /** A new citizen with a family card, signed in on `page`. */
  citizen: Citizen;
  /** An officer signed in on a desk of their own, beside `page`. */
  officer: (name?: OfficerName) => Promise<Desk>;
}

export const test = base.extend<PerTest, { people: People; documents: Documents }>({
  baseURL: async ({}, use) => {
    if (!process.env.SERVER_URL) throw new Error('there is no server; global-setup.ts should have started one');
    await use(process.env.SERVER_URL);
  },

  noise: [
    async ({ context, javaScriptEnabled }, use) => {
      const heard: string[] = [];
      // Without scripts the preloaded WASM has nobody to use it, and Chromium remarks on that.
      // Tests that are not about the service worker go without it, and Playwright remarks on that.
      const allowed: RegExp[] = javaScriptEnabled === false ? [/was preloaded using link preload but not used/] : [/Service Worker registration blocked by Playwright/];
      const hear = (context: BrowserContext) => {
        context.on('console', (message: ConsoleMessage) => {
          if (['error', 'warning', 'assert'].includes(message.type())) heard.push(`${message.type()}: ${message.text()} (${message.location().url})`);
        });
        context.on('weberror', (error) => heard.push(`uncaught: ${error.error().message}`));
        context.on('response', (response) => {
          if (response.status() >= 500) heard.push(`server: ${response.status()} ${response.request().method()} ${response.url()}`);
        });
      };
      hear(context);
      await use({ allow: (pattern) => allowed.push(pattern), hear });
      const unexpected = heard.filter((line) => !allowed.some((pattern) => pattern.test(line)));
      expect(unexpected, 'the console stays silent').toEqual([]);
    },
    { auto: true },
  ],

  mailbox: async ({ request }, use) => use(new Mailbox(request)),

  citizen: async ({ page, mailbox, people }, use) => {
    const person = people.another();
    const family = await register(page.context().request, mailbox, person);
    await use({ person, family, wizard: new Wizard(page) });
  },

  officer: async ({ browser, noise }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (name = 'rina') => {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, isMobile: false, hasTouch: false, deviceScaleFactor: 1, storageState: device(name) });
      contexts.push(context);
      noise.hear(context);
      await signInOfficer(context.request, name);
      return new Desk(await context.newPage());
    });
    for (const context of contexts) await context.close();
  },

  documents: [async ({ browser }, use) => use(new Documents(browser)), { scope: 'worker' }],
  people: [async ({}, use, worker) => use(new People(worker.workerIndex)), { scope: 'worker' }],
});

export { expect };
export { expectAccessible } from './accessible';
export { Desk } from './desk';
export { awake, fillEducation, Wizard } from './wizard';
export type { Person } from './people';
