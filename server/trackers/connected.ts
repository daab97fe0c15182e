import { TRACKING_KIND_NAMES, TRACKING_KINDS, type TrackingKind } from "#lib/contracts/tracking-kinds.ts";
import { db } from "#server/platform/db.ts";
import { checkOf } from "#server/platform/notifiers.ts";
import { unseal } from "#server/platform/seal.ts";
import { organisationSettings } from "#server/settings/index.ts";
import type { OpenTracker, Tracker } from "./define.ts";
import { github } from "./github.ts";
import { jira } from "./jira.ts";
import { linear } from "./linear.ts";

export const TRACKERS: Record<TrackingKind, Tracker> = { github, jira, linear };

type Row = { id: string; kind: string; name: string; settings: unknown; secrets: unknown };

/** Every enabled tracker that can be used, the oldest first. One whose secrets cannot be opened says so in Settings, and is left out. */
export async function openTrackers(): Promise<OpenTracker[]> {
  const rows = await db().connection.findMany({
    where: { isEnabled: true, kind: { in: [...TRACKING_KIND_NAMES] } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  const { allowedHosts } = await organisationSettings();
  const opened = await Promise.allSettled(rows.map((row) => openTracker(row, allowedHosts)));
  return opened.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
}

export async function openTracker({ id, kind, name, settings, secrets }: Row, allowedHosts: readonly string[]): Promise<OpenTracker> {
  const known = TRACKING_KINDS[kind as TrackingKind];
  const open = await Promise.all(
    Object.entries(secrets as Record<string, string>).map(async ([field, text]) => [
      field,
      await unseal(text, { table: "connection", column: `secrets.${field}`, row: id }),
    ]),
  );
  return {
    id,
    kind: kind as TrackingKind,
    name,
    settings: known.settings.parse(settings),
    secrets: Object.fromEntries(open),
    allowedHosts,
    check: checkOf(name),
  };
}

/** What is there, in a sentence; that it fails is an answer too. */
export async function testTracker(open: () => Promise<OpenTracker>): Promise<{ isGood: boolean; message: string }> {
  try {
    const at = await open();
    return { isGood: true, message: await TRACKERS[at.kind].test(at) };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { isGood: false, message: error.message.toWellFormed().replaceAll("\0", "").slice(0, 2_000) };
  }
}
