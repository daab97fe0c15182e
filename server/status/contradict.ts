import { accountOf } from "#lib/contracts/contradictions/account-of.ts";
import type { RoomState } from "#lib/contracts/room.ts";
import { type Against, contradictionsInWords, contradictionsOfUpdate } from "#lib/contracts/status/contradict.ts";
import type { PublicWords } from "#lib/contracts/status/publication.ts";
import { db } from "#server/platform/db.ts";
import { InvalidError } from "#server/platform/errors.ts";
import { readLog } from "#server/timeline/index.ts";
import type { StoredPage } from "./stored.ts";

/** What an update would say against what the incident says of itself so far. */
export async function contradictionsFor(
  incidentId: string,
  room: RoomState,
  words: PublicWords,
  pages: readonly StoredPage[],
  now: string,
): Promise<Against[]> {
  const account = accountOf(await readLog(db(), incidentId));
  const tied = new Map(
    pages.flatMap(({ components }) => components.flatMap(({ id, serviceId }): [string, string][] => (serviceId ? [[id, serviceId]] : []))),
  );
  return account ? contradictionsOfUpdate({ ...account, room }, words, tied, now) : [];
}

/** Refuses while anything is contradicted that was not accepted. */
export function requireNoContradiction(found: readonly Against[], accepts: boolean): void {
  if (found.length === 0 || accepts) return;
  throw new InvalidError(
    `Nothing was published, because it contradicts what is recorded: ${contradictionsInWords(found)}. Change the words or the record; or publish it all the same, with accepts.`,
    "invalid_input",
    found.map(({ first, second }) => ({ path: "text", message: `${first}, but ${second}.` })),
  );
}
