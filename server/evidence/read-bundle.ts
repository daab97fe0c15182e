import { type Bundle, type Change, openLogDigest, type Span } from "#server/rca/index.ts";
import { instantOf } from "./instant.ts";
import { openMetrics, type SeriesNames } from "./parse-metrics.ts";
import { type BundleSource, folderSource, textFrom } from "./read-lines.ts";

type Fields = Record<string, unknown>;

/** Reads an evidence bundle from a folder, streaming. What cannot be read becomes a warning. Throws when there is no folder or no incident.json. */
export function readBundle(folder: string): Promise<Bundle> {
  return bundleFrom([folderSource(folder)], folder);
}

/**
 * Reads an evidence bundle whose parts lie in several places: lists, lines and series are taken together, and the last `incident.json` says what it is
 * about. `where` names the places in the refusal when none has one.
 */
export async function bundleFrom(places: readonly BundleSource[], where: string): Promise<Bundle> {
  const warnings: string[] = [];
  const said = (await jsonsIn(places, "incident.json", warnings)).at(-1);
  if (said === undefined) throw new Error(`There is no incident.json in ${where}. A bundle needs at least that: {"title": "…", "detectedAt": "…"}.`);
  const incident = fieldsOf(said);
  const logs = openLogDigest();
  await eachJson(places, "logs.jsonl", warnings, ({ time, service, level, message, trace }) =>
    logs.add({
      at: instantOf(time),
      service: text(service),
      level: level ? text(level) : null,
      message: text(message),
      trace: trace ? text(trace) : null,
    }),
  );
  const spans: Span[] = [];
  let timeless = 0;
  await eachJson(places, "spans.jsonl", warnings, (fields) => {
    const span = spanOf(fields);
    if (span) spans.push(span);
    else timeless += 1;
  });
  if (timeless > 0) warnings.push(`${timeless} of the spans have no start that can be read and were left out.`);
  const outputs: Bundle["outputs"] = [];
  await eachJson(places, "outputs.jsonl", warnings, ({ command, text: shown, at }) =>
    outputs.push({ command: text(command), text: text(shown), at: instantOf(at) }),
  );
  const graphs = (await jsonsIn(places, "graph.json", warnings)).map(fieldsOf);
  const clusters = await jsonsIn(places, "kubernetes.json", warnings);
  const changes = await listIn(places, "changes.json", warnings);
  const dated = changes.flatMap(changeOf);
  if (dated.length < changes.length)
    warnings.push(`${changes.length - dated.length} of the changes have no time that can be read and were left out.`);
  const alerts = await listIn(places, "alerts.json", warnings);
  const past = await listIn(places, "past.json", warnings);
  return {
    incident: briefOf(incident),
    series: await readSeries(places, warnings),
    logs: logs.close(),
    spans,
    changes: dated,
    edges: graphs.flatMap(({ edges }) => listOf(edges).flatMap(edgeOf)),
    objects: clusters.flatMap((cluster) => (Array.isArray(cluster) ? cluster : listOf(fieldsOf(cluster).items))).filter(isClusterObject),
    outputs,
    alerts: alerts.map(alertOf),
    past: past.flatMap(pastOf),
    warnings,
  };
}

type Places = readonly BundleSource[];

async function readSeries(places: Places, warnings: string[]): Promise<Bundle["series"]> {
  const all: Bundle["series"] = [];
  let lost = 0;
  for (const place of places) {
    const lines = place.lines("metrics.csv");
    if (!lines) continue;
    const [names] = await jsonsIn([place], "series.json", warnings);
    const { series, skipped } = await seriesIn(lines, fieldsOf(names) as SeriesNames, warnings);
    for (const one of series) all.push(one);
    lost += skipped;
  }
  if (lost > 0) warnings.push(`${lost} ${lost === 1 ? "row" : "rows"} of metrics.csv have no time that can be read and were left out.`);
  return all;
}

async function seriesIn(lines: AsyncIterable<string>, names: SeriesNames, warnings: string[]) {
  let table: ReturnType<typeof openMetrics> | null = null;
  try {
    for await (const line of lines) {
      if (table) table.add(line);
      else table = openMetrics(line, names);
    }
  } catch (error) {
    warnings.push(`metrics.csv could not be read to its end: ${(error as Error).message}`);
  }
  return table?.close() ?? { series: [], skipped: 0 };
}

