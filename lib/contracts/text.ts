import { z } from "zod";

const NUL_AND_CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;
const STACKED_MARKS = /(\p{M}{4})\p{M}+/gu;
const LINE_BREAKS = /\r\n?/g;
const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });
/** A grapheme rarely needs more code units than this (family emoji need 11); beyond it the text is refused unread. */
const MAX_UNITS_PER_GRAPHEME = 12;

/** Makes text storable and readable: well-formed Unicode in NFC, no NUL or control characters, `\n` line ends, at most four stacked marks. */
export function normaliseText(raw: string): string {
  return raw.toWellFormed().replace(LINE_BREAKS, "\n").replace(NUL_AND_CONTROLS, "").normalize("NFC").replace(STACKED_MARKS, "$1");
}

/** True when the text has at most `limit` graphemes. Stops reading as soon as the answer is known. */
export function fitsGraphemes(text: string, limit: number): boolean {
  if (text.length <= limit) return true;
  if (text.length > limit * MAX_UNITS_PER_GRAPHEME) return false;
  let count = 0;
  for (const _ of graphemes.segment(text)) {
    count += 1;
    if (count > limit) return false;
  }
  return true;
}

function boundedText(limit: number, what: string) {
  return z
    .string()
    .max(limit * MAX_UNITS_PER_GRAPHEME, `${what} is longer than ${limit.toLocaleString("en")} characters. Shorten it; nothing was saved.`)
    .transform(normaliseText)
    .refine((text) => fitsGraphemes(text, limit), `${what} is longer than ${limit.toLocaleString("en")} characters. Shorten it; nothing was saved.`);
}

/** One line, 1 to `limit` graphemes after trimming; line breaks become spaces. */
export function lineOf(limit: number, what: string) {
  return boundedText(limit, what)
    .transform((text) => text.replace(/\s+/gu, " ").trim())
    .refine((text) => text.length > 0, `${what} is empty. Type at least one character.`);
}

/** Like `lineOf`, but may be empty. */
export function optionalLineOf(limit: number, what: string) {
  return boundedText(limit, what).transform((text) => text.replace(/\s+/gu, " ").trim());
}

/** Several lines, 1 to `limit` graphemes, trailing space removed. */
export function textOf(limit: number, what: string) {
  return boundedText(limit, what)
    .transform((text) => text.trimEnd())
    .refine((text) => text.trim().length > 0, `${what} is empty. Type at least one character.`);
}

/** Like `textOf`, but may be empty. */
export function optionalTextOf(limit: number, what: string) {
  return boundedText(limit, what).transform((text) => text.trimEnd());
}

/** An absolute instant, RFC 3339 with zone, between 1970 and 2100; normalised to UTC with milliseconds. */
export const Instant = z.iso.datetime({ offset: true, message: "Give a time as 2026-11-23T14:30:00Z." }).transform((value, context) => {
  const date = new Date(value);
  const year = date.getUTCFullYear();
  if (Number.isNaN(date.getTime()) || year < 1970 || year > 2100) {
    context.addIssue({ code: "custom", message: "Give a time between 1970 and 2100." });
    return z.NEVER;
  }
  return date.toISOString();
});
export type Instant = string;

/** An http(s) address that a browser may open. */
export const WebAddress = z
  .string()
  .max(2048, "A link has at most 2,048 characters.")
  .transform(normaliseText)
  .pipe(z.url({ protocol: /^https?$/, message: "Give a link that starts with https:// or http://." }));
