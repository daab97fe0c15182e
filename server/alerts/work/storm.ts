import { ChangeSeverity, DeclareIncident } from "#lib/contracts/incident-commands.ts";
import { changeSeverity, declareIncident } from "#server/incidents/index.ts";
import { authorize } from "#server/platform/authorize.ts";
import { type Ctx, systemCtx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { MusterError } from "#server/platform/errors.ts";
import { organisationSettings } from "#server/settings/index.ts";
import { referenceOf, type Telling, tellIncident } from "./told.ts";

type Storm = { id: string; incidentId: string | null; alerts: number; critical: number; told: number; isQuiet: boolean; isTold: boolean };
type Worst = Telling & { incidentId: string | null };

const TOLD_EVERY_SECONDS = 10;
const WORST = "SEV1";

/** Gives a storm its incident, its alerts to that, and tells its timeline now and then how many they are; ends it when it is quiet. */
export async function followStorm(ctx: Ctx): Promise<void> {
  authorize(ctx, "alert.manage");
  const { alertBudget } = await organisationSettings();
  const [storm] = await db().$queryRaw<Storm[]>`
    SELECT id, incident_id AS "incidentId", alerts, critical, told, last_at < muster_now() - make_interval(mins => ${alertBudget.minutes}) AS "isQuiet",
      told = alerts AS "isTold" FROM alert_storm WHERE ended_at IS NULL`;
  if (!storm) return;
  const incidentId = storm.incidentId ?? (await declareStorm(ctx, storm));
  if (!incidentId) return;
  await db().$executeRaw`UPDATE alert SET incident_id = ${incidentId}::uuid WHERE outcome = 'storm' AND incident_id IS NULL`;
  if (!storm.isTold) await tell(storm, incidentId);
  if (storm.isQuiet && storm.isTold)
    await db().$executeRaw`UPDATE alert_storm SET ended_at = muster_now() WHERE id = ${storm.id}::uuid AND alerts = told`;
}

async function declareStorm(ctx: Ctx, storm: Storm): Promise<string | null> {
  const worst = await worstOf();
  if (!worst) return null;
  const summary =
    "More alerts came in than may declare incidents of their own. All are kept under Alerts; those beyond the budget are listed here, the worst first.";
  const input = DeclareIncident.parse({
    title: `Alert storm: ${worst.title}`.slice(0, 200),
    severity: storm.critical > 0 ? "SEV1" : "SEV2",
    summary,
  });
  const { id } = await declareIncident({ ...ctx, requestKey: `storm:${storm.id}` }, input);
  await db().$executeRaw`UPDATE alert_storm SET incident_id = ${id}::uuid WHERE id = ${storm.id}::uuid`;
  return id;
}

let toldAt = 0;

/** At most every ten seconds, and once for each number. */
async function tell({ id, alerts, critical, told }: Storm, incidentId: string): Promise<void> {
  if (told > 0 && Date.now() - toldAt < TOLD_EVERY_SECONDS * 1_000) return;
  const worst = await worstOf();
  if (!worst) return;
  toldAt = Date.now();
  if (critical > 0) await raise(incidentId);
  const note = critical > 0 ? `${critical.toLocaleString("en")} of ${alerts.toLocaleString("en")} are critical.` : null;
  await tellIncident(worst, { action: "storm", incidentId, once: `storm:${id}:${told}`, more: alerts - told, note });
  await db().$executeRaw`UPDATE alert_storm SET told = ${alerts} WHERE id = ${id}::uuid AND told = ${told}`;
}

async function worstOf(): Promise<Worst | null> {
  const [worst] = await db().$queryRaw<Worst[]>`
    SELECT id, integration_id AS "integrationId", source_name AS "sourceName", title, level, link, labels, incident_id AS "incidentId" FROM alert
    WHERE outcome = 'storm' ORDER BY (status = 'firing') DESC, array_position(ARRAY['critical', 'error', 'warning', 'info'], level), last_at DESC LIMIT 1`;
  return worst ?? null;
}

/** Critical alerts that joined a storm of lesser ones make it one of the highest severity, unless somebody has said so already. */
async function raise(incidentId: string): Promise<void> {
  const reference = await referenceOf(incidentId);
  const incident = reference ? await db().incident.findUnique({ where: { reference }, select: { severity: true } }) : null;
  if (!reference || !incident || incident.severity === WORST) return;
  const input = ChangeSeverity.parse({ reference, to: WORST, reason: "Critical alerts joined the storm." });
  await changeSeverity(systemCtx("Alerts"), input).catch((error: unknown) => {
    if (!(error instanceof MusterError)) throw error;
  });
}
