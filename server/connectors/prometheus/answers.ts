import { z } from "zod";

const Labels = z.record(z.string(), z.string());
const Sample = z.tuple([z.number(), z.string()]);
const about = { warnings: z.array(z.string()).optional() };

/** What `/api/v1/query` and `/api/v1/query_range` answer, by the type of the result (Prometheus, HTTP API). */
export const QueryAnswer = z.object({
  ...about,
  data: z.discriminatedUnion("resultType", [
    z.object({ resultType: z.literal("matrix"), result: z.array(z.object({ metric: Labels, values: z.array(Sample).default([]) })) }),
    z.object({ resultType: z.literal("vector"), result: z.array(z.object({ metric: Labels, value: Sample.optional() })) }),
    z.object({ resultType: z.enum(["scalar", "string"]), result: Sample }),
  ]),
});
export const SeriesAnswer = z.object({ ...about, data: z.array(Labels) });
export const NamesAnswer = z.object({ ...about, data: z.array(z.string()) });
export const MetadataAnswer = z.object({
  data: z.record(z.string(), z.array(z.object({ type: z.string(), help: z.string().default(""), unit: z.string().default("") }))),
});
export const BuildAnswer = z.object({ data: z.object({ version: z.string() }) });

/** A series as it was measured: instants in Unix milliseconds, ascending. NaN where the value is none. */
export type MeasuredSeries = { labels: Record<string, string>; times: number[]; values: number[] };

export function seriesOf({ data }: z.output<typeof QueryAnswer>): MeasuredSeries[] {
  if (data.resultType === "matrix") return data.result.map(({ metric, values }) => measured(metric, values));
  if (data.resultType === "vector") return data.result.map(({ metric, value }) => measured(metric, value ? [value] : []));
  return [measured({}, [data.result])];
}

function measured(labels: Record<string, string>, samples: [number, string][]): MeasuredSeries {
  return { labels, times: samples.map(([at]) => Math.round(at * 1_000)), values: samples.map(([, value]) => numberIn(value)) };
}

/** Prometheus writes infinities as `+Inf`; no chart or analysis can use them. */
function numberIn(text: string): number {
  const value = Number(text);
  return Number.isFinite(value) ? value : Number.NaN;
}
