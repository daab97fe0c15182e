import { OfferHandover } from "#lib/contracts/incident-commands.ts";
import { db } from "#server/platform/db.ts";
import { offerHandover } from "#server/roles/index.ts";
import type { Someone } from "./commands.ts";
import { logOf } from "./incident.ts";

export const MINUTE = 60_000;

type Row = { kind: string; subject: string; state: string; fired: number; attempts: number; problem: string | null; answer: string | null };

/** The rows of an incident in the table of deadlines. */
export function deadlineRows(reference: string): Promise<Row[]> {
  return db().$queryRaw<Row[]>`
    SELECT d.kind, d.subject, d.state, d.fired, d.attempts, d.problem, d.answer FROM deadline d JOIN incident i ON i.id = d.incident_id
    WHERE i.reference = ${reference} ORDER BY d.kind, d.subject`;
}

export async function openDeadlines(reference: string): Promise<string[]> {
  return (await deadlineRows(reference)).filter(({ state }) => state === "open").map(({ kind, subject }) => `${kind} ${subject}`);
}

/** What the timeline says that nobody did in time. */
export async function missedIn(reference: string): Promise<string[]> {
  return (await logOf(reference)).flatMap(({ fact }) => (fact.kind === "deadline" ? [`${fact.event}: ${fact.missed}`] : []));
}

/** Offers command and answers with the offer's id. */
export async function anOffer(reference: string, from: Someone, to: Someone): Promise<string> {
  const brief = { situation: "Half fixed\nThe rest is slow", investigations: "", tried: "", next: "", blockers: "" };
  return (await offerHandover(from, OfferHandover.parse({ reference, to: to.person.id, brief }))).id;
}
