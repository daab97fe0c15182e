import type { z } from "zod";
import type { SaveView } from "#lib/contracts/view.ts";
import { audit } from "#server/platform/audit.ts";
import { authorize, authorizePerson } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { databaseNow, type Transaction, transaction } from "#server/platform/db.ts";
import { ConflictError, NotFoundError } from "#server/platform/errors.ts";
import { newId } from "#server/platform/id.ts";

const MAX_VIEWS = 200;

/** Keeps the board's filters under a name; see `SaveView` for what an id means. Sharing is for those who work on incidents. */
export async function saveView(ctx: Ctx, input: z.output<typeof SaveView>): Promise<{ id: string }> {
  const person = authorizePerson(ctx, "account.own");
  if (input.isShared) authorize(ctx, "incident.write");
  return transaction(async (tx) => {
    const id = await ownView(tx, person.id, input);
    const { name, query, isShared } = input;
    const at = new Date(await databaseNow(tx));
    await tx.savedView.upsert({
      where: { id },
      create: { id, ownerId: person.id, name, query, isShared, createdAt: at },
      update: { name, query, isShared },
    });
    await audit(tx, ctx, { action: "view.save", subject: id, detail: { name, query, isShared } });
    return { id };
  });
}

/** The view to write: the one asked for, the own one of that name, or a new one. */
async function ownView(tx: Transaction, ownerId: string, { id, name }: z.output<typeof SaveView>): Promise<string> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${`muster views ${ownerId}`}))`;
  const named = await tx.savedView.findUnique({ where: { ownerId_name: { ownerId, name } }, select: { id: true } });
  if (!id) {
    if (!named && (await tx.savedView.count({ where: { ownerId } })) >= MAX_VIEWS)
      throw new ConflictError(`You have ${MAX_VIEWS} views. Delete one first.`);
    return named?.id ?? newId();
  }
  if (named && named.id !== id) throw new ConflictError(`You have a view “${name}” already. Choose another name.`, null, "already_done");
  const own = await tx.savedView.findFirst({ where: { id, ownerId }, select: { id: true } });
  if (!own) throw new NotFoundError("This is not one of your views. Save it under a new name.");
  return id;
}
