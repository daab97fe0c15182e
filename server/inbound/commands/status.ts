import { COMMANDER } from "#lib/contracts/built-in-roles.ts";
import { wordOf } from "#lib/contracts/escalation/state.ts";
import { findIncident } from "#server/incidents/index.ts";
import { publicUrl } from "#server/platform/env.ts";
import { escaped } from "#server/slack/index.ts";
import type { SlackCommand } from "../slack-command.ts";
import { openIncidents, whichIncident } from "./which-incident.ts";

export const status: SlackCommand = {
  usage: "status [REF]",
  about: "how an incident stands, or which ones are open.",
  run: async (asked) => {
    if (asked.text === "") {
      const open = await openIncidents(asked.ctx);
      return open.length === 0 ? "No incident is open." : open.map(lineOf).join("\n");
    }
    const { reference } = await whichIncident(asked);
    const { room } = await findIncident(asked.ctx, reference);
    const commander = room.assignments.find(({ role, state }) => role === COMMANDER && state !== "standby")?.person.name ?? "nobody";
    const paging = room.escalation ? ` · paging: ${wordOf(room.escalation)}` : "";
    const summary = room.summary ? `\n${escaped(room.summary)}` : "";
    return `${lineOf(room)}\nCommander: ${escaped(commander)}${paging}${summary}`;
  },
};

type Shown = { reference: string; severity: string | null; phase: string; title: string };

function lineOf({ reference, severity, phase, title }: Shown): string {
  return `<${publicUrl()}/incidents/${reference}|${reference}> · ${severity ?? "Severity open"} · ${phase} · ${escaped(title)}`;
}
