import type { DiffLine } from "./diff.ts";
import { pairsOf } from "./pairs.ts";

/** A number that a change sets anew, and what the line is about. */
export type Quantity = { topic: string; before: number; after: number; words: string };

const NUMBER =
  /(?:(?<![\w.])|(?<=-Xm[xs]))(?!\d+\.\d+\.\d)(\d[\d_]*(?:\.\d+)?)(?:\s*\*\s*time\.(Millisecond|Second|Minute|Hour|Microsecond)|\s?(ms|us|s|sec|seconds?|min|minutes?|m|h|g|Ki|Mi|Gi|Ti|[kKMGT]B?|%)(?![\w]))?(?![\w]*["'`]?\s*:\s*\S)/g;
const SCALE: Record<string, number> = {
  us: 1e-6,
  Microsecond: 1e-6,
  ms: 1e-3,
  Millisecond: 1e-3,
  s: 1,
  sec: 1,
  second: 1,
  seconds: 1,
  Second: 1,
  min: 60,
  minute: 60,
  minutes: 60,
  Minute: 60,
  h: 3600,
  Hour: 3600,
  Ki: 1024,
  Mi: 1048576,
  Gi: 1073741824,
  Ti: 1.1e12,
  k: 1e3,
  K: 1e3,
  M: 1e6,
  g: 1e9,
  G: 1e9,
  T: 1e12,
  kB: 1e3,
  KB: 1e3,
  MB: 1e6,
  GB: 1e9,
  TB: 1e12,
};

const TOPICS: readonly [string, RegExp][] = [
  ["work for each", /bcrypt|scrypt|argon|pbkdf|work[_-]?factor|hash\w*[_-]?cost|\b(key_?)?(rounds|iterations)\b|compression[_-]?level/i],
  ["sensitivity", /threshold|sensitiv|failurerate|slidingwindow|tolerance/i],
  ["target of a scaler", /target_?value|target[_-]?(cpu|memory)?[_-]?utili[sz]ation|averageUtili[sz]ation|targetAverage/i],
  ["retries", /retr(y|ies)|attempt|backoff/i],
  ["time allowed", /time[_ -]?out|deadline|withtimeout|max[_-]?wait|ttfb|\bbudget/i],
  ["lifetime of cached entries", /ttl|expir|max[_-]?age|cache/i],
  ["connections", /connection|pool|maxopen|max[_-]?conn|maxidle/i],
  ["replicas", /replica|instances?\b|max_size|min_size|maxreplicas|desired|\bnodes?\b|pods?\b/i],
  ["memory", /memory|heap|xm[xs]\d|old[_-]space|\bmem\b|GOMEMLIMIT/i],
  ["processors", /\bcpus?\b|cores|millicpu|gomaxprocs/i],
  ["permitted rate", /\d\/(s|sec|min|minute|h|hour|day)\b|rate|limit|rps|qps|quota|capacity|throughput|burst|perminute|persecond|throttle/i],
  ["size of batches", /batch|page[_-]?size|chunk|buffer|prefetch|max[_.-]?poll|fetch[_.-]?size/i],
  ["workers", /thread|worker|concurren|parallel|shards?|partitions?/i],
  ["period", /interval|period|schedule|every|frequency|poll/i],
  ["disk", /disk|volume|storage|retention/i],
];

/** Numbers that differ between a line taken and the line in its place. What a line is about may stand beside it. */
export function quantitiesOf(lines: readonly DiffLine[], context: readonly DiffLine[] = lines): Quantity[] {
  return pairsOf(lines, (text) => shapeOf(text).match(/[A-Za-z_]\w*|#/g) ?? []).flatMap(({ before, after }) => {
    const at = context.indexOf(before);
    const around = context.slice(Math.max(0, at - 4), at + 4).filter(({ block, path }) => block === before.block && path === before.path);
    const topic = topicOf(before.text) ?? topicOf(around.map(({ text }) => text).join(" ")) ?? topicOf(before.path) ?? "number";
    const [was, is] = [valuesOf(before.text, topic), valuesOf(after.text, topic)];
    return was.flatMap((value, index) => {
      const next = is[index];
      return next === undefined || next === value
        ? []
        : [{ topic, before: value, after: next, words: `${before.text.trim()} → ${after.text.trim()}` }];
    });
  });
}

const topicOf = (text: string): string | null => TOPICS.find(([, pattern]) => pattern.test(text))?.[0] ?? null;

const shapeOf = (text: string): string =>
  text
    .replace(NUMBER, "#")
    .replace(/#\s*\*\s*#/g, "#")
    .replace(/\s+/g, " ")
    .trim();

const OF_M: Record<string, number> = { processors: 1e-3, memory: 1e6, disk: 1e6 };

/** “m” is a thousandth where processors are counted, a million where memory is, and a minute elsewhere. */
function valuesOf(text: string, topic: string): number[] {
  return [...text.matchAll(NUMBER)].map(
    ([, digits = "", duration, unit]) =>
      Number(digits.replaceAll("_", "")) * (unit === "m" && topic in OF_M ? (OF_M[topic] ?? 1) : (SCALE[duration ?? unit ?? ""] ?? 1)),
  );
}
