import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import type { Actor } from "#lib/contracts/actor.ts";
import { MAX_CAPTURE_BYTES } from "#lib/contracts/evidence-limits.ts";
import type { BundleFile, EvidenceKind } from "#lib/contracts/investigation.ts";
import { type BundleSource, memorySource } from "#server/evidence/index.ts";
import { audit } from "#server/platform/audit.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db, transaction } from "#server/platform/db.ts";
import { InvalidError } from "#server/platform/errors.ts";

/** What a source gave for one query, in the form of bundle files. `from` and `to` in Unix milliseconds. */
export type Capture = {
  kind: EvidenceKind;
  source: string;
  title: string;
  query: string;
  file: BundleFile;
  files: Partial<Record<BundleFile, string>>;
  from: number | null;
  to: number | null;
  rows: number;
  isTruncated: boolean;
  /** Who brought it, where that is somebody else than who asks now. */
  by?: Actor;
};

export type StoredCapture = { n: number; title: string; source: string; kind: string; rows: number; query: string; isTruncated: boolean };

/** Of all captures of one investigation before compression. */
const [MOST_BYTES_IN_ALL, MOST] = [128 * 2 ** 20, 400];
const [pack, unpack] = [promisify(gzip), promisify(gunzip)];
const BRIEF = { n: true, title: true, source: true, kind: true, rows: true, query: true, isTruncated: true } as const;

/**
 * Keeps what was captured, once for each request: a request made again gets what its first time stored. Content is never changed afterwards. Throws
 * InvalidError where it is more than an investigation may hold.
 */
export async function keepCaptures(ctx: Ctx, investigationId: string, captures: readonly Capture[]): Promise<StoredCapture[]> {
  authorize(ctx, "incident.read");
  const rows = await Promise.all(captures.map((capture) => rowOf(ctx, capture)));
  const request = ctx.requestKey ?? null;
  return transaction(async (tx) => {
    const [locked] = await tx.$queryRaw<{ captures: number; now: Date; bytes: bigint }[]>`
      SELECT captures, muster_now() AS now, (SELECT coalesce(sum(bytes), 0) FROM evidence e WHERE e.investigation_id = i.id) AS bytes
      FROM investigation i WHERE id = ${investigationId}::uuid FOR UPDATE`;
    if (!locked) throw new InvalidError("This investigation is not there any more. Start another.");
    const before = request ? await tx.evidence.findMany({ where: { investigationId, request }, select: BRIEF, orderBy: { n: "asc" } }) : [];
    if (before.length > 0 || rows.length === 0) return before;
    const bytes = Number(locked.bytes) + rows.reduce((sum, row) => sum + row.bytes, 0);
    if (bytes > MOST_BYTES_IN_ALL || locked.captures + rows.length > MOST)
      throw new InvalidError(
        "This investigation holds as much evidence as one may: 128 MB in 400 captures. Look at a shorter time or fewer services.",
      );
    const numbered = rows.map((row, at) => ({ ...row, investigationId, n: locked.captures + at + 1, request, capturedAt: locked.now }));
    await tx.evidence.createMany({ data: numbered });
    await tx.investigation.update({ where: { id: investigationId }, data: { captures: locked.captures + rows.length } });
    await audit(tx, ctx, { action: "evidence.capture", subject: investigationId, detail: { captures: rows.length } });
    return numbered.map(({ n, title, source, kind, rows: count, query, isTruncated }) => ({
      n,
      title,
      source,
      kind,
      rows: count,
      query,
      isTruncated,
    }));
  });
}

async function rowOf(ctx: Ctx, { files, from, to, by, ...capture }: Capture) {
  const text = JSON.stringify(files);
  const bytes = Buffer.byteLength(text);
  if (bytes > MAX_CAPTURE_BYTES)
    throw new InvalidError(`${capture.title} is ${Math.round(bytes / 2 ** 20)} MB, and a capture holds 16 MB at most. Ask for less.`);
  return {
    ...capture,
    windowFrom: from === null ? null : new Date(from),
    windowTo: to === null ? null : new Date(to),
    bytes,
    sha256: fingerprintOf(files),
    content: new Uint8Array(await pack(text)),
    capturedBy: { ...(by ?? ctx.actor) },
  };
}

/** SHA-256 of a capture as it is kept. Pure. */
export function fingerprintOf(files: Capture["files"]): string {
  return createHash("sha256").update(JSON.stringify(files)).digest("hex");
}

/** What was captured for the analyst, as the places that a bundle is read from, in the order of capture. What a model picked to ask is no sample: a count of it would mislead. */
export async function capturedSources(investigationId: string): Promise<BundleSource[]> {
  const rows = await db().evidence.findMany({
    where: { investigationId, kind: { not: "answer" } },
    select: { content: true },
    orderBy: { n: "asc" },
  });
  return Promise.all(rows.map(async ({ content }) => memorySource(filesIn((await unpack(content)).toString("utf8")))));
}

/** The files of one stored capture, by name. */
export async function captureFiles(content: Uint8Array): Promise<Record<string, string>> {
  return filesIn((await unpack(content)).toString("utf8"));
}

function filesIn(text: string): Record<string, string> {
  return JSON.parse(text) as Record<string, string>;
}
