import type { Change } from "#server/rca/index.ts";
import type { Link } from "../define.ts";
import { linksBehind } from "../grafana/behind.ts";
import { listAnnotations } from "../grafana/operations.ts";
import { fromLoki } from "./from-loki.ts";
import { fromPrometheus } from "./from-prometheus.ts";
import type { Gathering } from "./gathering.ts";
import { valueMeaning } from "./names.ts";
import type { Wanted } from "./wanted.ts";

type Annotation = {
  id: number;
  time: number;
  text: string;
  tags?: string[] | null;
  login?: string | null;
  alertName?: string | null;
  newState?: string | null;
};

/** Those that people and pipelines made; what alerts wrote is none. Without services to choose from, a tag that begins with `service:` names one. */
export function annotationChanges(rows: readonly Annotation[], services: readonly { name: string }[]): Change[] {
  return rows.flatMap(({ id, time, text, tags, login, alertName, newState }) => {
    if (alertName || newState) return [];
    const words = (tags ?? []).map((tag) => tag.split(":").at(-1) ?? tag);
    const named =
      (tags ?? [])
        .find((tag) => /^(service|app):/i.test(tag))
        ?.split(":")
        .at(-1) ?? null;
    const service = services.find(({ name }) => valueMeaning(name, words) !== null)?.name ?? (services.length === 0 ? named : null);
    const kind = (tags ?? []).find((tag) => /deploy|flag|config|migration|release/i.test(tag)) ?? "annotation";
    return [{ id: `annotation:${id}`, at: time, kind, service, title: text, author: login ?? null, link: null, detail: (tags ?? []).join(", ") }];
  });
}

/** Annotations as changes; and metrics and lines through its data sources, where no Prometheus or Loki is connected itself. */
export async function fromGrafana(link: Link, wanted: Wanted, gathering: Gathering, signal?: AbortSignal): Promise<void> {
  const rows = await gathering.ask(link, "annotations", () => listAnnotations.run(link, { ...wanted.window, tags: [], limit: 1_000 }, signal));
  gathering.changes.push(...annotationChanges(rows ?? [], wanted.services));
  const missing = (["prometheus", "loki"] as const).filter((kind) => !wanted.links.some((one) => one.kind === kind));
  if (missing.length === 0) return;
  const behind = await gathering.ask(link, "data sources", async () => link.capture("datasources_behind", await linksBehind(link, signal), []));
  for (const kind of missing) {
    const source = behind?.find((one) => one.kind === kind);
    if (source && kind === "prometheus") await fromPrometheus(source, wanted, gathering, signal);
    if (source && kind === "loki") await fromLoki(source, wanted, gathering, signal);
  }
}
