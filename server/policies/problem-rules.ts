import type { PolicyRules, Target } from "#lib/contracts/escalation/policy.ts";
import type { Known } from "./known.ts";

type Issue = { path: string; message: string };

/** What is wrong with rules, and what is only not so now. */
export type PolicyProblems = { errors: Issue[]; warnings: string[] };

/**
 * What would reach nobody. Whom a policy names for good is refused when it reaches nobody; who is on call, who leads and who has a role
 * changes by itself, so that is a warning. Pure.
 */
export function policyProblems(rules: PolicyRules, known: Known): PolicyProblems {
  const ids = rules.levels.map(({ id }) => id);
  const errors: Issue[] = [];
  const warnings: string[] = [];
  const look = (targets: readonly Target[], path: string, title: string) => {
    for (const [index, target] of targets.entries()) {
      const error = errorOf(target, known);
      if (error) errors.push({ path: `${path}.${index}`, message: `${title}: ${error}` });
      const warning = warningOf(target, known);
      if (warning) warnings.push(`${title}: ${warning}`);
    }
  };
  for (const [index, { id, title, targets, needs }] of rules.levels.entries()) {
    const path = `levels.${index}`;
    if (ids.indexOf(id) < index) errors.push({ path: `${path}.id`, message: `Two levels have the key ${id}. Give one another.` });
    if (targets.length === 0) errors.push({ path: `${path}.targets`, message: `${title} reaches nobody. Say whom it reaches, or remove the level.` });
    look(targets, `${path}.targets`, title);
    const most = mostOf(targets, known);
    if (typeof needs === "number" && most !== null && most < needs)
      warnings.push(`${title}: it wants ${needs} acknowledgements and reaches ${most}, so all of them have to answer`);
  }
  look(rules.fallback, "fallback", "The fallback");
  return { errors, warnings };
}

function errorOf(target: Target, known: Known): string | null {
  switch (target.kind) {
    case "user": {
      const person = known.people.get(target.id);
      if (!person) return "a person whom it names is no longer active. Choose somebody else.";
      if (known.reachable.has(person.id)) return null;
      return `${person.name} can be reached by nothing but the inbox. They add a means under Settings → Your account, or connect mail.`;
    }
    case "team": {
      const team = known.teams.get(target.id);
      if (!team) return "a team that it names is gone. Choose another.";
      return team.members > 0 ? null : `${team.name} has no active members. Add some under Services → Teams, or choose another.`;
    }
    case "position": {
      const position = known.positions.get(target.position);
      if (!position) return `there is no position ${target.position}. Choose another, or make it.`;
      return position.holder ? null : `nobody holds the position ${position.name}. Say who does, or choose somebody else.`;
    }
    case "channel":
      return known.channels.has(target.id) ? null : "a channel that it names is gone or turned off. Choose another, or turn it on in Connections.";
    case "schedule":
      return known.schedules.has(target.id) ? null : "a schedule that it names is gone. Choose another.";
    default:
      return null;
  }
}

function warningOf(target: Target, known: Known): string | null {
  switch (target.kind) {
    case "on-call":
      return known.schedules.size > 0 ? null : "there is no on-call schedule yet, so nobody is on call";
    case "team-leads":
      return [...known.teams.values()].some(({ leads }) => leads > 0) ? null : "no team has a lead yet";
    case "position": {
      const holder = known.positions.get(target.position)?.holder;
      return holder && !known.reachable.has(holder.id) ? `${holder.name} can be reached by nothing but the inbox` : null;
    }
    default:
      return null;
  }
}

/** How many people targets can reach at most; null where that changes by itself. */
function mostOf(targets: readonly Target[], known: Known): number | null {
  let most = 0;
  for (const target of targets) {
    if (target.kind === "user" || target.kind === "position") most += 1;
    else if (target.kind === "team") most += known.teams.get(target.id)?.members ?? 0;
    else if (target.kind !== "channel") return null;
  }
  return most;
}

/** The people whom rules name themselves. Pure. */
export function namedPeople({ levels, fallback }: PolicyRules): string[] {
  return [...levels.flatMap(({ targets }) => targets), ...fallback].flatMap((target) => (target.kind === "user" ? [target.id] : []));
}

/** Whether rules name a position. Pure. */
export function namesPosition({ levels, fallback }: PolicyRules, key: string): boolean {
  return [...levels.flatMap(({ targets }) => targets), ...fallback].some((target) => target.kind === "position" && target.position === key);
}
