import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import type { FoundInvestigation } from "./access.ts";
import type { Capture } from "./captures.ts";

const MOST = 2_000;

type ChangeRow = { id: string; at: Date; kind: string; service: string; title: string; author: string | null; link: string | null; source: string };
type AlertRow = {
  id: string;
  title: string;
  level: string;
  status: string;
  service: string;
  startsAt: Date;
  endsAt: Date | null;
  labels: Record<string, string>;
  source: string;
};

/** The changes and alerts that came in for the window of an investigation. */
export async function capturesOfSignals(ctx: Ctx, investigation: FoundInvestigation): Promise<Capture[]> {
  authorize(ctx, "alert.read");
  const [changes, alerts] = await Promise.all([changesCapture(investigation), alertsCapture(investigation)]);
  return [changes, alerts].flatMap((capture) => capture ?? []);
}

async function changesCapture({ windowFrom, windowTo }: FoundInvestigation): Promise<Capture | null> {
  const rows = await db().$queryRaw<ChangeRow[]>`
    SELECT c.id, c.at, c.kind, coalesce(s.slug, c.service) AS service, c.title, c.author, c.link, c.source_name AS source
    FROM change c LEFT JOIN service s ON s.id = c.service_id
    WHERE c.at BETWEEN ${windowFrom} AND ${windowTo} ORDER BY c.at DESC, c.id DESC LIMIT ${MOST}`;
  const list = rows
    .toReversed()
    .map(({ at, service, source, ...change }) => ({ ...change, time: at.toISOString(), service: service || null, detail: `told by ${source}` }));
  const title = "Changes that came in";
  return captureOf({ kind: "change", title, query: "changes in the window", file: "changes.json", rows: list, windowFrom, windowTo });
}

async function alertsCapture({ windowFrom, windowTo }: FoundInvestigation): Promise<Capture | null> {
  const rows = await db().$queryRaw<AlertRow[]>`
    SELECT a.id, a.title, a.level, a.status, coalesce(s.slug, a.service) AS service, a.starts_at AS "startsAt", a.ends_at AS "endsAt", a.labels, a.source_name AS source
    FROM alert a LEFT JOIN service s ON s.id = a.service_id
    WHERE a.starts_at <= ${windowTo} AND coalesce(a.ends_at, ${windowTo}) >= ${windowFrom} ORDER BY a.starts_at DESC, a.id DESC LIMIT ${MOST}`;
  const list = rows.toReversed().map(({ startsAt, endsAt, level, labels, ...alert }) => ({
    ...alert,
    severity: level,
    labels: { alertname: alert.title, ...labels, ...(alert.service ? { service: alert.service } : {}) },
    time: startsAt.toISOString(),
    startsAt: startsAt.toISOString(),
    endsAt: endsAt?.toISOString() ?? null,
  }));
  const title = "Alerts that came in";
  return captureOf({ kind: "alert", title, query: "alerts in the window", file: "alerts.json", rows: list, windowFrom, windowTo });
}

type Told = Pick<Capture, "kind" | "title" | "query" | "file"> & Pick<FoundInvestigation, "windowFrom" | "windowTo"> & { rows: object[] };

function captureOf({ rows, file, windowFrom, windowTo, ...told }: Told): Capture | null {
  if (rows.length === 0 || !file) return null;
  const window = { from: windowFrom.getTime(), to: windowTo.getTime() };
  return {
    ...told,
    ...window,
    source: "Muster",
    file,
    files: { [file]: JSON.stringify(rows) },
    rows: rows.length,
    isTruncated: rows.length === MOST,
  };
}
