// Where somebody moves to, as every moving service asks it.
import { expect } from '@playwright/test';
import type { Wizard } from './wizard';

/** Street, RT and RW, village and district: three steps. */
export async function fillNewAddress(wizard: Wizard): Promise<void> {
  const steps = [
    { street: 'Jalan Melati 5' },
    { rt: '3', rw: '1' },
    { village: 'Contohsari', district: 'Contoh' },
  ];
  for (const step of steps) {
    for (const [question, value] of Object.entries(step)) {
      await expect(wizard.page.locator(`[name=${question}]`)).toBeVisible();
      await wizard.fill(question, value);
    }
    await wizard.next();
  }
}
