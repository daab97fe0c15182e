import type { Cluster } from "../cluster.ts";
import type { AlertText } from "../read/alert-text.ts";
import { cut, FAINT, type Found, LIKELY, SUSPECTED, showOutput } from "./found.ts";

/** What watches over the cluster says: CPU that is throttled, packets that are lost, calls that got slow. */
export function checkAlerts(cluster: Cluster): Found[] {
  const resent = Math.max(...cluster.alerts.flatMap(({ lines }) => lines.map(resentIn)), 1);
  return cluster.alerts.flatMap((alert) =>
    alert.lines
      .flatMap((line) => reading(alert, line))
      .map((found) =>
        found.signature === "network-loss" && resentIn(found.shows[0]?.excerpt ?? "") > 0
          ? { ...found, strength: found.strength * shareOf(resentIn(found.shows[0]?.excerpt ?? ""), resent) }
          : found,
      ),
  );
}

/** A share that grew and is still small saturates nothing: `3.1% -> 4.9%`. */
function isSmall(line: string): boolean {
  const shares = [...line.matchAll(/(\d+(?:\.\d+)?) ?%(?!\))/g)].map(([, share]) => Number(share));
  return /utili[sz]ation|usage|cpu|memory|disk/i.test(line) && shares.length > 0 && Math.max(...shares) < 50;
}

/** Measured at the thing itself, not guessed from others. */
const DIRECT = 0.9;

const resentIn = (line: string): number => Number(/(?:current|cur|now)\W*(\d+(?:\.\d+)?) ?retrans/i.exec(line)?.[1] ?? 0);

/** The other end of a lossy line also sends again, and so does a line that is only slow: whoever sends again most is at it. */
const shareOf = (own: number, most: number): number => 0.4 + 0.6 * Math.min(1, own / most);

type Sort = { words: RegExp; signature: string; says: string; strength: number };

const SORTS: Sort[] = [
  { words: /cfs|throttl/i, signature: "cpu-throttling", says: "is short of CPU: it is throttled at its CPU limit", strength: DIRECT },
  {
    words: /retrans|packet.?loss|\bloss\b/i,
    signature: "network-loss",
    says: "loses packets on the network (packet loss, TCP retransmissions)",
    strength: DIRECT,
  },
  { words: /oom|out of memory/i, signature: "out-of-memory", says: "runs out of memory", strength: LIKELY },
  { words: /cpu/i, signature: "cpu-saturation", says: "is overloaded: its CPU use is high", strength: SUSPECTED },
  { words: /memory|rss|heap/i, signature: "memory-pressure", says: "uses much memory", strength: SUSPECTED },
  { words: /disk|filesystem|inode/i, signature: "disk-full", says: "is short of disk", strength: SUSPECTED },
  { words: /traffic|pps|bandwidth/i, signature: "network-delay", says: "has less traffic on the network", strength: FAINT },
];

function reading({ kind, name, source }: AlertText, line: string): Found[] {
  const sort = SORTS.find(({ words }) => words.test(line));
  if (!sort || isSmall(line)) return [];
  return [
    {
      service: kind === "node" ? `node/${name}` : name,
      signature: sort.signature,
      statement: `${kind === "node" ? "Node " : ""}${name} ${sort.says}: ${cut(line, 200)}.`,
      strength: sort.strength,
      role: "either",
      names: kind === "node" ? { node: name } : { workload: name },
      shows: [showOutput(source, `Alert of ${name}`, line)],
    },
  ];
}
