const WORD = /[\p{L}\p{N}_]+/gu;
const MAX_WORDS = 8;

export type Search = { kind: "reference"; prefix: string } | { kind: "words"; words: string };

/** What a typed search asks for: a reference by its beginning, or every word by its beginning (tsquery text). Null for nothing. Pure. */
export function toSearch(q: string): Search | null {
  const text = q.trim();
  if (/^inc-[\d-]*$/i.test(text)) return { kind: "reference", prefix: text.toUpperCase() };
  const words = (text.toLowerCase().match(WORD) ?? []).slice(0, MAX_WORDS);
  return words.length === 0 ? null : { kind: "words", words: words.map((word) => `'${word}':*`).join(" & ") };
}
