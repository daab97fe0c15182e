import type { RoleSuggestion } from "#lib/contracts/role-suggestion.ts";
import { roleLabel } from "#lib/describe-event.ts";

type Person = NonNullable<RoleSuggestion["person"]>;
type Team = { id: string; name: string; members: readonly { id: string; isLead: boolean }[] };

/** What suggestions rest on; of incidents only those that the asker may see. */
export type Knowledge = {
  asker: string | null;
  /** Those who may be asked: active, and able to work on incidents. */
  people: readonly Person[];
  services: readonly { name: string; team: Team | null }[];
  /** Person → how many roles they have in open incidents. */
  busy: ReadonlyMap<string, number>;
  /** Role → person → in how many incidents of the last `DAYS` days they had it. */
  had: ReadonlyMap<string, ReadonlyMap<string, number>>;
};

export const DAYS = 180;
export const SUGGESTED_ROLES = ["communications", "scribe", "subject-expert"] as const;
type SuggestedRole = (typeof SUGGESTED_ROLES)[number];

const MOST_EXPERTS = 3;
const HAD: Record<SuggestedRole, string> = {
  communications: "had communications",
  scribe: "was scribe",
  "subject-expert": "was subject expert",
};

type Choice = { person: Person; why: string };
type Slot = { role: SuggestedRole; choices: Choice[]; otherwise: string };
/** One team, and which of the affected services are its. */
type Owner = { team: Team; services: string[] };

/**
 * Who could be asked for which role at the beginning of an incident: an expert of each team that owns an affected service, communications,
 * and a scribe. Nobody twice, and never who asks. Where fewest people suit, the choice is made first, so that nobody takes the only one
 * whom another role could have. Pure.
 */
export function suggestedRoles(knowledge: Knowledge): RoleSuggestion[] {
  const owners = ownersOf(knowledge.services);
  const experts = expertSlots(knowledge, owners);
  const others = [communications(knowledge), scribe(knowledge, owners)];
  const chosen = chosenFor([...experts, ...others]);
  return [...others, ...experts].map((slot) => {
    const choice = chosen.get(slot);
    return { role: slot.role, label: roleLabel(slot.role), person: choice?.person ?? null, why: choice?.why ?? slot.otherwise };
  });
}

function chosenFor(slots: readonly Slot[]): Map<Slot, Choice> {
  const chosen = new Map<Slot, Choice>();
  const taken = new Set<string>();
  let left = [...slots];
  while (left.length > 0) {
    const free = left.map((slot) => ({ slot, choices: slot.choices.filter(({ person }) => !taken.has(person.id)) }));
    const fewest = free.reduce((best, one) => (one.choices.length < best.choices.length ? one : best));
    const [choice] = fewest.choices;
    if (choice) {
      chosen.set(fewest.slot, choice);
      taken.add(choice.person.id);
    }
    left = left.filter((slot) => slot !== fewest.slot);
  }
  return chosen;
}

function expertSlots(knowledge: Knowledge, owners: Owner[]): Slot[] {
  const role = "subject-expert";
  const unowned = knowledge.services.filter(({ team }) => team === null).map(({ name }) => name);
  const slots = owners.map((owner, index): Slot => {
    if (index >= MOST_EXPERTS) return { role, choices: [], otherwise: `${owns(owner)}; ${MOST_EXPERTS} teams are asked first` };
    return { role, choices: membersOf(knowledge, owner, role), otherwise: `nobody else in ${owner.team.name} can be asked` };
  });
  if (unowned.length > 0) slots.push({ role, choices: [], otherwise: `no team owns ${listed(unowned)}` });
  return slots.length > 0 ? slots : [{ role, choices: [], otherwise: "no affected service was named" }];
}

function communications(knowledge: Knowledge): Slot {
  const role = "communications";
  return { role, choices: practised(knowledge, role), otherwise: `nobody else here had communications in the last ${DAYS} days` };
}

/** Writing along is something that a member of the owning team can do too. */
function scribe(knowledge: Knowledge, owners: Owner[]): Slot {
  const role = "scribe";
  const practisedPeople = practised(knowledge, role);
  const members = owners.flatMap((owner) => membersOf(knowledge, owner, role));
  const others = members.filter(({ person }) => !practisedPeople.some((one) => one.person.id === person.id));
  return { role, choices: [...practisedPeople, ...others], otherwise: `nobody else here was scribe in the last ${DAYS} days` };
}

/** Members of a team, leads last: they are who comes next. Then the least busy, the most practised, by name. */
function membersOf(knowledge: Knowledge, owner: Owner, role: SuggestedRole): Choice[] {
  const isLead = new Map(owner.team.members.map((member) => [member.id, member.isLead]));
  return suitable(knowledge)
    .filter(({ id }) => isLead.has(id))
    .toSorted(
      (one, other) =>
        Number(isLead.get(one.id)) - Number(isLead.get(other.id)) ||
        busyOf(knowledge, one) - busyOf(knowledge, other) ||
        hadBy(knowledge, role, other) - hadBy(knowledge, role, one) ||
        byName(one, other),
    )
    .map((person) => ({ person, why: reason(owns(owner), practice(knowledge, role, person), load(knowledge, person)) }));
}

/** Those who had a role lately: the most practised, then the least busy, by name. */
function practised(knowledge: Knowledge, role: SuggestedRole): Choice[] {
  return suitable(knowledge)
    .filter((person) => hadBy(knowledge, role, person) > 0)
    .toSorted(
      (one, other) =>
        hadBy(knowledge, role, other) - hadBy(knowledge, role, one) || busyOf(knowledge, one) - busyOf(knowledge, other) || byName(one, other),
    )
    .map((person) => ({ person, why: reason(practice(knowledge, role, person), load(knowledge, person)) }));
}

function ownersOf(services: Knowledge["services"]): Owner[] {
  const owners = new Map<string, Owner>();
  for (const { name, team } of services) {
    if (!team) continue;
    const owner = owners.get(team.id) ?? { team, services: [] };
    owners.set(team.id, { ...owner, services: [...owner.services, name] });
  }
  return [...owners.values()];
}

const suitable = ({ people, asker }: Knowledge): Person[] => people.filter(({ id }) => id !== asker);
const busyOf = ({ busy }: Knowledge, { id }: Person): number => busy.get(id) ?? 0;
const hadBy = ({ had }: Knowledge, role: SuggestedRole, { id }: Person): number => had.get(role)?.get(id) ?? 0;
const owns = ({ team, services }: Owner): string => `owns ${listed(services)} with ${team.name}`;

function byName(one: Person, other: Person): number {
  return one.name === other.name ? (one.id < other.id ? -1 : 1) : one.name < other.name ? -1 : 1;
}

function practice(knowledge: Knowledge, role: SuggestedRole, person: Person): string {
  const times = hadBy(knowledge, role, person);
  return times > 0 ? `${HAD[role]} in ${times} ${times === 1 ? "incident" : "incidents"} of the last ${DAYS} days` : "";
}

function load(knowledge: Knowledge, person: Person): string {
  const roles = busyOf(knowledge, person);
  return roles > 0 ? `has ${roles} ${roles === 1 ? "role" : "roles"} in open incidents now` : "";
}

function reason(...parts: string[]): string {
  return parts.filter(Boolean).join(", ");
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
