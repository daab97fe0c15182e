import { z } from "zod";
import { inWindow, type Link, reading, rowsUpTo } from "../define.ts";
import { ConnectorFailed } from "../failure.ts";
import { masked } from "../far.ts";
import { FramesAnswer, firstRows, framesOf } from "./frames.ts";

const LONGEST_ERROR = 300;
const Uid = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9_-]{1,80}$/, "A uid has letters, digits, hyphens and underscores.");
const Found = z.array(
  z.object({
    uid: z.string(),
    title: z.string(),
    url: z.string().default(""),
    folderTitle: z.string().default(""),
    tags: z.array(z.string()).default([]),
  }),
);
const Panel = z.looseObject({ title: z.string().optional(), type: z.string().optional(), targets: z.array(z.looseObject({})).optional() });
const Dashboard = z.object({
  dashboard: z.looseObject({
    uid: z.string().optional(),
    title: z.string().default(""),
    panels: z.array(z.looseObject({ panels: z.array(Panel).optional() })).default([]),
  }),
  meta: z.looseObject({
    url: z.string().optional(),
    updated: z.string().optional(),
    updatedBy: z.string().optional(),
    version: z.number().optional(),
  }),
});
export const DataSources = z.array(z.object({ uid: z.string(), name: z.string(), type: z.string(), isDefault: z.boolean().default(false) }));
const Annotations = z.array(
  z.object({
    id: z.number(),
    time: z.number(),
    timeEnd: z.number().optional(),
    text: z.string().default(""),
    tags: z.array(z.string()).nullish(),
    dashboardUID: z.string().nullish(),
    login: z.string().nullish(),
    alertName: z.string().nullish(),
    newState: z.string().nullish(),
  }),
);

export const searchDashboards = reading({
  about: "Find dashboards by words or tags.",
  input: z.object({ words: z.string().max(200).default(""), tags: z.array(z.string().max(100)).max(10).default([]), limit: rowsUpTo(1_000, 100) }),
  run: async (link, { words, tags, limit }, signal) => {
    const query = { type: "dash-db", query: words || undefined, tag: tags, limit };
    const { asked, body } = await link.json({ path: "/api/search", query }, Found, signal);
    return link.capture("search", body.slice(0, limit), [asked], { truncated: body.length >= limit });
  },
});

export const getDashboard = reading({
  about: "Read a dashboard by its uid: its panels and what they ask.",
  input: z.object({ uid: Uid }),
  run: async (link, { uid }, signal) => {
    const { asked, body } = await link.json({ path: `/api/dashboards/uid/${uid}` }, Dashboard, signal);
    const { title, panels } = body.dashboard;
    const all = panels.flatMap((panel) => [panel, ...(panel.panels ?? [])]);
    const asking = all.map(({ title: name, type, targets }) => ({
      title: String(name ?? ""),
      type: String(type ?? ""),
      targets: z.array(z.unknown()).catch([]).parse(targets),
    }));
    return link.capture("dashboard", [{ uid, title, panels: asking, meta: body.meta }], [asked]);
  },
});

export const listDataSources = reading({
  about: "List the data sources.",
  input: z.object({}),
  run: async (link, _input, signal) => {
    const { asked, body } = await link.json({ path: "/api/datasources" }, DataSources, signal);
    return link.capture("datasources", body, [asked]);
  },
});

export const queryDataSource = reading({
  about: "Ask a data source, in its own language, over a window.",
  input: z.object({
    datasource: Uid,
    ...inWindow,
    queries: z
      .array(z.record(z.string(), z.unknown()))
      .min(1)
      .max(10)
      .meta({ description: "As the data source takes them: {expr} for Prometheus and Loki." }),
    maxDataPoints: z.number().int().min(1).max(11_000).default(480),
    limit: rowsUpTo(50_000, 10_000),
  }),
  run: async (link, { datasource, from, to, queries, maxDataPoints, limit }, signal) => {
    const intervalMs = Math.max(15_000, Math.ceil((to - from) / maxDataPoints));
    const put = queries.map((query, index) => ({
      refId: String.fromCharCode(65 + index),
      intervalMs,
      maxDataPoints,
      ...query,
      datasource: { uid: datasource },
    }));
    const json = { from: String(from), to: String(to), queries: put };
    const { asked, body } = await link.json({ path: "/api/ds/query", json }, FramesAnswer, signal);
    const errors = Object.values(body.results).flatMap(({ error }) => error ?? []);
    const { frames, isCut } = firstRows(framesOf(body), limit);
    if (frames.length === 0) refuseErrors(link, errors);
    const warnings = errors.map((error) => masked(`One of the queries was refused: ${error.slice(0, LONGEST_ERROR)}`, link.far.secrets));
    return link.capture("ds_query", frames, [asked], { window: { from, to }, truncated: isCut, warnings });
  },
});

export const listAnnotations = reading({
  about: "List annotations in a window: deploys, notes, states of alerts.",
  input: z.object({ ...inWindow, tags: z.array(z.string().max(200)).max(20).default([]), dashboard: Uid.optional(), limit: rowsUpTo(5_000, 500) }),
  run: async (link, { from, to, tags, dashboard, limit }, signal) => {
    const query = { from, to, tags, dashboardUID: dashboard, limit };
    const { asked, body } = await link.json({ path: "/api/annotations", query }, Annotations, signal);
    return link.capture("annotations", body.slice(0, limit), [asked], { window: { from, to }, truncated: body.length >= limit });
  },
});

/** A data source that refuses answers inside of a 200 or 207. Where it took other queries, what they gave is kept. */
function refuseErrors({ far }: Link, errors: string[]): void {
  if (errors.length === 0) return;
  throw new ConnectorFailed(
    "not-taken",
    masked(`The data source behind ${far.title} did not take the query. It said: ${errors.join("; ").slice(0, LONGEST_ERROR)}`, far.secrets),
  );
}
