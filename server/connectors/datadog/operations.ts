import { z } from "zod";
import { inWindow, type Link, LongText, reading, rowsUpTo } from "../define.ts";
import { ConnectorFailed } from "../failure.ts";
import { masked } from "../far.ts";
import type { Asked } from "../http.ts";
import type { MeasuredSeries } from "../prometheus/answers.ts";

const PAGE = 1_000;
const Told = z.array(z.looseObject({ title: z.string().optional(), detail: z.string().optional() })).nullish();
const Meta = z
  .looseObject({ page: z.looseObject({ after: z.string().optional() }).optional(), status: z.string().optional(), warnings: Told })
  .optional();
const LogPage = z.object({
  meta: Meta,
  data: z
    .array(
      z.object({
        id: z.string().default(""),
        attributes: z.looseObject({
          timestamp: z.string(),
          message: z.string().default(""),
          service: z.string().default(""),
          status: z.string().default(""),
          host: z.string().default(""),
          tags: z.array(z.string()).default([]),
          attributes: z.looseObject({}).optional(),
        }),
      }),
    )
    .default([]),
});
const EventPage = z.object({
  meta: Meta,
  data: z
    .array(
      z.object({
        id: z.string().default(""),
        attributes: z.looseObject({
          timestamp: z.union([z.string(), z.number()]),
          message: z.string().default(""),
          tags: z.array(z.string()).default([]),
          attributes: z
            .looseObject({ title: z.string().optional(), service: z.string().optional(), source_type_name: z.string().optional() })
            .optional(),
        }),
      }),
    )
    .default([]),
});
const Measured = z.object({
  status: z.string().optional(),
  error: z.string().nullish(),
  series: z
    .array(
      z.object({
        metric: z.string(),
        display_name: z.string().optional(),
        scope: z.string().default(""),
        tag_set: z.array(z.string()).default([]),
        pointlist: z.array(z.tuple([z.number(), z.number().nullable()])),
        unit: z.array(z.looseObject({ short_name: z.string().nullish(), name: z.string().nullish() }).nullable()).nullish(),
      }),
    )
    .default([]),
});
const MetricNames = z.object({ data: z.array(z.object({ id: z.string() })).default([]) });

export type DatadogLog = {
  at: number;
  id: string;
  service: string;
  level: string;
  message: string;
  host: string;
  tags: string[];
  trace: string | null;
};
export type DatadogSeries = MeasuredSeries & { metric: string; unit: string | null };
export type DatadogEvent = { at: number; id: string; title: string; message: string; source: string; service: string | null; tags: string[] };

export const searchLogs = reading({
  about: "Search log lines (v2) over a window.",
  input: z.object({
    query: LongText.default("*"),
    ...inWindow,
    limit: rowsUpTo(10_000, 1_000),
    sort: z.enum(["timestamp", "-timestamp"]).default("-timestamp"),
  }),
  run: async (link, { query, from, to, limit, sort }, signal) => {
    const filter = { query, from: iso(from), to: iso(to) };
    const { answers, pages, ...more } = await paged(link, "/api/v2/logs/events/search", { filter, sort }, LogPage, limit, signal);
    const rows = pages.flatMap(({ data }) => data.map(logOf)).slice(0, limit);
    return link.capture("logs_search", rows, answers, { window: { from, to }, ...more });
  },
});

export const searchEvents = reading({
  about: "Search events (v2) over a window: deploys, alerts, what other systems told.",
  input: z.object({ query: LongText.default("*"), ...inWindow, limit: rowsUpTo(5_000, 500) }),
  run: async (link, { query, from, to, limit }, signal) => {
    const filter = { query, from: iso(from), to: iso(to) };
    const { answers, pages, ...more } = await paged(link, "/api/v2/events/search", { filter, sort: "timestamp" }, EventPage, limit, signal);
    const rows = pages.flatMap(({ data }) => data.map(eventOf)).slice(0, limit);
    return link.capture("events_search", rows, answers, { window: { from, to }, ...more });
  },
});

export const queryMetrics = reading({
  about: "Ask a metrics query over a window.",
  input: z.object({ query: LongText, ...inWindow, limit: rowsUpTo(2_000, 200) }),
  run: async (link, { query, from, to, limit }, signal) => {
    const parameters = { from: Math.floor(from / 1_000), to: Math.ceil(to / 1_000), query };
    const { asked, body } = await link.json({ path: "/api/v1/query", query: parameters }, Measured, signal);
    if (body.status === "error") throw refusedBy(link, body.error ?? "");
    const rows = body.series.map(seriesOf);
    return link.capture("metrics_query", rows.slice(0, limit), [asked], { window: { from, to }, truncated: rows.length > limit });
  },
});

