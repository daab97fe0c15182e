import { type Bundle, openLogDigest, type Series } from "#server/rca/index.ts";
import { BUNDLE_QUERIES } from "./bundle-queries.ts";
import { objectsAt } from "./cluster/objects.ts";
import { type MetricStore, openStore } from "./metrics/store.ts";
import { planOf, valueAt } from "./promql/evaluate.ts";
import { parseQuery } from "./promql/parse.ts";
import { linesBetween } from "./world/lines.ts";
import type { World } from "./world/open-world.ts";
import { NAMESPACE, SERVICES } from "./world/shop.ts";

const MINUTE = 60_000;

/** The evidence of a world at an instant, as its connectors would collect it: the same queries, lines, changes and objects, without the network. */
export function bundleOf(world: World, now: number): Bundle {
  const { scenario, startedAt } = world;
  const [from, to] = [world.begin + 10 * MINUTE, now];
  const detectedAt = Math.min(now, startedAt + (scenario.alert?.afterMinutes ?? 0) * MINUTE);
  const digest = openLogDigest();
  for (const { at, service, level, text } of linesBetween(world, Math.max(from, startedAt - 180 * MINUTE), to))
    digest.add({ at, service, level, message: text, trace: null });
  return {
    incident: {
      title: scenario.title,
      startedAt: null,
      detectedAt,
      endedAt: null,
      window: { from: detectedAt, to },
      symptoms: scenario.alert ? [{ service: scenario.alert.service }] : [],
      namespace: NAMESPACE,
    },
    series: seriesOf(openStore(world), from, to, (scenario.historyHours ?? 3) > 24 ? 5 * MINUTE : MINUTE),
    logs: digest.close(),
    spans: [],
    changes: scenario.hidden?.changes ? [] : world.changes.filter(({ at }) => at >= from && at <= to).map((change) => ({ ...change, link: null })),
    edges: SERVICES.flatMap(({ name, calls }) => calls.map(({ to: callee }) => ({ caller: name, callee }))),
    objects: objectsAt(world, now).map((object) => ({ ...object, metadata: { ...object.metadata } })),
    outputs: [],
    alerts: scenario.alert
      ? [{ service: scenario.alert.service, name: scenario.alert.name, summary: scenario.alert.summary, at: detectedAt, labels: {} }]
      : [],
    past: [],
    warnings: [],
  };
}

function seriesOf(store: MetricStore, from: number, to: number, stepMs: number): Series[] {
  const times = Float64Array.from({ length: Math.floor((to - from) / stepMs) + 1 }, (_, index) => from + index * stepMs);
  return BUNDLE_QUERIES.flatMap(({ metric, unit, query }) => {
    const plan = planOf(parseQuery(query), store);
    const found = new Map<string, Float64Array>();
    times.forEach((at, index) => {
      const value = valueAt(plan, store, at);
      if (value.kind !== "vector") return;
      for (const { labels, value: measured } of value.samples) {
        const place = labels.node ? `node/${labels.node}` : (labels.service ?? "");
        const values = found.get(place) ?? new Float64Array(times.length).fill(Number.NaN);
        values[index] = measured;
        found.set(place, values);
      }
    });
    return [...found].map(([service, values]): Series => ({ service, metric, unit, kind: "gauge", times, values }));
  });
}
