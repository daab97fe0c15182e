import { FAMILIES } from "./families.ts";

/** Which family each mechanism is of. */
export const FAMILY_OF: ReadonlyMap<string, string> = new Map(
  Object.entries(FAMILIES).flatMap(([family, signatures]) => signatures.map(({ name }) => [name, family] as const)),
);

const UPPER = new Map([
  ["cpu", "CPU"],
  ["io", "I/O"],
]);

/** `cpu-saturation` as `CPU saturation`. */
export function familyTitle(family: string): string {
  const words = family.split("-").map((word) => UPPER.get(word) ?? word);
  return words.map((word, place) => (place === 0 ? word.charAt(0).toUpperCase() + word.slice(1) : word)).join(" ");
}
