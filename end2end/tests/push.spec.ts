// Notices of a browser. Chromium without a head reaches no push service, so the page is given a subscription of made-up
// keys; everything else is real: permission, server, service worker, what is shown and what is opened.
import type { BrowserContext, Page } from '@playwright/test';
import { WHOLE } from '../browsers';
import { expect, expectAccessible, test } from '../test';

test.use({ serviceWorkers: 'allow', launchOptions: WHOLE });

/** What a browser with a push service would give. */
async function withService(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const write = (bytes: ArrayBuffer | Uint8Array) => btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
    const of = (kept: { endpoint: string; keys: object }) => ({
      endpoint: kept.endpoint,
      toJSON: () => kept,
      unsubscribe: async () => {
        localStorage.removeItem('subscribed');
        return true;
      },
    });
    const kept = () => JSON.parse(localStorage.getItem('subscribed') ?? 'null');
    PushManager.prototype.getSubscription = async () => kept() && (of(kept()) as unknown as PushSubscription);
    PushManager.prototype.subscribe = async (options) => {
      if (!options?.userVisibleOnly || typeof options.applicationServerKey !== 'string') throw new Error('asked wrongly');
      const pair = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, false, ['deriveBits']);
      const p256dh = write(await crypto.subtle.exportKey('raw', pair.publicKey));
      const auth = write(crypto.getRandomValues(new Uint8Array(16)));
      localStorage.setItem('subscribed', JSON.stringify({ endpoint: `https://fcm.googleapis.com/fcm/send/${crypto.randomUUID()}`, keys: { p256dh, auth } }));
      return of(kept()) as unknown as PushSubscription;
    };
  });
}

/** Hands the service worker what a push service would. */
async function deliver(context: BrowserContext, page: Page, notice: object): Promise<void> {
  const session = await context.newCDPSession(page);
  const versions = new Promise<string>((resolve) => {
    session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      if (registrations[0]) resolve(registrations[0].registrationId);
    });
  });
  await session.send('ServiceWorker.enable');
  await session.send('ServiceWorker.deliverPushMessage', { origin: new URL(page.url()).origin, registrationId: await versions, data: JSON.stringify(notice) });
  await session.detach();
}

const shown = (page: Page) =>
  page.evaluate(async () => {
    const all = await (await navigator.serviceWorker.ready).getNotifications();
    return all.map(({ title, body, tag, data }) => ({ title, body, tag, id: data.id, open: data.open }));
  });

test('notices are turned on by a press, shown, opened and turned off @wasm @phone', async ({ page, context, citizen: _ }) => {
  await withService(page);
  await context.grantPermissions(['notifications']);
  await page.goto('/akun/kabar');
  const section = page.locator('#notifikasi');
  await expect(section.getByText('Tidak menyala di peramban ini.')).toBeVisible();
  await expect(section.getByText('membutuhkan JavaScript')).toBeHidden();
  await expectAccessible(page);
  await section.getByRole('button', { name: 'Nyalakan di peramban ini' }).click();
  await expect(section.getByText('Menyala di peramban ini.', { exact: true })).toBeVisible();
  await expect(section.getByRole('listitem')).toHaveCount(1);
  await expectAccessible(page);

  const notice = { id: '1', tag: 'perkara', title: 'KK Daring', text: 'Ada kabar tentang permohonan Anda.', open: '/pesan' };
  await deliver(context, page, notice);
  await expect.poll(() => shown(page)).toEqual([{ title: 'KK Daring', body: notice.text, tag: 'perkara', id: '1', open: '/pesan' }]);
  // Later news of the same matter takes its place; of another one it stands beside.
  await deliver(context, page, { ...notice, id: '2' });
  await expect.poll(async () => (await shown(page)).map(({ id }) => id)).toEqual(['2']);
  await deliver(context, page, { ...notice, id: '3', tag: 'lain' });
  await expect.poll(async () => (await shown(page)).length).toBe(2);

  // Pressed: it goes, and its page opens; an address elsewhere opens nothing.
  const [worker] = context.serviceWorkers();
  const pressed = await worker?.evaluate(async () => {
    const scope = self as unknown as { registration: ServiceWorkerRegistration; clients: { openWindow(url: string): Promise<null> }; dispatchEvent(event: Event): void };
    const opened: string[] = [];
    scope.clients.openWindow = async (url) => {
      opened.push(url);
      return null;
    };
    const Pressed = (self as unknown as { NotificationEvent: new (type: string, of: object) => Event }).NotificationEvent;
    const [first, second] = await scope.registration.getNotifications();
    Object.defineProperty(second, 'data', { value: { open: 'https://jahat.test/pesan' } });
    for (const notification of [first, second]) scope.dispatchEvent(new Pressed('notificationclick', { notification }));
    await new Promise((resolve) => setTimeout(resolve, 500));
    return { opened: opened.map((url) => new URL(url).pathname), left: (await scope.registration.getNotifications()).length };
  });
  expect(pressed).toEqual({ opened: ['/pesan'], left: 0 });

  await section.getByRole('button', { name: 'Matikan di peramban ini' }).click();
  await expect(page.getByText('Peramban itu tidak menerima notifikasi lagi.')).toBeVisible();
  await expect(section.getByText('Tidak menyala di peramban ini.')).toBeVisible();
  await expect(section.getByRole('listitem')).toHaveCount(0);
  expect(await page.evaluate(() => localStorage.getItem('subscribed')), 'the browser has ended it, too').toBeNull();
});

