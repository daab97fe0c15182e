const SECONDS_BELOW = 1e11;
const HAS_ZONE = /(?:z|[+-]\d{2}:?\d{2})$/i;

/**
 * An instant as sources write it, in Unix milliseconds: Unix seconds or milliseconds, or RFC 3339; without a zone it is taken for UTC. Null where it
 * is none.
 */
export function instantOf(value: unknown): number | null {
  if (typeof value === "number") return Number.isFinite(value) ? Math.round(value < SECONDS_BELOW ? value * 1000 : value) : null;
  if (typeof value !== "string" || value.trim() === "") return null;
  const text = value.trim();
  if (/^-?\d+(\.\d+)?$/.test(text)) return instantOf(Number(text));
  const at = Date.parse(HAS_ZONE.test(text) || !/^\d{4}-\d{2}-\d{2}[t ]\d/i.test(text) ? text : `${text.replace(" ", "T")}Z`);
  return Number.isNaN(at) ? null : at;
}
