import type { Block } from "#lib/contracts/document.ts";
import type { OnCallBoard } from "#lib/contracts/oncall-views.ts";
import { plain } from "../plays.ts";
import { moment } from "./status-blocks.ts";

type Wanted = { services: readonly string[]; teams: readonly string[]; isNext: boolean };

/** Who is on call by the schedules of the teams that own what was named; all schedules where these have none. Pure. */
export function onCallBlocks({ at, items }: OnCallBoard, { services, teams, isNext }: Wanted): Block[] {
  if (items.length === 0) return [{ kind: "text", text: "There is no on-call schedule yet. Make one under On call." }];
  const owning = items.filter(({ schedule }) => schedule.team && teams.includes(schedule.team.id));
  const shown = owning.length > 0 ? owning : items;
  const note: Block[] =
    services.length > 0 && owning.length === 0
      ? [{ kind: "text", text: `No schedule belongs to the team of ${services.map(plain).join(", ")}. These are all schedules:` }]
      : [];
  const rows = shown.map(({ schedule, now, until, next, reach }) => {
    const shift = isNext ? next : now;
    const who = shift ? plain(shift.person.name) : isNext ? "Nobody yet" : "**Nobody**";
    const reached = isNext || !reach ? "–" : `@${reach.handle}${reach.phone ? `, ${reach.phone}` : ""}`;
    const when = isNext ? (next ? `from ${moment(next.from)}` : "–") : until ? `until ${moment(until)}` : "no end in sight";
    const follows = isNext ? [] : [next ? `${plain(next.person.name)} from ${moment(next.from)}` : "–"];
    return [plain(schedule.name), who, when, plain(reached), ...follows];
  });
  const head = ["Schedule", isNext ? "Next" : "On call", "When", "Reached by", ...(isNext ? [] : ["Then"])];
  return [...note, { kind: "text", text: `As of ${moment(at)}` }, { kind: "table", head, rows }];
}
