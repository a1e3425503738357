// What the demonstration would have sent: /kotak-surat shows each message with data-to, data-channel
// and, when it carries a one-time code, data-code.
import { expect, type APIRequestContext } from '@playwright/test';

export interface Message {
  to: string;
  channel: string;
  code: string | undefined;
}

export class Mailbox {
  constructor(private readonly request: APIRequestContext) {}

  /** All messages to somebody, in the order of the page (newest first). */
  async messages(to: string): Promise<Message[]> {
    const page = await this.request.get('/kotak-surat');
    expect(page.status(), '/kotak-surat answers in demonstration mode').toBe(200);
    const tags = (await page.text()).match(/<[^>]*\sdata-to=[^>]*>/g) ?? [];
    return tags
      .map((tag) => ({ to: attribute(tag, 'data-to') ?? '', channel: attribute(tag, 'data-channel') ?? '', code: attribute(tag, 'data-code') || undefined }))
      .filter((message) => message.to === to);
  }

  /** Does `action` and returns the one-time code that it made somebody get; a code from before is never taken. */
  async codeAfter(to: string, action: () => Promise<unknown>): Promise<string> {
    const codes = async () => (await this.messages(to)).flatMap(({ code }) => code ?? []);
    // Old ones may vanish meanwhile: those of registering are destroyed with it.
    const before = await codes();
    const fresh = async () => (await codes()).find((code) => !before.includes(code));
    await action();
    await expect.poll(fresh, { message: `a one-time code for ${to}`, timeout: 15_000 }).toBeTruthy();
    return (await fresh()) ?? '';
  }
}

function attribute(tag: string, name: string): string | undefined {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
  return value?.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
