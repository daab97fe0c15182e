import * as input from "#lib/contracts/integration.ts";
import * as integrations from "#server/integrations/index.ts";
import { command, query, router, run } from "../trpc.ts";

export const integrationsRouter = router({
  list: query("settings.manage").query(({ ctx }) => integrations.listIntegrations(ctx)),
  create: command("settings.manage").input(input.CreateIntegration).mutation(run(integrations.createIntegration)),
  change: command("settings.manage").input(input.ChangeIntegration).mutation(run(integrations.changeIntegration)),
  rotate: command("settings.manage").input(input.RotateSecret).mutation(run(integrations.rotateSecret)),
  delete: command("settings.manage").input(input.IntegrationId).mutation(run(integrations.deleteIntegration)),
  sendTest: command("settings.manage").input(input.IntegrationId).mutation(run(integrations.sendTest)),
  tryMapping: query("settings.manage").input(input.TryMapping).query(run(integrations.tryMapping)),
  events: query("alert.manage").input(input.ListEvents).query(run(integrations.listEvents)),
  event: query("alert.manage").input(input.EventId).query(run(integrations.readEvent)),
  replay: command("alert.manage").input(input.EventId).mutation(run(integrations.replayEvent)),
});
