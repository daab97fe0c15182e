import type { Random } from "./random.ts";

const DAY_MS = 86_400_000;
const DAYS = 5 * 365;
/** How much of a day's incidents each UTC hour has: people change things by day, and load peaks in the evening. */
const HOURS = [2, 1, 1, 1, 1, 2, 3, 5, 7, 8, 8, 7, 6, 7, 8, 8, 7, 6, 5, 5, 5, 4, 3, 2];
/** From Sunday on. */
const WEEKDAYS = [5, 9, 10, 10, 10, 9, 5];

/**
 * When `count` incidents were declared within the five years before `now`, oldest first: more each year, fewer at night and at weekends.
 * Milliseconds since 1970.
 */
export function declarationTimes(count: number, now: number, random: Random): number[] {
  const first = Math.floor(now / DAY_MS) - DAYS + 1;
  const weights = Array.from({ length: DAYS }, (_, day) => (1 + (1.5 * day) / DAYS) * (WEEKDAYS[new Date((first + day) * DAY_MS).getUTCDay()] ?? 1));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const times: number[] = [];
  let owed = 0;
  for (const [day, weight] of weights.entries()) {
    owed += (count * weight) / total;
    for (; times.length < Math.round(owed) && times.length < count; ) times.push((first + day) * DAY_MS + timeOfDay(random));
  }
  while (times.length < count) times.push(now - random.whole(1, DAY_MS));
  return times.map((time) => (time < now ? time : now - ((time - now) % DAY_MS) - 60_000)).sort((a, b) => a - b);
}

function timeOfDay(random: Random): number {
  const total = HOURS.reduce((sum, weight) => sum + weight, 0);
  let place = random.number() * total;
  const hour = HOURS.findIndex((weight) => {
    place -= weight;
    return place < 0;
  });
  return (Math.max(0, hour) * 3_600 + random.number() * 3_600) * 1_000;
}