test('a browser that refuses says so and how it is changed, and signing out ends what was on @wasm @phone', async ({ page, context, citizen: { person } }) => {
  await withService(page);
  await context.grantPermissions(['notifications']);
  await page.goto('/akun/kabar');
  await page.getByRole('button', { name: 'Nyalakan di peramban ini' }).click();
  await expect(page.getByText('Menyala di peramban ini.', { exact: true })).toBeVisible();
  // Its owner signs out without a script that could say so.
  await page.request.post('/api/keluar', { form: {}, headers: { origin: new URL(page.url()).origin } });
  await page.goto('/masuk');
  await page.locator('[name=name]').fill(person.email);
  await page.locator('[name=password]').fill(person.password);
  await page.getByRole('button', { name: 'Masuk', exact: true }).click();
  await page.goto('/akun/kabar');
  await expect(page.getByText('Tidak menyala di peramban ini.')).toBeVisible();
  await expect(page.locator('#notifikasi').getByRole('listitem')).toHaveCount(0);
  await page.addInitScript(() => Object.defineProperty(Notification, 'permission', { value: 'denied' }));
  await page.reload();
  await expect(page.getByText('Peramban ini menolak notifikasi dari portal.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Nyalakan di peramban ini' })).toBeHidden();
});

test('an address that the push service changes is told to the office @wasm @phone', async ({ page, context, citizen: _ }) => {
  await withService(page);
  await context.grantPermissions(['notifications']);
  await page.goto('/akun/kabar');
  await page.getByRole('button', { name: 'Nyalakan di peramban ini' }).click();
  const listed = page.locator('#notifikasi [data-mark]');
  await expect(listed).toHaveCount(1);
  const before = await listed.getAttribute('data-mark');
  const [worker] = context.serviceWorkers();
  await worker?.evaluate(async () => {
    const write = (bytes: ArrayBuffer | Uint8Array) => btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
    const pair = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, false, ['deriveBits']);
    const keys = { p256dh: write(await crypto.subtle.exportKey('raw', pair.publicKey)), auth: write(crypto.getRandomValues(new Uint8Array(16))) };
    const changed = { toJSON: () => ({ endpoint: 'https://fcm.googleapis.com/fcm/send/another', keys }) };
    const Extendable = (self as unknown as { ExtendableEvent: new (type: string) => Event }).ExtendableEvent;
    self.dispatchEvent(Object.assign(new Extendable('pushsubscriptionchange'), { newSubscription: changed }));
  });
  await expect(async () => {
    await page.reload();
    await expect(listed).toHaveCount(1);
    expect(await listed.getAttribute('data-mark')).not.toBe(before);
  }).toPass();
});

test('without a script the page says what is needed and lists what is on @nojs', async ({ page, citizen: _ }) => {
  await page.goto('/akun/kabar');
  await expect(page.getByText('Menyalakannya membutuhkan JavaScript.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Nyalakan di peramban ini' })).toBeHidden();
  await expect(page.getByText('Belum ada.')).toBeVisible();
  await expectAccessible(page);
});
