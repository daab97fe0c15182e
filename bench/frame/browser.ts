import { gzipSync } from "node:zlib";
import { type Browser, chromium, type Page } from "@playwright/test";
import { browserOptions } from "../../e2e/browser.ts";

export async function openBrowser(): Promise<Browser> {
  return chromium.launch({ ...(await browserOptions()), args: ["--no-sandbox"] });
}

/** A window of its own with an empty cache, signed in by this Cookie header. */
export async function openWindow(browser: Browser, origin: string, cookieHeader: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const cookies = cookieHeader.split("; ").map((pair) => {
    const equals = pair.indexOf("=");
    return { name: pair.slice(0, equals), value: pair.slice(equals + 1), url: origin };
  });
  await context.addCookies(cookies);
  return context.newPage();
}

/** `usable`: milliseconds from the start of navigation until what is typed is accepted. `scripts`: kB of JavaScript after gzip. */
export type Visit = { usable: number; largestPaint: number; shift: number; scripts: number };
/** What has to react: a field that takes text, and the button that its text enables; or a link that is alive. */
export type Proof = { field: string; button: string } | { link: string };

type Seen = { usable: number; largestPaint: number; shift: number };
declare global {
  var benchSeen: Seen | undefined;
}

const SETTLE_MS = 1_500;

/** Opens the address as a first-time visitor does, and waits until the page has come to rest. */
export async function visit(page: Page, url: string, proof: Proof): Promise<Visit> {
  const scripts: Promise<number>[] = [];
  page.on("response", (response) => {
    if (response.request().resourceType() === "script") scripts.push(response.body().then((body) => gzipSync(body).length));
  });
  await page.addInitScript(watch, proof);
  await page.goto(url);
  await page.waitForFunction(() => (globalThis.benchSeen?.usable ?? 0) > 0);
  await page.waitForTimeout(SETTLE_MS);
  const seen = await page.evaluate(() => globalThis.benchSeen);
  if (!seen) throw new Error(`${url} was left before it was usable.`);
  const sizes = await Promise.all(scripts);
  return { ...seen, scripts: sizes.reduce((sum, size) => sum + size, 0) / 1_000 };
}

/** Runs inside the page, from its very beginning. */
function watch(proof: Proof): void {
  const seen: Seen = { usable: 0, largestPaint: 0, shift: 0 };
  globalThis.benchSeen = seen;
  new PerformanceObserver((list) => {
    for (const { startTime } of list.getEntries()) seen.largestPaint = startTime;
  }).observe({ type: "largest-contentful-paint", buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[])
      if (!entry.hadRecentInput) seen.shift += entry.value;
  }).observe({ type: "layout-shift", buffered: true });

  const isAlive = (element: Element) => Object.keys(element).some((key) => key.startsWith("__reactProps$"));
  const type = (field: HTMLTextAreaElement) => {
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value")?.set?.call(field, "x");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const isUsable = (): boolean => {
    if ("link" in proof) return [...document.querySelectorAll(proof.link)].some(isAlive);
    const field = document.querySelector<HTMLTextAreaElement>(proof.field);
    if (!field || !isAlive(field)) return false;
    if (field.value === "") type(field);
    return document.querySelector<HTMLButtonElement>(proof.button)?.disabled === false;
  };
  const look = () => {
    if (isUsable()) seen.usable = performance.now();
    else requestAnimationFrame(look);
  };
  look();
}
