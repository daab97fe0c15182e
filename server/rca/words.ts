/** How figures and instants are written in statements. Pure; always UTC. */

export function clockOf(at: number): string {
  return `${new Date(at).toISOString().slice(11, 16)} UTC`;
}

export function isoOf(at: number): string {
  return new Date(at).toISOString();
}

/** “T+05min”, “T-15min”; of more than two hours “T+3h 20min”. */
export function offsetOf(minutes: number): string {
  const whole = Math.abs(Math.round(minutes));
  const sign = minutes < 0 && whole > 0 ? "-" : "+";
  return whole < 120
    ? `T${sign}${String(whole).padStart(2, "0")}min`
    : `T${sign}${Math.floor(whole / 60)}h ${String(whole % 60).padStart(2, "0")}min`;
}

export function durationOf(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 1) return `${Math.max(1, Math.round(ms / 1000))} s`;
  return minutes < 120 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** Never rounded up to 100 %. */
export function percentOf(share: number): string {
  return `${share < 1 ? Math.min(99, Math.round(share * 100)) : 100} %`;
}

/** “a, b and c”. */
export function listOf(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

/** A sentence ends as one. */
export function sentence(text: string): string {
  const trimmed = text.trim();
  return /[.!?…]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}

/** Goes on within a sentence; what begins with a name or an abbreviation keeps its letters. */
export function lowered(text: string): string {
  return /^(?:The|A|An|Its|All|No|It|There|This)\b/.test(text) ? `${text.charAt(0).toLowerCase()}${text.slice(1)}` : text;
}
