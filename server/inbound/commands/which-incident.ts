import { ListIncidents } from "#lib/contracts/board.ts";
import { Reference } from "#lib/contracts/ids.ts";
import { listIncidents } from "#server/board/index.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { InvalidError } from "#server/platform/errors.ts";
import type { Asked } from "../slack-command.ts";

const REMEMBERED_DAYS = 90;

export type Meant = { reference: string; rest: string };

/** The incident that a text begins with; else that of the channel it was written in; else the only one that is open. */
export async function whichIncident({ ctx, channel, text }: Pick<Asked, "ctx" | "channel" | "text">): Promise<Meant> {
  const [, first = "", rest = ""] = /^(\S+)\s*([\s\S]*)$/.exec(text) ?? [];
  const named = /^inc-/i.test(first) ? Reference.parse(first) : null;
  if (named) return { reference: named, rest };
  const open = await openIncidents(ctx);
  const ofChannel = channel ? await incidentOfChannel(channel) : null;
  const found = ofChannel ?? (open.length === 1 ? open[0]?.reference : undefined);
  if (found) return { reference: found, rest: text };
  throw new InvalidError(
    open.length === 0
      ? "No incident is open. Name one, as in INC-2026-1123-001."
      : `Say which one: ${open.map(({ reference }) => reference).join(", ")}.`,
  );
}

export async function openIncidents(ctx: Ctx) {
  return (await listIncidents(ctx, ListIncidents.parse({ state: "open", limit: 20 }))).items;
}

/** The newest incident with a link to this channel. Whether the asker may see it is for the command to say. */
async function incidentOfChannel(channel: string): Promise<string | null> {
  if (!/^[A-Z0-9]{3,25}$/.test(channel)) return null;
  const [row] = await db().$queryRaw<{ reference: string }[]>`
    SELECT reference FROM incident
    WHERE state @? ${`$.links[*] ? (@.kind == "chat" && @.url like_regex "/${channel}$")`}::jsonpath
      AND declared_at > now() - make_interval(days => ${REMEMBERED_DAYS}) ORDER BY declared_at DESC LIMIT 1`;
  return row?.reference ?? null;
}
