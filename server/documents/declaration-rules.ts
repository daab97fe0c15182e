import type { Block } from "#lib/contracts/document.ts";
import type { Figure } from "#lib/contracts/figures.ts";
import type { OrganisationSettings } from "#lib/contracts/organisation.ts";
import { phaseLabel } from "#lib/contracts/phase-labels.ts";
import type { RoomState } from "#lib/contracts/room.ts";
import type { TimelineEntry } from "#lib/contracts/timeline.ts";
import { roleLabel, sentenceOf, TIMESTAMP_WORDS } from "#lib/describe-event.ts";
import { utcMinute } from "#lib/utc-minute.ts";
import { proposedActions } from "./next-actions.ts";
import { plain } from "./plain.ts";

type Source = { room: RoomState; entries: TimelineEntry[]; figures: Figure[]; settings: OrganisationSettings };

const MOST_ENTRIES = 12;
const STATE_WORDS = { paged: "Asked", active: "Active", standby: "Standby", released: "Released" } as const;

/** The document that says at its beginning what an incident is: impact, roles, first timeline, next actions, channels. Pure. */
export function declarationBlocks(source: Source): Block[] {
  return [
    { kind: "fields", fields: headFields(source) },
    { kind: "heading", text: "Impact assessment" },
    { kind: "fields", fields: impactFields(source) },
    { kind: "heading", text: "Assigned roles" },
    roleTable(source),
    { kind: "heading", text: "Initial timeline" },
    { kind: "list", items: firstEntries(source) },
    { kind: "heading", text: "Next actions" },
    { kind: "checklist", items: actions(source.room) },
    { kind: "heading", text: "Communication channels" },
    { kind: "list", items: channels(source.room) },
  ];
}

type Field = { label: string; value: string };

function headFields({ room, settings }: Source): Field[] {
  const commander = room.assignments.find(({ role, state }) => role === "commander" && state !== "released");
  const severity = room.severity ? settings.severities[room.severity] : null;
  return [
    { label: "Title", value: plain(room.title) },
    { label: "Severity", value: severity ? `${severity.label} (${plain(severity.description)})` : "Not assessed yet" },
    { label: "Status", value: phaseLabel(settings, room.phase) },
    { label: "Declared", value: room.timestamps.declaredAt ? utcMinute(room.timestamps.declaredAt.at) : "–" },
    { label: "Incident commander", value: commander ? plain(commander.person.name) : "Nobody yet" },
  ];
}

function impactFields({ room, figures }: Source): Field[] {
  const has = (name: string) => figures.some((figure) => figure.name === name);
  const { regions, text, dataLoss, security } = room.figures;
  const users = [has("users_affected") ? "{{users_affected}} of users" : "", has("customers_affected") ? "{{customers_affected}} customers" : ""];
  const told = users.filter(Boolean).join(", ");
  return [
    { label: "Affected services", value: room.services.map(({ name }) => plain(name)).join(", ") || "Not known yet" },
    { label: "User impact", value: [told, text ? plain(text) : ""].filter(Boolean).join(". ") || "Not known yet" },
    { label: "Revenue impact", value: has("revenue_per_hour") ? "{{revenue_per_hour}} per hour" : "Not known yet" },
    { label: "Regions", value: regions.map(plain).join(", ") || "Not known yet" },
    ...(dataLoss ? [{ label: "Data loss", value: "Yes" }] : []),
    ...(security ? [{ label: "Security", value: "Breached" }] : []),
  ];
}

function roleTable({ room, settings }: Source): Block {
  const held = room.assignments.filter(({ state }) => state !== "released");
  const rows = held.map(({ role, person, state }) => [plain(roleLabel(role, settings.customRoles)), plain(person.name), STATE_WORDS[state]]);
  return { kind: "table", head: ["Role", "Assignee", "Status"], rows: rows.length > 0 ? rows : [["Incident Commander", "Nobody yet", "Open"]] };
}

/** What is known of the beginning, in the order in which it happened. */
function firstEntries({ room, entries }: Source): string[] {
  const known = (["startedAt", "detectedAt", "acknowledgedAt"] as const).flatMap((name) => {
    const at = room.timestamps[name]?.at;
    return at && at !== room.timestamps.declaredAt?.at ? [{ at, words: TIMESTAMP_WORDS[name] }] : [];
  });
  const told = entries.filter(({ fact }) => TOLD.has(fact.kind)).map((entry) => ({ at: entry.occurredAt, words: plain(wordsOf(entry)) }));
  const all = [...known, ...told].toSorted((one, other) => (one.at < other.at ? -1 : 1)).slice(0, MOST_ENTRIES);
  return all.map(({ at, words }) => `${at.slice(11, 16)} – ${words}`);
}

/** The impact is told above, by its figures. */
const TOLD = new Set(["declared", "note", "role", "status", "severity", "link", "interval", "update"]);

function wordsOf(entry: TimelineEntry): string {
  const { fact, annotation, actor } = entry;
  if (fact.kind === "declared") return `${actor.name} declared the incident${fact.severity ? ` (${fact.severity})` : ""}`;
  return fact.kind === "note" ? `${actor.name}: ${(annotation?.text ?? fact.text).split("\n")[0]?.slice(0, 200) ?? ""}` : sentenceOf(entry);
}

function actions(room: RoomState): { text: string; isDone: boolean }[] {
  const standing = room.tasks.filter(({ state }) => state !== "dropped");
  if (standing.length === 0) return proposedActions(room).map(({ title }) => ({ text: plain(title), isDone: false }));
  return standing.map(({ title, state, assignee }) => ({ text: plain(assignee ? `${title} (${assignee.name})` : title), isDone: state === "done" }));
}

function channels({ links }: RoomState): string[] {
  const told = links
    .filter(({ kind }) => kind === "chat" || kind === "bridge" || kind === "dashboard")
    .map(({ label, url }) => `${plain(label)}: ${address(url)}`);
  return told.length > 0 ? told : ["None yet: add the chat channel or the bridge as a link"];
}

/** A link that stays one: escaped as words are, an underscore would end it. */
function address(url: string): string {
  return `<${url.replaceAll(/[\s<>{}|\\`]/g, encodeURIComponent)}>`;
}
