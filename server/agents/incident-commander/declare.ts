import type { RoleSuggestion } from "#lib/contracts/role-suggestion.ts";
import { proposeSeverity } from "#lib/contracts/severity.ts";
import type { DriverEvent, Reply } from "../define.ts";
import { call, type Play, propose, refused, say, show } from "../plays.ts";
import type { Slots } from "../understanding/vocabulary.ts";
import { suggestionBlocks } from "./answers.ts";
import { figuresOf, statedBy } from "./impact.ts";
import { severityWords } from "./severity-words.ts";

/** Says which severity fits and why, shows who could have which role and why, and proposes the declaration with both. */
export async function* declare(slots: Slots): Play {
  const { text: title, severity, services = [], isDrill, at } = slots;
  const impact = figuresOf(slots);
  const isStated = Object.keys(impact).length > 0;
  if (isStated) yield say(severityWords(severity, statedBy(slots)));
  else if (!severity) yield say("No severity was said, so it begins in triage.");
  const given = severity ?? (isStated ? proposeSeverity(statedBy(slots)).severity : undefined);
  const ids = services.map(({ id }) => id);
  const suggested = yield* suggestions(ids);
  const isProposed = yield* propose("declare_incident", {
    title,
    services: ids,
    kind: isDrill ? "drill" : "real",
    impact,
    roles: suggested.flatMap(({ role, person }) => (person ? [{ role, user: person.id }] : [])),
    declaration: true,
    ...(given ? { severity: given } : {}),
    ...(at ? { startedAt: at } : {}),
  });
  if (isProposed) yield say(afterwards(suggested));
}

async function* suggestions(services: string[]): AsyncGenerator<DriverEvent, RoleSuggestion[], Reply> {
  const reply = yield call("suggest_roles", { services });
  if (reply.kind !== "value") {
    yield* refused(reply);
    return [];
  }
  const { items } = reply.value as { items: RoleSuggestion[] };
  yield say("Who could have the other roles:");
  yield* show(suggestionBlocks(items));
  return items;
}

function afterwards(suggested: RoleSuggestion[]): string {
  const asked = suggested.filter(({ person }) => person !== null);
  const open = suggested.filter(({ person }) => person === null);
  const then = asked.length > 0 ? "those in the table are asked, " : "";
  const labels = [...new Set(open.map(({ label }) => label))];
  const left =
    labels.length === 1 ? `${labels[0]} stays open: give it` : `${labels.slice(0, -1).join(", ")} and ${labels.at(-1)} stay open: give them`;
  return `With it you become commander, ${then}and the declaration is posted.${labels.length > 0 ? ` ${left} to somebody in the room.` : ""}`;
}
