import type { Found } from "../vocabulary.ts";
import type { Word } from "../words.ts";

/** Words as one string, a space between each, and where each begins in it. */
export type Line = { text: string; words: readonly Word[]; starts: readonly number[] };

export function lineOf(words: readonly Word[]): Line {
  const starts: number[] = [];
  let length = 0;
  for (const { text } of words) {
    starts.push(length);
    length += text.length + 1;
  }
  return { text: words.map(({ text }) => text).join(" "), words, starts };
}

/** What a match in the line's text means, and at which words it stands. */
export function foundIn<T>(line: Line, match: RegExpExecArray | RegExpMatchArray, value: T): Found<T> {
  const start = match.index ?? 0;
  const end = start + match[0].trimEnd().length;
  const from = Math.max(0, wordAt(line, start));
  return { value, from, to: Math.max(from, wordAt(line, end - 1)) + 1 };
}

function wordAt({ starts }: Line, position: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= position) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** A pattern that matches whole words only: between spaces or ends. */
export function words(source: string, flags = ""): RegExp {
  return new RegExp(`(?<![^ ])(?:${source})(?![^ ])`, flags);
}
