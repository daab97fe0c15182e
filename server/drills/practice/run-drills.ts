import type { Drill } from "#generated/prisma/client.ts";
import { isActivePhase } from "#lib/contracts/incident-terms.ts";
import type { RoomState } from "#lib/contracts/room.ts";
import { systemCtx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { log } from "#server/platform/log.ts";
import { hear } from "#server/realtime/listener.ts";
import { scenarioNamed } from "../scenarios/registry.ts";
import { type RunningDrill, startWorld } from "../serve.ts";
import { endDrill } from "./end-drill.ts";

const LEASE_MS = 30_000;
const [SWEEP_MS, WHILE_RUNNING_MS] = [15_000, 5_000];
/** Nobody practises for so long: what is forgotten ends by itself. */
const LONGEST_MS = 4 * 3_600_000;

/**
 * Runs the worlds of drills on loopback ports of this worker: each by one worker under a lease, so that another takes over, at the same state of the world,
 * when this one goes. Returns how to stop, which closes them.
 */
export function startDrills(): () => Promise<void> {
  const worlds = new Map<string, RunningDrill>();
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  let working: Promise<void> = Promise.resolve();

  async function round(): Promise<void> {
    clearTimeout(timer);
    await look(worlds).catch((error: unknown) => log.warn({ error: String(error) }, "The drills could not be looked at; trying again."));
    if (isStopped) return;
    timer = setTimeout(wake, worlds.size > 0 ? WHILE_RUNNING_MS : SWEEP_MS);
    timer.unref();
  }

  function wake(): void {
    if (!isStopped) working = working.then(round);
  }

  const silence = hear(({ kind }) => {
    if (kind === "drill" || kind === "all") wake();
  });
  wake();
  return async () => {
    isStopped = true;
    silence();
    clearTimeout(timer);
    await working;
    const held = [...worlds.keys()];
    await Promise.all([...worlds.values()].map((world) => world.close()));
    await db()
      .drill.updateMany({ where: { id: { in: held }, state: "running" }, data: { heldUntil: null } })
      .catch(() => undefined);
  };
}

async function look(worlds: Map<string, RunningDrill>): Promise<void> {
  const open = await db().drill.findMany({ where: { state: { not: "ended" } } });
  for (const drill of open) if (await isOver(drill)) await endDrill(systemCtx(), { id: drill.id });
  const standing = new Set((await db().drill.findMany({ where: { state: { not: "ended" } }, select: { id: true } })).map(({ id }) => id));
  for (const [id, world] of worlds) {
    if (standing.has(id)) continue;
    worlds.delete(id);
    await world.close();
  }
  for (const drill of open) if (standing.has(drill.id)) await hold(drill, worlds);
}

/** With its incident, or when it was forgotten. */
async function isOver({ incidentId, startedAt }: Drill): Promise<boolean> {
  if (Date.now() - startedAt.getTime() > LONGEST_MS) return true;
  const incident = await db().incident.findUnique({ where: { id: incidentId }, select: { state: true } });
  return !incident || !isActivePhase((incident.state as RoomState).phase);
}

async function hold(drill: Drill, worlds: Map<string, RunningDrill>): Promise<void> {
  const isMine = worlds.has(drill.id);
  const taken = await db().$executeRaw`
    UPDATE drill SET held_until = muster_now() + ${LEASE_MS} * interval '1 millisecond'
    WHERE id = ${drill.id}::uuid AND state <> 'ended' AND (${isMine} OR held_until IS NULL OR held_until < muster_now())`;
  if (taken === 0 || isMine) return;
  const scenario = scenarioNamed(drill.scenario);
  if (!scenario) return;
  const world = await startWorld({ scenario, seed: drill.seed, now: Date.now(), startedAt: drill.beganAt.getTime() });
  worlds.set(drill.id, world);
  await db().drill.updateMany({ where: { id: drill.id, state: { not: "ended" } }, data: { state: "running", addresses: world.urls } });
}
