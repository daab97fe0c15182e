import { formatReference } from "#lib/contracts/ids.ts";
import type { Phase } from "#lib/contracts/incident.ts";
import { isActivePhase } from "#lib/contracts/incident-terms.ts";
import { MAX_SEALED_BYTES, type SealedExport } from "#lib/contracts/sealed.ts";
import type { TimelineEntry } from "#lib/contracts/timeline.ts";
import { addAudit, lockAudit, storeAudit } from "#server/platform/audit-batch.ts";
import { authorizePerson } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { ConflictError, InvalidError, UnavailableError } from "#server/platform/errors.ts";
import { inTransaction, type Sql } from "#server/platform/sql.ts";
import { entryIn, verifySealed } from "#server/sealed-file/index.ts";
import { lockedIncident, record, recordAgain, storeImported } from "#server/timeline/index.ts";
import { storeDocuments } from "./store-documents.ts";

export type Imported = { reference: string; sealedAs: string; entries: number; evidence: number; hasPostmortem: boolean };

/**
 * Takes a sealed export in: the timeline as it was recorded, in a chain of this console, with evidence and postmortem. Nobody is told or paged.
 * A reference that is taken here gives way to the next of its day.
 */
export async function importSealed(ctx: Ctx, content: string): Promise<Imported> {
  const person = authorizePerson(ctx, "incident.declare");
  if (Buffer.byteLength(content) > MAX_SEALED_BYTES)
    throw new UnavailableError(
      `The file has more than ${MAX_SEALED_BYTES / 2 ** 20} MB, more than can be taken in at once. Nothing was taken in.`,
      "too_large",
    );
  const { problems, sealed } = verifySealed(content);
  if (!sealed || problems.length > 0) throw new InvalidError([...problems, "Nothing was taken in."].join(" "));
  requireOver(sealed);
  return inTransaction(async (sql) => {
    const chain = await lockAudit(sql);
    await requireAbsent(sql, sealed);
    await requireOwn(sql, sealed);
    const reference = await freeReference(sql, sealed.reference);
    const { id, head, title } = sealed;
    const auditHash = addAudit(chain, ctx, {
      action: "incident.import",
      subject: reference,
      detail: { id, title, head, sealedAs: sealed.reference },
    });
    const incident = lockedIncident({ id, room: null, lastSeq: 0, auditHash, now: chain.now });
    for (const entry of sealed.entries) recordAgain(incident, readAs(entry, reference));
    await record(sql, ctx, incident, { kind: "note", text: importWords(sealed), mentions: [], attachments: [] });
    const room = incident.room;
    if (room?.visibility === "private" && !room.members.some((member) => member.id === person.id)) {
      const added = [{ id: person.id, name: person.name }];
      await record(sql, ctx, incident, { kind: "access", visibility: "private", members: [...room.members, ...added], added, removed: [] });
    }
    storeAudit(sql, chain);
    storeImported(sql, incident, () => storeDocuments(sql, sealed));
    return {
      reference,
      sealedAs: sealed.reference,
      entries: sealed.entries.length,
      evidence: sealed.evidence.length,
      hasPostmortem: sealed.postmortem !== null,
    };
  });
}

function requireOver({ reference, state }: SealedExport): void {
  const { phase } = state as { phase: Phase };
  if (isActivePhase(phase)) throw new ConflictError(`${reference} was still open when it was sealed. Seal it again when it is resolved.`);
}

async function requireAbsent(sql: Sql, { id, reference }: SealedExport): Promise<void> {
  const [here] = await sql.query<{ reference: string }>({
    name: "import-known",
    text: "SELECT reference FROM incident WHERE id = $1::uuid",
    values: [id],
  });
  if (here) throw new ConflictError(`${reference} is here already, as ${here.reference}. Nothing was taken in.`);
}

/** What the file brings is its own: it names no document of another incident, neither of this console's nor of one elsewhere. */
async function requireOwn(sql: Sql, { reference, entries, investigations, postmortem }: SealedExport): Promise<void> {
  const facts = entries.map((entry) => entryIn(entry).fact);
  const refused = (what: string) => new ConflictError(`${reference} names ${what}. Nothing was taken in.`);
  if (facts.some((fact) => fact.kind === "postmortem" && fact.postmortem !== postmortem?.id)) throw refused("a postmortem that is not in the file");
  const items = facts.flatMap((fact) => (fact.kind === "action-item" ? [fact.item.id] : []));
  const [here] = await sql.query<{ what: string }>({
    name: "import-own",
    text: `SELECT 'a postmortem' AS what FROM postmortem WHERE id = $1::uuid
      UNION ALL SELECT 'an action item' FROM action_item WHERE id = ANY($2::uuid[])
      UNION ALL SELECT 'an investigation' FROM investigation WHERE id = ANY($3::uuid[]) LIMIT 1`,
    values: [postmortem?.id ?? null, items, investigations.map(({ id }) => id)],
  });
  if (here) throw refused(`${here.what} that is here already, of another incident`);
}

/** Its own, or the next that is free on its day. The chain's lock keeps others from giving it meanwhile. */
async function freeReference(sql: Sql, wanted: string): Promise<string> {
  const [, year, monthDay = "", counter] = wanted.split("-");
  const day = `${year}-${monthDay.slice(0, 2)}-${monthDay.slice(2)}`;
  const [row] = await sql.query<{ taken: boolean; counter: number }>({
    name: "import-reference",
    text: `SELECT EXISTS (SELECT FROM incident WHERE reference = $1) AS taken, coalesce((SELECT counter FROM incident_day WHERE day = $2::date), 0) AS counter`,
    values: [wanted, day],
  });
  const number = row?.taken ? row.counter + 1 : Number(counter);
  sql.send({
    name: "import-day",
    text: "INSERT INTO incident_day (day, counter) VALUES ($1::date, $2) ON CONFLICT (day) DO UPDATE SET counter = greatest(incident_day.counter, excluded.counter)",
    values: [day, number],
  });
  return formatReference(day, number);
}

/** The entry as it is recorded here: under the reference that the incident has here. */
function readAs(sealed: SealedExport["entries"][number], reference: string): TimelineEntry {
  const entry = entryIn(sealed);
  return entry.fact.kind === "declared" ? { ...entry, fact: { ...entry.fact, reference } } : entry;
}

function importWords({ reference, entries, head, exportedAt, exportedBy }: SealedExport): string {
  return `Taken in from a sealed export of ${reference}, made by ${exportedBy.name} on ${exportedAt.slice(0, 16).replace("T", " ")} UTC: ${entries.length} entries, head of the hash chain ${head}.`;
}
