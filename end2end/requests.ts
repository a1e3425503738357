// Requests made without a browser, for tests whose story begins after sending.
import { randomUUID } from 'node:crypto';
import { expect, type APIRequestContext, type Page } from '@playwright/test';
import type { Upload } from './documents';
import type { Family } from './families';
import { base, postFile, postOn } from './posts';

export const EDUCATION = { education: '5', proof: 'diploma', school: 'SMA Negeri 1 Contoh', proof_number: 'DN-04/M-SMA/13/0012345', 'proof_date.day': '5', 'proof_date.month': '6', 'proof_date.year': '2025' };
// Where it stands, because a piece of an id can look like one.
const NUMBER = /receipt-number">([2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z])</;

/** A KK-07 draft with every answer and, if `paper` is given, every document. Returns its id. */
export async function draftEducation(request: APIRequestContext, family: Family, paper?: Upload): Promise<string> {
  const draft = randomUUID();
  await postOn(request, '/api/mulai', { id: draft, procedure: 'KK-07' }, new RegExp(`^/permohonan/${draft}`));
  await postOn(request, '/api/langkah', { _draft: draft, _step: 'dasar', _go: 'next', member: family.child.id, ...EDUCATION }, /\/isi\//);
  for (const slot of paper ? ['ijazah', 'kartu_keluarga'] : []) {
    const answer = await postFile(request, draft, slot, paper!);
    expect(answer.status(), `${slot} is taken`).toBeLessThan(400);
  }
  return draft;
}

/** Answers questions of the draft on screen that a story does not tell, and goes on at `step`. */
export async function answerUnseen(page: Page, draft: string, step: string, answers: Record<string, string>): Promise<void> {
  await postOn(page.context().request, '/api/langkah', { _draft: draft, _step: step, _go: 'next', ...answers }, /\/isi\//);
  await page.goto(`/permohonan/${draft}/isi/${step}`);
}

/** Sends a draft. Returns the number on its receipt. */
export async function send(request: APIRequestContext, draft: string): Promise<string> {
  const receipt = await postOn(request, '/api/kirim', { draft, statement: 'true' }, `/permohonan/${draft}/tanda-terima`);
  return NUMBER.exec(await (await request.get(`${base()}${receipt}`)).text())?.[1] ?? '';
}
