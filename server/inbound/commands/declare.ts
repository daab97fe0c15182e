import { DeclareIncident } from "#lib/contracts/incident-commands.ts";
import { declareIncident } from "#server/incidents/index.ts";
import { publicUrl } from "#server/platform/env.ts";
import { escaped } from "#server/slack/index.ts";
import type { SlackCommand } from "../slack-command.ts";

export const declare: SlackCommand = {
  usage: "declare [SEV2] TITLE",
  about: "declares an incident. You command it until somebody else does.",
  run: async ({ ctx, text }) => {
    const [, severity, title = ""] = /^(?:(SEV[1-4])\b[\s:]*)?([\s\S]*)$/i.exec(text) ?? [];
    const input = DeclareIncident.parse({ title: title.replace(/\s+/g, " "), severity: severity?.toUpperCase() ?? null });
    const { reference } = await declareIncident(ctx, input);
    return `<${publicUrl()}/incidents/${reference}|${reference}> is declared: ${escaped(input.title)}. \`/muster channel ${reference}\` makes a channel for it.`;
  },
};
