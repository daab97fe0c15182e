import type { Severity } from "#lib/contracts/incident.ts";
import type { NoticeOutlook } from "#lib/contracts/notice.ts";

/** `If one began now: 14 people, 12 of them also besides the inbox; #incidents.` */
export function outlookInWords(severity: Severity, outlook: readonly NoticeOutlook[]): string {
  const found = outlook.find((one) => one.severity === severity && one.event === "declared");
  const { people = 0, outside = 0, places = [] } = found ?? {};
  if (people === 0 && places.length === 0) return "If one began now: only people who are known from its services and roles.";
  const told = people === 0 ? "" : `${people} ${people === 1 ? "person" : "people"}, ${besides(people, outside)}`;
  return `If one began now: ${[told, places.join(", ")].filter(Boolean).join("; ")}.`;
}

function besides(people: number, outside: number): string {
  if (outside === 0) return "by the inbox alone";
  return outside === people ? "each also besides the inbox" : `${outside} of them also besides the inbox`;
}
