import { wantedServices } from "#server/connections/index.ts";
import { type CollectedFiles, collectFiles, type Link } from "#server/connectors/index.ts";
import type { Practice } from "#server/drills/index.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import type { FoundInvestigation } from "./access.ts";
import type { Capture } from "./captures.ts";
import { catalogueBySlug } from "./catalogue.ts";
import { linksFor } from "./links-for.ts";
import { scopeOf } from "./scope.ts";
import type { EvidenceSource, Gathered } from "./sources.ts";

const TITLES: Record<CollectedFiles["parts"][number]["kind"], { title: string; file: Capture["file"] }> = {
  series: { title: "Metrics", file: "metrics.csv" },
  logs: { title: "Log lines", file: "logs.jsonl" },
  change: { title: "Changes", file: "changes.json" },
  object: { title: "Cluster objects", file: "kubernetes.json" },
};
/** Less than what a tool may take, so that what was read until then is kept. */
const WITHIN_MS = 25_000;
/** Of what was asked, in characters, as a capture names it. */
const LONGEST_QUERY = 4_000;

/** Every enabled connection as a place that evidence comes from, by its name. For the incident of a drill these are the systems of its world, and no others. */
export async function connectedSources(ctx: Ctx, incidentId: string | null = null): Promise<EvidenceSource[]> {
  authorize(ctx, "incident.read");
  const { links, warnings, practice } = await linksFor(ctx, incidentId);
  if (links.length === 0 && warnings.length > 0) return [unasked(warnings)];
  return links.map((link, at) => ({
    name: `${link.kind}-${at + 1}`,
    title: link.name,
    gather: async (asker, investigation) => {
      const wanted = await (practice ? wantedIn(practice, investigation) : wantedFor(asker, links, investigation));
      const collected = await collectFiles(link, wanted, { withinMs: WITHIN_MS });
      const gathered = capturesOf(link.name, collected, investigation);
      return at === 0 ? { ...gathered, problems: [...warnings, ...gathered.problems] } : gathered;
    },
  }));
}

/** Where nothing can be asked at all, why is said in the place of an answer. */
const unasked = (problems: string[]): EvidenceSource => ({
  name: "connected",
  title: "Connected systems",
  gather: async () => ({ captures: [], problems }),
});

function wantedIn({ services, calls, namespace }: Practice, { windowFrom, windowTo, services: named, question }: FoundInvestigation) {
  const window = { from: windowFrom.getTime(), to: windowTo.getTime() };
  const incident = { title: question, startedAt: null, detectedAt: null, endedAt: null, window, symptoms: [], namespace };
  const wanted = scopeOf(named, calls, services).map((name) => ({ name, namespace, queries: [] }));
  return { links: [], services: wanted, window, incident, edges: [] };
}

/** `links`: all that can be asked, so that what is connected itself is not read through Grafana once more. */
async function wantedFor(ctx: Ctx, links: readonly Link[], { windowFrom, windowTo, services, question }: FoundInvestigation) {
  const window = { from: windowFrom.getTime(), to: windowTo.getTime() };
  const incident = { title: question, startedAt: null, detectedAt: null, endedAt: null, window, symptoms: [], namespace: null };
  const catalogue = await catalogueBySlug(ctx);
  return { links, services: await wantedServices(ctx, scopeOf(services, catalogue.calls, catalogue.services)), window, incident, edges: [] };
}

function capturesOf(source: string, { parts, captures, warnings }: CollectedFiles, { windowFrom, windowTo }: FoundInvestigation): Gathered {
  const asked = captures.flatMap(({ request }) => request).join("\n");
  const isTruncated = captures.some(({ truncated }) => truncated);
  return {
    captures: parts.map(({ kind, files, rows }) => ({
      kind,
      source,
      ...TITLES[kind],
      query: asked.length > LONGEST_QUERY ? `${asked.slice(0, LONGEST_QUERY)}…` : asked,
      files,
      from: windowFrom.getTime(),
      to: windowTo.getTime(),
      rows,
      isTruncated,
    })),
    problems: warnings,
  };
}
