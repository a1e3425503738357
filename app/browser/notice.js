// Notices: shown as they come, and opened when pressed. The service worker (sw.js) reads this beside itself, so nothing
// in here may have a name outside. What comes was sealed for this browser by our server, and says only that there is
// something to read.
(() => {
  const scope = self.registration;

  const show = async (data) => {
    let notice = {};
    try {
      notice = data.json();
    } catch {
      // Browsers want something shown whatever came.
    }
    const { id, tag = "kk", title = "KK Daring", text: body, open } = notice;
    // News takes the place of older news of the same matter; the same again makes no other sound.
    const [shown] = await scope.getNotifications({ tag });
    await scope.showNotification(title, { body, tag, renotify: Boolean(shown && shown.data?.id !== id), icon: "aset:mark.svg", data: { id, open } });
  };

  /** Goes to a window that shows the page already, or opens one: what is half typed in another stays. */
  const open = async (path = "/pesan") => {
    const { href, origin, pathname } = new URL(path, location.origin);
    if (origin !== location.origin) return;
    const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
    const there = windows.find(({ url }) => new URL(url).pathname === pathname);
    await (there ? there.focus() : self.clients.openWindow(href));
  };

  /** The push service gave this browser another address: the office learns it, while somebody is signed in here. */
  const renew = async ({ oldSubscription, newSubscription }) => {
    const subscription = newSubscription ?? (oldSubscription && (await scope.pushManager.subscribe(oldSubscription.options)));
    if (!subscription) return;
    const { endpoint, keys } = subscription.toJSON();
    await fetch("/api/notifikasi", {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify({ endpoint, p256dh: keys.p256dh, auth: keys.auth }),
    });
  };

  self.addEventListener("pushsubscriptionchange", (event) => event.waitUntil(renew(event)));
  self.addEventListener("push", (event) => event.waitUntil(show(event.data)));
  self.addEventListener("notificationclick", (event) => {
    event.notification.close();
    event.waitUntil(open(event.notification.data?.open));
  });
})();
