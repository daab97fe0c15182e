import type { LessonMatch } from "#lib/contracts/lesson.ts";
import type { ActionItemState } from "#lib/contracts/postmortem-terms.ts";
import type { RoomState } from "#lib/contracts/room.ts";
import { changeIncident, findIncident, tellingWords } from "#server/incidents/index.ts";
import { authorize } from "#server/platform/authorize.ts";
import { type Ctx, systemCtx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { MusterError } from "#server/platform/errors.ts";
import { type Candidate, isNews, lessonsOf } from "./lesson-rules.ts";

const TOLD_OF = new Set<RoomState["kind"]>(["real", "retrospective"]);
const MOST_LOOKED_AT = 300;

/** Looks which action items of earlier incidents were to keep this one from coming, and says each on its timeline once. Answers with how many are new. */
export async function reExamineItems(ctx: Ctx, { reference }: { reference: string }): Promise<number> {
  authorize(ctx, "incident.write");
  const { id, room } = await findIncident(ctx, reference);
  if (!TOLD_OF.has(room.kind) || room.phase === "merged") return 0;
  const signatures = signaturesOf(room);
  const come = { startedAt: beganAt(room), words: tellingWords(room.title), signatures };
  const candidates = await candidatesFor(
    id,
    room.services.map((service) => service.id),
    signatures,
  );
  const lessons = lessonsOf(come, candidates, tellingWords);
  if (lessons.length === 0) return 0;
  return changeIncident(ctx, "incident.write", reference, async (incident) => {
    const told = await db().actionItemRecurrence.findMany({ where: { incidentId: incident.id }, select: { itemId: true, match: true } });
    const known = told.map(({ itemId, match }) => ({ item: itemId, match: match as LessonMatch }));
    const fresh = lessons.filter((lesson) => isNews(lesson, known));
    for (const lesson of fresh) await incident.record(lesson);
    return fresh.length;
  });
}

/** The job behind it: what is gone or merged by then is no failure. */
export async function reExamineAfterNews({ reference }: { reference: string }): Promise<void> {
  await reExamineItems(systemCtx("postmortem-writer"), { reference }).catch((error: unknown) => {
    if (!(error instanceof MusterError)) throw error;
  });
}

/** Families of failure that evidence supports or somebody accepted. */
function signaturesOf(room: RoomState): string[] {
  return room.hypotheses.flatMap(({ state, signature }) => (signature && (state === "supported" || state === "accepted") ? [signature] : []));
}

function beganAt({ timestamps }: RoomState): string {
  return timestamps.startedAt?.at ?? timestamps.declaredAt?.at ?? new Date(0).toISOString();
}

type Row = Omit<Candidate, "owner" | "dueOn" | "doneAt" | "createdAt" | "sharesService"> & {
  state: ActionItemState;
  owner_id: string | null;
  owner_name: string | null;
  due_on: Date | null;
  done_at: Date | null;
  created_at: Date;
  shares: boolean;
};

/** Those of earlier incidents that everybody may see: a private one says nothing elsewhere. */
async function candidatesFor(incident: string, services: string[], signatures: string[]): Promise<Candidate[]> {
  if (services.length === 0 && signatures.length === 0) return [];
  const rows = await db().$queryRaw<Row[]>`
    SELECT a.id, a.title, a.priority, a.state, a.owner_id, a.owner_name, a.team, a.due_on, a.done_at, a.created_at, a.source, a.signature, i.reference, i.title AS incident,
      EXISTS (SELECT FROM incident_service s WHERE s.incident_id = i.id AND s.service_id = ANY(${services}::uuid[])) AS shares
    FROM action_item a JOIN incident i ON i.id = a.incident_id
    WHERE i.id <> ${incident}::uuid AND i.visibility = 'normal' AND i.kind IN ('real', 'retrospective')
      AND (a.signature = ANY(${signatures}::text[]) OR EXISTS (SELECT FROM incident_service s WHERE s.incident_id = i.id AND s.service_id = ANY(${services}::uuid[])))
    ORDER BY i.declared_at DESC, a.priority, a.id LIMIT ${MOST_LOOKED_AT}`;
  return rows.map(({ owner_id, owner_name, due_on, done_at, created_at, shares, ...row }) => ({
    ...row,
    owner: owner_id ? { id: owner_id, name: owner_name ?? "" } : null,
    dueOn: due_on?.toISOString().slice(0, 10) ?? null,
    doneAt: done_at?.toISOString() ?? null,
    createdAt: created_at.toISOString(),
    sharesService: shares,
  }));
}
