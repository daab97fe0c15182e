import { z } from "zod";

export const Uuid = z.uuid("This is not an id of Muster.");

/** `INC-YYYY-MMDD-NNN`: the UTC day of declaration and that day's counter from 001, without gaps. */
export const Reference = z
  .string()
  .max(32)
  .transform((value) => value.trim().toUpperCase())
  .pipe(z.string().regex(/^INC-\d{4}-\d{4}-\d{3,}$/, "Give a reference like INC-2026-1123-001."));
export type Reference = string;

/** @param day UTC day as `YYYY-MM-DD`. @param counter from 1. */
export function formatReference(day: string, counter: number): Reference {
  const [year, month, date] = day.split("-");
  return `INC-${year}-${month}${date}-${String(counter).padStart(3, "0")}`;
}
