const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const pad = (value: number) => String(value).padStart(2, "0");

/** `00:13:42` from milliseconds; from a day on `2d 04:13`. Negative spans count as nothing. */
export function clockOf(milliseconds: number): string {
  const total = Math.max(0, Math.floor(milliseconds / 1_000));
  const days = Math.floor(total / 86_400);
  const hours = Math.floor(total / 3_600) % 24;
  const minutes = Math.floor(total / 60) % 60;
  return days > 0 ? `${days}d ${pad(hours)}:${pad(minutes)}` : `${pad(hours)}:${pad(minutes)}:${pad(total % 60)}`;
}

/** `02:18` until a due time, `1:02:18` from an hour on, days from a day on. */
export function countdownOf(milliseconds: number): string {
  const span = Math.abs(milliseconds);
  if (span >= HOUR) return clockOf(span).replace(/^0/, "");
  const total = Math.floor(span / 1_000);
  return `${pad(Math.floor(total / 60))}:${pad(total % 60)}`;
}

/** `T+13:20` or `T−7:00`: minutes and seconds from `zero` to `at` (RFC 3339); hours and days where they are needed. */
export function offsetFrom(zero: string, at: string): string {
  const difference = Date.parse(at) - Date.parse(zero);
  const total = Math.floor(Math.abs(difference) / 1_000);
  const sign = difference < 0 && total > 0 ? "−" : "+";
  const seconds = pad(total % 60);
  const minutes = Math.floor(total / 60) % 60;
  const hours = Math.floor(total / 3_600) % 24;
  const days = Math.floor(total / 86_400);
  if (days > 0) return `T${sign}${days}d ${pad(hours)}:${pad(minutes)}`;
  return hours > 0 ? `T${sign}${hours}:${pad(minutes)}:${seconds}` : `T${sign}${minutes}:${seconds}`;
}

/** A span in words: `45 s`, `12 min`, `2 h 05 min`, `3 d 4 h`. */
export function durationWords(milliseconds: number): string {
  const span = Math.abs(milliseconds);
  if (span < MINUTE) return `${Math.floor(span / 1_000)} s`;
  if (span < HOUR) return `${Math.floor(span / MINUTE)} min`;
  if (span < DAY) return `${Math.floor(span / HOUR)} h ${pad(Math.floor(span / MINUTE) % 60)} min`;
  return `${Math.floor(span / DAY)} d ${Math.floor(span / HOUR) % 24} h`;
}

/** The zone to show times in: the viewer's own, or UTC while a page is still as the server sent it. */
export type Zone = "own" | "UTC";

type Format = (at: string, zone: Zone) => string;

/** Formatters are costly to make and pages have hundreds of times: one each is made, when it is first needed. */
function formatted(options: Intl.DateTimeFormatOptions): Format {
  const made: Partial<Record<Zone, Intl.DateTimeFormat>> = {};
  return (at, zone) => {
    made[zone] ??= new Intl.DateTimeFormat("en-GB", zone === "UTC" ? { ...options, timeZone: "UTC" } : options);
    return made[zone].format(new Date(at));
  };
}

const asTime = formatted({ hour: "2-digit", minute: "2-digit" });
const asDateTime = formatted({ day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
const asLongDay = formatted({ weekday: "long", day: "numeric", month: "long", year: "numeric" });

/** `14:30`. */
export function shortTime(at: string, zone: Zone = "own"): string {
  return asTime(at, zone);
}

/** `23 Nov, 14:30`. */
export function dateTime(at: string, zone: Zone = "own"): string {
  return asDateTime(at, zone);
}

/** `Monday, 23 November 2026`. */
export function longDay(at: string, zone: Zone = "own"): string {
  return asLongDay(at, zone);
}

/** `2026-11-23 14:30:05 UTC`. */
export function utcTime(at: string): string {
  return `${new Date(at).toISOString().slice(0, 19).replace("T", " ")} UTC`;
}

/** `3 min ago`, `in 12 min`, `just now`. */
export function relativeTime(at: string, now: number): string {
  const difference = Date.parse(at) - now;
  if (Math.abs(difference) < MINUTE) return "just now";
  return difference < 0 ? `${durationWords(difference)} ago` : `in ${durationWords(difference)}`;
}
