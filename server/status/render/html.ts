/** Text that is markup already. Made by `html` alone, so that everything else is escaped. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export type Part = Html | string | number | null | false | undefined | readonly Part[];

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

export function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}

/** Markup with everything that is put in escaped, unless it is markup itself; arrays are joined, null and false are nothing. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  return new Html(strings.reduce((text, piece, index) => text + textOf(parts[index - 1]) + piece));
}

function textOf(part: Part): string {
  if (part === null || part === undefined || part === false) return "";
  if (part instanceof Html) return part.text;
  if (Array.isArray(part)) return part.map(textOf).join("");
  return escapeText(String(part));
}

/** A sentence with markup in the place of `{…}`. */
export function filled(sentence: string, values: Record<string, Part>): Html {
  const pieces = sentence.split(/\{(\w+)\}/);
  return new Html(pieces.map((piece, index) => (index % 2 === 0 ? escapeText(piece) : textOf(values[piece]))).join(""));
}

/** Markup between tags on one line: what a browser would fold anyway. */
export function compact(text: string): string {
  return text.replace(/>\s*\n\s*</g, "><").replace(/\n\s+/g, "\n");
}
