import { createHash } from "node:crypto";
import { DeclareIncident } from "#lib/contracts/incident-commands.ts";
import type { RoomState } from "#lib/contracts/room.ts";
import type { FactKind, TimelineEntry } from "#lib/contracts/timeline.ts";
import { declareIncident } from "#server/incidents/index.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import type { MusterError } from "#server/platform/errors.ts";
import { newId } from "#server/platform/id.ts";
import { readEntries } from "#server/timeline/index.ts";

/** Declares an incident as this person and answers with its reference. */
export async function anIncident(ctx: Ctx, input: Partial<DeclareIncident> = {}): Promise<string> {
  const { reference } = await declareIncident(ctx, DeclareIncident.parse({ title: "Checkout fails", severity: "SEV2", ...input }));
  return reference;
}

export async function aService(name: string): Promise<string> {
  const id = newId();
  await db().service.create({ data: { id, slug: `${name.toLowerCase()}-${id.slice(-6)}`, name } });
  return id;
}

export async function storedIncident(reference: string): Promise<{ id: string; lastSeq: number; room: RoomState }> {
  const { id, lastSeq, state } = await db().incident.findUniqueOrThrow({ where: { reference }, select: { id: true, lastSeq: true, state: true } });
  return { id, lastSeq, room: state as RoomState };
}

export async function roomOf(reference: string): Promise<RoomState> {
  return (await storedIncident(reference)).room;
}

export async function logOf(reference: string, after = 0): Promise<TimelineEntry[]> {
  const { id } = await storedIncident(reference);
  return readEntries(db(), id, { after, limit: 100_000 });
}

export async function kindsOf(reference: string, after = 0): Promise<FactKind[]> {
  return (await logOf(reference, after)).map(({ fact }) => fact.kind);
}

/** The typed error with which something was refused. */
export async function refusal(work: Promise<unknown>): Promise<MusterError> {
  const outcome = await work.then(
    () => null,
    (error: unknown) => error,
  );
  if (outcome === null) throw new Error("It was not refused.");
  return outcome as MusterError;
}

const SEEN = [
  "incident",
  "incident_day",
  "incident_service",
  "incident_person",
  "incident_search",
  "deadline",
  "timeline_event",
  "entry_annotation",
  "attachment",
];
const ALSO_SEEN = ["audit_entry", "audit_chain", "notification", "receipt", "pgboss.job"];

/** A fingerprint of everything that a command could leave behind. */
export async function fingerprint(): Promise<Record<string, string>> {
  const prints: Record<string, string> = {};
  for (const table of [...SEEN, ...ALSO_SEEN]) {
    const rows = await db().$queryRawUnsafe<{ row: string }[]>(`SELECT t::text AS row FROM ${table} t ORDER BY 1`);
    prints[table] = createHash("sha256")
      .update(rows.map(({ row }) => row).join("\n"))
      .digest("hex");
  }
  return prints;
}

/** Runs something in a database where each transaction that wrote an entry fails at its very last step. */
export async function failingAtCommit<T>(work: () => Promise<T>): Promise<T> {
  await db().$executeRaw`
    CREATE OR REPLACE FUNCTION test_fail_at_commit() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the power went out'; END $$`;
  await db().$executeRaw`
    CREATE CONSTRAINT TRIGGER test_fail_at_commit AFTER INSERT ON timeline_event DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION test_fail_at_commit()`;
  try {
    return await work();
  } finally {
    await db().$executeRaw`DROP TRIGGER test_fail_at_commit ON timeline_event`;
  }
}
