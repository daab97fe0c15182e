import { createReadStream, type ReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { ReadAttachment } from "#lib/contracts/attachment.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { NotFoundError, UnavailableError } from "#server/platform/errors.ts";
import { pathOf } from "./files.ts";
import { headersFor } from "./headers.ts";
import { visibleIncident } from "./incident.ts";

export type StoredFile = { name: string; type: string; bytes: number; sha256: string; headers: Record<string, string>; open: () => ReadStream };

/** A file of an incident that the asker may see, with the headers under which a browser may be given it. */
export async function readAttachment(ctx: Ctx, input: { id: string }): Promise<StoredFile> {
  authorize(ctx, "incident.read");
  const row = ReadAttachment.safeParse(input).success ? await db().attachment.findUnique({ where: { id: input.id } }) : null;
  if (!row || !(await visibleIncident(ctx, { id: row.incidentId }))) throw new NotFoundError(`There is no attachment ${input.id} that you may see.`);
  const { name, type, bytes, sha256 } = row;
  const path = pathOf(sha256);
  await stat(path).catch(() => {
    throw new UnavailableError(`The file “${name}” is missing on the server. An administrator can restore it from a backup.`);
  });
  return { name, type, bytes, sha256, headers: headersFor(row), open: () => createReadStream(path) };
}
