import { mkdirSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { DEFAULT_PAGE } from "#lib/contracts/status/page.ts";
import { bundleOf, type ShownPage, touchPulse, writeSnapshot } from "#server/status/index.ts";

const NOW = "2026-11-26T14:46:00.000Z";
const DAY = 86_400_000;
const COMPONENTS = 40;

/** A page of forty components with ninety days each, and an open incident with twelve updates. */
export function aPage(slug: string): ShownPage {
  return {
    slug,
    settings: { ...DEFAULT_PAGE, name: "Acme", audience: "public" },
    hasLogo: false,
    canMail: true,
    now: NOW,
    url: `https://status.example.com/${slug}`,
    state: "partial",
    groups: [{ name: "Shop", components: Array.from({ length: COMPONENTS }, (_, index) => component(index)) }],
    open: [incident()],
    past: [],
    maintenance: [],
    promises: { due: 49, kept: 47 },
  };
}

function component(index: number): ShownPage["groups"][number]["components"][number] {
  const worst = (day: number) => (day % 17 === index % 17 ? ("partial" as const) : ("operational" as const));
  const days = Array.from({ length: 90 }, (_, day) => ({
    from: Date.parse(NOW) - (90 - day) * DAY,
    worst: worst(day),
    minutes: worst(day) === "partial" ? { partial: 17 + day } : {},
  }));
  return { id: `c${index}`, name: `Component ${index}`, description: "", state: "operational", uptime: 0.9994, days };
}

function incident(): ShownPage["open"][number] {
  const updates = Array.from({ length: 12 }, (_, index) => ({
    id: `u${index}`,
    status: "identified" as const,
    text: `We have found the cause and are undoing it. ${index} ${"Charges that failed were not taken. ".repeat(4)}`,
    workaround: "",
    at: NOW,
    corrections: [],
    retracted: null,
  }));
  return {
    id: "abcdef012345",
    title: "Some card payments fail",
    startedAt: "2026-11-26T14:25:00.000Z",
    resolvedAt: null,
    status: "identified",
    worst: "partial",
    components: ["Card payments"],
    updates,
    promise: { due: 2, kept: 2, open: "2026-11-26T14:52:00.000Z", missedSince: null },
  };
}

/** Writes snapshots as the worker does. Answers with the gzip bytes of the first page. */
export async function writePages(dataDirectory: string, slugs: readonly string[]): Promise<Buffer> {
  const folder = join(dataDirectory, "status", "public");
  mkdirSync(folder, { recursive: true });
  let first = Buffer.alloc(0);
  for (const slug of slugs) {
    const bundle = await bundleOf({ page: aPage(slug), logo: null, version: 1, password: null, key: "", more: [], before: undefined });
    await writeSnapshot(folder, bundle);
    const bytes = bundle.resources.get("")?.gzip;
    if (first.length === 0 && bytes) first = Buffer.from(bytes);
  }
  await touchPulse(folder);
  return first;
}

/** That the writer is alive, as the worker says every 15 seconds. */
export function keepPulse(dataDirectory: string): () => void {
  const path = join(dataDirectory, "status", "public", "pulse");
  const timer = setInterval(() => utimesSync(path, new Date(), new Date()), 10_000);
  return () => clearInterval(timer);
}

export function htmlIn(bytes: Buffer): string {
  return gunzipSync(bytes).toString("utf8");
}
