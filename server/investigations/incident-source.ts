import type { RoomState } from "#lib/contracts/room.ts";
import { practiceOf } from "#server/drills/index.ts";
import { visibleTo } from "#server/incidents/index.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { readPage } from "#server/timeline/index.ts";
import type { FoundInvestigation } from "./access.ts";
import type { Capture } from "./captures.ts";
import { catalogueBySlug } from "./catalogue.ts";
import { pastedIn } from "./pasted.ts";

const [MOST_PAST, MOST_NOTES] = [500, 200];
const CAPTURE = { source: "Muster", from: null, to: null, isTruncated: false } as const;

/** What this console itself knows: who calls whom by the catalogue, what people pasted into the timeline, and earlier incidents that the asker may see. */
export async function capturesOfTheConsole(ctx: Ctx, investigation: FoundInvestigation): Promise<Capture[]> {
  authorize(ctx, "incident.read");
  const [graph, pasted, past] = await Promise.all([graphCapture(ctx, investigation), pastedCapture(investigation), pastCapture(ctx, investigation)]);
  return [graph, pasted, past].flatMap((capture) => capture ?? []);
}

async function graphCapture(ctx: Ctx, { incidentId, room }: FoundInvestigation): Promise<Capture | null> {
  const practice = incidentId && room?.kind === "drill" ? await practiceOf(ctx, incidentId) : null;
  return practice ? graphOf(practice.calls, DRILLED) : graphOf((await catalogueBySlug(ctx)).calls, CATALOGUED);
}

const CATALOGUED = { title: "Dependencies by the catalogue", query: "service catalogue" };
const DRILLED = { title: "Dependencies in the drill", query: "the drill" };

function graphOf(calls: readonly { caller: string; callee: string }[], told: Pick<Capture, "title" | "query">): Capture | null {
  if (calls.length === 0) return null;
  const files = { "graph.json": JSON.stringify({ edges: calls.map(({ caller, callee }) => [caller, callee]) }) };
  return {
    ...CAPTURE,
    kind: "graph",
    ...told,
    file: "graph.json",
    files,
    rows: calls.length,
  };
}

async function pastedCapture({ incidentId }: FoundInvestigation): Promise<Capture | null> {
  if (!incidentId) return null;
  const { items } = await readPage(db(), incidentId, { kinds: ["note"], limit: MOST_NOTES });
  const pasted = items.flatMap(({ fact, annotation, occurredAt }) =>
    fact.kind === "note" && !annotation?.isRetracted ? pastedIn(annotation?.text ?? fact.text, occurredAt) : [],
  );
  if (pasted.length === 0) return null;
  const files = { "outputs.jsonl": pasted.map((one) => JSON.stringify(one)).join("\n") };
  return {
    ...CAPTURE,
    kind: "output",
    title: "What people pasted into the timeline",
    query: "notes",
    file: "outputs.jsonl",
    files,
    rows: pasted.length,
  };
}

type Row = { reference: string; title: string; state: RoomState; slugs: string[]; reasons: string[] };

async function pastCapture(ctx: Ctx, { incidentId, createdAt }: FoundInvestigation): Promise<Capture | null> {
  const rows = await db().$queryRaw<Row[]>`
    SELECT i.reference, i.title, i.state,
      ARRAY(SELECT s.slug FROM incident_service t JOIN service s ON s.id = t.service_id WHERE t.incident_id = i.id ORDER BY s.slug) AS slugs,
      ARRAY(SELECT e.payload ->> 'reason' FROM timeline_event e WHERE e.incident_id = i.id AND e.kind = 'status'
        AND e.payload ->> 'to' IN ('identified', 'resolved') AND e.payload ->> 'reason' <> '' ORDER BY e.seq) AS reasons
    FROM incident i
    WHERE i.id IS DISTINCT FROM ${incidentId}::uuid AND i.kind <> 'test' AND i.phase IN ('resolved', 'review', 'closed') AND i.declared_at < ${createdAt} AND ${visibleTo(ctx)}
    ORDER BY i.declared_at DESC, i.id DESC LIMIT ${MOST_PAST}`;
  if (rows.length === 0) return null;
  const past = rows.map(({ reference, title, slugs, state, reasons }) => ({ reference, title, services: slugs, ...causeIn(state, reasons) }));
  const files = { "past.json": JSON.stringify(past) };
  return { ...CAPTURE, kind: "past", title: "Earlier incidents", query: "incidents that ended", file: "past.json", files, rows: past.length };
}

/** The accepted explanation, or else what was written of it: when the cause was identified, in the summary, in the last update. */
function causeIn({ hypotheses, summary, lastUpdate }: RoomState, reasons: string[]): { cause: string; signature: string | null } {
  const accepted = hypotheses.find(({ state }) => state === "accepted");
  if (accepted) return { cause: accepted.statement, signature: accepted.signature };
  return { cause: [...reasons, summary, lastUpdate?.text ?? ""].filter(Boolean).join("\n"), signature: null };
}
