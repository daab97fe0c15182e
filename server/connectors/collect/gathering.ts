import { type Change, type ClusterObject, type LogLine, openLogDigest, type Series } from "#server/rca/index.ts";
import type { Capture, Provenance } from "../capture.ts";
import { ConnectorFailed } from "../failure.ts";

/** What comes together while systems are asked. A question that fails becomes a warning, and the rest goes on. */
export type Gathering = {
  series: Series[];
  changes: Change[];
  objects: ClusterObject[];
  captures: Provenance[];
  warnings: string[];
  logs: ReturnType<typeof openLogDigest>;
  addLine(line: LogLine): void;
  /** Asks, and keeps where the answer comes from; null where it failed. */
  ask<R>(what: string, question: () => Promise<Capture<R>>): Promise<R[] | null>;
};

/** `onLine`: gets each log line as it is. */
export function newGathering(signal: AbortSignal | undefined, onLine: (line: LogLine) => void = () => undefined): Gathering {
  const logs = openLogDigest();
  const captures: Provenance[] = [];
  const warnings = new Set<string>();
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
    ask: async (what, question) => {
      try {
        const { rows, provenance, warnings: said } = await question();
        captures.push(provenance);
        if (provenance.truncated) warnings.add(`${provenance.connection} had more of ${what} than was read: ${rows.length} rows were.`);
        for (const words of said) warnings.add(`${provenance.connection} warned about ${what}: ${words}`);
        return rows;
      } catch (error) {
        signal?.throwIfAborted();
        if (!(error instanceof ConnectorFailed)) throw error;
        warnings.add(`${what} could not be read. ${error.message}`);
        return null;
      }
    },
  };
}
