import { positionsMeant } from "../understanding/find/ranks.ts";
import type { Heard } from "../understanding/grammar.ts";
import { reasonIn, whom } from "../understanding/readings.ts";
import type { Found, Named, Position, Slots } from "../understanding/vocabulary.ts";

/** Whom somebody wants to have paged; `missing` asks when that cannot be told. */
export type Targets = Pick<Slots, "people" | "position" | "level" | "text"> & { missing: string | null };

const WANTED =
  /(?:^|[\s,;])(?:need(?:s|ed)?|want|require[sd]?|page|get|call|bring|pull|loop in|involve|notify|wake|ask for|alert)\s+(?:\S+\s+){0,3}$/i;

const MARK = /^(?:[,:;-]|→|because|since|due)$/;

/** Why, as it was written: behind the first mark or “because” of the order, even where a cue went on behind it. */
export function reasonOf(heard: Heard): { text?: string } {
  const { tokens, hit } = heard;
  const mark = tokens.findIndex(({ text }, at) => at > hit.from && at < hit.to && MARK.test(text));
  return reasonIn(mark < 0 ? heard : { ...heard, hit: { from: hit.from, to: mark } });
}

/** An order to page in words: who, how severe, and why. */
export function escalateReading({ reference, severity, text, people = [], position, level }: Slots): string {
  const words = wordsOf({ people, position, level }) || "the next level";
  const why = text ? `, because: ${text}` : "";
  return severity ? `Escalate ${reference} to ${severity} and page ${words}${why}` : `Page ${words} for ${reference}${why}`;
}

/** Why, and whom: people and positions of the order itself, else of a reason such as “need VP Engineering”. */
export function targetsIn(heard: Heard): Targets {
  const { original, words, finds } = heard;
  const { text } = reasonOf(heard);
  const reasonFrom = text ? original.lastIndexOf(text) : original.length;
  const placeOf = ({ from }: Found<unknown>) => words[from]?.from ?? 0;
  const isMeant = (found: Found<unknown>) => placeOf(found) < reasonFrom;
  const isWanted = (found: Found<unknown>) => WANTED.test(original.slice(reasonFrom, placeOf(found)));
  const ordered = pick(heard, isMeant);
  const found = isEmpty(ordered) ? pick(heard, isWanted) : ordered;
  return { ...found, missing: asked(heard, found, original.slice(0, reasonFrom)), ...(text ? { text } : {}) };

  function pick({ vocabulary }: Heard, holds: (found: Found<unknown>) => boolean) {
    const taken = [...finds.positions, ...finds.levels];
    const isOther = (one: Found<unknown>) => taken.some(({ from, to }) => one.from >= from && one.from < to);
    const people = unique(finds.people.found.filter((one) => holds(one) && !isOther(one)).map(({ value }) => value));
    const position = finds.positions.find(holds)?.value;
    const level = finds.levels.find((one) => holds(one) && !finds.positions.some(({ from }) => from === one.from))?.value;
    const others = people.filter(({ id }) => id !== vocabulary.me.id);
    return { people: others.length > 0 ? others : people, position, level };
  }
}

type Picked = { people: Named[]; position?: Position | undefined; level?: number | string | undefined };

function isEmpty({ people, position, level }: Picked): boolean {
  return people.length === 0 && position === undefined && level === undefined;
}

function asked({ finds, vocabulary }: Heard, found: Picked, order: string): string | null {
  if (!isEmpty(found)) return null;
  const several = positionsMeant(order, vocabulary.positions ?? []);
  if (several.length > 0) return `Whom do you mean: ${several.map(({ name }) => name).join(", ")}?`;
  const { candidates, unknown } = finds.people;
  return candidates.length > 0 || unknown ? whom(candidates, unknown) : null;
}

function wordsOf({ people, position, level }: Picked): string {
  const names = [
    ...people.map(({ name }) => name),
    ...(position ? [position.name] : []),
    ...(level === undefined ? [] : [typeof level === "number" ? `level ${level}` : level]),
  ];
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

function unique(people: readonly Named[]): Named[] {
  return [...new Map(people.map((person) => [person.id, { id: person.id, name: person.name }])).values()];
}
