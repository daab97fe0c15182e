import type { ReadingKind } from "#lib/contracts/connection-kinds.ts";
import { type Link, linkTo } from "../define.ts";
import { ConnectorFailed } from "../failure.ts";
import { listDataSources } from "./operations.ts";

const SPOKEN: Record<string, ReadingKind> = {
  prometheus: "prometheus",
  "grafana-amazonprometheus-datasource": "prometheus",
  "victoriametrics-metrics-datasource": "prometheus",
  loki: "loki",
};

/** The Prometheus and Loki data sources behind a Grafana, asked through its proxy as if they were connected themselves; its default ones first. */
export async function linksBehind(grafana: Link, signal?: AbortSignal): Promise<Link[]> {
  const { rows } = await listDataSources.run(grafana, {}, signal).catch(onlyForSome);
  const known = rows.flatMap(({ uid, name, type, isDefault }) => (SPOKEN[type] ? [{ uid, name, kind: SPOKEN[type], isDefault }] : []));
  return known
    .toSorted((one, other) => Number(other.isDefault) - Number(one.isDefault) || one.name.localeCompare(other.name))
    .map(({ uid, name, kind }) => {
      const url = `${grafana.far.url.replace(/\/+$/, "")}/api/datasources/proxy/uid/${encodeURIComponent(uid)}`;
      return linkTo({ ...grafana.far, url, title: `${name} behind ${grafana.title}` }, { kind, name: `${grafana.name} / ${name}` });
    });
}

/** Older Grafanas show data sources to administrators alone. */
function onlyForSome(error: unknown): { rows: [] } {
  if (error instanceof ConnectorFailed && error.kind === "forbidden") return { rows: [] };
  throw error;
}
