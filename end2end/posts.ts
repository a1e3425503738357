// Forms posted without a browser: for what a test needs before its story begins, and for what no page offers.
import { expect, type APIRequestContext, type APIResponse } from '@playwright/test';

/** The server under test. */
export function base(): string {
  return process.env.SERVER_URL ?? '';
}

/** Posts a form as a page of the portal would; redirects are not followed. */
export function post(request: APIRequestContext, path: string, form: Record<string, string>): Promise<APIResponse> {
  return request.post(`${base()}${path}`, { form, headers: { origin: base(), referer: `${base()}/`, accept: 'text/html' }, maxRedirects: 0 });
}

/** Posts a form and expects to be sent on to an address. */
export async function postOn(request: APIRequestContext, path: string, form: Record<string, string>, to: string | RegExp): Promise<string> {
  const answer = await post(request, path, form);
  expect(answer.status(), `${path} leads on`).toBe(302);
  const place = answer.headers().location ?? '';
  const address = place.startsWith('http') ? place.slice(new URL(place).origin.length) : place;
  if (typeof to === 'string') expect(address, path).toBe(to);
  else expect(address, path).toMatch(to);
  return address;
}

/** Uploads a file into a slot as a form without scripts does. */
export function postFile(request: APIRequestContext, draft: string, slot: string, file: { name: string; mimeType: string; buffer: Buffer }): Promise<APIResponse> {
  return request.post(`${base()}/unggah/${draft}/${slot}`, { multipart: { berkas: file }, headers: { origin: base(), referer: `${base()}/`, accept: 'text/html' }, maxRedirects: 0 });
}
