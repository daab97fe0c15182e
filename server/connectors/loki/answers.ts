import { z } from "zod";

const Labels = z.record(z.string(), z.string());

/** What Loki says beside an answer that is not whole. */
const about = { warnings: z.array(z.string()).nullish() };

/** What `/loki/api/v1/query_range` answers (Grafana Loki, HTTP API). A value may carry structured metadata as its third part. */
export const StreamsAnswer = z.object({
  ...about,
  data: z.object({
    resultType: z.literal("streams"),
    result: z.array(z.object({ stream: Labels, values: z.array(z.tuple([z.string(), z.string()]).rest(z.unknown())) })),
  }),
});
export const LokiNamesAnswer = z.object({ data: z.array(z.string()).default([]) });
export const LokiSeriesAnswer = z.object({ data: z.array(Labels).default([]) });
export const LokiBuildAnswer = z.object({ version: z.string().default("") });

/** `at` in Unix milliseconds; `nanos` is the exact instant as Loki writes it. */
export type LogRow = { at: number; nanos: string; labels: Record<string, string>; line: string };

/** Lines of all streams in the order of time; of equal ones, as they came. */
export function linesOf({ data }: z.output<typeof StreamsAnswer>, direction: "forward" | "backward"): LogRow[] {
  const rows = data.result.flatMap(({ stream, values }) =>
    values.map(([nanos, line]) => ({ at: Number(BigInt(nanos) / 1_000_000n), nanos, labels: stream, line })),
  );
  const sign = direction === "forward" ? 1 : -1;
  return rows.toSorted((one, other) => sign * compareNanos(one.nanos, other.nanos));
}

export function compareNanos(one: string, other: string): number {
  const [first, second] = [BigInt(one), BigInt(other)];
  return first < second ? -1 : first > second ? 1 : 0;
}

/** Milliseconds as Loki takes instants. */
export function nanosOf(at: number): string {
  return `${Math.round(at)}000000`;
}
