import type { Bundle } from "../bundle.ts";
import type { Clue } from "../clue.ts";
import type { Frame } from "../frame.ts";
import type { Notebook } from "../notebook.ts";
import { figureOf } from "../series/sentence.ts";
import { clockOf, percentOf } from "../words.ts";
import { filledPools, isKept, type PoolFill } from "./pool.ts";

/** Sure by itself: both figures are measured. That requests keep their connections says more than that they are all in use. */
const [KEPT, FULL] = [0.95, 0.6];
const WEIGHT = 0.8;

/** What pools that were used up tell of their service. */
export function poolClues(bundle: Bundle, frame: Frame, notebook: Notebook): Clue[] {
  return filledPools(bundle.series, frame).map((pool): Clue => {
    const statement = statementOf(pool);
    return {
      service: pool.service,
      signature: "connection-pool",
      statement,
      strength: isKept(pool) ? KEPT : FULL,
      role: "either",
      at: pool.climbAt,
      metric: pool.inUse.metric,
      weighing: { weight: WEIGHT, ...(isKept(pool) ? {} : { follows: "callees" as const }) },
      pool,
      moments: momentsOf(pool),
      evidence: [cite(pool, statement, notebook), ...(pool.requests ? [citeRequests(pool.requests, notebook)] : [])],
    };
  });
}

function statementOf(pool: PoolFill): string {
  const { service, size, usual, most, climbAt, crossings, requests } = pool;
  const until = crossings.at(-1);
  const filled = `Connections in use of ${service} climbed from ${percentOf(usual)} to ${percentOf(most)} of its pool of ${figureOf(size)} between ${clockOf(climbAt)} and ${clockOf(until?.at ?? climbAt)}`;
  if (!requests) return `${filled}; how many requests there were meanwhile is not measured.`;
  if (!isKept(pool)) return `${filled}, while requests went from ${figureOf(requests.before)} to ${figureOf(requests.during)} a second.`;
  return `${filled}, while requests stayed at about ${figureOf(requests.during)} a second: each request keeps its connection longer than before, or does not give it back, and more load does not explain it.`;
}

function momentsOf({ service, size, usual, climbAt, crossings, easedAt, backAt }: PoolFill): { at: number; text: string }[] {
  const told = crossings.map(({ share, at }) => ({
    at,
    text:
      share >= 1
        ? `The connection pool of ${service} is used up (${figureOf(size)} of ${figureOf(size)}).`
        : `The connection pool of ${service} reaches ${percentOf(share)}.`,
  }));
  const after = [
    ...(easedAt === null ? [] : [{ at: easedAt, text: `Connections of ${service} begin to come back.` }]),
    ...(backAt === null ? [] : [{ at: backAt, text: `Connections in use of ${service} are back at their usual ${percentOf(usual)}.` }]),
  ];
  return [{ at: climbAt, text: `Connections in use of ${service} begin to climb from their usual ${percentOf(usual)}.` }, ...told, ...after];
}

const MOST_POINTS = 80;

function cite({ service, inUse: { metric, times, values }, climbAt, size }: PoolFill, excerpt: string, notebook: Notebook): string {
  const change = Math.max(0, times.indexOf(climbAt));
  const begin = Math.max(0, change - (times.length - change));
  const every = Math.max(1, Math.ceil((times.length - begin) / MOST_POINTS));
  const step = times.length > 1 ? ((times.at(-1) ?? 0) - (times[0] ?? 0)) / (times.length - 1) : 60_000;
  const shown: (number | null)[] = [];
  for (let row = begin; row < times.length; row += every) shown.push(Number.isFinite(values[row]) ? (values[row] ?? null) : null);
  const at = new Date(climbAt).toISOString();
  return notebook.cite({
    kind: "series",
    source: `${service}|${metric}`,
    title: `${metric} of ${service}, out of ${figureOf(size)}`,
    excerpt,
    at,
    points: { from: new Date(times[begin] ?? climbAt).toISOString(), stepMs: step * every, values: shown, changeAt: at },
  });
}

function citeRequests({ series: { service, metric }, before, during }: NonNullable<PoolFill["requests"]>, notebook: Notebook): string {
  const excerpt = `${metric} of ${service}: ${figureOf(before)} a second before, ${figureOf(during)} while the pool filled.`;
  return notebook.cite({ kind: "series", source: `${service}|${metric}`, title: `${metric} of ${service} while its pool filled`, excerpt });
}
