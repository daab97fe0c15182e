import type { Punctuality, Step, TimeName, Verdicts } from "#lib/contracts/insights.ts";
import { durationWords } from "#lib/time.ts";

export const TIME_LABELS: Record<TimeName, string> = {
  toDetect: "Time to detect",
  toAcknowledge: "Time to acknowledge",
  toMitigate: "Time to mitigate",
  toResolve: "Time to resolve",
};

/** From what to what each time is. */
export const TIME_HELP: Record<TimeName, string> = {
  toDetect: "From the start of impact to its detection, else to the declaration",
  toAcknowledge: "From detection, else declaration, to the first acknowledgement",
  toMitigate: "From the start of impact, else detection, to mitigation",
  toResolve: "From the start of impact, else detection, to resolution",
};

const NUMBER = new Intl.NumberFormat("en");
const TENTH = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });

export function numberWords(value: number): string {
  return NUMBER.format(value);
}

export function minuteWords(minutes: number): string {
  return `${(minutes < 1_000 ? TENTH : NUMBER).format(minutes < 1_000 ? minutes : Math.round(minutes))} min`;
}

export function spanWords(milliseconds: number | null): string {
  return milliseconds === null ? "–" : durationWords(milliseconds);
}

export type Change = { words: string; tone: "better" | "worse" | "same" };

/** How a value differs from the one before; `isLessBetter` says in which direction it should go. Null where there is nothing to compare. Pure. */
export function changeOf(now: number | null, before: number | null, isLessBetter = true): Change | null {
  if (now === null || before === null || (now === 0 && before === 0)) return null;
  if (now === before) return { words: "as before", tone: "same" };
  const isMore = now > before;
  const tone = isMore === isLessBetter ? "worse" : "better";
  if (before === 0) return { words: "none before", tone: "same" };
  const percent = Math.abs(Math.round((100 * (now - before)) / before));
  return percent === 0
    ? { words: "as before", tone: "same" }
    : { words: `${NUMBER.format(percent)} % ${isMore ? "more" : "less"} than before`, tone };
}

/** Share of kept, 0 to 100; null where nothing was owed. Pure. */
export function keptShare({ kept, late }: Punctuality): number | null {
  return kept + late === 0 ? null : (100 * kept) / (kept + late);
}

/** Of what people decided of agents' explanations and judged of investigations: how much was right, 0 to 100. Pure. */
export function rightShare({ accepted, refuted, right, short, area, wrong }: Verdicts): number | null {
  const judged = accepted + refuted + right + short + area + wrong;
  return judged === 0 ? null : (100 * (accepted + right)) / judged;
}

/** A whole percentage that never says 100 or 0 for almost. Pure. */
export function percentWords(share: number | null): string {
  if (share === null) return "–";
  const whole = share > 0 && share < 1 ? 1 : share > 99 && share < 100 ? 99 : Math.round(share);
  return `${whole} %`;
}

/** What a step of the series is called, by the clocks of the zone. */
export function stepWords(step: Pick<Step, "from">, size: "day" | "week" | "month", zone: string): string {
  const format: Intl.DateTimeFormatOptions = size === "month" ? { month: "short", year: "2-digit" } : { day: "numeric", month: "short" };
  return new Intl.DateTimeFormat("en-GB", { ...format, timeZone: zone }).format(new Date(step.from));
}

export function dayWords(day: string): string {
  return new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }).format(new Date(day));
}
