import { HORIZONS, type Horizon, type Recommendation, type Statement, type SuspectChange } from "../answer.ts";
import type { Bundle } from "../bundle.ts";
import type { Suspect } from "../rank.ts";
import { fillWords } from "../signatures/fill.ts";
import { signatureNamed } from "../signatures/registry.ts";
import { clockOf, durationOf, listOf, lowered } from "../words.ts";
import { unmeasuredCallee } from "./unmeasured.ts";

/** The family whose first advice is to undo the change. */
const CHANGED = "faulty-change";

/** What to do at once and later: undo what was accused, then what the family of failure asks for. */
export function recommendationsOf(
  root: Suspect | undefined,
  change: SuspectChange | undefined,
  isClaimed: boolean,
  settle: readonly string[],
): Recommendation[] {
  const evidence = root?.clues[0]?.evidence ?? [];
  const undo: Recommendation[] = change
    ? [
        {
          horizon: "immediate",
          text: `Undo “${change.title}”${change.link ? ` (${change.link})` : ""}, or switch it off, and watch whether the symptom goes.`,
          evidence: change.evidence,
        },
      ]
    : [];
  if (!root || !isClaimed) return [...undo, ...settle.map((text) => ({ horizon: "immediate" as Horizon, text, evidence: [] }))];
  const isUndone = change !== undefined && root.signature === CHANGED;
  const known = (signatureNamed(root.signature ?? null)?.recommendations ?? []).filter(({ horizon }) => !(isUndone && horizon === "immediate"));
  const own = known.map(({ horizon, text }) => ({ horizon, text: fillWords(text, root.clues[0] ?? { service: root.service }), evidence }));
  const look: Recommendation = { horizon: "immediate", text: lookAt(root), evidence };
  return [...undo, ...(own.length > 0 ? own : [look])].toSorted((one, other) => HORIZONS.indexOf(one.horizon) - HORIZONS.indexOf(other.horizon));
}

/** For a failure of no known family: where and when to look. */
function lookAt({ service, clues }: Suspect): string {
  const times = clues.flatMap(({ at }) => (at === null ? [] : [at]));
  const when = times.length > 0 ? ` at ${clockOf(Math.min(...times))}` : "";
  return `Look at ${service} first: what changed there${when}, and what it waits for.`;
}

/** What would settle the question: the kinds of evidence that are missing, and the check of the likeliest explanation. */
export function wouldSettle(suspects: readonly Suspect[], bundle: Bundle): string[] {
  const [first] = suspects;
  const where = first?.service ?? bundle.incident.symptoms[0]?.service ?? "the service that fails";
  const signature = signatureNamed(first?.signature ?? null);
  const dark = first ? unmeasuredCallee(first, bundle) : null;
  return [
    ...(dark ? [`Metrics or traces of ${dark}: how long it takes to answer, measured there, beside what ${where} waits for it.`] : []),
    ...(signature ? [fillWords(signature.test, first?.clues[0] ?? { service: where })] : []),
    ...(bundle.series.length === 0 ? [`Metrics of ${where} and of what it calls, from an hour before to now.`] : []),
    ...(bundle.logs.lines === 0 ? [`Logs of ${where} from before and during the trouble.`] : []),
    ...(bundle.changes.length === 0 ? ["The list of deploys, flags and configuration changes of the last day."] : []),
    ...(bundle.edges.length === 0 && bundle.spans.length === 0 ? ["Who calls whom: a dependency graph or traces."] : []),
    ...(bundle.incident.detectedAt === null && bundle.incident.startedAt === null ? ["When it began, or when it was first seen."] : []),
  ].slice(0, 5);
}

const [WORTH_TRYING, ACCUSED_FROM] = [0.1, 0.5];

/** What would tell whether the likeliest change did it, where the evidence does not suffice to accuse it. */
export function wouldSettleChange([likeliest]: readonly SuspectChange[], bundle: Bundle): string[] {
  if (!likeliest || likeliest.score < WORTH_TRYING || likeliest.score >= ACCUSED_FROM) return [];
  const { detail = "", kind = "" } = bundle.changes.find(({ id }) => id === likeliest.id) ?? {};
  const isTold = /^[+-]/m.test(detail) || !/commit|merge|push|deploy/i.test(kind);
  const seen = isTold ? "" : "the lines that it changed, which are not told here; or ";
  return [
    `Whether “${likeliest.title}” did it, which its time and place alone do not show: ${seen}to take it back and see whether the symptom goes. It may also have been a change that is not listed.`,
  ];
}

/** Other things that are wrong by themselves, apart from the root cause; what began with it or after it follows from it. */
export function contributingOf(root: Suspect | undefined, suspects: readonly Suspect[]): Statement[] {
  const first = Math.min(...(root?.clues ?? []).flatMap(({ at }) => at ?? []));
  return suspects
    .flatMap(({ clues }) => clues)
    .filter(({ service, signature }) => !(service === root?.service && signature === root.signature))
    .filter(({ role, strength, at }) => role === "cause" && strength >= 0.5 && (at === null || at < first))
    .slice(0, 5)
    .map(({ statement, evidence }) => ({ text: statement, evidence }));
}

/** How long signs stood in the evidence before the detection. */
export function firstSign(root: Suspect | undefined, { incident: { detectedAt } }: Bundle): Statement[] {
  const times = (root?.clues ?? []).flatMap(({ at }) => (at === null ? [] : [at]));
  const first = times.length > 0 ? Math.min(...times) : null;
  if (first === null || detectedAt === null || detectedAt - first < 60_000) return [];
  const clue = root?.clues.find(({ at }) => at === first);
  const text = `The first sign stood in the evidence at ${clockOf(first)}, ${durationOf(detectedAt - first)} before it was detected.`;
  return [{ text, evidence: clue?.evidence ?? [] }];
}

/** Why it was not seen earlier: how long the signs stood before the detection, and what usually hides such a failure. */
export function notCaughtOf(root: Suspect | undefined, bundle: Bundle): Statement[] {
  if (!root) return [];
  const statements = firstSign(root, bundle);
  const alerted = bundle.alerts.flatMap(({ service }) => service ?? []);
  if (alerted.length > 0 && !alerted.some((name) => name === root.service || name.startsWith(`${root.service}-`))) {
    statements.push({
      text: `Alerts fired for ${listOf([...new Set(alerted)].slice(0, 3)) || "other things"}, none for ${root.service} itself.`,
      evidence: [],
    });
  }
  const usual = signatureNamed(root.signature ?? null)?.notCaught;
  if (!usual) return statements;
  const words = fillWords(usual, root.clues[0] ?? { service: root.service });
  return [...statements, { text: `Usual of such failures, not shown here: ${lowered(words)}`, evidence: [] }];
}
