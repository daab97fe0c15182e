/** A key made of a label's letters and digits that none of `taken` has; `joint` stands between its words. */
export function keyFrom(label: string, joint: "-" | "_", taken: readonly string[]): string {
  const words = label
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, joint)
    .replace(/^[^a-z]+/, "")
    .slice(0, 36)
    .replace(/[-_]+$/, "");
  const base = words.length > 1 ? words : `own${joint}${words || "one"}`;
  if (!taken.includes(base)) return base;
  for (let number = 2; ; number += 1) if (!taken.includes(`${base}${joint}${number}`)) return `${base}${joint}${number}`;
}
