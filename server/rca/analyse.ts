import type { Analysis, RootCause, SuspectChange } from "./answer.ts";
import type { Bundle } from "./bundle.ts";
import { DETECTORS, type Detector, type Finding } from "./detectors.ts";
import { type Frame, frameOf } from "./frame.ts";
import { openNotebook } from "./notebook.ts";
import { rankSuspects, type Suspect } from "./rank.ts";
import { contributingOf, notCaughtOf, recommendationsOf, wouldSettle } from "./verdict/advice.ts";
import { type Confidence, confidenceIn, isSufficient } from "./verdict/confidence.ts";
import { hypothesesOf } from "./verdict/hypotheses.ts";
import { summaryOf } from "./verdict/summary.ts";
import { timelineOf } from "./verdict/timeline.ts";
import { whysOf } from "./verdict/whys.ts";
import { sentence } from "./words.ts";

const ACCUSED_FROM = 0.5;
const MOST_RANKED = 20;

export type Progress = (done: number, of: number, doing: string) => void;

/** The root cause analysis of a bundle. Pure and deterministic; `elapsedMs` is 0 here, whoever has a clock fills it in. `detectors`: which look; all unless an ablation wants fewer. */
export function analyse(bundle: Bundle, onProgress: Progress = () => undefined, detectors: readonly Detector[] = DETECTORS): Analysis {
  const frame = frameOf(bundle);
  const notebook = openNotebook();
  const findings = detectors.map(({ doing, detect }, index) => {
    onProgress(index, detectors.length, doing);
    return detect(bundle, frame, notebook);
  });
  const suspects = rankSuspects(
    findings.flatMap(({ clues }) => clues),
    bundle,
    frame,
  );
  return conclude(bundle, frame, { findings, suspects, items: notebook.items() });
}

type Seen = { findings: readonly Finding[]; suspects: readonly Suspect[]; items: Analysis["evidence"] };

/** From suspects to a verdict, and everything that a report says around it. */
function conclude(bundle: Bundle, frame: Frame, { findings, suspects, items }: Seen): Analysis {
  const changePoints = findings.flatMap(({ changePoints: points }) => points ?? []);
  const suspectChanges = findings.flatMap(({ suspectChanges: changes }) => changes ?? []).toSorted((one, other) => other.score - one.score);
  const confidence = (suspect: Suspect) => confidenceIn(suspect, suspects, { frame, items, changes: suspectChanges });
  const [first] = suspects;
  const verdict = rootCauseOf(first, first ? confidence(first) : null);
  const root = verdict.sufficient ? first : undefined;
  const change = accusedWith(suspectChanges);
  const settle = wouldSettle(suspects, bundle);
  return {
    summary: summaryOf(bundle, frame, verdict, change),
    rootCause: verdict,
    ranked: suspects.slice(0, MOST_RANKED).map(({ clues: _, ...ranked }) => ranked),
    changePoints,
    templates: findings.flatMap(({ templates }) => templates ?? []),
    suspectChanges,
    hypotheses: hypothesesOf(suspects, { bundle, frame, changePoints, items, confidence: (suspect) => confidence(suspect).value }),
    fiveWhys: whysOf(root, suspects, bundle, change),
    contributingFactors: contributingOf(root, suspects),
    notCaught: notCaughtOf(root, bundle),
    impact: [],
    recommendations: recommendationsOf(root, change, verdict.sufficient, settle),
    similar: [],
    wouldSettle: verdict.sufficient ? [] : settle,
    timeline: timelineOf(bundle, frame, { suspects, changes: suspectChanges, changePoints }),
    evidence: items,
    warnings: bundle.warnings,
    elapsedMs: 0,
  };
}

function accusedWith(changes: readonly SuspectChange[]): SuspectChange | undefined {
  return changes.find(({ score }) => score >= ACCUSED_FROM);
}

function rootCauseOf(first: Suspect | undefined, confidence: Confidence | null): RootCause {
  if (!first || !confidence) {
    return { service: "", statement: "The evidence shows nothing out of the ordinary.", confidence: 0, sufficient: false, evidence: [] };
  }
  const { clues, score: _, ...ranked } = first;
  const [lead] = clues;
  const value = Math.round(confidence.value * 100) / 100;
  const isClaimed = isSufficient(confidence);
  const said = sentence(lead?.statement ?? first.service);
  const statement = isClaimed
    ? said
    : `No cause is established. The nearest thing: ${said}${confidence.capWords ? ` But ${confidence.capWords}.` : ""}`;
  return { ...ranked, statement, confidence: value, sufficient: isClaimed, evidence: lead?.evidence ?? [] };
}
