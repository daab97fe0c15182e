import { orderViolations } from "../durations.ts";
import type { TimestampName } from "../incident.ts";
import type { Rule } from "./account.ts";
import { clock, MOMENTS, pairs, timesIn } from "./parts.ts";

export const orderOfTimes: Rule = ({ room: { timestamps }, sources = {} }) =>
  orderViolations(timestamps).map(({ earlier, later }) => ({
    first: `${MOMENTS[later]} at ${clock(timestamps[later]?.at, timestamps[earlier]?.at)}`,
    second: `${MOMENTS[earlier]} only at ${clock(timestamps[earlier]?.at, timestamps[later]?.at)}`,
    entries: [sources[later], sources[earlier]],
  }));

export const timeSaid: Rule = ({ room: { timestamps }, statements, sources = {} }) => {
  const said = statements.flatMap(({ where, text, seq }) => saidTimes(text).map((time) => ({ where, seq, ...time })));
  const againstRecord = said.flatMap(({ where, seq, moment, at }) => {
    const recorded = timestamps[moment]?.at;
    if (!recorded || !areApartOnTheClock(at, recorded.slice(11, 16))) return [];
    const [first, second] = [`${where} says ${MOMENTS[moment]} at ${at}`, `it is recorded for ${clock(recorded)}`];
    return [{ first, second, entries: [seq, sources[moment]] }];
  });
  const unrecorded = said.filter(({ moment }) => !timestamps[moment]);
  const againstOneAnother = pairs(unrecorded)
    .filter(([one, other]) => one.moment === other.moment && areApartOnTheClock(one.at, other.at))
    .map(([one, other]) => ({
      first: `${one.where} says ${MOMENTS[one.moment]} at ${one.at}`,
      second: `${other.where} says at ${other.at}`,
      entries: [one.seq, other.seq],
    }));
  return [...againstRecord, ...againstOneAnother];
};

export const resolvedBeforeImpactEnded: Rule = ({ room: { timestamps, intervals }, sources = {} }) => {
  const resolved = timestamps.resolvedAt?.at;
  if (!resolved) return [];
  return intervals
    .filter(({ endedAt }) => endedAt === null || endedAt > resolved)
    .map(({ id, service, endedAt }) => ({
      first: `it was resolved at ${clock(resolved, endedAt)}`,
      second: `impact on ${service?.name ?? "the whole"} ${endedAt === null ? "still lasts" : `ended only at ${clock(endedAt, resolved)}`}`,
      entries: [sources.resolvedAt, sources[id]],
    }));
};

/** Clocks of different people differ; up to so many minutes mean the same moment. */
const CLOCK_SLACK_MINUTES = 2;
const SAID_MOMENTS: readonly { moment: TimestampName; words: RegExp }[] = [
  { moment: "detectedAt", words: /\balerts?\b.{0,40}?\bfir(?:ed|es|ing)\b|\balert fires?\b/iu },
  {
    moment: "acknowledgedAt",
    words: /\bon-?call acknowledged\b|\b(?:page|alert|incident) (?:was )?acknowledged\b|\backnowledged the (?:page|alert|incident)\b/iu,
  },
  { moment: "declaredAt", words: /\bincident (?:was )?declared\b/iu },
  { moment: "resolvedAt", words: /\b(?:full recovery|incident (?:was )?resolved)\b/iu },
];
/** What is hoped for has no time yet. */
const IS_HOPE = /\b(?:expect\w*|estimat\w*|eta|should|hope\w*|plan\w*|likely|until|if)\b/iu;

/** The moments that a text gives a time of day for, taken for UTC; lines with more than one time are not read. */
function saidTimes(text: string): { moment: TimestampName; at: string }[] {
  return text.split("\n").flatMap((line) => {
    const times = timesIn(line);
    const [at] = times;
    if (times.length !== 1 || !at || IS_HOPE.test(line)) return [];
    return SAID_MOMENTS.filter(({ words }) => words.test(line)).map(({ moment }) => ({ moment, at }));
  });
}

/** `at` and `other` as HH:MM; around midnight too. */
function areApartOnTheClock(at: string, other: string): boolean {
  const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  const gap = Math.abs(minutes(at) - minutes(other));
  return Math.min(gap, 1_440 - gap) > CLOCK_SLACK_MINUTES;
}
