import type { z } from "zod";
import type { IncidentDocument, ReadDocument } from "#lib/contracts/document.ts";
import { findIncident } from "#server/incidents/index.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { NotFoundError } from "#server/platform/errors.ts";
import { readPage } from "#server/timeline/index.ts";

/** The newest document of a kind, or the version asked for. */
export async function readDocument(ctx: Ctx, { reference, kind, version }: z.output<typeof ReadDocument>): Promise<IncidentDocument> {
  authorize(ctx, "incident.read");
  const { id } = await findIncident(ctx, reference);
  const { items } = await readPage(db(), id, { kinds: ["document"], limit: 200 });
  const documents = items.flatMap(({ fact }) => (fact.kind === "document" && fact.document.kind === kind ? [fact.document] : []));
  const found = version ? documents.find((document) => document.version === version) : documents.toSorted((a, b) => b.version - a.version)[0];
  if (!found) throw new NotFoundError(`${reference} has no such ${kind} yet. Post one, or ask for another version.`);
  return found;
}
