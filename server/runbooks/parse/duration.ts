const UNITS = { ms: 0.001, s: 1, m: 60, min: 60, h: 3_600 } as const;

/** `60`, `60s`, `5m`, `1h30m`, `5 minutes` in seconds; null where it is none. */
export function secondsOf(raw: unknown): number | null {
  if (typeof raw === "number") return Number.isFinite(raw) && raw >= 0 ? raw : null;
  if (typeof raw !== "string" || raw.trim() === "") return null;
  const text = raw
    .trim()
    .toLowerCase()
    .replace(/\s*(seconds?|secs?)\b/g, "s")
    .replace(/\s*(minutes?|mins?)\b/g, "m")
    .replace(/\s*(hours?|hrs?)\b/g, "h")
    .replace(/\s+/g, "");
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
  if (!/^(\d+(\.\d+)?(ms|min|s|m|h))+$/.test(text)) return null;
  return [...text.matchAll(/(\d+(?:\.\d+)?)(ms|min|s|m|h)/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * UNITS[unit as keyof typeof UNITS],
    0,
  );
}
