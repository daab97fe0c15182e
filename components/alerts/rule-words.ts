import type { RuleDefinition } from "#lib/contracts/alert-rule.ts";
import { ALERT_LEVELS } from "#lib/contracts/alert-terms.ts";
import { matcherWords } from "./maintenance-words.ts";

export const DAY_NAMES = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] as const;
const BY_WORDS = { service: "its service", key: "the same key", label: "the same label" } as const;

/** What a rule does, in a sentence or two. Pure. */
export function ruleWords({ matchers, hours, action, attachBy, attachLabel, severities, isTriage, reopenMinutes }: RuleDefinition): string {
  const when = matchers.length === 0 ? "Every alert" : `When ${matcherWords(matchers)}`;
  const times = hours ? `, ${hours.isOutside ? "outside of " : ""}${daysWords(hours.days)} ${hours.from}–${hours.to} (${hours.timeZone})` : "";
  const by = attachBy.map((one) => (one === "label" ? `the same ${attachLabel || "label"}` : BY_WORDS[one])).join(", ");
  const join = by === "" ? "" : `join an open incident with ${by}, `;
  if (action === "record") return `${when}${times}: only record.`;
  if (action === "attach") return `${when}${times}: ${join || "join nothing, "}else only record.`;
  const mapped = ALERT_LEVELS.map((level) => `${level} ${severities[level]}`).join(", ");
  const reopens = reopenMinutes > 0 ? ` Fires again within ${reopenMinutes} min after it was resolved: reopen.` : "";
  return `${when}${times}: ${join}else declare${isTriage ? " in triage" : ""} (${mapped}).${reopens}`;
}

function daysWords(days: readonly number[]): string {
  if (days.length === 7) return "every day";
  return days
    .toSorted((one, other) => one - other)
    .map((day) => DAY_NAMES[day - 1] ?? "")
    .join(" ");
}
