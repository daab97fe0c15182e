import type { z } from "zod";
import { UPLOADS, type UploadEvidence } from "#lib/contracts/investigation.ts";
import { findIncident } from "#server/incidents/index.ts";
import { authorizePerson } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { databaseNow, db } from "#server/platform/db.ts";
import { ConflictError, InvalidError } from "#server/platform/errors.ts";
import { fingerprintOf, keepCaptures, type StoredCapture } from "../captures.ts";
import { uploadsOf } from "../uploads.ts";
import { momentsOf, windowAround } from "../window.ts";
import { capturesOf } from "./captures-of.ts";
import { readFile } from "./check-file.ts";
import { type SentFile, unpackFiles } from "./unpack.ts";

type Upload = z.output<typeof UploadEvidence> & { files: readonly SentFile[] };
export type Uploaded = { id: string; captures: StoredCapture[]; known: number };

/**
 * Keeps files that somebody brings as evidence of an incident: all of them, or none where one cannot be read. `known` counts those that were there
 * already, byte for byte. Investigations that begin later look at them.
 */
export async function uploadEvidence(ctx: Ctx, { reference, service, files }: Upload): Promise<Uploaded> {
  const person = authorizePerson(ctx, "incident.write");
  const { id: incidentId, room } = await findIncident(ctx, reference);
  if (room.phase === "merged") throw new ConflictError(`${reference} was merged into another incident. Upload the evidence there.`);
  if (files.length === 0) throw new InvalidError("No file came along. Choose at least one.");
  const captures = capturesOf((await unpackFiles(files)).map((file) => readFile(file, service)));
  const id = uploadsOf(incidentId);
  const now = Date.parse(await databaseNow());
  const { from, to } = windowAround(momentsOf(room, now), now);
  const row = { id, incidentId, question: UPLOADS, services: [], askedBy: person.id, state: "open", createdAt: new Date(now) };
  await db().investigation.createMany({ data: { ...row, windowFrom: new Date(from), windowTo: new Date(to) }, skipDuplicates: true });
  const there = await db().evidence.findMany({ where: { investigationId: id }, select: { sha256: true, request: true } });
  const isRepeat = ctx.requestKey !== undefined && there.some(({ request }) => request === ctx.requestKey);
  const hashes = new Set(there.map(({ sha256 }) => sha256));
  const fresh = isRepeat ? captures : captures.filter(({ files: kept }) => !hashes.has(fingerprintOf(kept)));
  const kept = await keepCaptures(ctx, id, fresh);
  await db().$queryRaw`SELECT pg_notify('muster', ${`runs ${incidentId}`})::text`;
  return { id, captures: kept, known: captures.length - fresh.length };
}
