import type { ChangePointAnswer, EvidenceItem, Hypothesis, HypothesisResult, Statement } from "../answer.ts";
import type { Bundle } from "../bundle.ts";
import type { Clue } from "../clue.ts";
import type { Frame } from "../frame.ts";
import type { Suspect } from "../rank.ts";
import { fillWords } from "../signatures/fill.ts";
import { signatureNamed } from "../signatures/registry.ts";
import type { Signature } from "../signatures/signature.ts";
import { clockOf, sentence } from "../words.ts";

export type Known = {
  bundle: Bundle;
  frame: Frame;
  changePoints: readonly ChangePointAnswer[];
  items: readonly EvidenceItem[];
  confidence: (suspect: Suspect) => number;
};

const MOST = 5;
const MOST_FOR = 6;
/** Lines that name a failure so surely are not refuted by a metric that may be full already. */
const TOLD = 0.6;
/** Below this, but for the first, an explanation is not worth anybody's time. */
const WORTH = 0.15;

/** The likeliest explanations, each with what speaks for and against it, and the check that tells it from the others, carried out where the evidence allows. */
export function hypothesesOf(suspects: readonly Suspect[], known: Known): Hypothesis[] {
  return suspects
    .filter(({ clues }, index) => index === 0 || clues.some(({ role }) => role !== "effect"))
    .slice(0, MOST)
    .map((suspect, index) => hypothesisOf(suspect, suspects[index === 0 ? 1 : 0], suspects[0] ?? suspect, known))
    .filter(({ confidence }, index) => index === 0 || confidence >= WORTH);
}

/** That something is no chance does not make it the cause: it is no surer than it stands beside the first. */
function besideTheFirst(suspect: Suspect, first: Suspect, { confidence }: Known): number {
  return suspect === first ? confidence(suspect) : Math.min(confidence(suspect), (confidence(first) * suspect.score) / Math.max(first.score, 1e-9));
}

function hypothesisOf(suspect: Suspect, rival: Suspect | undefined, first: Suspect, known: Known): Hypothesis {
  const [lead] = suspect.clues;
  const signature = signatureNamed(suspect.signature ?? null);
  const tested = testOf(suspect, signature, known);
  const against = [...againstOf(suspect, known), ...(tested.result === "refuted" ? [{ text: tested.words, evidence: tested.evidence }] : [])];
  const confidence = besideTheFirst(suspect, first, known) * (tested.result === "refuted" ? 0.5 : 1);
  return {
    statement: sentence(briefly(lead?.statement ?? suspect.service)),
    service: suspect.service,
    ...(suspect.signature ? { signature: suspect.signature } : {}),
    for: suspect.clues.slice(0, MOST_FOR).map(statementOf),
    against,
    test: fillWords(signature?.test ?? discriminating(suspect, rival), lead ?? { service: suspect.service }),
    result: tested.result,
    resultWords: tested.words,
    confidence: Math.round(confidence * 100) / 100,
  };
}

/** What else the lines say stands among what speaks for it. */
function briefly(statement: string): string {
  return statement.replace(/; besides, “.*$/s, "");
}

function statementOf({ statement, evidence }: Clue): Statement {
  return { text: sentence(statement), evidence };
}

function discriminating({ service }: Suspect, rival: Suspect | undefined): string {
  return rival && rival.service !== service
    ? `See which came first, and whether ${rival.service} recovers when ${service} does.`
    : `Compare ${service} with the same hours of the days before.`;
}

type Tested = { result: HypothesisResult; words: string; evidence: string[] };

/** The family's own expectation held against the series and texts at hand: shown, contradicted, or nothing to hold it against. */
function testOf({ service, clues }: Suspect, signature: Signature | null, { bundle, changePoints }: Known): Tested {
  const isSeen = clues.find(({ role }) => role === "cause");
  if (isSeen) return { result: "supported", words: "The state itself was observed.", evidence: isSeen.evidence };
  const expected = signature?.metrics ?? [];
  const own = bundle.series.filter((series) => series.service === service && expected.some(({ name }) => name.test(series.metric)));
  if (own.length > 0) {
    const names = own.map(({ metric }) => metric);
    const tested = byMetrics(service, expected, names, changePoints, clues);
    const isTold = clues.some(({ metric, signature: family, strength }) => metric === undefined && family === signature?.name && strength >= TOLD);
    if (tested.result !== "refuted" || !isTold) return tested;
    return {
      result: "untested",
      words: `Its lines say so, but ${names.slice(0, 3).join(", ")} of ${service} did not move in this time.`,
      evidence: [],
    };
  }
  const kinds = new Set(clues.map(({ metric }) => (metric ? "metrics" : "texts")));
  if (kinds.size > 1)
    return {
      result: "supported",
      words: "Metrics and texts say so independently of each other.",
      evidence: clues.flatMap(({ evidence }) => evidence),
    };
  return {
    result: "untested",
    words: signature
      ? "The evidence holds nothing that this check could be made with."
      : "No family of failure is recognised, so there is no check of its own.",
    evidence: [],
  };
}

function byMetrics(
  service: string,
  expected: NonNullable<Signature["metrics"]>,
  metrics: string[],
  changePoints: readonly ChangePointAnswer[],
  clues: readonly Clue[],
): Tested {
  const shown = changePoints.find(
    (point) => point.service === service && expected.some(({ name, direction }) => name.test(point.metric) && direction === point.direction),
  );
  if (shown) {
    const evidence = clues.filter(({ metric }) => metric === shown.metric).flatMap(({ evidence: ids }) => ids);
    return {
      result: "supported",
      words: `${shown.metric} of ${service} went ${shown.direction} at ${clockOf(Date.parse(shown.at))}, as this explanation demands.`,
      evidence,
    };
  }
  return { result: "refuted", words: `${metrics.slice(0, 3).join(", ")} of ${service} did not move, and would have to.`, evidence: [] };
}

function againstOf({ service, clues }: Suspect, { frame, bundle }: Known): Statement[] {
  const against: Statement[] = [];
  const times = clues.flatMap(({ at }) => (at === null ? [] : [at]));
  const first = times.length > 0 ? Math.min(...times) : null;
  if (first !== null && first > frame.onset + 120_000) {
    const late = clues.find(({ at }) => at === first);
    against.push({
      text: `Its first sign at ${clockOf(first)} is later than ${clockOf(frame.onset)}, when the trouble was seen.`,
      evidence: late?.evidence ?? [],
    });
  }
  const blamed = clues.find(({ blames }) => blames && blames !== service);
  if (blamed) against.push({ text: `Its own signs point on to ${blamed.blames}.`, evidence: blamed.evidence });
  if (clues.every(({ role }) => role === "effect"))
    against.push({ text: "All of its signs are such as follow from trouble elsewhere.", evidence: [] });
  if (bundle.edges.length > 0 && !bundle.edges.some(({ caller, callee }) => caller === service || callee === service)) {
    against.push({ text: "The dependency graph does not connect it with anything.", evidence: [] });
  }
  return against;
}
