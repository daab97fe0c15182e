import type { RoomState } from "#lib/contracts/room.ts";

const MINUTE = 60_000;
/** Calm before the trouble, to hold it against; and how long after an end, or at most after a beginning, is looked at. */
const [CALM_MS, AFTER_MS, LONGEST_MS] = [150 * MINUTE, 15 * MINUTE, 6 * 60 * MINUTE];
/** Who asks what is wrong now, and about no incident, has seen it for a while. */
const LATELY_MS = 30 * MINUTE;

/** Instants in Unix milliseconds. `detectedAt`: when it was seen at the latest, which is known where its beginning is not. */
export type Moments = { startedAt: number | null; detectedAt: number; endedAt: number | null };

/** Where nobody said when it began or was seen, it may have lasted so long before somebody declared it: that is no calm. */
export const UNSEEN_MS = 30 * MINUTE;

/** Whether somebody said when it began or was seen. Pure. */
export function isTimed({ timestamps }: RoomState): boolean {
  return timestamps.startedAt !== undefined || timestamps.detectedAt !== undefined;
}

/** When the incident began, was seen and ended, as its room says. Without any other it was seen when it was declared. Pure. */
export function momentsOf({ timestamps, phases }: RoomState, now: number): Moments {
  const at = (name: keyof RoomState["timestamps"]) => (timestamps[name] ? Date.parse(timestamps[name].at) : null);
  const declared = Date.parse(phases[0]?.startedAt ?? new Date(now).toISOString());
  return { startedAt: at("startedAt"), detectedAt: at("detectedAt") ?? declared, endedAt: at("mitigatedAt") ?? at("resolvedAt") };
}

/** The time to look at: two and a half hours before the trouble, most of them calm, until a while after its end, six hours after its beginning, or now. Pure. */
export function windowAround({ startedAt, detectedAt, endedAt }: Moments, now: number): { from: number; to: number } {
  const begin = Math.min(startedAt ?? detectedAt, detectedAt);
  const to = Math.min(now, endedAt === null ? begin + LONGEST_MS : endedAt + AFTER_MS);
  return { from: begin - CALM_MS, to: Math.max(to, begin + MINUTE) };
}

/** A question about no incident and no time is about now. Pure. */
export function lately(now: number): Moments {
  return { startedAt: null, detectedAt: now - LATELY_MS, endedAt: null };
}

/** When the trouble began by which a window was laid. Pure. */
export function beginOf(from: number): number {
  return from + CALM_MS;
}
