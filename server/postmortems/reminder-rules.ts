const HOUR = 3_600_000;
const BEFORE_MS = 24 * HOUR;
const AGAIN_MS = 7 * 24 * HOUR;

/** From when on a due day is spoken of. RFC 3339. Pure. */
function remindsUntil(now: string): string {
  return new Date(Date.parse(now) + BEFORE_MS).toISOString();
}

/** A review is spoken of a day before it is due, when it is due, and every week after. Pure. */
export function isReminderDue({ dueAt, remindedAt }: { dueAt: string | null; remindedAt: string | null }, now: string): boolean {
  if (!dueAt || dueAt > remindsUntil(now)) return false;
  if (remindedAt === null || Date.parse(remindedAt) < Date.parse(dueAt) - BEFORE_MS) return true;
  const [at, due, last] = [now, dueAt, remindedAt].map(Date.parse) as [number, number, number];
  return last < due ? at >= due : at - last >= AGAIN_MS;
}
