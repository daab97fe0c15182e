import type { Analysis, Statement } from "../answer.ts";
import type { Bundle } from "../bundle.ts";
import type { Finding } from "../detectors.ts";
import type { Frame } from "../frame.ts";
import type { Suspect } from "../rank.ts";
import { similarTo } from "../similar.ts";
import { sentence } from "../words.ts";
import { contributingOf, notCaughtOf, recommendationsOf, wouldSettle, wouldSettleChange } from "./advice.ts";
import { confidenceIn } from "./confidence.ts";
import { hypothesesOf } from "./hypotheses.ts";
import { rootCauseOf } from "./root-cause.ts";
import { summaryOf } from "./summary.ts";
import { timelineOf } from "./timeline.ts";
import { whysOf } from "./whys.ts";

const ACCUSED_FROM = 0.5;
const MOST_RANKED = 20;

export type Seen = { findings: readonly Finding[]; suspects: readonly Suspect[]; impact: Statement[]; items: Analysis["evidence"] };

/** What the symptoms themselves show, where the figures of the impact do not tell it already. */
function feltBySymptoms({ symptoms }: Frame, suspects: readonly Suspect[], impact: readonly Statement[]): Statement[] {
  return symptoms.flatMap(({ service }) => {
    const clue = suspects.find((suspect) => suspect.service === service)?.clues.find(({ metric }) => metric !== undefined);
    const isTold = impact.some(({ text }) => text.includes(`of ${service} `));
    return clue && !isTold ? [{ text: sentence(clue.statement), evidence: clue.evidence }] : [];
  });
}

/** From suspects to a verdict, and everything that a report says around it. Pure. */
export function conclude(bundle: Bundle, frame: Frame, { findings, suspects, impact, items }: Seen): Analysis {
  const changePoints = findings.flatMap((finding) => finding.changePoints ?? []);
  const templates = findings.flatMap((finding) => finding.templates ?? []);
  const changes = findings.flatMap(({ suspectChanges }) => suspectChanges ?? []).toSorted((one, other) => other.score - one.score);
  const confidence = (suspect: Suspect) => confidenceIn(suspect, suspects, { frame, items, changes });
  const [first] = suspects;
  const verdict = rootCauseOf(first, first ? confidence(first) : null);
  const root = verdict.sufficient ? first : undefined;
  const accused = changes.find(({ score }) => score >= ACCUSED_FROM);
  const ofChange = wouldSettleChange(changes, bundle);
  const settle = [...wouldSettle(suspects, bundle), ...ofChange];
  const services = [...new Set([...frame.symptoms, ...suspects.slice(0, 5)].map(({ service }) => service))];
  return {
    summary: summaryOf(bundle, frame, verdict, accused),
    rootCause: verdict,
    ranked: suspects.slice(0, MOST_RANKED).map(({ clues: _, ...ranked }) => ranked),
    changePoints,
    templates,
    suspectChanges: changes,
    hypotheses: hypothesesOf(suspects, { bundle, frame, changePoints, items, confidence: (suspect) => confidence(suspect).value }),
    fiveWhys: whysOf(root, suspects, bundle, accused),
    contributingFactors: contributingOf(root, suspects),
    notCaught: notCaughtOf(root, bundle),
    impact: [...feltBySymptoms(frame, suspects, impact), ...impact],
    recommendations: recommendationsOf(root, accused, verdict.sufficient, settle),
    similar: similarTo(bundle, { services, signature: first?.signature ?? null, cause: first?.clues[0]?.statement ?? "", templates, changes }),
    wouldSettle: verdict.sufficient ? ofChange : settle,
    timeline: timelineOf(bundle, frame, { suspects, changes }),
    evidence: items,
    warnings: bundle.warnings,
    elapsedMs: 0,
  };
}
