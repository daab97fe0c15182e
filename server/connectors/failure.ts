import { UnavailableError } from "#server/platform/errors.ts";

export type FailureKind =
  | "unauthorised"
  | "forbidden"
  | "not-found"
  | "not-taken"
  | "too-often"
  | "unavailable"
  | "timed-out"
  | "overtaxed"
  | "too-large"
  | "unreadable"
  | "redirected"
  | "certificate"
  | "unreachable"
  | "refused-address"
  | "incomplete";

/** A system could not be read. The message says why and what to check, and never holds a secret. */
export class ConnectorFailed extends UnavailableError {
  readonly kind: FailureKind;
  /** The HTTP status that was answered, if one was. */
  readonly answered: number | null;
  constructor(kind: FailureKind, message: string, answered: number | null = null, retryAfterSeconds = 5) {
    super(message, "unavailable", retryAfterSeconds);
    this.kind = kind;
    this.answered = answered;
  }
}
