"use client";

const KEPT = "muster push method";

export type BrowserPushState = "unsupported" | "denied" | "off" | "on";

/** Whether this browser can show pages when Muster is not open, and whether it does for the means with one of these ids. */
export async function stateOfThisBrowser(known: readonly string[]): Promise<BrowserPushState> {
  if (!("serviceWorker" in navigator && "PushManager" in window && "Notification" in window)) return "unsupported";
  if (Notification.permission === "denied") return "denied";
  const registration = await navigator.serviceWorker.getRegistration("/");
  const subscription = await registration?.pushManager.getSubscription();
  const kept = localStorage.getItem(KEPT);
  return subscription && kept && known.includes(kept) ? "on" : "off";
}

/** Asks for leave and subscribes with the key of this installation. A subscription with another key gives way. */
export async function subscribeThisBrowser(key: string): Promise<{ endpoint: string; keys: { p256dh: string; auth: string } }> {
  if ((await Notification.requestPermission()) !== "granted") {
    throw new Error("This browser may not show notifications of Muster. Allow them in its settings for this site, then try again.");
  }
  await navigator.serviceWorker.register("/sw.js", { scope: "/" });
  const { pushManager } = await navigator.serviceWorker.ready;
  await (await pushManager.getSubscription())?.unsubscribe();
  const made = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  const { endpoint, keys } = made.toJSON();
  if (!endpoint || !keys?.p256dh || !keys.auth) throw new Error("This browser gave no usable subscription. Try another browser.");
  return { endpoint, keys: { p256dh: keys.p256dh, auth: keys.auth } };
}

export function rememberThisBrowser(id: string): void {
  localStorage.setItem(KEPT, id);
}

/** Ends this browser's subscription when that is the means that was removed. */
export async function forgetThisBrowser(id: string): Promise<void> {
  if (localStorage.getItem(KEPT) !== id) return;
  localStorage.removeItem(KEPT);
  const registration = await navigator.serviceWorker?.getRegistration("/");
  await (await registration?.pushManager.getSubscription())?.unsubscribe();
}

/** What a person would call this browser. */
export function nameOfThisBrowser(agent: string): string {
  const browser = /Edg\//.test(agent)
    ? "Edge"
    : /Firefox\//.test(agent)
      ? "Firefox"
      : /Chrome\//.test(agent)
        ? "Chrome"
        : /Safari\//.test(agent)
          ? "Safari"
          : "Browser";
  const system = /Android/.test(agent)
    ? "Android"
    : /iPhone|iPad/.test(agent)
      ? "iOS"
      : /Mac OS/.test(agent)
        ? "macOS"
        : /Windows/.test(agent)
          ? "Windows"
          : "Linux";
  return `${browser} on ${system}`;
}
