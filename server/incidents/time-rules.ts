import { InvalidError } from "#server/platform/errors.ts";

/** How far a sender's clock may run ahead before a time counts as future. */
const TOLERANCE_MINUTES = 5;

/** True when `at` lies past `now` by more than clocks differ. Both RFC 3339. */
export function isFuture(at: string, now: string): boolean {
  return Date.parse(at) > Date.parse(now) + TOLERANCE_MINUTES * 60_000;
}

export function futureError(path: string, what: string): InvalidError {
  return new InvalidError(`${what} lies in the future. Give a time that has passed.`, "order_violation", [
    { path, message: "This time has not come yet." },
  ]);
}

/** Refuses any of these times that has not come yet; absent ones pass. */
export function requirePast(times: Record<string, string | null | undefined>, now: string): void {
  for (const [path, at] of Object.entries(times)) {
    if (at && isFuture(at, now)) throw futureError(path, "The time");
  }
}
