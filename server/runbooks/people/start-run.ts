import type { z } from "zod";
import type { RunPlan } from "#lib/contracts/runbook-plan.ts";
import type { StartRunbookRun } from "#lib/contracts/runbook-run.ts";
import { audit } from "#server/platform/audit.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db, transaction } from "#server/platform/db.ts";
import { InvalidError } from "#server/platform/errors.ts";
import { namedId, newId } from "#server/platform/id.ts";
import { changeRun } from "../run/change-run.ts";
import { runFact } from "../run/facts.ts";
import { planned } from "../run/plan-for.ts";

type Input = z.output<typeof StartRunbookRun>;

/** Starts a run of a runbook; a worker takes it up. A repeat of a named request answers with the same run. */
export async function startRunbookRun(ctx: Ctx, input: Input): Promise<{ id: string }> {
  authorize(ctx, "runbook.run");
  const id = await storeRun(ctx, input);
  await changeRun(ctx, id, async (run) => {
    if (run.row.state !== "proposed" || run.row.startedAt) return;
    run.setRun({ state: "running", startedAt: run.now, dueInMs: 0 });
    await runFact(run, "started");
  });
  return { id };
}

/** Lays out a run for a person to look at and to start. Nothing is done. */
export async function proposeRunbookRun(ctx: Ctx, input: Input): Promise<{ id: string }> {
  authorize(ctx, "runbook.run");
  const id = await storeRun(ctx, input);
  await changeRun(ctx, id, (run) => runFact(run, "proposed"));
  return { id };
}

async function storeRun(ctx: Ctx, input: Input): Promise<string> {
  const id = ctx.requestKey ? namedId(`runbook-run:${ctx.actor.id}:${ctx.requestKey}`) : newId();
  if (ctx.requestKey && (await db().runbookRun.count({ where: { id } })) > 0) return id;
  const { planned: outcome, version, incidentId, title } = await planned(ctx, input);
  const { plan, faults } = outcome;
  if (!plan)
    throw new InvalidError(
      faults[0]?.message ?? "The run cannot be planned.",
      "invalid_input",
      faults.map(({ name, message }) => ({ path: `parameters.${name}`, message })),
    );
  await transaction(async (tx) => {
    await tx.$executeRaw`
      INSERT INTO runbook_run (id, slug, title, version, incident_id, mode, state, plan, target, started_by, created_at)
      VALUES (${id}::uuid, ${plan.slug}, ${title}, ${version}, ${incidentId}::uuid, ${plan.mode}, 'proposed', ${JSON.stringify(plan)}::jsonb, ${plan.target},
        ${JSON.stringify(ctx.actor)}::jsonb, muster_now())`;
    const rows = rowsOf(plan);
    await tx.$executeRaw`
      INSERT INTO runbook_step (run_id, phase, n, state) SELECT ${id}::uuid, phase, n, 'pending'
      FROM unnest(${rows.map(({ phase }) => phase)}::text[], ${rows.map(({ n }) => n)}::int[]) AS s (phase, n)`;
    await audit(tx, ctx, { action: "runbook.start", subject: plan.slug, detail: { run: id, mode: plan.mode, target: plan.target } });
  });
  return id;
}

function rowsOf({ preflight, steps, verification, mode }: RunPlan): { phase: string; n: number }[] {
  const of = (phase: string, list: readonly { n: number }[]) => list.map(({ n }) => ({ phase, n }));
  return [...of("preflight", preflight), ...of("step", steps), ...of("verification", mode === "dry" ? [] : (verification?.watches ?? []))];
}
