import { orderViolations } from "./durations.ts";
import type { Severity, TimestampName } from "./incident.ts";
import type { RoomState, Span } from "./room.ts";
import { proposeSeverity } from "./severity.ts";
import { areApart, type ShareClaim, shareClaims, shareFigure } from "./share-claims.ts";

export const CONTRADICTION_RULES = [
  "order-of-times",
  "time-said",
  "severity-said",
  "severity-of-impact",
  "resolved-before-impact-ended",
  "share-said",
  "called-after-recovery",
  "acknowledged-before-call",
] as const;
export type ContradictionRule = (typeof CONTRADICTION_RULES)[number];

/** Two things that cannot both be true. `first` and `second` say them, each with where it stands. */
export type Contradiction = { rule: ContradictionRule; first: string; second: string };

/** Something that people wrote about the incident. `at`: when it was true, RFC 3339; null for what claims to hold now. */
export type Statement = { where: string; text: string; at: string | null };

/** One call for help: a page or an escalation to a level. Times RFC 3339. */
export type Call = { who: string; calledAt: string; acknowledgedAt: string | null };

export type Account = { room: RoomState; statements: Statement[]; calls: Call[] };

type Rule = (account: Account) => Omit<Contradiction, "rule">[];

const MOMENTS: Record<TimestampName, string> = {
  startedAt: "impact began",
  detectedAt: "it was detected",
  declaredAt: "it was declared",
  acknowledgedAt: "it was acknowledged",
  identifiedAt: "the cause was identified",
  mitigatedAt: "it was mitigated",
  resolvedAt: "it was resolved",
  closedAt: "it was closed",
};

const RULES: Record<ContradictionRule, Rule> = {
  "order-of-times": ({ room: { timestamps } }) =>
    orderViolations(timestamps).map(({ earlier, later }) => ({
      first: `${MOMENTS[later]} at ${clock(timestamps[later]?.at, timestamps[earlier]?.at)}`,
      second: `${MOMENTS[earlier]} only at ${clock(timestamps[earlier]?.at, timestamps[later]?.at)}`,
    })),

  "time-said": ({ room: { timestamps }, statements }) => {
    const said = statements.flatMap(({ where, text }) => saidTimes(text).map((time) => ({ where, ...time })));
    const againstRecord = said.flatMap(({ where, moment, at }) => {
      const recorded = timestamps[moment]?.at;
      if (!recorded || !areApartOnTheClock(at, recorded.slice(11, 16))) return [];
      return [{ first: `${where} says ${MOMENTS[moment]} at ${at}`, second: `it is recorded for ${clock(recorded)}` }];
    });
    if (againstRecord.length > 0) return againstRecord;
    return pairs(said)
      .filter(([one, other]) => one.moment === other.moment && areApartOnTheClock(one.at, other.at))
      .map(([one, other]) => ({ first: `${one.where} says ${MOMENTS[one.moment]} at ${one.at}`, second: `${other.where} says at ${other.at}` }));
  },

  "severity-said": ({ room, statements }) =>
    statements.flatMap(({ where, text, at }) => {
      const said = namedSeverities(text);
      const present = severityAt(room, at);
      const [only] = said;
      if (said.length !== 1 || !only || !present || only === present) return [];
      return [{ first: `${where} says ${only}`, second: `the incident ${at === null ? "is" : "was then"} ${present}` }];
    }),

  /** Severity is a judgement: only what the policy leaves no choice about, or two steps, contradicts it. */
  "severity-of-impact": ({ room }) => {
    const { severity, figures } = room;
    if (!severity || figures.none) return [];
    const { severity: proposed, rule } = proposeSeverity({
      usersPercent: figures.usersPercent,
      revenuePerHour: figures.revenuePerHour,
      hasDataLoss: figures.dataLoss,
      hasSecurityBreach: figures.security,
    });
    const isFarOff = proposed < severity && (proposed === "SEV1" || Number(severity.slice(3)) - Number(proposed.slice(3)) > 1);
    if (!isFarOff) return [];
    return [{ first: `the incident is ${severity}`, second: `its stated impact makes it ${proposed}: ${lowerFirst(rule)}` }];
  },

  "resolved-before-impact-ended": ({ room: { timestamps, intervals } }) => {
    const resolved = timestamps.resolvedAt?.at;
    if (!resolved) return [];
    return intervals
      .filter(({ endedAt }) => endedAt === null || endedAt > resolved)
      .map(({ service, endedAt }) => ({
        first: `it was resolved at ${clock(resolved, endedAt)}`,
        second: `impact on ${service?.name ?? "the whole"} ${endedAt === null ? "still lasts" : `ended only at ${clock(endedAt, resolved)}`}`,
      }));
  },

  "share-said": ({ room, statements }) => {
    const figures = figureClaims(room);
    const said = statements.flatMap(({ where, text }) => shareClaims(text).map((claim) => ({ where, claim })));
    const againstFigures = said.flatMap(({ where, claim }) =>
      figures.filter((figure) => areApart(figure, claim)).map((figure) => ({ first: `${where} says “${claim.words}”`, second: figure.words })),
    );
    if (againstFigures.length > 0) return oneOfEach(againstFigures, ({ second }) => second);
    const apart = pairs(said).filter(([one, other]) => areApart(one.claim, other.claim));
    return oneOfEach(apart, ([one, other]) => `${one.where}, ${other.where}`).map(([one, other]) => ({
      first: `${one.where} says “${one.claim.words}”`,
      second: `${other.where} says “${other.claim.words}”`,
    }));
  },

  "called-after-recovery": ({ room: { timestamps }, calls }) => {
    const resolved = timestamps.resolvedAt?.at;
    if (!resolved) return [];
    return calls
      .filter(({ calledAt }) => calledAt > resolved)
      .map(({ who, calledAt }) => ({
        first: `${who} was called at ${clock(calledAt, resolved)}`,
        second: `it was resolved at ${clock(resolved, calledAt)}`,
      }));
  },

  "acknowledged-before-call": ({ room: { timestamps }, calls }) => {
    const first = calls.map(({ calledAt }) => calledAt).toSorted()[0];
    const acknowledged = timestamps.acknowledgedAt?.at;
    const whole =
      first && acknowledged && acknowledged < first
        ? [{ first: `it was acknowledged at ${clock(acknowledged, first)}`, second: `the first call went out only at ${clock(first, acknowledged)}` }]
        : [];
    const single = calls.flatMap(({ who, calledAt, acknowledgedAt }) =>
      acknowledgedAt && acknowledgedAt < calledAt
        ? [
            {
              first: `${who} acknowledged at ${clock(acknowledgedAt, calledAt)}`,
              second: `${who} was called only at ${clock(calledAt, acknowledgedAt)}`,
            },
          ]
        : [],
    );
    return [...whole, ...single];
  },
};

