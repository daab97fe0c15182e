import { z } from "zod";
import { inWindow, LongText, reading, rowsUpTo } from "../define.ts";
import { QueryAnswer, seriesOf } from "../prometheus/answers.ts";
import { stepFor } from "../prometheus/step.ts";
import { LokiNamesAnswer, LokiSeriesAnswer, linesOf, nanosOf, StreamsAnswer } from "./answers.ts";

/** Loki's own default of what it gives in one answer. */
export const MOST_LINES = 5_000;
const Label = z.string().regex(/^[a-zA-Z_][a-zA-Z0-9_]*$/, "A label has letters, digits and underscores.");
const Direction = z.enum(["forward", "backward"]);
const ordered = ({ from, to }: { from: number; to: number }): boolean => from < to;
const NO_WINDOW = "The window ends before it begins.";

export const logQuery = reading({
  about: "Read log lines by a LogQL query over a window.",
  input: z
    .object({ query: LongText, ...inWindow, limit: rowsUpTo(MOST_LINES, 1_000), direction: Direction.default("backward") })
    .refine(ordered, NO_WINDOW),
  run: async (link, { query, from, to, limit, direction }, signal) => {
    const parameters = { query, start: nanosOf(from), end: nanosOf(to), limit, direction };
    const { asked, body } = await link.json({ path: "/loki/api/v1/query_range", query: parameters }, StreamsAnswer, signal);
    const rows = linesOf(body, direction);
    const more = { window: { from, to }, truncated: rows.length >= limit, warnings: body.warnings ?? [] };
    return link.capture("query_range", rows.slice(0, limit), [asked], more);
  },
});

export const logMetric = reading({
  about: "Count or measure log lines by a LogQL metric query over a window.",
  input: z
    .object({ query: LongText, ...inWindow, stepSeconds: z.number().min(1).max(86_400).optional(), limit: rowsUpTo(2_000, 200) })
    .refine(ordered, NO_WINDOW),
  run: async (link, { query, from, to, stepSeconds, limit }, signal) => {
    const parameters = { query, start: nanosOf(from), end: nanosOf(to), step: stepSeconds ?? stepFor({ from, to }) };
    const { asked, body } = await link.json({ path: "/loki/api/v1/query_range", query: parameters }, QueryAnswer, signal);
    const rows = seriesOf(body);
    const more = { window: { from, to }, truncated: rows.length > limit, warnings: body.warnings ?? [] };
    return link.capture("query_metric", rows.slice(0, limit), [asked], more);
  },
});

export const logLabels = reading({
  about: "List the names of labels in a window.",
  input: z.object({ ...inWindow, limit: rowsUpTo(5_000, 1_000) }),
  run: async (link, { from, to, limit }, signal) => {
    const query = { start: nanosOf(from), end: nanosOf(to) };
    const { asked, body } = await link.json({ path: "/loki/api/v1/labels", query }, LokiNamesAnswer, signal);
    return link.capture("labels", body.data.slice(0, limit), [asked], { window: { from, to }, truncated: body.data.length > limit });
  },
});

export const logLabelValues = reading({
  about: "List the values of a label in a window.",
  input: z.object({ label: Label, ...inWindow, limit: rowsUpTo(20_000, 2_000) }),
  run: async (link, { label, from, to, limit }, signal) => {
    const query = { start: nanosOf(from), end: nanosOf(to) };
    const { asked, body } = await link.json({ path: `/loki/api/v1/label/${label}/values`, query }, LokiNamesAnswer, signal);
    return link.capture("label_values", body.data.slice(0, limit), [asked], { window: { from, to }, truncated: body.data.length > limit });
  },
});

export const logSeries = reading({
  about: "List the streams that match selectors in a window.",
  input: z.object({ match: z.array(LongText).min(1).max(20), ...inWindow, limit: rowsUpTo(20_000, 2_000) }),
  run: async (link, { match, from, to, limit }, signal) => {
    const query = { "match[]": match, start: nanosOf(from), end: nanosOf(to) };
    const { asked, body } = await link.json({ path: "/loki/api/v1/series", query }, LokiSeriesAnswer, signal);
    return link.capture("series", body.data.slice(0, limit), [asked], { window: { from, to }, truncated: body.data.length > limit });
  },
});
