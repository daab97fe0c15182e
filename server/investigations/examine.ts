import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { analyse, DETECTORS, type EvidenceItem } from "#server/rca/index.ts";
import { findInvestigation } from "./access.ts";
import { bundleOf } from "./analysis-of.ts";

/** What the evidence is looked at for, in the order in which it is done: evidence keeps its numbers from one look to the next. */
export const LOOKS = DETECTORS.map(({ name, doing }) => ({ name, doing }));

export type Seen = {
  statements: { text: string; strength: number; evidence: string[] }[];
  templates: { template: string; service: string; before: number; after: number }[];
  changes: { title: string; service: string | null; score: number; reasons: string[] }[];
  /** What the statements cite, charts with their points. */
  evidence: EvidenceItem[];
  /** Explanations by what was looked at so far, the likeliest first. */
  ranked: { service: string; score: number; statement: string }[];
  warnings: string[];
};

const [MOST_STATEMENTS, MOST_TEMPLATES, MOST_RANKED] = [8, 8, 5];

/** Looks at the evidence with one detector, and with those before it, and says what that one saw and how things stand. */
export async function examineEvidence(ctx: Ctx, { investigation: id, look }: { investigation: string; look: string }): Promise<Seen> {
  authorize(ctx, "incident.read");
  const bundle = await bundleOf(await findInvestigation(ctx, id));
  const until = DETECTORS.findIndex(({ name }) => name === look);
  const before = DETECTORS.slice(0, until);
  const known = new Set(until > 0 ? analyse(bundle, undefined, before).evidence.map((item) => item.id) : []);
  const analysis = analyse(bundle, undefined, DETECTORS.slice(0, until + 1));
  const own = analysis.evidence.filter((item) => !known.has(item.id));
  const ids = new Set(own.map((item) => item.id));
  const statements = analysis.hypotheses
    .flatMap(({ for: pro, confidence }) => pro.map((one) => ({ text: one.text, strength: confidence, evidence: one.evidence })))
    .filter(({ evidence }) => evidence.some((one) => ids.has(one)))
    .slice(0, MOST_STATEMENTS);
  return {
    statements,
    templates:
      look === "logs"
        ? analysis.templates.slice(0, MOST_TEMPLATES).map(({ template, service, before: was, after }) => ({ template, service, before: was, after }))
        : [],
    changes:
      look === "changes" ? analysis.suspectChanges.slice(0, 5).map(({ title, service, score, reasons }) => ({ title, service, score, reasons })) : [],
    evidence: own.filter((item) => statements.some(({ evidence }) => evidence.includes(item.id))),
    ranked: analysis.hypotheses.slice(0, MOST_RANKED).map(({ service, confidence, statement }) => ({ service, score: confidence, statement })),
    warnings: analysis.warnings,
  };
}
