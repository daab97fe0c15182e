const MASK = "••••••";
const SHORTEST = 4;

/** Takes text as it comes and gives it on with secrets masked; `end` gives what was held back. */
export type Masker = { push(text: string): string; end(): string };

/**
 * Masks secrets in six ways of writing them: plain, as JSON and URLs write them, hexadecimal, base64 and base64url, at each of the three places where
 * base64 can begin. What could be the beginning of one is held back until it is known, from its first character on: a whole secret may be the
 * beginning of a longer one. However the text is cut into pieces, what is given on is the same.
 */
export function openMask(secrets: readonly string[]): Masker {
  const forms = formsOf(secrets);
  const longest = Math.max(0, ...forms.map(({ length }) => length));
  if (longest === 0) return { push: (text) => text, end: () => "" };
  const pattern = new RegExp(forms.map((form) => form.replaceAll(/[.*+?^${}()|[\]\\/]/g, "\\$&")).join("|"), "gi");
  const folded = forms.map(fold);
  let held = "";
  const masked = (text: string): string => text.replaceAll(pattern, MASK);
  return {
    push(text) {
      const known = held + text;
      const cut = beforeStraddling(pattern, known, known.length - heldLength(known, folded, longest));
      held = known.slice(cut);
      return masked(known.slice(0, cut));
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

/** The cut, or the beginning of the secret that it would cut in two. */
function beforeStraddling(pattern: RegExp, text: string, cut: number): number {
  for (const { index, 0: found } of text.matchAll(pattern)) {
    if (index >= cut) return cut;
    if (index + found.length > cut) return index;
  }
  return cut;
}

/** How much of the end could still become a secret, of those in `folded`. */
function heldLength(text: string, folded: readonly string[], longest: number): number {
  const end = fold(text.slice(1 - longest));
  for (let length = Math.min(longest - 1, text.length); length > 0; length -= 1) {
    const last = end.slice(-length);
    if (folded.some((form) => form.length > length && form.startsWith(last))) return length;
  }
  return 0;
}

/** As a pattern that minds no case compares: each character by itself, so that the length stays. */
function fold(text: string): string {
  const upper = text.toUpperCase();
  if (/^[\0-\u007f]*$/.test(text)) return upper;
  return Array.from({ length: text.length }, (_, at) => {
    const one = text.charAt(at).toUpperCase();
    return one.length === 1 && (one > "\u007f" || text.charAt(at) <= "\u007f") ? one : text.charAt(at);
  }).join("");
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
