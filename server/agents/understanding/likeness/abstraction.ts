import { flat, ROLE_WORDS } from "../find/names.ts";
import { PHASE_WORDS } from "../find/terms.ts";
import type { Vocabulary } from "../vocabulary.ts";
import type { Abstraction } from "./features.ts";

/** Names that sentences to learn from are written with, beside the handles that begin with an “@”. */
export type Names = Pick<Vocabulary, "people" | "services">;

/** By single words, so that it is quick enough for many sentences. */
export function abstractionFor({ people, services }: Names): Abstraction {
  const known = new Map<string, string>();
  for (const [word, phase] of Object.entries(PHASE_WORDS)) known.set(word, phase === "closed" || phase === "cancelled" ? word : "{phase}");
  for (const word of SINGLE_ROLES) known.set(word, "{role}");
  for (const { name } of services) for (const word of flat(name).split(" ")) known.set(word, "{service}");
  for (const { name } of people) for (const word of flat(name).split(" ")) known.set(word, "{person}");
  return (word) => known.get(word) ?? shaped(word);
}

const SINGLE_ROLES = Object.entries(ROLE_WORDS).flatMap(([key, phrases]) =>
  key === "commander" ? [] : phrases.filter((phrase) => !phrase.includes(" ")),
);

function shaped(word: string): string {
  if (word.startsWith("@")) return "{person}";
  if (/^https?:/.test(word)) return "{url}";
  if (/^(?:inc[ -]?\d|#\d)/.test(word)) return "{reference}";
  if (/^(?:sev|p)[-_]?[1-5]$/.test(word)) return "{severity}";
  if (/^\d{1,2}[:h]\d{2}/.test(word)) return "{time}";
  return /^[$€£]$/.test(word) ? "{money}" : word;
}
