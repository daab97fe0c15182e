const UNITS = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000 } as const;
const OFFSET = /^([+-])(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/;

/** Milliseconds of an offset such as `+1h05m`, `-12m`, `+2d`, `+45s`; null when it is none. */
export function offsetOf(text: string): number | null {
  const [whole, sign, ...parts] = OFFSET.exec(text) ?? [];
  if (!whole || parts.every((part) => part === undefined)) return null;
  const size = Object.values(UNITS).reduce((sum, unit, index) => sum + Number(parts[index] ?? 0) * unit, 0);
  return sign === "-" ? -size : size;
}

/** When an incident was declared: at a time of day some days ago (UTC), or some minutes ago. */
export type When = { daysAgo: number; timeOfDay: number } | { ago: number };

export function whenOf(text: string): When | null {
  const [, days, hour, minute] = /^(\d+) days? ago (\d\d):(\d\d)$/.exec(text) ?? [];
  if (days !== undefined) return { daysAgo: Number(days), timeOfDay: Number(hour) * UNITS.h + Number(minute) * UNITS.m };
  const ago = /^(\S+) ago$/.exec(text)?.[1];
  const offset = ago === undefined ? null : offsetOf(`+${ago}`);
  return offset === null ? null : { ago: offset };
}

/** The instant of `when` as seen from `now`, in milliseconds since 1970. */
export function instantOf(when: When, now: number): number {
  if ("ago" in when) return now - when.ago;
  const midnight = Math.floor(now / UNITS.d) * UNITS.d;
  return midnight - when.daysAgo * UNITS.d + when.timeOfDay;
}

/** How long ago that is at least, whatever the time of day: what happens later than that after it might lie in the future. */
export function leastAge(when: When): number {
  return "ago" in when ? when.ago : when.daysAgo * UNITS.d - when.timeOfDay;
}

const SLOT = /\{([+-]\w+)\}/g;

/** Puts times where a text says `{+3m}`: hours and minutes in prose; in log files the whole instant, to the millisecond. */
export function withTimes(text: string, declaredAt: number, style: "prose" | "log"): string {
  return text.replace(SLOT, (slot, written: string) => {
    const offset = offsetOf(written);
    if (offset === null) return slot;
    const iso = new Date(declaredAt + offset + (style === "log" ? odd(offset) : 0)).toISOString();
    return style === "log" ? iso : iso.slice(11, 16);
  });
}

/** Logs never fall on whole seconds. */
function odd(offset: number): number {
  return Math.abs((offset / 1_000) * 7_919 + 113) % 1_000;
}
