import { type Change, type ClusterObject, type LogLine, openLogDigest, type Series } from "#server/rca/index.ts";
import type { Capture, Provenance } from "../capture.ts";
import type { Link } from "../define.ts";
import { ConnectorFailed, type FailureKind } from "../failure.ts";

/** What comes together while systems are asked. A question that fails becomes a warning, and the rest goes on. */
export type Gathering = {
  series: Series[];
  changes: Change[];
  objects: ClusterObject[];
  captures: Provenance[];
  warnings: string[];
  logs: ReturnType<typeof openLogDigest>;
  addLine(line: LogLine): void;
  /** Asks, and keeps where the answer comes from; null where it failed. A system that is away is not asked again, nor one that was late or down twice. */
  ask<R>(link: Link, what: string, question: () => Promise<Capture<R>>): Promise<R[] | null>;
};

/** After these nothing that the same system is asked will be answered. */
const AWAY: ReadonlySet<FailureKind> = new Set(["unreachable", "unauthorised", "certificate", "refused-address", "redirected"]);
const PATIENCE = 2;
/** It was late, or a door before it says that nobody is there, after as many tries as one question gets. A 500 tells only of what was asked. */
const isDown = ({ kind, answered }: ConnectorFailed): boolean =>
  kind === "timed-out" || (kind === "unavailable" && answered !== null && answered > 500);

/** `onLine` gets each log line as it is. After `late` nothing more is asked, which is a warning; `signal` ends it all. */
export function newGathering(
  signal: AbortSignal | undefined,
  { late, onLine = () => undefined }: { late?: AbortSignal | undefined; onLine?: (line: LogLine) => void } = {},
): Gathering {
  const logs = openLogDigest();
  const captures: Provenance[] = [];
  const warnings = new Set<string>();
  const failures = new Map<Link, number>();
  const outOfTime = (link: Link, what: string): null => {
    warnings.add(`${what} and what would have come after was not read: time ran out. Ask about fewer services or a shorter time.`);
    failures.set(link, PATIENCE);
    return null;
  };
  return {
    series: [],
    changes: [],
    objects: [],
    captures,
    get warnings() {
      return [...warnings];
    },
    logs,
    addLine: (line) => {
      logs.add(line);
      onLine(line);
    },
    ask: async (link, what, question) => {
      if ((failures.get(link) ?? 0) >= PATIENCE) return null;
      if (late?.aborted) return outOfTime(link, what);
      try {
        const { rows, provenance, warnings: said } = await question();
        captures.push(provenance);
        if (provenance.truncated) warnings.add(`${provenance.connection} had more of ${what} than was read: ${rows.length} rows were.`);
        for (const words of said) warnings.add(`${provenance.connection} warned about ${what}: ${words}`);
        return rows;
      } catch (error) {
        signal?.throwIfAborted();
        if (late?.aborted) return outOfTime(link, what);
        if (!(error instanceof ConnectorFailed)) throw error;
        warnings.add(`${what} could not be read. ${error.message}`);
        const weight = AWAY.has(error.kind) ? PATIENCE : isDown(error) ? 1 : 0;
        failures.set(link, (failures.get(link) ?? 0) + weight);
        return null;
      }
    },
  };
}
