import { z } from "zod";

/**
 * Turns words, as an address or a command line has them, into what a schema wants: numbers, truth values, lists (repeated, or separated by
 * commas), objects as JSON. What does not fit stays a word, so that the schema says what is wrong. An empty word says nothing.
 */
export function inputOfWords(schema: z.ZodObject, words: Iterable<readonly [string, string]>): Record<string, unknown> {
  const gathered = new Map<string, string[]>();
  for (const [name, word] of words) if (word !== "") gathered.set(name, [...(gathered.get(name) ?? []), word]);
  return Object.fromEntries([...gathered].map(([name, given]) => [name, asValue(schema.shape[name] as z.ZodType | undefined, given)]));
}

function asValue(schema: z.ZodType | undefined, words: string[]): unknown {
  const bare = schema ? unwrapped(schema) : undefined;
  const [first = ""] = words;
  if (bare instanceof z.ZodArray) return bare.element instanceof z.ZodObject ? words.map(parsed) : words.flatMap((word) => word.split(","));
  if (words.length > 1) return words;
  if (bare instanceof z.ZodNumber) return /^-?\d+(\.\d+)?$/.test(first) ? Number(first) : first;
  if (bare instanceof z.ZodBoolean) return first === "true" ? true : first === "false" ? false : first;
  if (bare instanceof z.ZodObject || bare instanceof z.ZodRecord) return parsed(first);
  return first;
}

/** The schema under its defaults, absences and transformations. */
function unwrapped(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault)
    return unwrapped(schema.unwrap() as z.ZodType);
  if (schema instanceof z.ZodPipe) return unwrapped(schema.in as z.ZodType);
  return schema;
}

function parsed(word: string): unknown {
  try {
    return JSON.parse(word);
  } catch {
    return word;
  }
}
