import * as input from "#lib/contracts/webhook.ts";
import * as webhooks from "#server/webhooks/index.ts";
import { command, query, router, run } from "../trpc.ts";

export const webhooksRouter = router({
  list: query("settings.manage").query(({ ctx }) => webhooks.listWebhooks(ctx)),
  deliveries: query("settings.manage").input(input.ListDeliveries).query(run(webhooks.listDeliveries)),
  delivery: query("settings.manage").input(input.DeliveryId).query(run(webhooks.readDelivery)),
  create: command("settings.manage").input(input.CreateWebhook).mutation(run(webhooks.createWebhook)),
  change: command("settings.manage").input(input.ChangeWebhook).mutation(run(webhooks.changeWebhook)),
  rotateSecret: command("settings.manage").input(input.WebhookId).mutation(run(webhooks.rotateWebhookSecret)),
  sendTest: command("settings.manage").input(input.WebhookId).mutation(run(webhooks.sendTestEvent)),
  replay: command("settings.manage").input(input.DeliveryId).mutation(run(webhooks.replayDelivery)),
  delete: command("settings.manage").input(input.WebhookId).mutation(run(webhooks.deleteWebhook)),
});
