import type { Block } from "#lib/contracts/document.ts";
import type { RoleSuggestion } from "#lib/contracts/role-suggestion.ts";
import type { RoomState } from "#lib/contracts/room.ts";
import { roleLabel } from "#lib/describe-event.ts";

/** What the incident-commander shows of what it read. Pure. */

type Row = { reference: string; title: string; severity: string | null; phase: string; commander: { name: string } | null };

export function statusBlocks(room: RoomState): Block[] {
  const held = room.assignments.filter(({ state }) => state !== "released");
  const { usersPercent, customers, regions } = room.figures;
  const impact = [
    room.services.map(({ name }) => name).join(", "),
    usersPercent === null ? "" : `${usersPercent} % of users`,
    customers === null ? "" : `${customers} customers`,
    regions.join(", "),
  ].filter(Boolean);
  const open = room.tasks.filter(({ state }) => state === "open" || state === "doing");
  return [
    {
      kind: "fields",
      fields: [
        { label: "Title", value: room.title },
        { label: "Severity", value: room.severity ?? "Not assessed yet" },
        { label: "Phase", value: `${room.phase} since ${clock(room.phases.at(-1)?.startedAt)}` },
        { label: "Commander", value: held.find(({ role }) => role === "commander")?.person.name ?? "Nobody" },
        { label: "Impact", value: impact.join("; ") || "Not known yet" },
        { label: "Last update", value: room.lastUpdate ? `${clock(room.lastUpdate.at)} ${room.lastUpdate.text}` : "None yet" },
        { label: "Next update due", value: clock(room.nextUpdateDueAt) },
      ],
    },
    ...(open.length > 0 ? [{ kind: "checklist" as const, items: open.map(({ title }) => ({ text: title, isDone: false })) }] : []),
  ];
}

export function roleBlocks(room: RoomState): Block[] {
  const held = room.assignments.filter(({ state }) => state !== "released");
  if (held.length === 0) return [{ kind: "text", text: "Nobody has a role yet." }];
  return [
    {
      kind: "table",
      head: ["Role", "Who", "State", "Since"],
      rows: held.map(({ role, person, state, since }) => [roleLabel(role), person.name, state, clock(since)]),
    },
  ];
}

export function suggestionBlocks(suggestions: RoleSuggestion[]): Block[] {
  return [{ kind: "table", head: ["Role", "Who", "Why"], rows: suggestions.map(({ label, person, why }) => [label, person?.name ?? "Open", why]) }];
}

export function listBlocks(items: Row[]): Block[] {
  if (items.length === 0) return [{ kind: "text", text: "There is none." }];
  const rows = items.map(({ severity, reference, title, phase, commander }) => [severity ?? "–", reference, title, phase, commander?.name ?? "–"]);
  return [{ kind: "table", head: ["Severity", "Reference", "Title", "Phase", "Commander"], rows }];
}

function clock(at: string | null | undefined): string {
  return at ? `${at.slice(0, 10)} ${at.slice(11, 16)} UTC` : "–";
}
