import * as input from "#lib/contracts/drill.ts";
import * as drills from "#server/drills/index.ts";
import { command, query, router, run } from "../trpc.ts";

export const drillsRouter = router({
  list: query("incident.read").query(({ ctx }) => drills.listDrills(ctx)),
  start: command("incident.declare").input(input.StartDrill).mutation(run(drills.startDrill)),
  end: command("incident.write").input(input.DrillId).mutation(run(drills.endDrill)),
});
