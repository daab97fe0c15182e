import type { z } from "zod";
import type { Block } from "#lib/contracts/document.ts";
import { figuresNamed, partsOf } from "#lib/contracts/document-parts.ts";
import type { ExecutiveSummary } from "#lib/contracts/executive-summary.ts";
import { figuresOf } from "#lib/contracts/figures.ts";
import type { ReadRoom } from "#lib/contracts/room-view.ts";
import { executiveSummaryToMarkdown } from "#lib/executive-summary-to-markdown.ts";
import { readEscalation } from "#server/escalation/index.ts";
import { findIncident } from "#server/incidents/index.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { organisationSettings } from "#server/settings/index.ts";
import { readLog } from "#server/timeline/index.ts";
import { executiveSections } from "./executive-summary-rules.ts";
import { cite, figureContext } from "./figures.ts";

/** The executive summary of an incident as it stands now: computed, never typed. */
export async function readExecutiveSummary(ctx: Ctx, { reference }: z.output<typeof ReadRoom>): Promise<ExecutiveSummary & { markdown: string }> {
  authorize(ctx, "incident.read");
  const { id, room } = await findIncident(ctx, reference);
  const [escalation, entries, settings, context] = await Promise.all([
    readEscalation(ctx, { reference }),
    readLog(db(), id),
    organisationSettings(db()),
    figureContext(room),
  ]);
  const known = figuresOf(room, context, escalation.now);
  const drafts = executiveSections({ room, entries, figures: known, settings, escalation });
  const named = drafts.flatMap(({ statements }): Block[] => [{ kind: "list", items: statements.map(({ text }) => text) }]);
  const figures = cite(figuresNamed(named), known, settings.currency);
  const fill = (text: string): string =>
    partsOf(text)
      .map((part) => (typeof part === "string" ? part : (figures[part.figure]?.words ?? "not known yet")))
      .join("");
  const sections = drafts.map(({ heading, statements }) => ({
    heading,
    statements: statements.map((statement) => ({ ...statement, words: `${fill(statement.text).replace(/\.$/, "")}.` })),
  }));
  const summary = {
    reference,
    title: room.title,
    severity: room.severity,
    phase: room.phase,
    asOf: escalation.now,
    seq: entries.at(-1)?.seq ?? 0,
    sections,
  };
  return { ...summary, figures, markdown: executiveSummaryToMarkdown(summary) };
}
