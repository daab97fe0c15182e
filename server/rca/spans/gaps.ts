import type { Clue } from "../clue.ts";
import type { Notebook } from "../notebook.ts";
import { addedIn, type Grown, grownIn, type Latencies, ms, TOLD_FROM } from "./latency.ts";
import { strengthOfShift } from "./shift.ts";

const GAP_STRONGEST = 0.85;
/** Nothing but its network delays nearly all connections of a service and hardly any other. */
const EVERYWHERE = 0.8;
const MOST = 0.6;
/** A service whose own work takes still longer is late in taking up requests too, without any delay on the way. */
const BUSY = 0.5;

type Way = Grown & { isAround: boolean };

/**
 * Services round which calls spend more time on the way, while the callee takes no longer: per edge the caller's time less the callee's. A delay at one
 * service shows on all edges that touch it and on no others. What only passes round the calls that a service makes may be its own work, and is no delay.
 */
export function cluesOfGaps(latencies: Latencies, at: number, notebook: Notebook): Clue[] {
  const { grown, measured, all, own } = waysOf(latencies);
  const services = new Set(grown.flatMap(({ from, to }) => [from, to]));
  return [...services].toSorted().flatMap((service) => {
    const touching = grown.filter(({ from, to }) => from === service || to === service);
    if (touching.every(({ from, isAround }) => isAround && from === service)) return [];
    const edges = measured.filter((edge) => edge.includes(service));
    const coverage = touching.length / edges.length;
    const share = Math.min(1, addedIn(touching) / all);
    const [most] = touching;
    const isBusy = (own.get(service) ?? 0) > addedIn(touching);
    const sure = Math.max(...touching.map(({ shift }) => strengthOfShift(shift))) * share * (0.4 + 0.6 * coverage);
    const strength = GAP_STRONGEST * sure * (isBusy ? BUSY : 1);
    if (!most || strength < TOLD_FROM) return [];
    const lines = touching.slice(0, 6).map(({ from, to, shift }) => `${from} → ${to}: ${ms(shift.before)} → ${ms(shift.after)} on the way`);
    const id = notebook.cite({ kind: "spans", source: `calls of ${service}`, title: "Time on the way", excerpt: lines.join("\n") });
    const statement = `Network delay at ${service}: calls between ${most.from} and ${most.to} spend ${ms(most.shift.after)} on the way instead of ${ms(most.shift.before)}${most.isAround ? "" : " (client time less server time)"}, on ${touching.length} of ${edges.length} measured connections of ${service}.`;
    const role = coverage >= EVERYWHERE && share >= MOST && !isBusy ? "cause" : "either";
    return [{ service, signature: "network-delay", statement, strength, role, at, evidence: [id] }];
  });
}

type Ways = { grown: Way[]; measured: [string, string][]; all: number; own: Map<string, number> };

/**
 * Connections on which more time passes. `all`: the time that was added on the way; of what passes round calls no more than the caller's own time grew.
 * `own`: time that was added to the own work of services, where it is known apart from what passes round their calls.
 */
function waysOf({ self, gaps, around }: Latencies): Ways {
  const [between, round, inside] = [grownIn(gaps), grownIn(around), grownIn(self)];
  const grown = [...between.grown.map((each) => ({ ...each, isAround: false })), ...round.grown.map((each) => ({ ...each, isAround: true }))];
  const callers = new Set(round.grown.map(({ from }) => from));
  const own = Map.groupBy(inside.grown, ({ from }) => from);
  return {
    grown: grown.toSorted((one, other) => other.excess - one.excess),
    measured: [...between.measured, ...round.measured],
    all: addedIn(between.grown) + addedIn(inside.grown.filter(({ from }) => callers.has(from))),
    own: new Map([...own].filter(([service]) => !callers.has(service)).map(([service, each]) => [service, addedIn(each)])),
  };
}
