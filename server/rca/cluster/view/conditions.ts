import { record } from "../read/loose.ts";
import { conditionsView } from "./pods.ts";
import type { Condition } from "./types.ts";

const DEEPEST = 5;

/** All conditions anywhere in a status: of the object itself, of its parents, listeners or members. */
export function conditionsWithin(status: unknown, depth = 0): Condition[] {
  if (depth > DEEPEST) return [];
  if (Array.isArray(status)) return status.slice(0, 50).flatMap((one) => conditionsWithin(one, depth + 1));
  return Object.entries(record(status)).flatMap(([field, value]) =>
    field === "conditions" ? conditionsView(value) : typeof value === "object" && value !== null ? conditionsWithin(value, depth + 1) : [],
  );
}
