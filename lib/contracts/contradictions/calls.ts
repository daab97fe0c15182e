import type { Account, Call, Rule, Statement } from "./account.ts";
import { clock, timesIn } from "./parts.ts";

export const calledAfterRecovery: Rule = (account) => {
  const { room, sources = {} } = account;
  const resolved = room.timestamps.resolvedAt?.at;
  if (!resolved) return [];
  return allCalls(account)
    .filter(({ calledAt }) => calledAt > resolved)
    .map(({ who, calledAt, seq }) => ({
      first: `${who} was called at ${clock(calledAt, resolved)}`,
      second: `it was resolved at ${clock(resolved, calledAt)}`,
      entries: [seq, sources.resolvedAt],
    }));
};

export const acknowledgedBeforeCall: Rule = (account) => {
  const { room, sources = {} } = account;
  const calls = allCalls(account).filter(({ isForRole }) => !isForRole);
  const first = calls.toSorted((a, b) => (a.calledAt < b.calledAt ? -1 : 1))[0];
  const acknowledged = room.timestamps.acknowledgedAt?.at;
  const whole =
    first && acknowledged && acknowledged < first.calledAt
      ? [
          {
            first: `it was acknowledged at ${clock(acknowledged, first.calledAt)}`,
            second: `the first call went out only at ${clock(first.calledAt, acknowledged)}`,
            entries: [sources.acknowledgedAt, first.seq],
          },
        ]
      : [];
  const single = calls.flatMap(({ who, calledAt, acknowledgedAt, seq }) =>
    acknowledgedAt && acknowledgedAt < calledAt
      ? [
          {
            first: `${who} acknowledged at ${clock(acknowledgedAt, calledAt)}`,
            second: `${who} was called only at ${clock(calledAt, acknowledgedAt)}`,
            entries: [seq],
          },
        ]
      : [],
  );
  return [...whole, ...single];
};

/** Calls that are recorded, and those that people wrote down. */
function allCalls({ room, calls, statements }: Account): Call[] {
  const near = room.timestamps.declaredAt?.at ?? room.timestamps.detectedAt?.at ?? room.timestamps.startedAt?.at;
  return near ? [...calls, ...statements.flatMap((statement) => saidCalls(statement, near))] : calls;
}

const CALLED = /\b(?:paged|escalated)\b/iu;
/** A row of an escalation table: level, who, then when notified and when acknowledged. */
const ROW = /^\s*\|\s*(?:L\d)\s*\|/u;
const IS_PLAN = /\b(?:will|would|not|if|should|next|until|from SEV\d|to SEV\d)\b/iu;

function saidCalls({ text, seq }: Statement, near: string): Call[] {
  return text.split("\n").flatMap((line): Call[] => {
    const times = timesIn(line);
    const [called, acknowledged] = times.map((time) => instantOf(time, near));
    if (!called || IS_PLAN.test(line)) return [];
    const from = seq === undefined ? {} : { seq };
    if (ROW.test(line)) return [{ who: rowWords(line), calledAt: called, acknowledgedAt: acknowledged ?? null, ...from }];
    const word = CALLED.exec(line);
    return times.length === 1 && word ? [{ who: whoIn(line.slice(0, word.index)), calledAt: called, acknowledgedAt: null, ...from }] : [];
  });
}

/** `L4 VP Engineering` of `| L4 | VP Engineering | @dave | 15:30 | 15:35 |`. */
function rowWords(line: string): string {
  const cells = line.split("|").map((cell) => cell.trim());
  return cells.slice(1, 3).join(" ");
}

/** What stands before “paged”, without the time and what joins them. */
function whoIn(before: string): string {
  const words = before
    .replace(/\d{1,2}:\d\d(?:\s*UTC)?/u, "")
    .replace(/\b(?:was|were|has been|have been|is|got)\s*$/iu, "")
    .replaceAll(/^[\s\-–—:|()*.]+|[\s\-–—:|()*.]+$/gu, "");
  return words || "somebody";
}

const HALF_A_DAY_MS = 43_200_000;

/** The instant nearest to another one at which clocks in UTC show this time of day. */
function instantOf(time: string, near: string): string {
  const sameDay = Date.parse(`${near.slice(0, 10)}T${time}:00.000Z`);
  const gap = sameDay - Date.parse(near);
  const shift = gap > HALF_A_DAY_MS ? -2 * HALF_A_DAY_MS : gap < -HALF_A_DAY_MS ? 2 * HALF_A_DAY_MS : 0;
  return new Date(sameDay + shift).toISOString();
}
