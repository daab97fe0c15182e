const SECONDS_BELOW = 1e11;
const MILLISECONDS_BELOW = 1e14;
const MICROSECONDS_BELOW = 1e17;
/** What a Date can hold (ECMA-262, time values). */
const MOST = 8.64e15;
const HAS_ZONE = /(?:z|[+-]\d{2}:?\d{2})$/i;

/**
 * An instant as sources write it, in Unix milliseconds: Unix seconds, milliseconds, microseconds or nanoseconds by their size, or RFC 3339; without a zone it is
 * taken for UTC. Null where it is none.
 */
export function instantOf(value: unknown): number | null {
  if (typeof value === "number") return ofNumber(value);
  if (typeof value !== "string" || value.trim() === "") return null;
  const text = value.trim();
  if (/^-?\d+(\.\d+)?$/.test(text)) return instantOf(Number(text));
  const at = Date.parse(HAS_ZONE.test(text) || !/^\d{4}-\d{2}-\d{2}[t ]\d/i.test(text) ? text : `${text.replace(" ", "T")}Z`);
  return Number.isNaN(at) ? null : at;
}

function ofNumber(value: number): number | null {
  const size = Math.abs(value);
  const scale = size < SECONDS_BELOW ? 1000 : size < MILLISECONDS_BELOW ? 1 : size < MICROSECONDS_BELOW ? 1e-3 : 1e-6;
  const at = Math.round(value * scale);
  return Number.isFinite(at) && Math.abs(at) <= MOST ? at : null;
}
