// WCAG 2.2 AA, as far as a program can tell. Axe needs JavaScript: a page that was opened without it is
// judged as a copy of its HTML in a browser that has it.
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';

const WCAG_22_AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Judges the page as it is; `rules` narrows that to some of axe's rules. */
export async function expectAccessible(page: Page, rules?: string[]): Promise<void> {
  const withoutScripts = test.info().project.use.javaScriptEnabled === false;
  const findings = withoutScripts ? await judgeCopy(page, rules) : await judge(page, rules);
  expect(findings, `${page.url()} keeps WCAG 2.2 AA`).toEqual([]);
}

async function judge(page: Page, rules?: string[]): Promise<string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode(); // no frames here, so no page of its own to gather them
  const { violations } = await (rules ? axe.withRules(rules) : axe.withTags(WCAG_22_AA)).analyze();
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ target, failureSummary }) => `${id} (${help}) at ${target.join(' ')}: ${failureSummary ?? ''}`));
}

async function judgeCopy(page: Page, rules?: string[]): Promise<string[]> {
  const browser = page.context().browser();
  if (!browser) throw new Error('this page has no browser that could judge a copy of it');
  const body = (await page.content()).replace(/<script\b[\s\S]*?<\/script>/gi, '');
  const context = await browser.newContext({ javaScriptEnabled: true, serviceWorkers: 'block' }); // the rest as the project says
  try {
    await context.route('**/*', (route) => {
      if (route.request().isNavigationRequest()) return route.fulfill({ contentType: 'text/html; charset=utf-8', body });
      return route.request().resourceType() === 'script' ? route.abort() : route.continue();
    });
    const copy = await context.newPage();
    await copy.goto(page.url());
    return await judge(copy, rules);
  } finally {
    await context.close();
  }
}
