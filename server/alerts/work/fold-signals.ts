import { ALERT_LEVELS, type AlertLevel, type AlertOutcome, type SignalKind } from "#lib/contracts/alert-terms.ts";
import type { ParsedAlert } from "#lib/contracts/integration.ts";

/** An alert as it is stored. Times RFC 3339 with milliseconds. */
export type KeptAlert = {
  id: string;
  dedupKey: string;
  status: "firing" | "resolved";
  level: AlertLevel;
  title: string;
  description: string;
  labels: Record<string, string>;
  link: string | null;
  startsAt: string;
  endsAt: string | null;
  firstAt: string;
  lastAt: string;
  occurrences: number;
  refires: number;
  outcome: AlertOutcome;
  reason: string;
};

/** What one event says of one alert; `at`: when it came. */
export type Signal = { eventId: string; round: number; index: number; at: string; alert: ParsedAlert };
export type JudgedSignal = Signal & { alertId: string; kind: SignalKind };

/** An alert that fires again after so long is another one. */
const SAME_FOR_MS = 24 * 3_600_000;
const NEVER_FIRED = "It was resolved before it fired here.";

/**
 * What these signals make of the alerts that are known, in the order in which they came. `latest`: of each key. Answers with the alerts that
 * were touched and what each signal was. Pure, but for the ids it asks for.
 */
export function foldSignals(latest: ReadonlyMap<string, KeptAlert>, signals: readonly Signal[], newId: () => string) {
  const now = new Map(latest);
  const touched = new Map<string, KeptAlert>();
  const judged = signals.map((signal): JudgedSignal => {
    const { kind, alert } = judge(now.get(signal.alert.key), signal, newId);
    now.set(alert.dedupKey, alert);
    touched.set(alert.id, alert);
    return { ...signal, alertId: alert.id, kind };
  });
  return { alerts: [...touched.values()], judged };
}

type Judged = { kind: SignalKind; alert: KeptAlert };

function judge(known: KeptAlert | undefined, signal: Signal, newId: () => string): Judged {
  const isOver = signal.alert.status === "resolved";
  if (!known) return isOver ? { kind: "resolved", alert: neverFired(signal, newId()) } : { kind: "fired", alert: fired(signal, newId()) };
  if (isLate(known, signal)) return { kind: "late", alert: known };
  if (isOver) return { kind: "resolved", alert: resolved(known, signal) };
  if (known.status === "firing") return { kind: "repeated", alert: repeated(known, signal) };
  const isAnother = Date.parse(signal.at) - Date.parse(known.endsAt ?? known.lastAt) > SAME_FOR_MS;
  return isAnother ? { kind: "fired", alert: fired(signal, newId()) } : { kind: "refired", alert: refired(known, signal) };
}

/** Whether it tells of a stretch that is over already. Senders without times of their own are taken at their word. */
function isLate(known: KeptAlert, { alert }: Signal): boolean {
  if (alert.status === "resolved") return known.status === "resolved" || (alert.startsAt !== null && alert.startsAt < known.startsAt);
  return known.status === "resolved" && alert.startsAt !== null && alert.startsAt <= known.startsAt;
}

function fired({ at, alert }: Signal, id: string): KeptAlert {
  const { key, title, level, description, labels, link, startsAt } = alert;
  const words = { title, level, description, labels, link };
  const times = { startsAt: startsAt ?? at, endsAt: null, firstAt: at, lastAt: at };
  return { id, dedupKey: key, status: "firing", ...words, ...times, occurrences: 1, refires: 0, outcome: "pending", reason: "" };
}

function neverFired(signal: Signal, id: string): KeptAlert {
  return { ...fired(signal, id), status: "resolved", endsAt: signal.alert.endsAt ?? signal.at, outcome: "recorded", reason: NEVER_FIRED };
}

function repeated(known: KeptAlert, { at, alert }: Signal): KeptAlert {
  const { title, level, description, labels, link } = alert;
  const isWorse = ALERT_LEVELS.indexOf(level) < ALERT_LEVELS.indexOf(known.level);
  const outcome = isWorse && known.outcome === "recorded" ? "pending" : known.outcome;
  return { ...known, title, level, description, labels, link, lastAt: at, occurrences: known.occurrences + 1, outcome };
}

function refired(known: KeptAlert, signal: Signal): KeptAlert {
  const again = repeated(known, signal);
  return { ...again, status: "firing", startsAt: signal.alert.startsAt ?? signal.at, endsAt: null, refires: known.refires + 1, outcome: "pending" };
}

function resolved(known: KeptAlert, { at, alert }: Signal): KeptAlert {
  const endsAt = alert.endsAt ?? at;
  return { ...known, status: "resolved", lastAt: at, endsAt: endsAt < known.startsAt ? at : endsAt };
}
