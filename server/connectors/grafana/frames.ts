import { z } from "zod";
import type { MeasuredSeries } from "../prometheus/answers.ts";

const Field = z.object({
  name: z.string(),
  type: z.string().optional(),
  labels: z.record(z.string(), z.string()).nullish(),
  config: z.looseObject({}).nullish(),
});
const RawFrame = z.object({
  schema: z.object({ name: z.string().optional(), refId: z.string().optional(), fields: z.array(Field).default([]) }),
  data: z.object({ values: z.array(z.array(z.unknown())).default([]) }).default({ values: [] }),
});

/** What `POST /api/ds/query` answers (Grafana, Data source HTTP API): for each query its frames, or an error. */
export const FramesAnswer = z.object({
  results: z.record(z.string(), z.object({ error: z.string().optional(), frames: z.array(RawFrame).nullish() })),
});

/** A table of columns: `values[field][row]`. */
export type Frame = { refId: string; name: string; fields: { name: string; type: string; labels: Record<string, string> }[]; values: unknown[][] };

export function framesOf({ results }: z.output<typeof FramesAnswer>): Frame[] {
  return Object.entries(results).flatMap(([refId, { frames }]) =>
    (frames ?? []).map(({ schema, data }) => ({
      refId: schema.refId ?? refId,
      name: schema.name ?? "",
      fields: schema.fields.map(({ name, type = "other", labels }) => ({ name, type, labels: labels ?? {} })),
      values: data.values,
    })),
  );
}

/** Keeps the first rows of each frame until so many are kept altogether. */
export function firstRows(frames: Frame[], limit: number): { frames: Frame[]; isCut: boolean } {
  let left = limit;
  let isCut = false;
  const kept = frames.map((frame) => {
    const rows = frame.values[0]?.length ?? 0;
    const take = Math.min(rows, left);
    left -= take;
    isCut ||= take < rows;
    return take < rows ? { ...frame, values: frame.values.map((column) => column.slice(0, take)) } : frame;
  });
  return { frames: kept, isCut };
}

/** The numeric columns of frames that have a time column, each as a series; times are in Unix milliseconds. Pure. */
export function seriesOfFrames(frames: readonly Frame[]): MeasuredSeries[] {
  return frames.flatMap(({ fields, values, name }) => {
    const time = fields.findIndex(({ type }) => type === "time");
    if (time < 0) return [];
    const times = (values[time] ?? []).map(Number);
    return fields.flatMap((field, index) =>
      field.type === "number"
        ? [{ labels: { __name__: field.name || name, ...field.labels }, times, values: (values[index] ?? []).map(numberOf) }]
        : [],
    );
  });
}

function numberOf(value: unknown): number {
  return typeof value === "number" && Number.isFinite(value) ? value : Number.NaN;
}
