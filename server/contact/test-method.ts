import type { z } from "zod";
import type { TestMethod } from "#lib/contracts/contact-methods.ts";
import { countUse } from "#server/auth/index.ts";
import { ChannelError, noteFailure, sendDirect } from "#server/paging/index.ts";
import { authorizePerson } from "#server/platform/authorize.ts";
import type { Ctx, Person } from "#server/platform/ctx.ts";
import { db, transaction } from "#server/platform/db.ts";
import { InvalidError } from "#server/platform/errors.ts";
import { organisationSettings } from "#server/settings/index.ts";
import { ownMethod, type StoredMethod } from "./stored.ts";

type Reached = Pick<StoredMethod, "kind" | "label" | "address" | "secrets"> & { id: string | null };

/** Sends a message that no incident is behind, the way that pages go, and notes what came of it. */
export async function testMethod(ctx: Ctx, { id }: z.output<typeof TestMethod>): Promise<{ sentence: string }> {
  const me = authorizePerson(ctx, "account.own");
  if (id === "account") return sendTestTo(me, { id: null, kind: "email", label: "Your address", address: me.email, secrets: {} });
  const method = await transaction((tx) => ownMethod(tx, me, id));
  if (!method.verifiedAt) throw new InvalidError(`“${method.label}” is not verified. Verify it first.`);
  return sendTestTo(me, method);
}

/** Throws InvalidError with what to check when it is not taken. */
export async function sendTestTo(person: Person, { id, kind, label, address, secrets }: Reached): Promise<{ sentence: string }> {
  await countUse("means tested", person.id);
  const { allowedHosts } = await organisationSettings();
  const title = "Test page: nothing is wrong";
  const summary = `${person.name} asked Muster to show how a page arrives here.`;
  const destination = { address, settings: {}, secrets };
  try {
    await sendDirect({ channel: kind, methodId: id, recipient: person, destination, allowedHosts, title, summary });
  } catch (error) {
    if (!(error instanceof ChannelError)) throw error;
    if (id) await noteFailure(id, error);
    throw new InvalidError(error.message);
  }
  if (id) await db().contactMethod.updateMany({ where: { id }, data: { failedAt: null, problem: null } });
  return { sentence: `“${label}” has taken the test.` };
}
