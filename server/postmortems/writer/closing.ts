import { firstAlert } from "#lib/contracts/postmortem-figures.ts";
import { type Cause, factorsOf, gapsOf } from "./cause.ts";
import { entryMark, has, newest, said, valueOfFigure, type WriterSource } from "./source.ts";

/** What to take along. Each is a view, and says so; people know better which they share. */
export function lessons(source: WriterSource, cause: Cause | null): string {
  const lines = [
    cause?.signature ? `The family of failure “${said(cause.signature.replaceAll("-", " "))}” is worth a drill of its own.` : "",
    has(source, "time_from_cause_to_mitigation") && (valueOfFigure(source, "time_from_cause_to_mitigation") ?? 0) >= 0
      ? "What can be taken back quickly keeps an incident short: new features should come with their way back."
      : "",
    gapsOf(source).length > 0 || firstAlert(source.entries) === null
      ? "What is not watched is found by customers: monitoring of what failed here is critical infrastructure."
      : "Alerts that point at the symptom of customers are worth their noise.",
    factorsOf(source).length > 0 ? "Contributing factors outlive the cause: removing only the cause would leave them for the next incident." : "",
    source.past.length > 0 ? "Incidents like this one have come before: what was decided then should be finished first." : "",
    cause ? "" : "Without an established cause the evidence of the next time should be captured earlier.",
  ].filter(Boolean);
  return lines.map((line, index) => `${index + 1}. ${line.replace(/\.$/, "")} [opinion].`).join("\n");
}

/** Where to look further. */
export function appendix(source: WriterSource): string {
  const { room, analysis, past } = source;
  const lines = [
    ...room.links.map(
      ({ label, url }) =>
        `- [${said(label)}](<${url.replaceAll(/[<>\s]/g, encodeURIComponent)}>)${entryMark(newest(source, "link", ({ link }) => link.url === url))}`,
    ),
    ...source.entries.flatMap(({ fact, seq }) =>
      fact.kind === "change" && fact.change.link
        ? [`- [${said(fact.change.title)}](<${fact.change.link.replaceAll(/[<>\s]/g, encodeURIComponent)}>) [#${seq}]`]
        : [],
    ),
    `- [Timeline of ${room.reference}](/incidents/${room.reference})${entryMark(1)}`,
    ...(analysis
      ? [`- [Investigation of ${room.reference}](/incidents/${room.reference}/investigation)${entryMark(newest(source, "investigation"))}`]
      : []),
    ...past.map(
      ({ reference, title, openItems, doneItems }) =>
        `- Similar: [${reference}](/incidents/${reference}) ${said(title)}, with ${openItems.length} open and ${doneItems.length} done action items [opinion]`,
    ),
  ];
  return lines.filter((line, index) => lines.indexOf(line) === index).join("\n");
}
