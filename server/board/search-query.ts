const WORD = /[\p{L}\p{N}_]+/gu;
const MAX_WORDS = 8;

/** `from` and `to`: the days that the beginning of a reference leaves open, RFC 3339, the last one excluded. */
export type Search = { kind: "reference"; prefix: string; from: string; to: string } | { kind: "words"; words: string };

/** What a typed search asks for: a reference by its beginning, or every word by its beginning (tsquery text). Null for nothing. Pure. */
export function toSearch(q: string): Search | null {
  const text = q.trim();
  if (/^inc-[\d-]*$/i.test(text)) return { kind: "reference", prefix: text.toUpperCase(), ...daysOf(text) };
  const words = (text.toLowerCase().match(WORD) ?? []).slice(0, MAX_WORDS);
  return words.length === 0 ? null : { kind: "words", words: words.map((word) => `'${word}':*`).join(" & ") };
}

const ALL_DAYS = { from: "1970-01-01T00:00:00.000Z", to: "2101-01-01T00:00:00.000Z" };

/** Whole year, month and day as far as they are typed; a half typed one leaves its whole span open. */
function daysOf(text: string): { from: string; to: string } {
  const [, year, month, day] = /^inc-(\d{4})(?:-(\d{2})(\d{2})?)?/i.exec(text) ?? [];
  if (year === undefined) return ALL_DAYS;
  const [y, m, d] = [Number(year), month === undefined ? 0 : Number(month) - 1, day === undefined ? 1 : Number(day)];
  const to = day === undefined ? (month === undefined ? [y + 1, 0, 1] : [y, m + 1, 1]) : [y, m, d + 1];
  return { from: new Date(Date.UTC(y, m, d)).toISOString(), to: new Date(Date.UTC(to[0] ?? y, to[1], to[2])).toISOString() };
}
