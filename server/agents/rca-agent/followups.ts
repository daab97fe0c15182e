import type { Block } from "#lib/contracts/document.ts";
import type { Hypothesis } from "#lib/contracts/hypothesis.ts";
import type { EvidenceView } from "#lib/contracts/investigation.ts";
import type { Reply } from "../define.ts";
import { call, type Play, plain, say, show } from "../plays.ts";

type Statement = { text: string; evidence: string[] };
type Answer = {
  summary: string;
  rootCause: { statement: string; confidence: number; sufficient: boolean };
  hypotheses: (Pick<Hypothesis, "statement" | "test" | "resultWords"> & { confidence: number; for: Statement[]; against: Statement[] })[];
  wouldSettle: string[];
};
export type Report = { analysis: Answer; report: Block[]; evidence: EvidenceView[] };

/** The part of the report that each question asks for; null: all of it. */
const SECTIONS: Record<string, readonly string[] | null> = {
  report: null,
  whys: ["Five whys"],
  hypotheses: ["Hypotheses"],
  impact: ["Impact"],
  changes: ["Suspect changes"],
  similar: ["Similar past incidents"],
  recommendations: ["Recommendations", "What would settle it"],
  timeline: ["Timeline of events"],
};

/** Reads the newest report of an incident; null when there is none yet. */
export async function* newestReport(reference: string): AsyncGenerator<ReturnType<typeof call>, Report | null, Reply> {
  const reply = yield call("get_rca", { reference });
  return reply.kind === "value" ? (reply.value as Report) : null;
}

/** Answers from what was found, word for word; nothing is added to it. */
export async function* answerFrom(found: Report, intent: string): Play {
  if (intent === "challenge") return yield* challenged(found);
  if (intent === "evidence") return yield* evidenceOf(found);
  const wanted = SECTIONS[intent];
  const blocks = wanted ? wanted.flatMap((heading) => sectionIn(found.report, heading)) : found.report;
  if (blocks.length > 0) return yield* show(blocks);
  yield say(NOTHING[intent] ?? "The report says nothing of that.");
}

const NOTHING: Record<string, string> = {
  changes: "No change in the evidence is suspected.",
  similar: "No earlier incident here is like this one.",
  impact: "The evidence shows no impact in figures.",
};

/** From a heading to the next one. Pure. */
export function sectionIn(report: readonly Block[], heading: string): Block[] {
  const from = report.findIndex((block) => block.kind === "heading" && block.text === heading);
  if (from < 0) return [];
  const length = report.slice(from + 1).findIndex((block) => block.kind === "heading");
  return report.slice(from, length < 0 ? undefined : from + 1 + length);
}

async function* evidenceOf({ evidence, report }: Report): Play {
  const rows = evidence.map(({ n, title, source, query, rows: count, sha256 }) => [
    `C${n}`,
    title,
    source,
    query,
    String(count),
    sha256.slice(0, 12),
  ]);
  if (rows.length > 0) yield* show([{ kind: "table", head: ["Capture", "What", "From", "Query", "Rows", "SHA-256"], rows }]);
  yield* show(sectionIn(report, "Evidence"));
}

/** What a careful reader would hold against the verdict: its own weak points, its rivals, and what would settle it. */
async function* challenged({ analysis: { rootCause, hypotheses, wouldSettle } }: Report): Play {
  const percent = (share: number) => `${Math.round(share * 100)} %`;
  const [first, ...others] = hypotheses;
  yield say(
    rootCause.sufficient
      ? `The confidence is ${percent(rootCause.confidence)}; rules cap it by how many kinds of evidence speak for it, whatever anybody says.`
      : "No cause is claimed: the evidence does not suffice.",
  );
  const against = first?.against ?? [];
  const items = [
    ...(against.length > 0
      ? against.map(({ text, evidence }) => `Against it: ${text}${cites(evidence)}`)
      : ["Nothing in the evidence speaks against it."]),
    ...(first ? [`Its check: ${first.test} ${first.resultWords}`] : []),
    ...others.map(({ statement, confidence }) => `Instead (${percent(confidence)}): ${statement}`),
    ...wouldSettle.map((text) => `Would settle it: ${text}`),
  ];
  yield* show([{ kind: "list", items: items.map(plain) }]);
}

const cites = (evidence: readonly string[]): string => (evidence.length > 0 ? ` [${evidence.join(", ")}]` : "");
