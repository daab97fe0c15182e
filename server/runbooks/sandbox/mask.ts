const MASK = "••••••";
const SHORTEST = 4;

/** Takes text as it comes and gives it on with secrets masked; `end` gives what was held back. */
export type Masker = { push(text: string): string; end(): string };

/**
 * Masks secrets in six ways of writing them: plain, as JSON and URLs write them, hexadecimal, base64 and base64url, at each of the three places where
 * base64 can begin. What could be the beginning of one is held back until it is known.
 */
export function openMask(secrets: readonly string[]): Masker {
  const forms = formsOf(secrets);
  const longest = Math.max(0, ...forms.map(({ length }) => length));
  if (longest === 0) return { push: (text) => text, end: () => "" };
  const pattern = new RegExp(forms.map((form) => form.replaceAll(/[.*+?^${}()|[\]\\/]/g, "\\$&")).join("|"), "gi");
  let held = "";
  const masked = (text: string): string => text.replaceAll(pattern, MASK);
  return {
    push(text) {
      const known = held + text;
      const keep = heldLength(known.slice(endOfLast(pattern, known)), forms, longest);
      held = keep === 0 ? "" : known.slice(-keep);
      return masked(keep === 0 ? known : known.slice(0, -keep));
    },
    end() {
      const rest = masked(held);
      held = "";
      return rest;
    },
  };
}

export function maskIn(text: string, secrets: readonly string[]): string {
  const mask = openMask(secrets);
  return mask.push(text) + mask.end();
}

/** Behind the last whole secret: one that ends as it begins is not cut in two. */
function endOfLast(pattern: RegExp, text: string): number {
  let end = 0;
  for (const { index, 0: found } of text.matchAll(pattern)) end = index + found.length;
  return end;
}

/** How much of the end could still become a secret. */
function heldLength(text: string, forms: readonly string[], longest: number): number {
  const lower = text.toLowerCase();
  for (let length = Math.min(longest - 1, text.length); length > 0; length -= 1) {
    const end = lower.slice(-length);
    if (forms.some((form) => form.length > length && form.toLowerCase().startsWith(end))) return length;
  }
  return 0;
}

function formsOf(secrets: readonly string[]): string[] {
  const lines = secrets.flatMap((secret) => [secret, ...secret.split("\n").map((line) => line.trim())]);
  const all = [...new Set(lines)].filter(({ length }) => length >= SHORTEST).flatMap(writtenAs);
  return [...new Set(all)].filter(({ length }) => length >= SHORTEST).toSorted((one, other) => other.length - one.length);
}

function writtenAs(secret: string): string[] {
  const bytes = Buffer.from(secret, "utf8");
  return [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    bytes.toString("hex"),
    ...[0, 1, 2].flatMap((shift) => base64At(bytes, shift)),
  ];
}

/** The part of the base64 that does not depend on what stands before and after. */
function base64At(bytes: Buffer, shift: number): string[] {
  const text = Buffer.concat([Buffer.alloc(shift), bytes]).toString("base64");
  const from = shift === 0 ? 0 : shift + 1;
  const whole = Math.floor((bytes.length + shift) / 3) * 4;
  const inner = text.slice(from, whole);
  return inner.length < 6 ? [] : [inner, inner.replaceAll("+", "-").replaceAll("/", "_")];
}
