import { z } from "zod";
import { Reference, Uuid } from "#lib/contracts/ids.ts";
import { Instant, textOf } from "#lib/contracts/text.ts";
import * as investigations from "#server/investigations/index.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { reportBlocks } from "#server/rca/index.ts";
import { defineTool } from "../tools/tool.ts";

const RUN_OF_KEY = /^run:([0-9a-f-]{36}):/;
const one = { investigation: Uuid };

/**
 * What the rca-agent looks with. They change nothing outside the investigation's own notebook: a capture is kept, a report is written. So they run by
 * themselves, with the rights of who asked.
 */
export const RCA_TOOLS = [
  defineTool({
    name: "open_investigation",
    title: "Plan the investigation",
    description:
      "Begin an investigation: fixes the time to look at and the services, and tells which sources of evidence and which looks there are. Call it first. `at`: when it happened, if the person said so.",
    permission: "agent.run",
    risk: "read",
    key: true,
    input: z.strictObject({
      question: textOf(4_000, "The question"),
      reference: Reference.nullish(),
      services: z.array(z.string().max(200)).max(50).default([]),
      at: Instant.nullish(),
      until: Instant.nullish(),
    }),
    run: async (ctx, { question, reference, services, at, until }) => {
      const instant = (value: string | null | undefined) => (value ? Date.parse(value) : null);
      const asked = { question, reference: reference ?? null, services, at: instant(at), until: instant(until), run: runOf(ctx) };
      const opened = await investigations.openInvestigation(ctx, asked);
      const sources = (await investigations.evidenceSources(ctx, opened)).map(({ name, title }) => ({ name, title }));
      const { incidentId: _, ...plan } = opened;
      return { ...plan, sources, looks: investigations.LOOKS };
    },
  }),
  defineTool({
    name: "gather_evidence",
    title: "Gather evidence",
    description: "Ask one source of evidence about the investigation's services and time, and keep what it gave. Call it once for each source.",
    permission: "agent.run",
    risk: "read",
    key: true,
    input: z.strictObject({ ...one, source: z.string().min(1).max(100) }),
    run: (ctx, input) => investigations.gatherEvidence(ctx, input),
  }),
  defineTool({
    name: "examine_evidence",
    title: "Examine evidence",
    description:
      "Look at what was gathered with one of the analyst's detectors: cluster, series, logs, spans or changes. Answers with what stands out, with evidence ids to cite, and how the explanations rank so far.",
    permission: "agent.run",
    risk: "read",
    key: true,
    input: z.strictObject({ ...one, look: z.enum(investigations.LOOKS.map(({ name }) => name) as [string, ...string[]]) }),
    run: (ctx, input) => investigations.examineEvidence(ctx, input),
  }),
  defineTool({
    name: "conclude_investigation",
    title: "Weigh it all and report",
    description:
      "Weigh all evidence over the dependency graph, test the hypotheses, and write the report; hypotheses and findings go onto the incident's timeline. Every statement carries evidence ids. Where it says that the evidence does not suffice, say so too.",
    permission: "agent.run",
    risk: "read",
    key: true,
    input: z.strictObject(one),
    run: async (ctx, input) => {
      const analysis = await investigations.concludeInvestigation(ctx, input);
      const { evidence: _, ...answer } = analysis;
      return { rootCause: answer.rootCause, hypotheses: answer.hypotheses, summary: answer.summary, report: reportBlocks(analysis) };
    },
  }),
] as const;

/** The run that makes the call: it names each of its requests after itself. */
function runOf({ requestKey }: Ctx): string | null {
  return RUN_OF_KEY.exec(requestKey ?? "")?.[1] ?? null;
}
