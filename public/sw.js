/** Shows pages when Muster is not open, and answers them. It keeps nothing and stands between no request. */
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("push", (event) => {
  const { title, body, tag, page, roomPath, answerPath } = event.data?.json() ?? { title: "You are paged. Open Muster.", roomPath: "/now" };
  const actions = answerPath
    ? [
        { action: "acknowledge", title: "Acknowledge" },
        { action: "open", title: "Open" },
      ]
    : [];
  const options = {
    body,
    tag,
    actions,
    requireInteraction: Boolean(answerPath),
    renotify: Boolean(tag),
    data: { page, roomPath, answerPath, title },
  };
  event.waitUntil(self.registration.showNotification(title, options));
});

self.addEventListener("notificationclick", (event) => {
  const { notification, action } = event;
  notification.close();
  event.waitUntil(action === "acknowledge" ? acknowledge(notification.data) : open(notification.data.roomPath));
});

/** By the token that the page carries. Where that fails, the page with the same answer opens. */
async function acknowledge({ answerPath, title, roomPath }) {
  try {
    const answer = await fetch(`/api${answerPath}`, { method: "POST", body: new URLSearchParams({ answer: "acknowledge" }), redirect: "manual" });
    if (answer.type !== "opaqueredirect" && !answer.ok) throw new Error(`It was answered with ${answer.status}.`);
    await self.registration.showNotification("Acknowledged", { body: title, tag: `answered ${answerPath}`, data: { roomPath, answerPath: null } });
  } catch {
    await open(answerPath);
  }
}

async function open(path) {
  const address = new URL(path, self.location.origin).href;
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const shown = windows.find(({ url }) => url.startsWith(address));
  if (shown) return shown.focus();
  return self.clients.openWindow(address);
}
