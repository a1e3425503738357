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
    const codes = async () => (await this.messages(to)).filter(({ code }) => code);
    const before = (await codes()).length;
    await action();
    await expect.poll(async () => (await codes()).length, { message: `a one-time code for ${to}`, timeout: 15_000 }).toBeGreaterThan(before);
    return (await codes())[0]?.code ?? '';
  }
}

function attribute(tag: string, name: string): string | undefined {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
  return value?.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
