import { z } from "zod";
import { At, inWindow, type Link, LongText, reading, rowsUpTo } from "../define.ts";
import type { Asked, Query } from "../http.ts";
import { type MeasuredSeries, MetadataAnswer, NamesAnswer, QueryAnswer, SeriesAnswer, seriesOf } from "./answers.ts";
import { MOST_POINTS, stepFor } from "./step.ts";

/** Longer questions go in the body, since addresses are bounded on the way. */
const LONGEST_IN_ADDRESS = 1_000;
const Selectors = z.array(LongText).min(1).max(20);
const Label = z.string().regex(/^[a-zA-Z_][a-zA-Z0-9_]*$/, "A label has letters, digits and underscores.");

export const instantQuery = reading({
  about: "Ask a PromQL query at one instant.",
  input: z.object({ query: LongText, at: At.optional(), limit: rowsUpTo(5_000, 500) }),
  run: async (link, { query, at, limit }, signal) => {
    const { asked, body } = await put(link, "/api/v1/query", { query, time: at === undefined ? undefined : at / 1_000 }, signal);
    return captured(link, "query", seriesOf(body), asked, { limit, warnings: body.warnings });
  },
});

export const rangeQuery = reading({
  about: "Ask a PromQL query over a window.",
  input: z
    .object({ query: LongText, ...inWindow, stepSeconds: z.number().min(1).max(86_400).optional(), limit: rowsUpTo(2_000, 200) })
    .refine(({ from, to }) => from < to, "The window ends before it begins.")
    .refine(
      ({ from, to, stepSeconds }) => stepSeconds === undefined || (to - from) / 1_000 / stepSeconds <= MOST_POINTS,
      `Prometheus gives at most ${MOST_POINTS.toLocaleString("en")} points a series. Take a longer step or a shorter window.`,
    ),
  run: async (link, { query, from, to, stepSeconds, limit }, signal) => {
    const step = stepSeconds ?? stepFor({ from, to });
    const { asked, body } = await put(link, "/api/v1/query_range", { query, start: from / 1_000, end: to / 1_000, step }, signal);
    return captured(link, "query_range", seriesOf(body), asked, { limit, window: { from, to }, warnings: body.warnings });
  },
});

export const findSeries = reading({
  about: "List the series that match selectors in a window.",
  input: z.object({ match: Selectors, ...inWindow, limit: rowsUpTo(20_000, 2_000) }),
  run: async (link, { match, from, to, limit }, signal) => {
    const query = { "match[]": match, start: from / 1_000, end: to / 1_000, limit: limit + 1 };
    const { asked, body } = await link.json({ path: "/api/v1/series", query }, SeriesAnswer, signal);
    return captured(link, "series", body.data, asked, { limit, window: { from, to }, warnings: body.warnings });
  },
});

export const labelNames = reading({
  about: "List the names of labels.",
  input: z.object({ match: Selectors.optional(), limit: rowsUpTo(5_000, 1_000) }),
  run: async (link, { match, limit }, signal) => {
    const { asked, body } = await link.json({ path: "/api/v1/labels", query: { "match[]": match ?? [] } }, NamesAnswer, signal);
    return captured(link, "labels", body.data, asked, { limit });
  },
});

export const labelValues = reading({
  about: "List the values of a label.",
  input: z.object({ label: Label, match: Selectors.optional(), limit: rowsUpTo(20_000, 2_000) }),
  run: async (link, { label, match, limit }, signal) => {
    const { asked, body } = await link.json({ path: `/api/v1/label/${label}/values`, query: { "match[]": match ?? [] } }, NamesAnswer, signal);
    return captured(link, "label_values", body.data, asked, { limit });
  },
});

export const metricTypes = reading({
  about: "Read which type and help each metric has.",
  input: z.object({ limit: rowsUpTo(20_000, 10_000) }),
  run: async (link, { limit }, signal) => {
    const { asked, body } = await link.json({ path: "/api/v1/metadata", query: { limit } }, MetadataAnswer, signal);
    const rows = Object.entries(body.data).flatMap(([metric, [first]]) => (first ? [{ metric, ...first }] : []));
    return captured(link, "metadata", rows, asked, { limit });
  },
});

function put(link: Link, path: string, query: Query, signal: AbortSignal | undefined) {
  const isLong = String(query.query ?? "").length > LONGEST_IN_ADDRESS;
  return link.json(isLong ? { path, form: query } : { path, query }, QueryAnswer, signal);
}

type More = { limit: number; window?: { from: number; to: number }; warnings?: string[] | undefined };

function captured<R extends MeasuredSeries | Record<string, string> | string | object>(
  link: Link,
  operation: string,
  rows: R[],
  asked: Asked,
  { limit, window, warnings }: More,
) {
  const truncated = rows.length > limit;
  return link.capture(operation, truncated ? rows.slice(0, limit) : rows, [asked], {
    truncated,
    ...(window ? { window } : {}),
    ...(warnings ? { warnings } : {}),
  });
}
