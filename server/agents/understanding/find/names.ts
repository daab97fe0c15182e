import type { Found, Named, Vocabulary } from "../vocabulary.ts";
import { foundIn, type Line, words } from "./line.ts";

/** How roles are called beside their label. */
export const ROLE_WORDS: Readonly<Record<string, readonly string[]>> = {
  commander: [
    "incident commander",
    "incident command",
    "commander",
    "ic",
    "incident lead",
    "incident manager",
    "incident leader",
    "in command",
    "in charge",
    "command",
    "lead",
  ],
  deputy: ["deputy", "deputy commander", "deputy ic", "second in command", "2ic", "co commander", "backup commander", "vice commander"],
  communications: [
    "communications",
    "communication",
    "communications lead",
    "communication lead",
    "comms",
    "comms lead",
    "comm",
    "communicator",
    "communications officer",
    "communications person",
    "comms person",
    "comms manager",
  ],
  scribe: [
    "scribe",
    "note taker",
    "notetaker",
    "notes",
    "minutes",
    "taking notes",
    "take notes",
    "takes notes",
    "taking minutes",
    "scribing",
    "scribes",
    "note taking",
    "keeping notes",
    "keep notes",
    "keeps notes",
  ],
  "subject-expert": [
    "subject expert",
    "subject matter expert",
    "matter expert",
    "sme",
    "expert",
    "subject experts",
    "domain expert",
    "technical expert",
  ],
  "customer-liaison": [
    "customer liaison",
    "support liaison",
    "customer contact",
    "customers liaison",
    "client liaison",
    "support lead",
    "liaison to the customers",
    "liaison to customers",
    "liaison for customers",
    "liaison for the customers",
    "liaison with customers",
    "customer lead",
  ],
  "executive-liaison": [
    "executive liaison",
    "exec liaison",
    "exec contact",
    "executives liaison",
    "executive contact",
    "leadership liaison",
    "liaison to the executives",
    "liaison to executives",
    "liaison for executives",
    "liaison for the executives",
    "liaison to the execs",
    "liaison to management",
    "execs liaison",
    "management liaison",
  ],
};

export function roles(line: Line, { roles: known }: Vocabulary): Found<string>[] {
  const all = known.flatMap(({ key, label }) => [...(ROLE_WORDS[key] ?? []), flat(label), flat(key)].map((phrase) => ({ phrase, key })));
  return longest(all.flatMap(({ phrase, key }) => everywhere(line, phrase, key)));
}

/** `unclear`: where somebody is named who is several people, or nobody. */
export type People = { found: Found<Named>[]; candidates: Named[]; unknown: string | null; unclear: Found<null>[] };

/** People by handle, by whole name, or by a part of it that only one of them has. Parts that several have: `candidates`. */
export function people(line: Line, { people: known, me }: Vocabulary, original: string, isCommon: (word: string) => boolean): People {
  const handles = line.words.flatMap(({ text }, at) => (text.startsWith("@") && text.length > 1 ? [{ handle: text.slice(1), at }] : []));
  const byHandle = handles.flatMap(({ handle, at }) =>
    known.filter((one) => one.handle === handle).map((value) => ({ value, from: at, to: at + 1 })),
  );
  const unknown = handles.find(
    ({ handle }) => !known.some((one) => one.handle === handle) && handle !== "incident" && !handle.startsWith("incident-"),
  );
  const byName = known.flatMap((person) => everywhere(line, flat(person.name), person));
  const taken = [...byHandle, ...byName];
  const partly = line.words.flatMap(({ text, from }, at) => {
    if (text.length < 2 || taken.some((one) => at >= one.from && at < one.to)) return [];
    if (isCommon(text) && (at === 0 || original.charAt(from) === original.charAt(from).toLowerCase())) return [];
    const persons = known.filter(({ name, handle }) => flat(name).split(" ").includes(text) || handle === text);
    return persons.length > 0 ? [{ persons, at }] : [];
  });
  const single = partly.flatMap(({ persons, at }) => (persons.length === 1 && persons[0] ? [{ value: persons[0], from: at, to: at + 1 }] : []));
  const found = [...taken, ...single].toSorted((one, other) => one.from - other.from);
  const several = partly.filter(({ persons }) => persons.length > 1);
  const candidates = found.length === 0 ? [...new Set(several.flatMap(({ persons }) => persons))] : [];
  const myself = ["me", "myself"].flatMap((word) => everywhere(line, word, me));
  const isOpen = candidates.length > 0 || unknown !== undefined;
  const unclear = [...several, ...(unknown ? [unknown] : [])].map(({ at }) => ({ value: null, from: at, to: at + 1 }));
  return { found: found.length === 0 && !isOpen ? myself : found, candidates, unknown: unknown ? `@${unknown.handle}` : null, unclear };
}

/** Services by name, by slug, or by the first word of a name that no other begins with. */
export function services(line: Line, { services: known }: Vocabulary): Found<Named>[] {
  const whole = known.flatMap(({ id, name, slug }) =>
    [...new Set([flat(name), flat(slug)])].flatMap((phrase) => [
      ...everywhere(line, phrase, { id, name }),
      ...everywhere(line, `${phrase}s`, { id, name }),
      ...everywhere(line, phrase.replace(" ", "s "), { id, name }),
      ...(phrase.includes(" ") ? everywhere(line, phrase.replaceAll(" ", ""), { id, name }) : []),
    ]),
  );
  return longest(whole).filter(({ value }, at, all) => all.findIndex((other) => other.value.id === value.id) === at);
}

/** In small letters, with nothing but spaces between its words. */
export function flat(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

export function everywhere<T>(line: Line, phrase: string, value: T): Found<T>[] {
  if (phrase === "" || !line.text.includes(phrase)) return [];
  return [...line.text.matchAll(words(escaped(phrase), "g"))].map((match) => foundIn(line, match, value));
}

function escaped(phrase: string): string {
  return phrase.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** Of finds that overlap, the longer. */
export function longest<T>(finds: readonly Found<T>[]): Found<T>[] {
  const kept: Found<T>[] = [];
  for (const one of finds.toSorted((a, b) => b.to - b.from - (a.to - a.from))) {
    if (!kept.some((other) => one.from < other.to && other.from < one.to)) kept.push(one);
  }
  return kept.toSorted((one, other) => one.from - other.from);
}
