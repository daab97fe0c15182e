/** Unix milliseconds of a time as Prometheus takes it: seconds with decimals, or RFC 3339. Null where it is neither. */
export function secondsOrDate(text: string | null): number | null {
  if (text === null || text === "") return null;
  const seconds = Number(text);
  if (Number.isFinite(seconds)) return Math.round(seconds * 1000);
  const date = Date.parse(text);
  return Number.isNaN(date) ? null : date;
}

/** As Loki takes it: also nanoseconds, told by their number of digits. */
export function nanosOrDate(text: string | null): number | null {
  if (text !== null && /^\d{15,}$/.test(text)) return Number(BigInt(text) / 1_000_000n);
  return secondsOrDate(text);
}

/** A step: seconds or a duration such as `30s`. */
export function stepOf(text: string | null, durationMs: (text: string) => number | null): number | null {
  if (text === null || text === "") return null;
  const seconds = Number(text);
  const step = Number.isFinite(seconds) ? seconds * 1000 : durationMs(text);
  return step !== null && step > 0 ? step : null;
}
