import type { Analysis, Hypothesis, Statement } from "../answer.ts";
import type { Bundle } from "../bundle.ts";
import type { Finding } from "../detectors.ts";
import type { Frame } from "../frame.ts";
import type { Notebook } from "../notebook.ts";
import type { Suspect } from "../rank.ts";
import { similarTo } from "../similar.ts";
import { type Story, tellPool } from "../story/tell-pool.ts";
import { withTrigger } from "../story/with-trigger.ts";
import { sentence } from "../words.ts";
import { contributingOf, firstSign, notCaughtOf, recommendationsOf, wouldSettle, wouldSettleChange } from "./advice.ts";
import { confidenceIn } from "./confidence.ts";
import { hypothesesOf } from "./hypotheses.ts";
import { rootCauseOf } from "./root-cause.ts";
import { summaryOf } from "./summary.ts";
import { timelineOf } from "./timeline.ts";
import { whysOf } from "./whys.ts";

const ACCUSED_FROM = 0.5;
const MOST_RANKED = 20;

export type Seen = { findings: readonly Finding[]; suspects: readonly Suspect[]; impact: Statement[]; notebook: Notebook };

/** What the symptoms themselves show, where the figures of the impact do not tell it already. */
function feltBySymptoms({ symptoms }: Frame, suspects: readonly Suspect[], impact: readonly Statement[]): Statement[] {
  return symptoms.flatMap(({ service }) => {
    const clue = suspects.find((suspect) => suspect.service === service)?.clues.find(({ metric }) => metric !== undefined);
    const isTold = impact.some(({ text }) => text.includes(`of ${service} `));
    return clue && !isTold ? [{ text: sentence(clue.statement), evidence: clue.evidence }] : [];
  });
}

/** From suspects to a verdict, and everything that a report says around it. Pure. */
export function conclude(bundle: Bundle, frame: Frame, { findings, suspects, impact, notebook }: Seen): Analysis {
  const items = notebook.items();
  const changePoints = findings.flatMap((finding) => finding.changePoints ?? []);
  const templates = findings.flatMap((finding) => finding.templates ?? []);
  const weighed = findings.flatMap(({ suspectChanges }) => suspectChanges ?? []).toSorted((one, other) => other.score - one.score);
  const confidence = (suspect: Suspect) => confidenceIn(suspect, suspects, { frame, items, changes: weighed, bundle });
  const [first] = suspects;
  const found = rootCauseOf(first, first ? confidence(first) : null);
  const root = found.sufficient ? first : undefined;
  const story = root ? tellPool({ root, accused: weighed.find(isAccused), bundle, notebook }) : null;
  const verdict = story ? { ...found, statement: story.statement, evidence: story.evidence } : found;
  const changes = withTrigger(weighed, story?.trigger ?? null, story?.does ?? null, notebook);
  const accused = changes.find(isAccused);
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
    hypotheses: worded(story, hypothesesOf(suspects, { bundle, frame, changePoints, items, confidence: (suspect) => confidence(suspect).value })),
    fiveWhys: story?.whys ?? whysOf(root, suspects, bundle, accused),
    contributingFactors: [...(story?.factors ?? []), ...contributingOf(root, suspects)],
    notCaught: story ? [...firstSign(root, bundle), ...story.notCaught] : notCaughtOf(root, bundle),
    impact: [...feltBySymptoms(frame, suspects, impact), ...impact],
    recommendations: recommended(story, recommendationsOf(root, accused, verdict.sufficient, settle)),
    similar: similarTo(bundle, { services, signature: first?.signature ?? null, cause: first?.clues[0]?.statement ?? "", templates, changes }),
    wouldSettle: verdict.sufficient ? ofChange : settle,
    timeline: timelineOf(bundle, frame, { suspects, changes, moments: story?.moments ?? [] }),
    evidence: notebook.items(),
    warnings: bundle.warnings,
    elapsedMs: 0,
  };
}

const isAccused = ({ score }: { score: number }): boolean => score >= ACCUSED_FROM;

function worded(story: Story | null, [first, ...others]: Hypothesis[]): Hypothesis[] {
  if (!story || !first) return first ? [first, ...others] : [];
  const told = {
    ...first,
    statement: story.hypothesis,
    test: story.test,
    for: [{ text: story.statement, evidence: story.evidence }, ...first.for.slice(1)],
  };
  return [told, story.rival, ...others];
}

/** What the story asks for comes in place of what its family asks for in general. */
function recommended(story: Story | null, usual: Analysis["recommendations"]): Analysis["recommendations"] {
  return story ? story.recommendations : usual;
}
