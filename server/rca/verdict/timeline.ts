import type { ChangePointAnswer, SuspectChange, TimelineLine } from "../answer.ts";
import type { Bundle } from "../bundle.ts";
import type { Frame } from "../frame.ts";
import type { Suspect } from "../rank.ts";
import { isoOf } from "../words.ts";

const MOST = 24;
const TOLD = 6;

type Moment = { at: number; text: string; evidence: string[] };

/** What happened, in order, with minutes to the beginning: accused changes, first signs of the suspects, shifts of metrics, alerts, detection. */
export function timelineOf(
  bundle: Bundle,
  frame: Frame,
  {
    suspects,
    changes,
    changePoints,
  }: { suspects: readonly Suspect[]; changes: readonly SuspectChange[]; changePoints: readonly ChangePointAnswer[] },
): TimelineLine[] {
  const accused = new Map(changes.filter(({ score }) => score >= 0.3).map((change) => [change.id, change]));
  const moments: Moment[] = [
    ...bundle.changes.flatMap(({ id, at, kind, title }) => {
      const change = accused.get(id);
      return change ? [{ at, text: `${kind || "Change"}: ${title}`, evidence: change.evidence }] : [];
    }),
    ...suspects
      .slice(0, 6)
      .flatMap(({ clues }) => clues.slice(0, 3).flatMap(({ at, statement, evidence }) => (at === null ? [] : [{ at, text: statement, evidence }]))),
    ...bundle.alerts.flatMap(({ at, name, summary, service }) =>
      at === null ? [] : [{ at, text: `Alert: ${summary || name}${service ? ` (${service})` : ""}`, evidence: [] }],
    ),
    ...changePoints
      .filter(({ service, metric }) => !isTold(service, metric, suspects))
      .slice(0, 6)
      .map(({ at, service, metric, direction }) => ({ at: Date.parse(at), text: `${metric} of ${service} goes ${direction}`, evidence: [] })),
    ...said(bundle),
  ];
  const start = bundle.incident.startedAt ?? frame.onset;
  const once = new Map(moments.map((moment) => [`${Math.round(moment.at / 1000)} ${moment.text}`, moment]));
  return [...once.values()]
    .toSorted((one, other) => one.at - other.at)
    .slice(0, MOST)
    .map(({ at, text, evidence }) => ({ at: isoOf(at), offset: Math.round(((at - start) / 60_000) * 10) / 10, text, evidence }));
}

/** A suspect's own sentence tells it already. */
function isTold(service: string, metric: string, suspects: readonly Suspect[]): boolean {
  return suspects.slice(0, TOLD).some((suspect) => suspect.service === service && suspect.clues.some((clue) => clue.metric === metric));
}

function said({ incident: { startedAt, detectedAt, endedAt } }: Bundle): Moment[] {
  const named = [
    [startedAt, "The incident begins"],
    [detectedAt, "The trouble is detected"],
    [endedAt, "The incident ends"],
  ] as const;
  return named.flatMap(([at, text]) => (at === null ? [] : [{ at, text, evidence: [] }]));
}
