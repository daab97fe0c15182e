import type { Block } from "./document.ts";

const FIGURE = /\{\{([a-z][a-z_]*(?::[^{}]*)?)\}\}/g;

/** A text in its parts: plain ones, and names of figures. Pure. */
export function partsOf(words: string): (string | { figure: string })[] {
  const parts: (string | { figure: string })[] = [];
  let from = 0;
  for (const match of words.matchAll(FIGURE)) {
    if (match.index > from) parts.push(words.slice(from, match.index));
    parts.push({ figure: match[1] ?? "" });
    from = match.index + match[0].length;
  }
  if (from < words.length) parts.push(words.slice(from));
  return parts;
}

/** Every figure that blocks name, each once. */
export function figuresNamed(blocks: Block[]): string[] {
  const names = [...JSON.stringify(blocks).matchAll(FIGURE)].map(([, name]) => (name ?? "").replaceAll('\\"', '"'));
  return [...new Set(names)];
}
