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

/** What a tag calls a service, though nobody asked about it. */
function serviceSaid(tags: readonly string[]): string | null {
  return tags.flatMap((tag) => /^(?:service|app|component)[:=]\s*(.+)$/i.exec(tag)?.[1] ?? [])[0] ?? null;
}

/**
 * Those that people and pipelines made, the first line as the title and what follows as the detail; what alerts wrote is none. A tag names the
 * service where none of `services` is meant.
 */
export function annotationChanges(rows: readonly Annotation[], services: readonly { name: string }[]): Change[] {
  return rows.flatMap(({ id, time, text, tags, login, alertName, newState }) => {
    if (alertName || newState) return [];
    const words = (tags ?? []).map((tag) => tag.split(":").at(-1) ?? tag);
    const service = services.find(({ name }) => valueMeaning(name, words) !== null)?.name ?? serviceSaid(tags ?? []);
    const [title = "", ...further] = text.trim().split("\n");
    const kind = (tags ?? []).find((tag) => /deploy|flag|config|migration|release/i.test(tag)) ?? "annotation";
    const detail = further.join("\n").trim() || (tags ?? []).join(", ");
    return [{ id: `annotation:${id}`, at: time, kind, service, title, author: login ?? null, link: null, detail }];
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
