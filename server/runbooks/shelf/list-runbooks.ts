import type { z } from "zod";
import type { ListRunbooks, RunbookCard, RunbookStatistics } from "#lib/contracts/runbook-run.ts";
import { findIncident } from "#server/incidents/index.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { allRunbooks, type Found } from "./find-runbook.ts";
import { NEVER_RUN, statisticsOf } from "./statistics.ts";
import { reasonsFor } from "./suggest.ts";

/** The library, by title; for an incident those that fit it first, each with the reasons. `q` looks in names, titles, summaries and tags. */
export async function listRunbooks(ctx: Ctx, { q, incident }: z.output<typeof ListRunbooks>): Promise<{ items: RunbookCard[] }> {
  authorize(ctx, "runbook.read");
  const [all, statistics, found] = await Promise.all([allRunbooks(), statisticsOf(), incident ? findIncident(ctx, incident) : null]);
  const words = (q ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  const cards = [...all.values()]
    .filter(({ runbook }) =>
      words.every((word) => `${runbook.slug} ${runbook.title} ${runbook.summary} ${runbook.tags.join(" ")}`.toLowerCase().includes(word)),
    )
    .map((one) => {
      const fit = found ? reasonsFor(one.runbook, found.room) : { reasons: [], score: 0 };
      return { card: cardOf(one, statistics.get(one.runbook.slug), fit.reasons), score: one.isArchived ? -1 : fit.score };
    });
  return { items: cards.toSorted((one, other) => other.score - one.score || one.card.title.localeCompare(other.card.title)).map(({ card }) => card) };
}

export function cardOf(
  { runbook, version, isShipped, isDraft, isArchived, origin, updatedAt }: Found,
  statistics: RunbookStatistics | undefined,
  reasons: string[] = [],
): RunbookCard {
  const { slug, title, summary, tags, steps, parameters } = runbook;
  return {
    slug,
    title,
    summary,
    tags,
    version,
    steps: steps.length,
    parameters: parameters.map(({ name }) => name),
    isShipped,
    isDraft,
    isArchived,
    origin,
    updatedAt,
    statistics: statistics ?? NEVER_RUN,
    reasons,
  };
}