/** What cannot all be true of an incident, by fixed rules; nothing is guessed. Pure. */
export function contradictionsOf(account: Account): Contradiction[] {
  return CONTRADICTION_RULES.flatMap((rule) => RULES[rule](account).map((found) => ({ rule, ...found })));
}

/** What the state of a room itself says in words. */
export function statementsOf(room: RoomState): Statement[] {
  const { title, summary, figures, lastUpdate } = room;
  return [
    { where: "the title", text: title, at: null },
    { where: "the summary", text: summary, at: null },
    { where: "the impact", text: figures.text ?? "", at: null },
    ...(lastUpdate ? [{ where: "the latest update", text: lastUpdate.text, at: lastUpdate.at }] : []),
  ];
}

function figureClaims({ figures, intervals }: RoomState): ShareClaim[] {
  const users = figures.usersPercent;
  const shares = intervals.flatMap(({ share }) => (share === null ? [] : [share * 100]));
  const worst = shares.length > 0 ? Math.max(...shares) : null;
  return [
    ...(users === null ? [] : [shareFigure(users, `the impact is given as ${users} % of the users`)]),
    ...(worst === null || users !== null ? [] : [shareFigure(worst, `the worst stretch of impact is given as ${Math.round(worst)} %`)]),
  ];
}

/** Two places that disagree are named once, by the first words in which they do. */
function oneOfEach<T>(items: T[], key: (item: T) => string): T[] {
  return [...Map.groupBy(items, key).values()].flatMap(([first]) => (first === undefined ? [] : [first]));
}

function pairs<T>(items: T[]): [T, T][] {
  return items.flatMap((one, index) => items.slice(index + 1).map((other): [T, T] => [one, other]));
}

/** Clocks of different people differ; up to so many minutes mean the same moment. */
const CLOCK_SLACK_MINUTES = 2;
const SAID_MOMENTS: readonly { moment: TimestampName; words: RegExp }[] = [
  { moment: "detectedAt", words: /\balerts?\b.{0,40}?\bfir(?:ed|es|ing)\b|\balert fires?\b/iu },
  { moment: "acknowledgedAt", words: /\backnowledged\b/iu },
  { moment: "declaredAt", words: /\bincident (?:was )?declared\b/iu },
  { moment: "resolvedAt", words: /\b(?:full recovery|incident (?:was )?resolved)\b/iu },
];

/** The moments that a text gives a time of day for, taken for UTC; lines with more than one time are not read. */
function saidTimes(text: string): { moment: TimestampName; at: string }[] {
  return text.split("\n").flatMap((line) => {
    const times = [...line.matchAll(/(?<![\d:])([01]?\d|2[0-3]):([0-5]\d)(?![\d:])/gu)];
    const [only] = times;
    if (times.length !== 1 || !only) return [];
    const at = `${only[1]?.padStart(2, "0")}:${only[2]}`;
    return SAID_MOMENTS.filter(({ words }) => words.test(line)).map(({ moment }) => ({ moment, at }));
  });
}

/** `at` and `other` as HH:MM; around midnight too. */
function areApartOnTheClock(at: string, other: string): boolean {
  const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  const gap = Math.abs(minutes(at) - minutes(other));
  return Math.min(gap, 1_440 - gap) > CLOCK_SLACK_MINUTES;
}

function namedSeverities(text: string): Severity[] {
  const named = [...text.matchAll(/\bSEV[\s-]?([1-4])\b/giu)].map(([, digit]) => `SEV${digit}` as Severity);
  return [...new Set(named)];
}

function severityAt({ severity, severities }: RoomState, at: string | null): string | null {
  if (at === null) return severity;
  const holds = ({ startedAt, endedAt }: Span) => startedAt <= at && (endedAt === null || at < endedAt);
  return severities.find(holds)?.value ?? severity;
}

/** `14:30 UTC`, with the day where what it is compared with was on another one. */
function clock(at: string | undefined, other?: string | null): string {
  if (!at) return "an unknown time";
  const time = `${at.slice(11, 16)} UTC`;
  return other && other.slice(0, 10) !== at.slice(0, 10) ? `${time} on ${at.slice(0, 10)}` : time;
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}
