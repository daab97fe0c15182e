import { InvalidError, UnavailableError } from "#server/platform/errors.ts";

/** The address may not be asked. The message says why, and what to do about it. */
export class RefusedAddress extends InvalidError {
  constructor(message: string, path = "url") {
    super(message, "invalid_input", [{ path, message }]);
  }
}

export type FailureReason = "unresolved" | "unreachable" | "timed-out" | "too-large" | "redirected";

/** The address may be asked, and gave no usable answer. */
export class OutgoingFailed extends UnavailableError {
  readonly reason: FailureReason;
  constructor(reason: FailureReason, message: string) {
    super(message);
    this.reason = reason;
  }
}
