import { isNear } from "./near.ts";

/** The name that was probably meant: one letter off, the same parts in another order, or all but the last part the same. */
export function meantOf(name: string, known: readonly string[]): string | null {
  return known.find((one) => one !== name && isAlike(one, name)) ?? null;
}

export function isAlike(one: string, other: string): boolean {
  if (isNear(one, other) || plain(one) === plain(other)) return true;
  return one.length > 4 && other.length > 4 && (one.startsWith(other) || other.startsWith(one) || shareStem(one, other));
}

const plain = (name: string): string =>
  name
    .split(/[^a-z0-9]+/i)
    .toSorted()
    .join("");

/** `app-keys-2025` and `app-keys-2026`. */
function shareStem(one: string, other: string): boolean {
  const [stem, end] = [one.slice(0, one.lastIndexOf("-")), other.slice(0, other.lastIndexOf("-"))];
  return stem.length > 2 && stem === end;
}
