import type { Cluster } from "../cluster.ts";
import type { LogLine, LogText, Slow } from "../read/log-text.ts";
import { withoutHashes } from "../view/pods.ts";
import { showLog } from "./crashes.ts";
import { cut, type Found, SUSPECTED, showOutput, WEAK } from "./found.ts";

/** What recorded logs say of their own: errors of each sort, and work that took long. */
export function checkLogs(cluster: Cluster): Found[] {
  const seen = new Set<string>();
  return cluster.logs.flatMap((log) => {
    const key = `${log.subject} ${log.lines.length} ${log.total}`;
    if (seen.has(key)) return [];
    seen.add(key);
    return [
      ...errors(
        log,
        cluster.edges.some(({ caller }) => caller === log.subject || caller === withoutHashes(log.subject)),
        cluster.nodes.some(({ name }) => name === log.subject),
      ),
      ...slow(log),
    ];
  });
}

const QUOTES = 8;

const CALL_FAILED =
  /refused|time ?d? ?-?out|deadline|no such host|unavailable|unreachable|upstream|cancell?ed|could not (retrieve|connect)|rpc error|failed to (get|connect|call|complete)/i;

/** Who calls others and complains about calls tells of the others. */
function errors(log: LogText, isCaller: boolean, isNode: boolean): Found[] {
  const severe = log.lines.filter(({ isSevere }) => isSevere);
  const told = distinct(severe.length > 0 ? severe : log.lines);
  if (told.length === 0) return [];
  const quotes = told.slice(0, QUOTES).map(({ text, count }) => `“${cut(text, 200)}”${count > 1 ? ` (${count} times)` : ""}`);
  const workload = withoutHashes(log.subject);
  return [
    {
      service: isNode ? `node/${log.subject}` : workload,
      signature: null,
      statement: `The log of ${log.subject} says ${quotes.join(", ")}${told.length > QUOTES ? ` and ${told.length - QUOTES} more sorts of errors` : ""}.`,
      strength: severe.length > 0 ? SUSPECTED : WEAK,
      role: isCaller && told.every(({ text }) => CALL_FAILED.test(text)) ? "effect" : "either",
      names: { pod: log.subject, workload },
      shows: [showLog(log)],
    },
  ];
}

/** Lines that say different things: those that share most of their words with one before are left out, the more frequent stays. */
function distinct(lines: readonly LogLine[]): LogLine[] {
  const kept: { line: LogLine; words: Set<string> }[] = [];
  for (const line of lines.toSorted((one, other) => other.count - one.count)) {
    const words = wordsOf(line.text);
    const twin = kept.find((one) => likeness(one.words, words) > 0.5);
    if (twin) twin.line = { ...twin.line, count: twin.line.count + line.count };
    else if (kept.length < 40) kept.push({ line, words });
  }
  return kept.map(({ line }) => line).toSorted((one, other) => other.count - one.count);
}

const wordsOf = (text: string): Set<string> => new Set(text.toLowerCase().match(/[a-z]{3,}/g) ?? []);

function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const both = [...one].filter((word) => other.has(word)).length;
  return both / Math.max(1, one.size + other.size - both);
}

const SLOW_SECONDS = 1;
const MOST_SECONDS = 600;

function slow(log: LogText): Found[] {
  const found = log.slow
    .map((one) => ({ ...one, middle: median(one) }))
    .filter(({ middle, seconds }) => middle >= SLOW_SECONDS && middle < MOST_SECONDS && seconds.length >= 2);
  const [worst] = found.toSorted((one, other) => rank(other) - rank(one));
  if (!worst) return [];
  const workload = withoutHashes(log.subject);
  const others = found
    .filter((one) => one !== worst)
    .slice(0, 2)
    .map(({ what, middle }) => `“${cut(what, 80)}” ${middle.toFixed(1)} s`);
  return [
    {
      service: workload,
      signature: "latency",
      statement: `${workload} is slow: its log says that “${cut(worst.what, 120)}” took ${Math.min(...worst.seconds).toFixed(1)} to ${Math.max(...worst.seconds).toFixed(1)} s (${worst.seconds.length} times, ${worst.middle.toFixed(1)} s in the middle)${others.length > 0 ? `; also ${others.join(", ")}` : ""}. That is where its latency comes from.`,
      strength: SUSPECTED + 0.05,
      role: "either",
      names: { pod: log.subject, workload },
      shows: [showOutput(log.source, `Durations in the log of ${log.subject}`, `${worst.what}: ${worst.seconds.slice(0, 20).join(", ")} s`)],
    },
  ];
}

/** Work that names what it waits for says more than the request as a whole. */
const rank = ({ what, middle }: Slow & { middle: number }): number =>
  middle * (/database|db|sql|query|redis|cache|api|call|upstream|lock|disk/i.test(what) ? 2 : 1);

function median({ seconds }: Slow): number {
  const sorted = seconds.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
