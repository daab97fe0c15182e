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
    const value = await valueOf(action, at);
    const holds = value !== null && compares(value, action.operator, Number(action.value));
    at.give(`${new Date().toISOString().slice(11, 19)} ${value === null ? "no value" : value} ${holds ? "holds" : "does not hold"}\n`);
    heldSince = holds ? (heldSince ?? Date.now()) : null;
    const heldMs = heldSince === null ? -1 : Date.now() - heldSince;
    if (heldMs >= action.holdSeconds * 1_000 && heldSince !== null) return completed(`it is ${value}`, String(value));
    if (Date.now() + action.everySeconds * 1_000 > ends) return { state: "timed_out", detail: `it is ${value ?? "without a value"}, and should be ${action.operator} ${action.value}`, exitCode: null, text: String(value) };
    const wasStopped = await pause(action.everySeconds * 1_000, undefined, { signal: at.signal }).then(
      () => false,
      () => true,
    );
    if (wasStopped) return { state: "cancelled", detail: "it was ended by a person", exitCode: null, text: "" };
  }
};

async function valueOf({ source, query }: Query, at: Workplace): Promise<number | null> {
  const link = at.around.links.find(({ kind }) => kind === source);
  if (!link) return null;
  const operation = source === "loki" ? reads.lokiInstant : reads.prometheusInstant;
  const { rows } = await read(operation, link, { query }, at.signal);
  const points = (rows as { points?: [number, number][]; value?: number }[]).flatMap(({ points: all, value }) => (value !== undefined ? [value] : (all?.at(-1)?.[1] ?? [])));
  return points.length === 0 ? null : Math.max(...points);
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
