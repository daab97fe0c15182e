import type { Analysis, RootCause } from "./answer.ts";
import type { Bundle } from "./bundle.ts";
import { DETECTORS, type Finding } from "./detectors.ts";
import { frameOf } from "./frame.ts";
import { impactOf } from "./impact.ts";
import { openNotebook } from "./notebook.ts";
import { rankSuspects, type Suspect } from "./rank.ts";
import { type Known, similarTo } from "./similar.ts";

const CLAIMED_FROM = 0.5;

export type Progress = (done: number, of: number, doing: string) => void;

/** The root cause analysis of a bundle. Pure and deterministic; `elapsedMs` is 0 here, whoever has a clock fills it in. */
export function analyse(bundle: Bundle, onProgress: Progress = () => undefined): Analysis {
  const frame = frameOf(bundle);
  const notebook = openNotebook();
  const findings = DETECTORS.map(({ doing, detect }, index) => {
    onProgress(index, DETECTORS.length, doing);
    return detect(bundle, frame, notebook);
  });
  const suspects = rankSuspects(
    findings.flatMap(({ clues }) => clues),
    bundle,
    frame,
  );
  return {
    summary: bundle.incident.title,
    rootCause: rootCauseOf(suspects),
    ranked: suspects.map(({ clues: _, ...ranked }) => ranked),
    changePoints: findings.flatMap(({ changePoints }) => changePoints ?? []),
    templates: findings.flatMap(({ templates }) => templates ?? []),
    suspectChanges: findings.flatMap(({ suspectChanges }) => suspectChanges ?? []).toSorted((one, other) => other.score - one.score),
    hypotheses: [],
    fiveWhys: [],
    contributingFactors: [],
    notCaught: [],
    impact: impactOf(bundle, frame, notebook),
    recommendations: [],
    similar: similarTo(bundle, knownOf(findings, suspects)),
    wouldSettle: [],
    timeline: [],
    evidence: notebook.items(),
    warnings: bundle.warnings,
    elapsedMs: 0,
  };
}

function knownOf(findings: readonly Finding[], suspects: readonly Suspect[]): Known {
  return {
    services: suspects.slice(0, 5).map(({ service }) => service),
    signature: suspects[0]?.signature ?? null,
    cause: suspects[0]?.clues[0]?.statement ?? "",
    templates: findings.flatMap(({ templates }) => templates ?? []),
    changes: findings.flatMap(({ suspectChanges }) => suspectChanges ?? []),
  };
}

function rootCauseOf([first]: Suspect[]): RootCause {
  if (!first) return { service: "", statement: "The evidence shows nothing out of the ordinary.", confidence: 0, sufficient: false, evidence: [] };
  const { clues, ...ranked } = first;
  const confidence = Math.min(0.95, ranked.score);
  const [clue] = clues;
  return { ...ranked, statement: clue?.statement ?? "", confidence, sufficient: confidence >= CLAIMED_FROM, evidence: clue?.evidence ?? [] };
}
