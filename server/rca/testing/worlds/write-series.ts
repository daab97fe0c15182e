import type { Series } from "../../bundle.ts";
import { type Cast, nameAt, type Place } from "./cast.ts";
import { MINUTE_MS, type Plan } from "./options.ts";
import type { Random } from "./random.ts";
import type { Move, Scene } from "./scenario.ts";

const PLACES: readonly Place[] = ["own", "caller", "dependency", "edge", "aside"];
const ORDINARY: readonly [string, number][] = [
  ["requests_per_sec", 120],
  ["http_5xx_ratio", 0.002],
  ["http_server_duration_p99_ms", 140],
  ["cpu_percent", 32],
  ["memory_used_mb", 640],
];

/** Series of all services: those that the scene moves, and the ordinary ones beside them. */
export function writeSeries(scene: Scene, cast: Cast, plan: Plan, random: Random): Series[] {
  const length = Math.floor((plan.to - plan.from) / plan.stepMs) + 1;
  const times = Float64Array.from({ length }, (_, at) => plan.from + at * plan.stepMs);
  const moved = new Set(scene.moves.map(({ place, metric }) => `${nameAt(cast, place)}|${metric}`));
  const quiet = PLACES.flatMap((place) => ORDINARY.map(([metric, level]): Move => ({ place, metric, from: level, to: level }))).filter(
    ({ place, metric }) => !moved.has(`${nameAt(cast, place)}|${metric}`),
  );
  const moves = random.take([...scene.moves, ...quiet], scene.moves.length + quiet.length);
  return moves.map((move) => ({
    service: nameAt(cast, move.place),
    metric: move.metric,
    unit: null,
    kind: "gauge" as const,
    times,
    values: times.map((at) => (random.chance(plan.gaps) ? Number.NaN : valueAt(move, at, plan, random))),
  }));
}

function valueAt({ from, to, shape = "step", lag = 0 }: Move, at: number, plan: Plan, random: Random): number {
  const since = at - plan.onset - lag * MINUTE_MS;
  const isOver = plan.endedAt !== null && at >= plan.endedAt;
  const share = since < 0 || isOver ? 0 : shape === "ramp" ? Math.min(1, since / plan.rampMs) : Math.min(1, 0.6 + since / (2 * MINUTE_MS));
  const most = plan.lightness * plan.noise * Math.max(from, Math.abs(to - from) * 0.002);
  const level = from + Math.max(-most, Math.min(most, to - from)) * share;
  const spread = Math.max(level, from, Math.abs(to - from) * 0.002) * plan.noise;
  return Math.max(0, Number((level + spread * random.normal()).toPrecision(5)));
}
