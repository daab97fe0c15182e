import { type Bundle, type Change, openLogDigest, type Span } from "#server/rca/index.ts";
import { instantOf } from "./instant.ts";
import { openMetrics, type SeriesNames } from "./parse-metrics.ts";
import { fileIn, readLines, readText } from "./read-lines.ts";

type Fields = Record<string, unknown>;

/** Reads an evidence bundle from a folder, streaming. What cannot be read becomes a warning. Throws when there is no folder or no incident.json. */
export async function readBundle(folder: string): Promise<Bundle> {
  const warnings: string[] = [];
  const path = fileIn(folder, "incident.json");
  if (!path) throw new Error(`There is no incident.json in ${folder}. A bundle needs at least that: {"title": "…", "detectedAt": "…"}.`);
  const incident = (await readJson(path, warnings)) as Fields | null;
  const logs = openLogDigest();
  await eachJson(folder, "logs.jsonl", warnings, ({ time, service, level, message, trace }) =>
    logs.add({
      at: instantOf(time),
      service: text(service),
      level: level ? text(level) : null,
      message: text(message),
      trace: trace ? text(trace) : null,
    }),
  );
  const spans: Span[] = [];
  await eachJson(folder, "spans.jsonl", warnings, (fields) => spans.push(spanOf(fields)));
  const outputs: Bundle["outputs"] = [];
  await eachJson(folder, "outputs.jsonl", warnings, ({ command, text: shown, at }) =>
    outputs.push({ command: text(command), text: text(shown), at: instantOf(at) }),
  );
  const graph = (await jsonIn(folder, "graph.json", warnings)) as { edges?: [string, string][] } | null;
  const cluster = (await jsonIn(folder, "kubernetes.json", warnings)) as { items?: Bundle["objects"] } | Bundle["objects"] | null;
  const changes = (await jsonIn(folder, "changes.json", warnings)) as Fields[] | null;
  const alerts = (await jsonIn(folder, "alerts.json", warnings)) as Fields[] | null;
  return {
    incident: briefOf(incident ?? {}),
    series: await readSeries(folder, warnings),
    logs: logs.close(),
    spans,
    changes: (changes ?? []).flatMap(changeOf),
    edges: (graph?.edges ?? []).map(([caller, callee]) => ({ caller, callee })),
    objects: Array.isArray(cluster) ? cluster : (cluster?.items ?? []),
    outputs,
    alerts: (alerts ?? []).map(alertOf),
    past: [],
    warnings,
  };
}

async function readSeries(folder: string, warnings: string[]): Promise<Bundle["series"]> {
  const path = fileIn(folder, "metrics.csv");
  if (!path) return [];
  const names = ((await jsonIn(folder, "series.json", warnings)) ?? {}) as SeriesNames;
  let table: ReturnType<typeof openMetrics> | null = null;
  for await (const line of readLines(path)) {
    if (table) table.add(line);
    else table = openMetrics(line, names);
  }
  return table?.close() ?? [];
}

async function eachJson(folder: string, name: string, warnings: string[], take: (fields: Fields) => void): Promise<void> {
  const path = fileIn(folder, name);
  if (!path) return;
  let broken = 0;
  try {
    for await (const line of readLines(path)) {
      if (line.trim() === "") continue;
      const fields = parsed(line);
      if (fields) take(fields);
      else broken += 1;
    }
  } catch (error) {
    warnings.push(`${name} could not be read to its end: ${(error as Error).message}`);
  }
  if (broken > 0) warnings.push(`${broken} ${broken === 1 ? "line" : "lines"} of ${name} are no JSON objects and were left out.`);
}

function parsed(line: string): Fields | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : null;
  } catch {
    return null;
  }
}

async function jsonIn(folder: string, name: string, warnings: string[]): Promise<unknown> {
  const path = fileIn(folder, name);
  return path ? readJson(path, warnings) : null;
}

async function readJson(path: string, warnings: string[]): Promise<unknown> {
  try {
    return JSON.parse(await readText(path));
  } catch (error) {
    warnings.push(`${path.split("/").at(-1)} could not be read and was left out: ${(error as Error).message}`);
    return null;
  }
}

const text = (value: unknown): string => (typeof value === "string" ? value : value === undefined || value === null ? "" : JSON.stringify(value));
const orNull = (value: unknown): string | null => (value === undefined || value === null || value === "" ? null : text(value));

function briefOf({ title, startedAt, detectedAt, endedAt, window, symptoms, namespace }: Fields): Bundle["incident"] {
  const { from, to } = (window ?? {}) as Fields;
  const [begin, end] = [instantOf(from), instantOf(to)];
  return {
    title: text(title),
    startedAt: instantOf(startedAt),
    detectedAt: instantOf(detectedAt),
    endedAt: instantOf(endedAt),
    window: begin !== null && end !== null && begin <= end ? { from: begin, to: end } : null,
    symptoms: (Array.isArray(symptoms) ? symptoms : []).flatMap(({ service, metric }: Fields) =>
      service ? [{ service: text(service), ...(metric ? { metric: text(metric) } : {}) }] : [],
    ),
    namespace: orNull(namespace),
  };
}

function spanOf({ trace, span, parent, service, operation, start, durationMs, status, error }: Fields): Span {
  const isError = /error|fail/i.test(text(status)) || Boolean(error);
  return {
    trace: text(trace),
    span: text(span),
    parent: orNull(parent),
    service: text(service),
    operation: text(operation),
    start: instantOf(start) ?? 0,
    durationMs: Number(durationMs) || 0,
    isError,
    error: orNull(error),
  };
}

function changeOf({ id, time, kind, service, title, author, link, detail }: Fields, index: number): Change[] {
  const at = instantOf(time);
  if (at === null) return [];
  return [
    {
      id: orNull(id) ?? `C${index + 1}`,
      at,
      kind: text(kind),
      service: orNull(service),
      title: text(title),
      author: orNull(author),
      link: orNull(link),
      detail: text(detail),
    },
  ];
}

function alertOf(fields: Fields): Bundle["alerts"][number] {
  const labels = Object.fromEntries(Object.entries((fields.labels ?? {}) as Fields).map(([name, value]) => [name, text(value)]));
  const subject = (fields.subject ?? {}) as Fields;
  return {
    service: orNull(fields.service ?? labels.service ?? subject.name),
    name: text(fields.name ?? fields.monitor ?? labels.alertname ?? fields.title),
    summary: text(fields.summary ?? fields.description ?? ""),
    at: instantOf(fields.at ?? fields.fired_at ?? fields.startsAt ?? fields.time),
    labels,
  };
}
