import type { Signature } from "../signatures/signature.ts";
import { type Blame, blameOf } from "./blame.ts";
import type { LogDigest, LogSample, LogTemplate } from "./digest.ts";
import { familyOf } from "./match-signature.ts";
import type { Names } from "./names.ts";
import type { Periods, Rate } from "./rates.ts";
import { severityOf } from "./severity.ts";

/** Lines of one service that tell of one kind of failure: one family and one blamed thing, or one template where no family is known. */
export type Failure = {
  service: string;
  family: Signature | null;
  blame: Blame | null;
  /** The template that says most, first. */
  parts: { template: LogTemplate; rate: Rate; sample: LogSample; strength: number }[];
  strength: number;
  lines: number;
  linesBefore: number;
  from: number | null;
  to: number | null;
};

const SEVERE_FROM = 0.3;
const STEADY = 0.25;
const Z_SCALE = 4;
const FAMILY_BONUS = 0.1;
const STRONGEST = 0.92;
/** A line that was never there before, or is rare, and says that something was switched tells of a change, at whatever level. */
const SWITCH =
  /\b(?:flag|toggle|experiment|rollout)\b.{0,60}\b(?:enabled|disabled|changed|switched|turned)\b|\b(?:config\w*|settings?|parameter|limits?|schema|version)\b.{0,40}\b(?:changed|updated|reloaded|modified|applied|lowered|raised)\b/i;
const SWITCHED = 0.5;
const SWITCHES_MOST = 5;

/** All failures that the logs tell of, the surest first. */
export function failuresIn(digest: LogDigest, rates: ReadonlyMap<LogTemplate, Rate>, periods: Periods, names: Names): Failure[] {
  const groups = new Map<string, Failure>();
  for (const template of digest.templates) {
    const rate = rates.get(template);
    if (!rate) continue;
    const isSwitch = (periods.hasBefore ? rate.before === 0 : template.total <= SWITCHES_MOST) && SWITCH.test(template.text);
    const severity = Math.max(severityOf(template), isSwitch ? SWITCHED : 0);
    if (severity < SEVERE_FROM) continue;
    const sample = tellingSample(template, periods, digest.slotMs);
    const family = familyOf(sample.message);
    const blame = blameOf(sample.message, template.service, names);
    const strength = Math.min(STRONGEST, (severity + (family ? FAMILY_BONUS : 0)) * newnessOf(rate, periods));
    add(groups, { template, rate, sample, strength }, family, blame);
  }
  return [...groups.values()].map(settled).toSorted((one, other) => other.strength - one.strength || (keyOf(one) < keyOf(other) ? -1 : 1));
}

const keyOf = ({ service, family, blame, parts }: Pick<Failure, "service" | "family" | "blame" | "parts">): string =>
  `${service}\n${family?.name ?? parts[0]?.template.text ?? ""}\n${blame?.service ?? blame?.named ?? ""}`;

function add(groups: Map<string, Failure>, part: Failure["parts"][number], family: Signature | null, blame: Blame | null): void {
  const { service } = part.template;
  const failure = { service, family, blame, parts: [part], strength: 0, lines: 0, linesBefore: 0, from: null, to: null };
  const known = groups.get(keyOf(failure));
  if (known) known.parts.push(part);
  else groups.set(keyOf(failure), failure);
}

function settled(failure: Failure): Failure {
  const parts = failure.parts.toSorted(
    (one, other) => other.strength - one.strength || other.rate.after - one.rate.after || (one.template.text < other.template.text ? -1 : 1),
  );
  const starts = parts.flatMap(({ rate }) => rate.firstAfter ?? rate.first ?? []);
  const ends = parts.flatMap(({ template }) => template.samples.at(-1)?.at ?? []);
  return {
    ...failure,
    parts,
    strength: parts[0]?.strength ?? 0,
    lines: parts.reduce((sum, { rate, template }) => sum + (rate.after > 0 ? rate.after : template.total), 0),
    linesBefore: parts.reduce((sum, { rate }) => sum + rate.before, 0),
    from: starts.length > 0 ? Math.min(...starts) : null,
    to: ends.length > 0 ? Math.max(...ends) : null,
  };
}

/** From 0 to 1, how much a failure belongs to the trouble: what has always been logged is worth little. Without calm time everything counts. */
function newnessOf({ before, after, beforeMinutes, afterMinutes, z }: Rate, { hasBefore }: Periods): number {
  if (!hasBefore) return 0.9 + 0.1 * Math.min(1, Math.log10(1 + after) / 3);
  if (after === 0) return STEADY / 2;
  if (z <= 0) return STEADY;
  const risen = 1 - Math.min(1, before / Math.max(beforeMinutes, 1e-9) / (after / Math.max(afterMinutes, 1e-9)));
  return Math.max(STEADY, risen * (1 - Math.exp(-z / Z_SCALE)) ** 0.5);
}

/** The sample to quote: one from the trouble, when there is one. */
function tellingSample({ samples, text }: LogTemplate, periods: Periods, slotMs: number): LogSample {
  const during = samples.find(({ at }) => at !== null && periods.isAfter(Math.floor(at / slotMs)));
  return during ?? samples.at(-1) ?? { at: null, message: text, trace: null };
}
