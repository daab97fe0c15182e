import type { z } from "zod";
import { CreateWebhook } from "#lib/contracts/webhook.ts";
import { type Somebody, somebody } from "#server/auth/testing/people.ts";
import { db } from "#server/platform/db.ts";
import { changeOrganisation, readOrganisation } from "#server/settings/index.ts";
import { claimDue } from "../claim-due.ts";
import { deliver } from "../deliver.ts";
import { createWebhook } from "../index.ts";
import { sweepForEvents } from "../queue-events.ts";

/** An administrator who has let Muster ask this host. */
export async function administratorAllowing(...allowedHosts: string[]): Promise<Somebody> {
  const admin = await somebody("admin", { name: "Ada" });
  const { version, settings } = await readOrganisation(admin.ctx);
  await changeOrganisation(admin.ctx, { version, settings: { ...settings, allowedHosts } });
  return admin;
}

export function aWebhook(
  { ctx }: Somebody,
  input: Partial<z.input<typeof CreateWebhook>> & { url: string },
): Promise<{ id: string; secret: string }> {
  return createWebhook(ctx, CreateWebhook.parse({ name: "Status board", ...input }));
}

/** What a worker does: looks through the logs and sends what is due, once. Answers with how many it sent. */
export async function workOnce(): Promise<number> {
  await sweepForEvents();
  return sendDue();
}

export async function sendDue(): Promise<number> {
  const claimed = await claimDue([]);
  await Promise.all(claimed.map(deliver));
  return claimed.length;
}

export async function statesOf(webhookId: string): Promise<string[]> {
  const rows = await db().webhookDelivery.findMany({
    where: { webhookId },
    orderBy: [{ createdAt: "asc" }, { seq: "asc" }],
    select: { state: true },
  });
  return rows.map(({ state }) => state);
}
