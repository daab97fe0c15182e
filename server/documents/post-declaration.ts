import type { z } from "zod";
import type { IncidentDocument } from "#lib/contracts/document.ts";
import { figuresNamed } from "#lib/contracts/document-parts.ts";
import { figuresOf } from "#lib/contracts/figures.ts";
import type { ReadRoom } from "#lib/contracts/room-view.ts";
import { changeIncident } from "#server/incidents/index.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { newId } from "#server/platform/id.ts";
import { organisationSettings } from "#server/settings/index.ts";
import { readEntries } from "#server/timeline/index.ts";
import { declarationBlocks } from "./declaration-rules.ts";
import { cite, figureContext } from "./figures.ts";

const FIRST_ENTRIES = 60;

/** Posts the declaration as it stands now: a first one, or a new version of it. */
export async function postDeclaration(ctx: Ctx, { reference }: z.output<typeof ReadRoom>): Promise<{ seq: number; document: IncidentDocument }> {
  return changeIncident(ctx, "incident.write", reference, async (incident) => {
    const { room, id, lastSeq, now } = incident;
    const [settings, context, entries] = await Promise.all([
      organisationSettings(db()),
      figureContext(room),
      readEntries(db(), id, { after: 0, limit: FIRST_ENTRIES }),
    ]);
    const figures = figuresOf(room, context, now);
    const blocks = declarationBlocks({ room, entries, figures, settings });
    const version = (room.documents.find(({ kind }) => kind === "declaration")?.version ?? 0) + 1;
    const document: IncidentDocument = {
      id: newId(),
      kind: "declaration",
      title: `Incident declared: ${reference}`,
      version,
      seq: lastSeq,
      blocks,
      figures: cite(figuresNamed(blocks), figures, settings.currency),
    };
    const { seq } = await incident.record({ kind: "document", document });
    return { seq, document };
  });
}
