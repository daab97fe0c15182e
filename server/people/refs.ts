import type { PersonRef } from "#lib/contracts/actor.ts";
import type { Transaction } from "#server/platform/db.ts";
import { NotFoundError } from "#server/platform/errors.ts";

/** The people with these ids as facts name them, in the order asked. Refuses ids of nobody and of people who left. */
export async function peopleRefs(tx: Transaction, ids: string[]): Promise<PersonRef[]> {
  if (ids.length === 0) return [];
  const rows = await tx.user.findMany({ where: { id: { in: ids }, deactivatedAt: null }, select: { id: true, name: true } });
  return ids.map((id) => {
    const row = rows.find((person) => person.id === id);
    if (!row) throw new NotFoundError(`There is no active person with the id ${id}. Reload and choose again.`);
    return { id: row.id, name: row.name };
  });
}

export async function personRef(tx: Transaction, id: string): Promise<PersonRef> {
  const [person] = await peopleRefs(tx, [id]);
  if (!person) throw new NotFoundError(`There is no active person with the id ${id}.`);
  return person;
}

const MENTION = /(?:^|[^\p{L}\p{N}_@/.])@([a-z0-9][a-z0-9._-]{0,38})/giu;

/** The handles that a text mentions as `@handle`, each once, at most 50. Pure. */
export function mentionsIn(text: string): string[] {
  const handles = [...text.matchAll(MENTION)].map(([, handle]) => (handle ?? "").toLowerCase().replace(/[._-]+$/, ""));
  return [...new Set(handles)].slice(0, 50);
}

/** The active people whom a text mentions. Unknown handles are just words. */
export async function mentionedPeople(tx: Transaction, text: string): Promise<PersonRef[]> {
  const handles = mentionsIn(text);
  if (handles.length === 0) return [];
  return tx.user.findMany({ where: { handle: { in: handles }, deactivatedAt: null }, select: { id: true, name: true }, orderBy: { handle: "asc" } });
}
