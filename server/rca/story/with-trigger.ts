import type { SuspectChange } from "../answer.ts";
import type { Notebook } from "../notebook.ts";
import { clockOf } from "../words.ts";
import { citeOf, switchedWords, type Trigger } from "./trigger.ts";

/** Beside its switch it is not alone, and what its lines do was read more closely. */
const [ALONE, ACTS] = [/^It is the only change/, /^It .+, and the evidence shows that/];

function told(known: SuspectChange | undefined, does: string | null): SuspectChange | null {
  if (!known) return null;
  const kept = known.reasons.filter((reason) => !ALONE.test(reason) && !(does && ACTS.test(reason)));
  return { ...known, reasons: [...(does ? [does] : []), ...kept] };
}

/** The code stands behind the switch that put it into force. */
const BEHIND = 0.97;

/** The weighed changes with a switch and its code together, the switch first: it is what is taken back at once. */
export function withTrigger(weighed: readonly SuspectChange[], trigger: Trigger | null, does: string | null, notebook: Notebook): SuspectChange[] {
  if (!trigger) return [...weighed];
  const { switched, code } = trigger;
  const known = (id: string) => weighed.find((one) => one.id === id);
  const score = Math.max(known(switched.id)?.score ?? 0, known(code.id)?.score ?? 0);
  const first: SuspectChange = {
    id: switched.id,
    title: switched.title,
    link: switched.link,
    service: switched.service,
    score,
    reasons: [
      `It was ${switchedWords(switched)} at ${clockOf(switched.at)}, and put into force what “${code.title}” had brought.`,
      ...(known(switched.id)?.reasons ?? []),
    ],
    evidence: [...new Set([citeOf(switched, notebook), ...(known(switched.id)?.evidence ?? [])])],
  };
  const second: SuspectChange = {
    ...(told(known(code.id), does) ?? {
      id: code.id,
      title: code.title,
      link: code.link,
      service: code.service,
      reasons: [],
      evidence: [citeOf(code, notebook)],
    }),
    score: Math.round(score * BEHIND * 1000) / 1000,
  };
  const others = weighed.filter(({ id }) => id !== switched.id && id !== code.id);
  return [first, second, ...others].toSorted((one, other) => other.score - one.score);
}
