import type { Severity } from "#lib/contracts/incident.ts";
import { proposeSeverity, type StatedImpact } from "#lib/contracts/severity.ts";

/** Which severity the stated impact speaks for, by which rule, beside the one that a person said: theirs stays. Pure. */
export function severityWords(said: Severity | undefined, impact: StatedImpact): string {
  const { severity: fitting, rule } = proposeSeverity(impact);
  const because = `${rule.charAt(0).toLowerCase()}${rule.slice(1)}.`;
  if (!said || said === fitting) return `**${fitting}** fits the stated impact: ${because}`;
  if (fitting < said) return `You said ${said}, and that stays. By the stated impact it could be **${fitting}**: ${because}`;
  return `You said ${said}, and that stays. By the stated impact alone it would be **${fitting}**: ${because}`;
}