export const findMetrics = reading({
  about: "List the names of metrics that carry a tag in the last hours.",
  input: z.object({ tags: z.string().trim().min(1).max(500), hours: z.number().int().min(1).max(720).default(24), limit: rowsUpTo(10_000, 1_000) }),
  run: async (link, { tags, hours, limit }, signal) => {
    const query = { "filter[tags]": tags, "window[seconds]": hours * 3_600, "page[size]": limit };
    const { asked, body } = await link.json({ path: "/api/v2/metrics", query }, MetricNames, signal);
    const rows = body.data.map(({ id }) => id);
    return link.capture("metrics", rows.slice(0, limit), [asked], { truncated: rows.length >= limit });
  },
});

type Paged = { data: unknown[]; meta?: z.output<typeof Meta> };

/** Follows the cursor until there are enough rows or no more. */
async function paged<T extends Paged>(link: Link, path: string, search: object, shape: z.ZodType<T>, limit: number, signal: AbortSignal | undefined) {
  const answers: Asked[] = [];
  const pages: T[] = [];
  let count = 0;
  let cursor: string | undefined;
  do {
    const page = { limit: Math.min(PAGE, limit - count), ...(cursor ? { cursor } : {}) };
    const { asked, body } = await link.json({ path, json: { ...search, page } }, shape, signal);
    answers.push(asked);
    pages.push(body);
    count += body.data.length;
    cursor = body.data.length > 0 ? body.meta?.page?.after : undefined;
  } while (cursor && count < limit);
  const isCut = cursor !== undefined || count > limit;
  const isPartial = pages.some(({ meta }) => meta?.status === "timeout");
  const told = pages.flatMap(({ meta }) => (meta?.warnings ?? []).map(({ title, detail }) => detail ?? title ?? ""));
  const warnings = [...(isPartial ? ["It ran out of time and gave a part of what there is."] : []), ...new Set(told.filter(Boolean))];
  return { answers, pages, truncated: isCut || isPartial, warnings };
}

/** A metrics query that is refused inside of a 200. */
function refusedBy({ far }: Link, error: string): ConnectorFailed {
  return new ConnectorFailed("not-taken", masked(`${far.title} did not take the query. It said: ${error.slice(0, 300)}`, far.secrets));
}

function logOf({ id, attributes }: z.output<typeof LogPage>["data"][number]): DatadogLog {
  const { timestamp, message, service, status, host, tags, attributes: more } = attributes;
  const trace = more?.trace_id ?? (more?.dd as { trace_id?: unknown } | undefined)?.trace_id;
  return { at: Date.parse(timestamp), id, service, level: status, message, host, tags, trace: trace === undefined ? null : String(trace) };
}

function eventOf({ id, attributes }: z.output<typeof EventPage>["data"][number]): DatadogEvent {
  const { timestamp, message, tags, attributes: more } = attributes;
  const tagged = tags.find((tag) => tag.startsWith("service:"))?.slice("service:".length);
  return {
    at: typeof timestamp === "number" ? timestamp : Date.parse(timestamp),
    id,
    title: more?.title ?? message.split("\n")[0] ?? "",
    message,
    source: more?.source_type_name ?? tags.find((tag) => tag.startsWith("source:"))?.slice("source:".length) ?? "",
    service: more?.service ?? tagged ?? null,
    tags,
  };
}

function seriesOf({ metric, scope, tag_set, pointlist, unit }: z.output<typeof Measured>["series"][number]): DatadogSeries {
  const tags = (tag_set.length > 0 ? tag_set : scope.split(",")).filter((tag) => tag.includes(":"));
  const labels = Object.fromEntries(tags.map((tag) => [tag.slice(0, tag.indexOf(":")), tag.slice(tag.indexOf(":") + 1)]));
  return {
    metric,
    unit: unit?.[0]?.short_name ?? unit?.[0]?.name ?? null,
    labels,
    times: pointlist.map(([at]) => at),
    values: pointlist.map(([, value]) => value ?? Number.NaN),
  };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
