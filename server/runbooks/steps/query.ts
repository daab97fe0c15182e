import { setTimeout as pause } from "node:timers/promises";
import type { Action } from "#lib/contracts/runbook.ts";
import { read, reads } from "#server/connectors/index.ts";
import { completed, failed, type Performer, type Workplace } from "./workplace.ts";

type Query = Extract<Action, { kind: "query" }>;

/** Asks until the condition holds, and has held for as long as it should; until the time is up. */
export const performQuery: Performer<"query"> = async (action, at) => {
  const link = at.around.links.find(({ kind }) => kind === action.source);
  if (!link) return failed(`no ${action.source === "loki" ? "Loki" : "Prometheus"} is connected. Connect one in Settings → Connections.`);
  const ends = Date.now() + at.timeoutMs;
  let heldSince: number | null = null;
  for (;;) {
    const value = await valueNow(action, at);
    const holds = value !== null && compares(value, action.operator, Number(action.value));
    at.give(`${new Date().toISOString().slice(11, 19)} ${value === null ? "no value" : value} ${holds ? "holds" : "does not hold"}\n`);
    heldSince = holds ? (heldSince ?? Date.now()) : null;
    const heldMs = heldSince === null ? -1 : Date.now() - heldSince;
    if (heldMs >= action.holdSeconds * 1_000 && heldSince !== null) return completed(`it is ${value}`, String(value));
    if (Date.now() + action.everySeconds * 1_000 > ends)
      return {
        state: "timed_out",
        detail: `it is ${value ?? "without a value"}, and should be ${action.operator} ${action.value}`,
        exitCode: null,
        text: String(value),
      };
    const wasStopped = await pause(action.everySeconds * 1_000, undefined, { signal: at.signal }).then(
      () => false,
      () => true,
    );
    if (wasStopped) return { state: "cancelled", detail: "it was ended by a person", exitCode: null, text: "" };
  }
};

/** The greatest of what it gives now; a metric of logs is counted over the last minute. */
async function valueNow({ source, query }: Query, at: Workplace): Promise<number | null> {
  const link = at.around.links.find(({ kind }) => kind === source);
  if (!link) return null;
  const now = Date.now();
  const { rows } =
    source === "loki"
      ? await read(reads.logMetric, link, { query, from: now - 60_000, to: now }, at.signal)
      : await read(reads.instantQuery, link, { query }, at.signal);
  const values = (rows as { values: number[] }[]).flatMap((series) => series.values.at(-1) ?? []).filter((value) => Number.isFinite(value));
  return values.length === 0 ? null : Math.max(...values);
}

function compares(value: number, operator: Query["operator"], limit: number): boolean {
  switch (operator) {
    case "<":
      return value < limit;
    case "<=":
      return value <= limit;
    case ">":
      return value > limit;
    case ">=":
      return value >= limit;
    case "==":
      return value === limit;
    default:
      return operator satisfies never;
  }
}
