import type { SuspectChange, TimelineLine } from "../answer.ts";
import type { Bundle } from "../bundle.ts";
import type { Frame } from "../frame.ts";
import type { Suspect } from "../rank.ts";
import { isoOf, sentence } from "../words.ts";

const MOST = 24;
/** Of whom the timeline tells: suspects that come near the first; of them, signs that are hardly noise. */
const [NEAR, SURE] = [0.25, 0.5];
/** What was so long before the first suspect's first sign, by inexact times, does not follow from it. */
const EARLIER_MS = 120_000;

type Moment = { at: number; text: string; evidence: string[] };

/** What happened, in order, with minutes to the beginning: accused changes, first signs of the suspects and the symptoms, alerts, detection. */
export function timelineOf(
  bundle: Bundle,
  frame: Frame,
  { suspects, changes, moments: further = [] }: { suspects: readonly Suspect[]; changes: readonly SuspectChange[]; moments?: readonly Moment[] },
): TimelineLine[] {
  const accused = new Map(changes.filter(({ score }) => score >= 0.3).map((change) => [change.id, change]));
  const moments: Moment[] = [
    ...bundle.changes.flatMap(({ id, at, kind, title }) => {
      const change = accused.get(id);
      return change ? [{ at, text: `${kind || "Change"}: ${title}`, evidence: change.evidence }] : [];
    }),
    ...signsOf(suspects, frame).filter(({ text }) => ![...accused.values()].some(({ title }) => text.includes(title))),
    ...further,
    ...(suspects[0]?.clues ?? []).flatMap(({ moments = [], evidence }) => moments.map((moment) => ({ ...moment, evidence }))),
    ...bundle.alerts.flatMap(({ at, name, summary, service }) =>
      at === null ? [] : [{ at, text: `Alert: ${summary || name}${service ? ` (${service})` : ""}`, evidence: [] }],
    ),
    ...said(bundle),
  ];
  const start = bundle.incident.startedAt ?? frame.onset;
  const once = new Map(moments.map((moment) => [`${Math.round(moment.at / 1000)} ${moment.text}`, moment]));
  return [...once.values()]
    .toSorted((one, other) => one.at - other.at)
    .slice(0, MOST)
    .map(({ at, text, evidence }) => ({ at: isoOf(at), offset: Math.round(((at - start) / 60_000) * 10) / 10, text, evidence }));
}

function signsOf(suspects: readonly Suspect[], frame: Frame): Moment[] {
  const [first] = suspects;
  const since = Math.min(...(first?.clues ?? []).map(({ at }) => at ?? frame.onset), frame.onset) - EARLIER_MS;
  const isTold = ({ service, score }: Suspect) =>
    score >= NEAR * (first?.score ?? 0) || frame.symptoms.some((symptom) => symptom.service === service);
  return suspects
    .filter(isTold)
    .slice(0, 6)
    .flatMap((suspect) =>
      suspect.clues
        .filter((clue) => (suspect === first || clue.strength >= SURE) && clue.moments === undefined)
        .slice(0, 3)
        .flatMap(({ at, statement, evidence }) => (at === null || at < since ? [] : [{ at, text: sentence(statement), evidence }])),
    );
}

function said({ incident: { startedAt, detectedAt, endedAt } }: Bundle): Moment[] {
  const named = [
    [startedAt, "The incident begins"],
    [detectedAt, "The trouble is detected"],
    [endedAt, "The incident ends"],
  ] as const;
  return named.flatMap(([at, text]) => (at === null ? [] : [{ at, text, evidence: [] }]));
}
