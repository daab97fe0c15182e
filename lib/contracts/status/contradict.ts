import type { Account } from "../contradictions/account.ts";
import { contradictionsOf } from "../contradictions.ts";
import { isActivePhase } from "../incident-terms.ts";
import type { RoomState } from "../room.ts";
import type { PublicWords } from "./publication.ts";
import { COMPONENT_STATE_LABELS } from "./terms.ts";

export type Against = { first: string; second: string };
type Words = Pick<PublicWords, "status" | "title" | "text" | "workaround" | "stakeholderText" | "components">;

const HERE = "this update";

/** What an update would say against the record: by the rules for everything that is written, and by those that only public words can break. Pure. */
export function contradictionsOfUpdate(account: Account, words: Words, tied: ReadonlyMap<string, string>, now: string): Against[] {
  const usersPercentThen = account.room.figures.usersPercent;
  const text = [words.title, words.text, words.workaround, words.stakeholderText].join("\n");
  const said = contradictionsOf({ ...account, statements: [...account.statements, { where: HERE, text, at: now, usersPercentThen }] });
  const known = new Set(contradictionsOf(account).map(({ first, second }) => `${first}\n${second}`));
  const fromWords = said.filter(({ first, second }) => !known.has(`${first}\n${second}`));
  return [...fromWords.map(({ first, second }) => ({ first, second })), ...againstState(account.room, words, tied)];
}

/** `tied`: the service of each component. */
function againstState(room: RoomState, { status, components }: Words, tied: ReadonlyMap<string, string>): Against[] {
  const found: Against[] = [];
  const lasting = room.intervals.filter(({ endedAt }) => endedAt === null);
  if (status === "resolved" && lasting.length > 0)
    found.push({
      first: `${HERE} says that it is resolved`,
      second: `impact on ${lasting[0]?.service?.name ?? "the whole"} is recorded as still lasting`,
    });
  else if (status === "resolved" && isActivePhase(room.phase))
    found.push({ first: `${HERE} says that it is resolved`, second: `the incident is in the phase ${room.phase}` });
  for (const { id, name, state } of status === "resolved" ? [] : components) {
    const recorded = lasting.find(({ service, level }) => service?.id === tied.get(id) && level === "major");
    if (recorded && state !== "major")
      found.push({
        first: `${HERE} says that ${name} is: ${COMPONENT_STATE_LABELS[state]}`,
        second: `a major outage is recorded for ${recorded.service?.name}`,
      });
  }
  if (
    room.severity === "SEV1" &&
    status !== "resolved" &&
    status !== "monitoring" &&
    components.length > 0 &&
    components.every(({ state }) => state === "operational")
  )
    found.push({ first: `${HERE} says that everything is operational`, second: "the incident is SEV1" });
  return found;
}

/** The same in one sentence, for whoever has no screen. */
export function contradictionsInWords(all: readonly Against[]): string {
  return all.map(({ first, second }) => `${first}, but ${second}`).join("; ");
}
