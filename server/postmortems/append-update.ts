import * as Y from "yjs";
import type { z } from "zod";
import { type AppendUpdate, MAX_UPDATE_BYTES, type TellCursor } from "#lib/contracts/postmortem.ts";
import { authorize, authorizePerson } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { InvalidError, UnavailableError } from "#server/platform/errors.ts";
import { findPostmortem } from "./access.ts";
import { appendContent } from "./store.ts";

/** Appends what an editor typed. The answer comes when it is stored; the same update twice does no harm. */
export async function appendUpdate(ctx: Ctx, { reference, update }: z.output<typeof AppendUpdate>): Promise<{ seq: number }> {
  authorize(ctx, "incident.write");
  const { row } = await findPostmortem(ctx, reference);
  const content = Buffer.from(update, "base64");
  if (content.length > MAX_UPDATE_BYTES)
    throw new UnavailableError(
      "This is more than 1 MB at once. Put it in a file, attach that to the incident, and quote what matters.",
      "too_large",
      0,
    );
  requireReadable(content);
  return { seq: await appendContent(row.id, content, { kind: "edit", actor: ctx.actor }) };
}

/** What no editor could read would spoil the document for all. */
function requireReadable(content: Uint8Array): void {
  try {
    Y.applyUpdate(new Y.Doc(), content);
  } catch {
    throw new InvalidError("These bytes are no update of a document. Load the page again; what you typed is kept.");
  }
}

/** Tells the others where somebody's cursor is. It is told, not stored. */
export async function tellCursor(ctx: Ctx, { reference, awareness }: z.output<typeof TellCursor>): Promise<{ isTold: true }> {
  authorizePerson(ctx, "incident.read");
  const { row } = await findPostmortem(ctx, reference);
  if (!/^[A-Za-z0-9+/=]+$/.test(awareness)) throw new InvalidError("These bytes are no cursor. Load the page again.");
  await db().$queryRaw`SELECT pg_notify('muster', ${`cursor ${row.id} ${awareness}`})::text`;
  return { isTold: true };
}
