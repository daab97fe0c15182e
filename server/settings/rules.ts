import { BUILT_IN_ROLES } from "#lib/contracts/built-in-roles.ts";
import { PHASES } from "#lib/contracts/incident-terms.ts";
import type { OrganisationSettings } from "#lib/contracts/organisation.ts";

export type Problem = { path: string; message: string };

/** What is wrong between the parts of otherwise well-formed settings. Pure. */
export function settingsProblems(settings: OrganisationSettings): Problem[] {
  const problems: Problem[] = [];
  const builtIn = new Set(BUILT_IN_ROLES.map(({ key }) => key));
  for (const [index, { key }] of settings.customRoles.entries()) {
    const isTaken = builtIn.has(key) || settings.customRoles.findIndex((role) => role.key === key) < index;
    if (isTaken) problems.push({ path: `customRoles.${index}.key`, message: `There is a role “${key}” already. Choose another key.` });
  }
  for (const [index, field] of settings.customFields.entries()) {
    const path = `customFields.${index}`;
    if (settings.customFields.findIndex(({ key }) => key === field.key) < index) {
      problems.push({ path: `${path}.key`, message: `There is a field “${field.key}” already. Choose another key.` });
    }
    if (field.type === "choice" && field.choices.length === 0) problems.push({ path: `${path}.choices`, message: "Give at least one choice." });
    if (new Set(field.choices).size < field.choices.length) problems.push({ path: `${path}.choices`, message: "Two choices are the same." });
  }
  const phases: readonly string[] = PHASES;
  for (const key of Object.keys(settings.phaseLabels)) {
    if (!phases.includes(key)) problems.push({ path: `phaseLabels.${key}`, message: `There is no phase “${key}”.` });
  }
  return problems;
}

/** The parts in which two settings differ, by name. Pure. */
export function changedParts(before: OrganisationSettings, after: OrganisationSettings): (keyof OrganisationSettings)[] {
  const names = Object.keys(after) as (keyof OrganisationSettings)[];
  return names.filter((name) => canonical(before[name]) !== canonical(after[name]));
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part && typeof part === "object" && !Array.isArray(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part,
  );
}
