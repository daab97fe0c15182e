import type { ReadingKind } from "#lib/contracts/connection-kinds.ts";
import type { Bundle } from "#server/rca/index.ts";
import type { Provenance } from "../capture.ts";
import type { Link } from "../define.ts";
import { fromDatadog } from "./from-datadog.ts";
import { fromGrafana } from "./from-grafana.ts";
import { fromKubernetes } from "./from-kubernetes.ts";
import { fromLoki } from "./from-loki.ts";
import { fromPrometheus } from "./from-prometheus.ts";
import { type Gathering, newGathering } from "./gathering.ts";
import type { Wanted } from "./wanted.ts";

export type Collected = { bundle: Bundle; captures: Provenance[] };

type Source = (link: Link, wanted: Wanted, gathering: Gathering, signal?: AbortSignal) => Promise<void>;

export const SOURCES = {
  prometheus: fromPrometheus,
  loki: fromLoki,
  grafana: fromGrafana,
  datadog: fromDatadog,
  kubernetes: fromKubernetes,
} satisfies Record<ReadingKind, Source>;

/**
 * Reads from every connected system what an analysis needs about these services in this window, all systems at once. What fails becomes a warning in the
 * bundle; nothing else does. `captures` say where each part comes from. Throws the signal's reason when it is ended.
 */
export async function collectEvidence(wanted: Wanted, signal?: AbortSignal): Promise<Collected> {
  const gathering = newGathering(signal);
  await Promise.all(wanted.links.map((link) => SOURCES[link.kind](link, wanted, gathering, signal)));
  const { series, changes, objects, captures, warnings, logs } = gathering;
  const found = new Set(series.map(({ service }) => service));
  const silent = wanted.services.filter(({ name }) => wanted.links.length > 0 && !found.has(name)).map(({ name }) => name);
  return {
    captures,
    bundle: {
      incident: wanted.incident,
      series: series.toSorted((one, other) => one.service.localeCompare(other.service) || one.metric.localeCompare(other.metric)),
      logs: logs.close(),
      spans: [],
      changes: changes.toSorted((one, other) => one.at - other.at || one.id.localeCompare(other.id)),
      edges: [...wanted.edges],
      objects,
      outputs: [],
      alerts: [],
      past: [],
      warnings: [
        ...(wanted.warnings ?? []),
        ...warnings,
        ...(silent.length > 0 ? [`No metric was found for ${silent.join(", ")}. Add queries in the catalogue, if they have other names there.`] : []),
      ],
    },
  };
}
