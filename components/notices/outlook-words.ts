import type { Severity } from "#lib/contracts/incident.ts";
import type { NoticeOutlook } from "#lib/contracts/notice.ts";

/** `If one began now: 14 people, 12 of them besides the inbox, and #incidents.` */
export function outlookInWords(severity: Severity, outlook: readonly NoticeOutlook[]): string {
  const found = outlook.find((one) => one.severity === severity && one.event === "declared");
  const { people = 0, outside = 0, places = [] } = found ?? {};
  if (people === 0 && places.length === 0) return "If one began now, nobody would be told who is not named through its services.";
  const beside = people === 0 ? "" : outside === people ? ", all besides the inbox" : `, ${outside} of them besides the inbox`;
  const told = people === 0 ? "" : `${people} ${people === 1 ? "person" : "people"}${beside}`;
  return `If one began now: ${[told, places.join(", ")].filter(Boolean).join("; ")}.`;
}
