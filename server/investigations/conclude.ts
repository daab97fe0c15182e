import type { Prisma } from "#generated/prisma/client.ts";
import type { RoomState } from "#lib/contracts/room.ts";
import { changeIncident } from "#server/incidents/index.ts";
import { audit } from "#server/platform/audit.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { transaction } from "#server/platform/db.ts";
import { newId } from "#server/platform/id.ts";
import { type Analysis, analyse } from "#server/rca/index.ts";
import { type FoundInvestigation, findInvestigation } from "./access.ts";
import { bundleOf } from "./analysis-of.ts";
import { findingsOf, hypothesisChanges } from "./conclude-rules.ts";
import { recordHypothesis } from "./hypotheses.ts";
import { logVolumeOf } from "./log-volume.ts";

/** Comes to the report: the whole analysis is kept, and its findings and hypotheses go onto the incident's timeline, once for each request. */
export async function concludeInvestigation(ctx: Ctx, { investigation: id }: { investigation: string }): Promise<Analysis> {
  authorize(ctx, "incident.read");
  const investigation = await findInvestigation(ctx, id);
  const bundle = await bundleOf(investigation);
  const begun = performance.now();
  const analysis = { ...analyse(bundle), elapsedMs: 0 };
  const whole = { ...analysis, elapsedMs: Math.round(performance.now() - begun) };
  await transaction(async (tx) => {
    const logVolume = logVolumeOf(bundle.logs, analysis, { from: investigation.windowFrom.getTime(), to: investigation.windowTo.getTime() });
    const stored = JSON.parse(JSON.stringify({ ...whole, logVolume })) as Prisma.InputJsonValue;
    await tx.investigation.update({ where: { id }, data: { state: "reported", analysis: stored, reportedAt: new Date() } });
    await audit(tx, ctx, { action: "investigation.report", subject: id, detail: { isSufficient: whole.rootCause.sufficient } });
  });
  const { room } = investigation;
  if (room && room.phase !== "merged") await tellTheRoom(ctx, investigation, room, analysis);
  return whole;
}

async function tellTheRoom(ctx: Ctx, { id, runId, captures }: FoundInvestigation, { reference }: RoomState, analysis: Analysis): Promise<void> {
  await changeIncident(ctx, "incident.write", reference, async (incident) => {
    for (const { at, text, evidence } of findingsOf(analysis))
      await incident.record({ kind: "finding", investigation: id, text, evidence }, { occurredAt: at < incident.now ? at : incident.now });
    const made = { investigation: id, by: ctx.actor, at: incident.now, newId };
    for (const { action, hypothesis } of hypothesisChanges(analysis, incident.room.hypotheses, made))
      await recordHypothesis(incident, action, hypothesis, null);
    const { statement: cause, confidence, sufficient: isSufficient } = analysis.rootCause;
    await incident.record({ kind: "investigation", investigation: id, run: runId, cause, confidence, isSufficient, captures });
    return { reference };
  });
}
