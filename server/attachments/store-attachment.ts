import type { z } from "zod";
import type { StoreAttachment } from "#lib/contracts/attachment.ts";
import { MAX_ATTACHMENT_BYTES } from "#lib/contracts/attachment-limits.ts";
import type { AttachmentRef } from "#lib/contracts/timeline.ts";
import { noSuchIncident } from "#server/incidents/index.ts";
import { audit } from "#server/platform/audit.ts";
import { authorizePerson } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { databaseNow, transaction } from "#server/platform/db.ts";
import { ConflictError, InvalidError } from "#server/platform/errors.ts";
import { newId } from "#server/platform/id.ts";
import { discardFile, lockHash, type ReceivedFile, receiveFile, settleFile, tooLarge } from "./files.ts";
import { visibleIncident } from "./incident.ts";

/** `length` is what the sender announced, if anything; a file that says it is too large is refused unread. */
type Upload = z.output<typeof StoreAttachment> & { stream: AsyncIterable<Uint8Array>; length?: number };

/** Stores a file for an incident. A note has to carry it within a day. */
export async function storeAttachment(ctx: Ctx, input: Upload): Promise<AttachmentRef> {
  const person = authorizePerson(ctx, "incident.write");
  const incidentId = await writableIncident(ctx, input.reference);
  if ((input.length ?? 0) > MAX_ATTACHMENT_BYTES) throw tooLarge();
  const file = await receiveFile(input.stream);
  try {
    if (file.bytes === 0) throw new InvalidError("The file is empty. Choose another.");
    return await keep(ctx, { ...input, incidentId, uploadedBy: person.id }, file);
  } finally {
    await discardFile(file.temporary);
  }
}

async function writableIncident(ctx: Ctx, reference: string): Promise<string> {
  const incident = await visibleIncident(ctx, { reference });
  if (!incident) throw noSuchIncident(reference);
  if (incident.phase === "merged") throw new ConflictError(`${reference} was merged into another incident. Attach the file there.`);
  return incident.id;
}

type Kept = { incidentId: string; reference: string; uploadedBy: string; name: string; type: string };

async function keep(ctx: Ctx, { reference, incidentId, uploadedBy, name, type }: Kept, file: ReceivedFile): Promise<AttachmentRef> {
  const { bytes, sha256 } = file;
  return transaction(async (tx) => {
    await lockHash(tx, sha256);
    await settleFile(file);
    const ref = { id: newId(), name, type, bytes, sha256 };
    await tx.attachment.create({ data: { ...ref, incidentId, uploadedBy, createdAt: new Date(await databaseNow(tx)) } });
    await audit(tx, ctx, { action: "attachment.store", subject: reference, detail: ref });
    return ref;
  });
}
