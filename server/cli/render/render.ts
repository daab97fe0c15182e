import { renderIncident } from "./incident.ts";
import { table } from "./table.ts";
import { renderEntries, type TimelineItem } from "./timeline.ts";

type Row = Record<string, unknown>;

/** What an operation answered, for people who read it on a terminal. */
export function render(operation: string, answer: unknown, url: string): string {
  const body = (answer ?? {}) as Row;
  if (operation === "declare-incident") return `Declared ${body.reference}.\n${url}/incidents/${body.reference}`;
  if (operation === "get-incident" || operation === "replay-incident") return renderIncident(body);
  if (operation === "get-timeline") return renderEntries(body.items as TimelineItem[]);
  if (Array.isArray(body.items)) return renderList(body.items as Row[], body.nextCursor as string | null | undefined);
  const plain = Object.entries(body).filter(([, value]) => value === null || typeof value !== "object");
  if (plain.length === 0) return Object.keys(body).length === 0 ? "Done." : JSON.stringify(body, null, 2);
  return plain.length === Object.keys(body).length && "seq" in body
    ? `Done.${"id" in body ? ` id ${body.id}` : ""}`
    : plain.map(([name, value]) => `${name}: ${value ?? "–"}`).join("\n");
}

const WANTED = [
  "severity",
  "reference",
  "slug",
  "handle",
  "title",
  "name",
  "phase",
  "role",
  "tier",
  "at",
  "action",
  "subject",
  "openIncidents",
  "email",
];

function renderList(items: Row[], nextCursor: string | null | undefined): string {
  if (items.length === 0) return "Nothing found.";
  const columns = WANTED.filter((name) => items.some((item) => item[name] !== undefined && typeof item[name] !== "object"));
  const shown = columns.length > 0 ? columns : Object.keys(items[0] ?? {}).filter((name) => typeof items[0]?.[name] !== "object");
  const text = table(
    shown,
    items.map((item) => shown.map((name) => String(item[name] ?? "–"))),
  );
  return nextCursor ? `${text}\n\nMore: add --cursor ${nextCursor}` : text;
}
