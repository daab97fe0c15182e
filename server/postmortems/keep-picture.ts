import type { z } from "zod";
import { INLINE_TYPES } from "#lib/contracts/attachment-limits.ts";
import type { KeepPicture } from "#lib/contracts/postmortem.ts";
import { attachmentRefs } from "#server/attachments/index.ts";
import { audit } from "#server/platform/audit.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { transaction } from "#server/platform/db.ts";
import { InvalidError, NotFoundError } from "#server/platform/errors.ts";
import { findPostmortem } from "./access.ts";

/** A picture that a document shows stays, as one that a note carries. Other files belong to notes, from where they are downloaded. */
export async function keepPicture(ctx: Ctx, { reference, id }: z.output<typeof KeepPicture>): Promise<{ src: string; name: string }> {
  authorize(ctx, "incident.write");
  const { incident } = await findPostmortem(ctx, reference);
  return transaction(async (tx) => {
    const [file] = await attachmentRefs(tx, incident.id, [id]);
    if (!file) throw new NotFoundError(`There is no attachment ${id} on ${reference}. Upload it again.`);
    if (!INLINE_TYPES.includes(file.type)) throw new InvalidError(`${file.name} is no picture that a browser shows. Attach it to a note instead.`);
    await audit(tx, ctx, { action: "postmortem.picture", subject: reference, detail: { id: file.id, name: file.name, sha256: file.sha256 } });
    return { src: `/api/attachments/${file.id}`, name: file.name };
  });
}
