const FACTORS: Record<string, number> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
};

/** A quantity of Kubernetes (`250m`, `1Gi`, `2e3`) as a number; null when it is none. */
export function quantityOf(text: string | null | undefined): number | null {
  const found = /^\s*([+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)\s*(Ki|Mi|Gi|Ti|Pi|[numkMGTP])?\s*$/.exec(text ?? "");
  if (!found) return null;
  return Number(found[1]) * (found[2] ? (FACTORS[found[2]] ?? 1) : 1);
}

/** An age as kubectl prints it (`2m20s`, `4d20h`) in seconds; null when it is none. */
export function ageOf(text: string): number | null {
  const trimmed = text.trim();
  if (!/^(\d+(y|d|h|m|s))+$/.test(trimmed)) return null;
  const each: Record<string, number> = { y: 31_536_000, d: 86_400, h: 3_600, m: 60, s: 1 };
  let seconds = 0;
  for (const [, amount, unit] of trimmed.matchAll(/(\d+)([ydhms])/g)) seconds += Number(amount) * (each[unit ?? "s"] ?? 1);
  return seconds;
}
