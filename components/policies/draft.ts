import type { Choice } from "#components/ui/combobox.tsx";
import { DEFAULT_RULES } from "#lib/contracts/escalation/default-policy.ts";
import type { PolicyBook, PolicyView } from "#lib/contracts/escalation/policies.ts";
import { type Level, PolicyRules, type Target, type Trigger, targetKey } from "#lib/contracts/escalation/policy.ts";
import { targetInWords } from "#lib/contracts/escalation/words.ts";
import { roleLabel } from "#lib/describe-event.ts";

/** A policy as it is being edited. `names` are those of people who were chosen since it was read. */
export type PolicyDraft = {
  name: string;
  description: string;
  isDefault: boolean;
  services: Choice[];
  rules: PolicyRules;
  names: Record<string, string>;
};

/** What is stored; for a new one a level that pages whoever is on call at once. */
export function draftOf(policy: PolicyView | null): PolicyDraft {
  if (policy) {
    const { name, description, isDefault, services, rules } = policy;
    return { name, description: policy.id === null ? "" : description, isDefault, services, rules, names: {} };
  }
  const [first] = DEFAULT_RULES.levels;
  return { name: "", description: "", isDefault: false, services: [], rules: { ...DEFAULT_RULES, levels: first ? [first] : [] }, names: {} };
}

/** What was kept of a draft, if it still is one; an older form of it is none. */
export function draftFrom(text: string): PolicyDraft | null {
  try {
    const kept = JSON.parse(text) as PolicyDraft;
    const rules = PolicyRules.safeParse(kept.rules);
    return rules.success && typeof kept.name === "string" && Array.isArray(kept.services) ? { ...kept, rules: rules.data } : null;
  } catch {
    return null;
  }
}

/** Moves a level to another place; its key stays, so that running escalations know it. */
export function moveLevel(levels: readonly Level[], from: number, to: number): Level[] {
  const next = [...levels];
  const [level] = next.splice(from, 1);
  if (level) next.splice(Math.min(Math.max(to, 0), next.length), 0, level);
  return next;
}

/** A new last level, a quarter of an hour after the one before, with a key that none has. */
export function addLevel(levels: readonly Level[]): Level[] {
  const taken = new Set(levels.map(({ id }) => id));
  let number = levels.length + 1;
  while (taken.has(`level-${number}`)) number += 1;
  const latest = Math.max(-15, ...levels.flatMap(({ triggers }) => triggers.map(({ afterMinutes }) => afterMinutes)));
  return [...levels, { id: `level-${number}`, title: `Level ${levels.length + 1}`, targets: [], triggers: [newTrigger(latest + 15)], needs: "one" }];
}

export function newTrigger(afterMinutes: number): Trigger {
  return { afterMinutes: Math.min(afterMinutes, 7 * 1_440), until: "acknowledged", severity: null, revenuePerHour: null };
}

/** What a target is called, from the book and from what was chosen since. */
export function targetName(target: Target, book: PolicyBook, names: Record<string, string>): string {
  return targetInWords(target, (one) => {
    switch (one.kind) {
      case "user":
        return names[one.id] ?? book.people.find(({ id }) => id === one.id)?.name ?? null;
      case "team":
        return book.teams.find(({ id }) => id === one.id)?.name ?? null;
      case "schedule":
        return book.schedules.find(({ id }) => id === one.id)?.name ?? null;
      case "channel":
        return book.channels.find(({ id }) => id === one.id)?.name ?? null;
      case "position":
        return book.positions.find(({ key }) => key === one.position)?.name ?? null;
      case "role":
        return `whoever is ${roleLabel(one.role)}`;
      default:
        return null;
    }
  });
}

/** The target that a key of `targetKey` means. */
export function targetOf(key: string): Target | null {
  const at = key.indexOf(":");
  const [kind, rest] = at < 0 ? [key, ""] : [key.slice(0, at), key.slice(at + 1)];
  switch (kind) {
    case "user":
    case "team":
    case "schedule":
    case "channel":
      return { kind, id: rest };
    case "position":
      return { kind, position: rest };
    case "role":
      return { kind, role: rest };
    case "on-call":
    case "team-leads":
    case "admins":
      return { kind };
    default:
      return null;
  }
}

/** Everything but people that a level may reach, as choices. */
export function targetChoices(book: PolicyBook, roles: readonly { key: string; label: string }[]): (Choice & { target: Target })[] {
  const all: { target: Target; hint: string }[] = [
    { target: { kind: "on-call" }, hint: "on call" },
    { target: { kind: "team-leads" }, hint: "leads" },
    { target: { kind: "admins" }, hint: "administrators" },
    ...book.positions.map(({ key, holder }) => ({ target: { kind: "position" as const, position: key }, hint: holder?.name ?? "nobody holds it" })),
    ...book.schedules.map(({ id }) => ({ target: { kind: "schedule" as const, id }, hint: "schedule" })),
    ...book.teams.map(({ id, members }) => ({ target: { kind: "team" as const, id }, hint: `team of ${members}` })),
    ...book.channels.map(({ id, kind }) => ({ target: { kind: "channel" as const, id }, hint: kind })),
    ...roles.map(({ key }) => ({ target: { kind: "role" as const, role: key }, hint: "role" })),
  ];
  return all.map(({ target, hint }) => ({ id: targetKey(target), name: sentenceCase(targetName(target, book, {})), hint, target }));
}

function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
