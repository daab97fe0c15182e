/** Closed set of reasons for which Muster refuses; the HTTP status is fixed by the class in server/platform/errors.ts. */
export const ERROR_CODES = [
  "invalid_input",
  "illegal_transition",
  "missing_reason",
  "order_violation",
  "not_signed_in",
  "forbidden",
  "step_up_required",
  "not_found",
  "conflict",
  "already_done",
  "too_many_requests",
  "too_large",
  "unavailable",
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** Carried by a conflict so that the screen can show both values. */
export type FieldConflict = { field: string; yours: unknown; theirs: unknown; by: string | null; at: string | null };
