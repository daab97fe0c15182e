import { z } from "zod";
import * as input from "#lib/contracts/alert.ts";
import * as rules from "#lib/contracts/alert-rule.ts";
import { ListChanges, ReceiveChange } from "#lib/contracts/change.ts";
import * as alerts from "#server/alerts/index.ts";
import { listChanges } from "#server/changes/index.ts";
import { keepOfApi } from "#server/intake/index.ts";
import { command, query, router, run } from "../trpc.ts";

export const alertsRouter = router({
  list: query("alert.read").input(input.ListAlerts).query(run(alerts.listAlerts)),
  read: query("alert.read").input(input.AlertId).query(run(alerts.readAlert)),
  ofIncident: query("alert.read").input(input.IncidentSignals).query(run(alerts.incidentSignals)),
  declare: command("alert.manage").input(input.DeclareFromAlert).mutation(run(alerts.declareFromAlert)),
  attach: command("alert.manage").input(input.AttachAlert).mutation(run(alerts.attachAlert)),
  detach: command("alert.manage").input(input.AlertId).mutation(run(alerts.detachAlert)),
  rules: query("alert.read").query(({ ctx }) => alerts.readRules(ctx)),
  saveRules: command("alert.manage").input(rules.SaveRules).mutation(run(alerts.saveRules)),
  tryRules: query("alert.read").input(rules.TryRules).query(run(alerts.tryRules)),
  maintenance: query("alert.read").query(({ ctx }) => alerts.listMaintenance(ctx)),
  planMaintenance: command("alert.manage").input(rules.MaintenanceInput).mutation(run(alerts.planMaintenance)),
  endMaintenance: command("alert.manage").input(rules.MaintenanceId).mutation(run(alerts.endMaintenance)),
  receive: command("signal.send")
    .input(z.object({ alert: input.ReceiveAlert }))
    .mutation(async ({ ctx, input: { alert } }) => ({ id: (await keepOfApi(ctx, "alert", alert)).id })),
});

export const changesRouter = router({
  list: query("alert.read").input(ListChanges).query(run(listChanges)),
  receive: command("signal.send")
    .input(z.object({ change: ReceiveChange }))
    .mutation(async ({ ctx, input: { change } }) => ({ id: (await keepOfApi(ctx, "change", change)).id })),
});
