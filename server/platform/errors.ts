import type { ErrorCode, FieldConflict } from "#lib/contracts/errors.ts";

/** An error with a message for people: what failed, then what to do. The subclass fixes the HTTP status. */
export abstract class MusterError extends Error {
  abstract readonly status: number;
  readonly code: ErrorCode;
  constructor(code: ErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

export class InvalidError extends MusterError {
  readonly status = 422;
  readonly issues: { path: string; message: string }[];
  constructor(message: string, code: ErrorCode = "invalid_input", issues: { path: string; message: string }[] = []) {
    super(code, message);
    this.issues = issues;
  }
}

export class ForbiddenError extends MusterError {
  readonly status: number;
  constructor(message: string, code: "forbidden" | "not_signed_in" | "step_up_required" = "forbidden") {
    super(code, message);
    this.status = code === "not_signed_in" ? 401 : 403;
  }
}

export class NotFoundError extends MusterError {
  readonly status = 404;
  constructor(message: string) {
    super("not_found", message);
  }
}

export class ConflictError extends MusterError {
  readonly status = 409;
  readonly conflict: FieldConflict | null;
  constructor(message: string, conflict: FieldConflict | null = null, code: "conflict" | "already_done" = "conflict") {
    super(code, message);
    this.conflict = conflict;
  }
}

export class UnavailableError extends MusterError {
  readonly status: number;
  readonly retryAfterSeconds: number;
  constructor(message: string, code: "unavailable" | "too_many_requests" | "too_large" = "unavailable", retryAfterSeconds = 5) {
    super(code, message);
    this.status = code === "too_many_requests" ? 429 : code === "too_large" ? 413 : 503;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
