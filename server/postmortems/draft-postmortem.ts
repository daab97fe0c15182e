import type { z } from "zod";
import type { Prisma } from "#generated/prisma/client.ts";
import type { DraftPostmortem } from "#lib/contracts/postmortem.ts";
import { DUE_DAYS } from "#lib/contracts/postmortem-terms.ts";
import { claimCounts } from "#lib/postmortem/claims.ts";
import { plainText } from "#lib/postmortem/node.ts";
import { addProposedItems } from "#server/action-items/index.ts";
import { cite } from "#server/documents/index.ts";
import { changeIncident } from "#server/incidents/index.ts";
import { audit } from "#server/platform/audit.ts";
import { authorize } from "#server/platform/authorize.ts";
import { type Ctx, systemCtx } from "#server/platform/ctx.ts";
import { db, transaction } from "#server/platform/db.ts";
import { ConflictError, MusterError } from "#server/platform/errors.ts";
import { newId } from "#server/platform/id.ts";
import { type Gathered, gatherSource } from "./gather.ts";
import { postmortemRules } from "./rules.ts";
import { bytesOf } from "./store.ts";
import { draftBlocks, draftOf } from "./writer/draft.ts";
import { updateOf } from "./ydoc.ts";

const DAY = 86_400_000;
type Drafted = { reference: string; id: string; isNew: boolean };

/** Writes the postmortem of an incident from what is known. One that exists stays as it is: its sections are written anew one by one. */
export async function draftPostmortem(ctx: Ctx, { reference }: z.output<typeof DraftPostmortem>): Promise<Drafted> {
  authorize(ctx, "incident.write");
  const source = await gatherSource(ctx, reference);
  if (source.room.phase === "merged")
    throw new ConflictError(`${reference} was merged. Write the postmortem of ${source.room.mergedInto?.reference ?? "the other incident"}.`);
  const known = await db().postmortem.findUnique({ where: { incidentId: source.incidentId }, select: { id: true } });
  const id = known?.id ?? (await storeDraft(ctx, source));
  const isTold = source.entries.some(({ fact }) => fact.kind === "postmortem" && fact.postmortem === id);
  if (!isTold) await tell(ctx, source, id);
  return { reference, id, isNew: !known };
}

async function storeDraft(ctx: Ctx, source: Gathered): Promise<string> {
  const { rules } = await postmortemRules();
  const { sections } = draftOf(source, rules.sections);
  const blocks = draftBlocks({ sections });
  const id = newId();
  const { room, now, figures, settings } = source;
  const days = rules.dueDays[room.severity ?? "SEV4"];
  const ended = Date.parse(room.timestamps.resolvedAt?.at ?? now);
  const dueAt = new Date(Math.max(ended, Date.parse(now) - (room.kind === "retrospective" ? 0 : 30 * DAY)) + days * DAY);
  const cited = cite(
    figures.map(({ name }) => name),
    figures,
    settings.currency,
  );
  return transaction(async (tx) => {
    const { count } = await tx.postmortem.createMany({
      data: {
        ...{ id, incidentId: source.incidentId, title: room.title, lastSeq: 1, countedSeq: 1, dueAt, createdAt: new Date(now) },
        createdBy: { ...ctx.actor },
        claims: claimCounts(blocks),
        words: blocks.map(plainText).join("\n"),
        figures: cited as Prisma.InputJsonObject,
      },
      skipDuplicates: true,
    });
    if (count === 0) return (await tx.postmortem.findUniqueOrThrow({ where: { incidentId: source.incidentId }, select: { id: true } })).id;
    await tx.postmortemUpdate.create({
      data: { postmortemId: id, seq: 1, content: bytesOf(updateOf(blocks)), kind: "draft", actor: { ...ctx.actor }, at: new Date(now) },
    });
    await audit(tx, ctx, { action: "postmortem.draft", subject: room.reference, detail: { sections: sections.map(({ key }) => key) } });
    return id;
  });
}

/** The draft stands on the timeline, with the action items that it proposes, once. */
async function tell(ctx: Ctx, source: Gathered, id: string): Promise<void> {
  const { rules } = await postmortemRules();
  const { items } = draftOf(source, rules.sections);
  const { reference, title } = source.room;
  const commander = source.room.assignments.find(({ role, state }) => role === "commander" && state !== "released");
  await changeIncident(ctx, "incident.write", reference, async (incident) => {
    if (await isToldOf(incident.id, id)) return null;
    await incident.record({
      kind: "postmortem",
      action: "drafted",
      postmortem: id,
      title,
      state: "draft",
      note: null,
      dueAt: null,
      tells: commander ? [commander.person] : [],
    });
    const due = (priority: keyof typeof DUE_DAYS) => new Date(Date.parse(incident.now) + DUE_DAYS[priority] * DAY).toISOString().slice(0, 10);
    await addProposedItems(
      incident,
      items.map((item) => ({ ...item, dueOn: due(item.priority) })),
    );
    return null;
  });
}

/** Under the incident's lock: somebody who drafts and the job that does so may come at the same time. */
async function isToldOf(incidentId: string, postmortem: string): Promise<boolean> {
  const known = await db().timelineEvent.count({
    where: { incidentId, kind: "postmortem", payload: { path: ["postmortem"], equals: postmortem } },
  });
  return known > 0;
}

/** The job behind it: what stands in its way by then (gone, merged) is no failure. */
export async function draftAfterResolve({ reference }: { reference: string }): Promise<void> {
  await draftPostmortem(systemCtx("postmortem-writer"), { reference }).catch((error: unknown) => {
    if (!(error instanceof MusterError)) throw error;
  });
}
