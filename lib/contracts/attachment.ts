import { z } from "zod";
import { Reference, Uuid } from "./ids.ts";
import { normaliseText } from "./text.ts";

const SEPARATORS = /[/\\]+/;
const UNSAFE = /[<>:"|?*\u0000-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/** A name that every file system can store and that hides nothing: no path, no control or direction marks, at most 120 characters with its ending kept. */
export function safeFileName(raw: string): string {
  const base = normaliseText(raw.slice(0, 4_000)).split(SEPARATORS).filter(Boolean).at(-1) ?? "";
  const clean = base
    .replace(UNSAFE, "")
    .replace(/\s+/gu, " ")
    .replace(/^[.\s]+|[.\s]+$/g, "");
  const named = clean === "" ? "file" : RESERVED.test(clean) ? `_${clean}` : clean;
  const characters = [...named];
  if (characters.length <= 120) return named;
  const ending = /\.[A-Za-z0-9]{1,10}$/.exec(named)?.[0] ?? "";
  return `${characters
    .slice(0, 120 - ending.length)
    .join("")
    .trimEnd()}${ending}`;
}

export const StoreAttachment = z.object({
  reference: Reference,
  name: z.string().max(4_000).transform(safeFileName),
  type: z
    .string()
    .max(200)
    .transform((value) => value.toLowerCase().split(";")[0]?.trim() ?? "")
    .transform((value) => (/^[a-z0-9][a-z0-9!#$&^_.+-]*\/[a-z0-9][a-z0-9!#$&^_.+-]*$/.test(value) ? value : "application/octet-stream")),
});
export const ReadAttachment = z.object({ id: Uuid });
