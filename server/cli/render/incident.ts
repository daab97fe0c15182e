import type { RoomState } from "#lib/contracts/room.ts";
import { oneLine, printable, table } from "./table.ts";

/** One incident as a page of text. Takes what the API answers. */
export function renderIncident(body: unknown): string {
  const room = body as RoomState;
  const parts = [
    `${room.severity ?? "no severity"}  ${room.reference}  ${oneLine(room.title)}`,
    `${room.phase} since ${room.phases.at(-1)?.startedAt ?? "–"}`,
    ...(room.summary ? ["", printable(room.summary)] : []),
    ...section("Impact", impactLines(room)),
    ...section("Roles", rolesLines(room)),
    ...section("Next actions", taskLines(room)),
    ...section(
      "Links",
      room.links.map(({ label, url }) => `${oneLine(label)}: ${oneLine(url)}`),
    ),
    ...section("Last update", room.lastUpdate ? [`${room.lastUpdate.at} ${oneLine(room.lastUpdate.by)}: ${printable(room.lastUpdate.text)}`] : []),
    ...(room.nextUpdateDueAt ? ["", `Next update due ${room.nextUpdateDueAt}`] : []),
  ];
  return parts.join("\n");
}

function section(heading: string, lines: string[]): string[] {
  return lines.length === 0 ? [] : ["", heading, ...lines.map((line) => `  ${line}`)];
}

function impactLines({ services, figures, intervals }: RoomState): string[] {
  const known: [string, unknown][] = [
    ["Services", services.map(({ name }) => name).join(", ")],
    ["Users", figures.usersPercent === null ? "" : `${figures.usersPercent} %`],
    ["Customers", figures.customers ?? ""],
    ["Revenue per hour", figures.revenuePerHour ?? ""],
    ["Regions", figures.regions.join(", ")],
    ["Data loss", figures.dataLoss ? "yes" : ""],
    ["Security", figures.security ? "yes" : ""],
  ];
  const lines = known.flatMap(([name, value]) => (value === "" ? [] : [`${name}: ${oneLine(String(value))}`]));
  return [
    ...lines,
    ...intervals.map(({ level, service, startedAt, endedAt }) => `${level} ${oneLine(service?.name ?? "")} ${startedAt} – ${endedAt ?? "now"}`),
  ];
}

function rolesLines({ assignments }: RoomState): string[] {
  const held = assignments.filter(({ state }) => state !== "released");
  if (held.length === 0) return [];
  return table(
    ["role", "who", "state", "since"],
    held.map(({ role, person, state, since }) => [role, person.name, state, since]),
  ).split("\n");
}

function taskLines({ tasks }: RoomState): string[] {
  return tasks
    .filter(({ state }) => state !== "dropped")
    .map(({ title, state, assignee }) => `[${state === "done" ? "x" : " "}] ${oneLine(title)}${assignee ? ` (${oneLine(assignee.name)})` : ""}`);
}
