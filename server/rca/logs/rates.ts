import type { Frame } from "../frame.ts";
import type { LogDigest, LogTemplate } from "./digest.ts";

/** Lines of a template before and in the trouble. Minutes count only slots in which anything was logged at all, so that gaps between captures do not dilute. */
export type Rate = {
  before: number;
  after: number;
  beforeMinutes: number;
  afterMinutes: number;
  /** First and last instant, to the width of a slot; null for lines without a time. */
  first: number | null;
  last: number | null;
  firstAfter: number | null;
  /** How far the change is beyond what comes and goes in calm time, in standard deviations; negative when there are fewer. */
  z: number;
};

/** `null`: the logs hold no calm time to compare with. */
export type Periods = { isBefore(slot: number): boolean; isAfter(slot: number): boolean; hasBefore: boolean };

const LINES_LEAST = 20;
const MINUTE = 60_000;

/**
 * Which slots are calm and which are trouble. Where the logs end when the trouble was seen, or hold no calm, they are all looked at as one: then only
 * what the lines say counts, not how their rates changed.
 */
export function periodsOf({ templates, slotMs, from, to }: LogDigest, { calm, trouble, isGuessed }: Frame): Periods {
  const isBefore = (slot: number): boolean => (slot + 1) * slotMs <= Math.max(calm.to, 0);
  const isAfter = (slot: number): boolean => (slot + 1) * slotMs > trouble.from && slot * slotMs <= trouble.to;
  let before = 0;
  let after = 0;
  for (const { counts } of templates)
    for (const [slot, count] of counts) {
      if (isBefore(slot)) before += count;
      else if (isAfter(slot)) after += count;
    }
  const isLookedBackAt = isGuessed || from === null || to === null || to - trouble.from < slotMs;
  if (before < LINES_LEAST || after < LINES_LEAST || isLookedBackAt) return { isBefore: () => false, isAfter: () => true, hasBefore: false };
  return { isBefore, isAfter, hasBefore: true };
}

/** Rates of each template; the calibration is by Poisson counts, widened by how much the template came in bursts while all was calm. */
export function ratesOf(digest: LogDigest, periods: Periods): Map<LogTemplate, Rate> {
  const slots = new Set<number>();
  for (const { counts } of digest.templates) for (const slot of counts.keys()) slots.add(slot);
  const calm = [...slots].filter(periods.isBefore).length;
  const trouble = [...slots].filter(periods.isAfter).length;
  const minutes = digest.slotMs / MINUTE;
  return new Map(digest.templates.map((template) => [template, rateOf(template, { calm, trouble, minutes, slotMs: digest.slotMs, periods })]));
}

type Exposure = { calm: number; trouble: number; minutes: number; slotMs: number; periods: Periods };

function rateOf({ counts }: LogTemplate, { calm, trouble, minutes, slotMs, periods }: Exposure): Rate {
  let [before, after, squares] = [0, 0, 0];
  let [first, last, firstAfter] = [Infinity, -Infinity, Infinity];
  for (const [slot, count] of counts) {
    first = Math.min(first, slot);
    last = Math.max(last, slot);
    if (periods.isBefore(slot)) {
      before += count;
      squares += count * count;
    } else if (periods.isAfter(slot)) {
      after += count;
      firstAfter = Math.min(firstAfter, slot);
    }
  }
  const mean = before / Math.max(1, calm);
  const bursts = mean > 0 ? Math.max(1, (squares / calm - mean * mean) / mean) : 1;
  const at = (slot: number): number | null => (Number.isFinite(slot) ? slot * slotMs : null);
  return {
    before,
    after,
    beforeMinutes: calm * minutes,
    afterMinutes: trouble * minutes,
    first: at(first),
    last: at(last),
    firstAfter: at(firstAfter),
    z: zOf(before, calm, after, trouble) / Math.sqrt(bursts),
  };
}

/** Signed root of the likelihood ratio of two Poisson counts with their exposures. */
export function zOf(before: number, calm: number, after: number, trouble: number): number {
  if (calm === 0 || trouble === 0) return 0;
  const expected = ((before + after) * trouble) / (calm + trouble);
  const other = before + after - expected;
  const term = (count: number, mean: number): number => (count > 0 ? count * Math.log(count / mean) : 0);
  const z = Math.sqrt(Math.max(0, 2 * (term(after, expected) + term(before, other))));
  return after >= expected ? z : -z;
}
