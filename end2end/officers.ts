// Officers of the demonstration. A code is sent to a new device only a few times in ten minutes, so one
// sign-in per officer and run proves a device; every test then signs in on that device with a session of its own.
import fs from 'node:fs';
import path from 'node:path';
import { expect, type APIRequestContext, type PlaywrightWorkerArgs } from '@playwright/test';
import { Mailbox } from './mailbox';
import { base, post } from './posts';

export const OFFICERS = { rina: 'rina@contoh.test', budi: 'budi.petugas@contoh.test', dewi: 'dewi@contoh.test', supri: 'supri@contoh.test' };
export type OfficerName = keyof typeof OFFICERS;
const PASSWORD = 'perahu-kayu-biru-7';

interface Cookie { name: string; value: string; domain: string; path: string; expires: number; httpOnly: boolean; secure: boolean; sameSite: 'Strict' | 'Lax' | 'None' }
export interface State { cookies: Cookie[]; origins: [] }

function kept(name: OfficerName): string {
  return path.join(process.env.OFFICERS_DIR ?? '', `${name}.json`);
}

/** Proves one device per officer; before any test. */
export async function proveDevices(request: PlaywrightWorkerArgs['playwright']['request'], folder: string): Promise<void> {
  process.env.OFFICERS_DIR = folder;
  fs.mkdirSync(folder, { recursive: true });
  for (const name of Object.keys(OFFICERS) as OfficerName[]) {
    if (fs.existsSync(kept(name))) continue;
    const context = await request.newContext({ baseURL: base() });
    const code = await new Mailbox(context).codeAfter(OFFICERS[name], () => post(context, '/api/masuk', { name: OFFICERS[name], password: PASSWORD }));
    const answer = await post(context, '/api/masuk-kode', { code });
    expect(answer.headers().location, `${name} signs in`).toContain('/petugas');
    await context.storageState({ path: kept(name) });
    await context.dispose();
  }
}

/** What a browser on the proved device starts with: no session, only the device. */
export function device(name: OfficerName): State {
  const state = JSON.parse(fs.readFileSync(kept(name), 'utf8')) as State;
  return { cookies: state.cookies.filter(({ name }) => name !== '__Host-kk'), origins: [] };
}

/** Signs in on a proved device. */
export async function signInOfficer(request: APIRequestContext, name: OfficerName): Promise<void> {
  const answer = await post(request, '/api/masuk', { name: OFFICERS[name], password: PASSWORD });
  expect(answer.headers().location, `${name} signs in on a known device`).toContain('/petugas');
}
