import type { z } from "zod";
import { type IntegrationId, IntegrationSettings } from "#lib/contracts/integration.ts";
import type { IntegrationKind } from "#lib/contracts/integration-kinds.ts";
import { audit } from "#server/platform/audit.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { databaseNow, transaction } from "#server/platform/db.ts";
import { newId } from "#server/platform/id.ts";
import { standingIntegration } from "./standing.ts";
import { testMessage } from "./test-messages.ts";

/** Takes in a message such as this integration's system sends, marked as a test: it goes the way of all others, by the rules in force. */
export async function sendTest(ctx: Ctx, input: z.output<typeof IntegrationId>): Promise<{ id: string }> {
  authorize(ctx, "settings.manage");
  return transaction(async (tx) => {
    const { id: integrationId, kind, name, settings } = await standingIntegration(tx, input.id);
    const now = new Date(await databaseNow(tx));
    const id = newId();
    const { subject, body } = testMessage(kind as IntegrationKind, {
      id,
      at: now.toISOString(),
      name,
      mapping: IntegrationSettings.parse(settings).mapping,
    });
    const times = { dueAt: now, receivedAt: now, lastAt: now, roundAt: now };
    const event = {
      id,
      integrationId,
      subject,
      contentType: "application/json",
      body: Buffer.from(JSON.stringify(body)),
      ...times,
    };
    await tx.intakeEvent.create({ data: event });
    await audit(tx, ctx, { action: "integration.test", subject: integrationId, detail: { name } });
    await tx.$executeRaw`SELECT pg_notify('muster', 'intake all')`;
    return { id };
  });
}