async function eachJson(places: Places, name: string, warnings: string[], take: (fields: Fields) => void): Promise<void> {
  let broken = 0;
  try {
    for (const place of places)
      for await (const line of place.lines(name) ?? []) {
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

/** What each place's file of that name says; one that is broken says null. */
async function jsonsIn(places: Places, name: string, warnings: string[]): Promise<unknown[]> {
  const found: unknown[] = [];
  for (const place of places) {
    const lines = place.lines(name);
    if (lines) found.push(await readJson(lines, name, warnings));
  }
  return found;
}

async function readJson(lines: AsyncIterable<string>, name: string, warnings: string[]): Promise<unknown> {
  try {
    return JSON.parse(await textFrom(lines));
  } catch (error) {
    warnings.push(`${name} could not be read and was left out: ${(error as Error).message}`);
    return null;
  }
}

/** The objects of a list in a file, which may also stand under a name in an object. */
async function listIn(places: Places, name: string, warnings: string[]): Promise<Fields[]> {
  const values = (await jsonsIn(places, name, warnings)).filter((value) => value !== null);
  return values.flatMap((value) => {
    const list = Array.isArray(value) ? value : Object.values(fieldsOf(value)).find(Array.isArray);
    if (!list) warnings.push(`${name} is no list and was left out.`);
    const rows = listOf(list).filter((row) => typeof row === "object" && row !== null && !Array.isArray(row)) as Fields[];
    const lost = listOf(list).length - rows.length;
    if (lost > 0) warnings.push(`${lost} ${lost === 1 ? "entry" : "entries"} of ${name} are no JSON objects and were left out.`);
    return rows;
  });
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const fieldsOf = (value: unknown): Fields => (typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : {});

const text = (value: unknown): string => (typeof value === "string" ? value : value === undefined || value === null ? "" : JSON.stringify(value));
const orNull = (value: unknown): string | null => (value === undefined || value === null || value === "" ? null : text(value));

function briefOf({ title, startedAt, detectedAt, endedAt, window, symptoms, namespace }: Fields): Bundle["incident"] {
  const { from, to } = fieldsOf(window);
  const [begin, end] = [instantOf(from), instantOf(to)];
  return {
    title: text(title),
    startedAt: instantOf(startedAt),
    detectedAt: instantOf(detectedAt),
    endedAt: instantOf(endedAt),
    window: begin !== null && end !== null && begin <= end ? { from: begin, to: end } : null,
    symptoms: listOf(symptoms)
      .map(fieldsOf)
      .flatMap(({ service, metric }) => (service ? [{ service: text(service), ...(metric ? { metric: text(metric) } : {}) }] : [])),
    namespace: orNull(namespace),
  };
}

function spanOf({ trace, span, parent, service, operation, start, durationMs, status, error, status_message, attributes }: Fields): Span | null {
  const at = instantOf(start);
  if (at === null) return null;
  const isError = /error|fail/i.test(text(status)) || Boolean(error);
  return {
    trace: text(trace),
    span: text(span),
    parent: orNull(parent),
    service: text(service),
    operation: text(operation),
    start: at,
    durationMs: Number(durationMs) || 0,
    isError,
    error: orNull(error) ?? (isError ? (orNull(status_message) ?? orNull(fieldsOf(attributes)["error.message"])) : null),
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
  const labels = Object.fromEntries(Object.entries(fieldsOf(fields.labels)).map(([name, value]) => [name, text(value)]));
  const subject = fieldsOf(fields.subject);
  return {
    service: orNull(fields.service ?? labels.service ?? subject.name),
    name: text(fields.name ?? fields.monitor ?? labels.alertname ?? fields.title),
    summary: text(fields.summary ?? fields.description ?? ""),
    at: instantOf(fields.at ?? fields.fired_at ?? fields.startsAt ?? fields.time),
    labels,
  };
}

function edgeOf(edge: unknown): Bundle["edges"] {
  const [caller, callee] = Array.isArray(edge) ? edge : [fieldsOf(edge).caller, fieldsOf(edge).callee];
  return typeof caller === "string" && typeof callee === "string" && caller && callee ? [{ caller, callee }] : [];
}

function isClusterObject(value: unknown): value is Bundle["objects"][number] {
  const { kind, metadata } = fieldsOf(value);
  return typeof kind === "string" && typeof fieldsOf(metadata).name === "string";
}

function pastOf({ reference, title, services, cause, signature }: Fields): Bundle["past"] {
  if (!reference || !title) return [];
  return [{ reference: text(reference), title: text(title), services: listOf(services).map(text), cause: text(cause), signature: orNull(signature) }];
}
