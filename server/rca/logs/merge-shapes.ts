import { ANY } from "./join-tokens.ts";

/** From this many different words in one place of otherwise equal lines on, the place holds a value. 3 to 6 do equally well on public logs. */
const VALUES_LEAST = 5;
/** The same after a word that a name follows. */
const NAMES_LEAST = 3;
const NAMING = /^(?:user|username|host|hostname|node|device|domain|interface|account|client|database|table|topic|queue|bucket)s?$/i;
/** Constant words that otherwise equal lines must share for their one difference to be a value. */
const CONSTANTS_LEAST = 2;
const ROUNDS = 6;
const PLACES_MOST = 64;
const TAIL = /[,.:;)\]]+$/;

type Slot = { place: number; members: string[] };

/**
 * Finds the places in which masked lines still differ by a value: a plain word where other lines have a masked part, or one of many words. Returns for
 * each shape the template that it belongs to. What is found depends on the set of shapes, not on their order. The question “variable or constant” is that
 * of Drain (He et al., ICWS 2017), asked here of the shapes after masking, by the number of different words in one place.
 */
export function mergeShapes(shapes: Iterable<string>): Map<string, string> {
  const live = new Map([...new Set(shapes)].toSorted().map((text) => [text, text.split(" ")]));
  const goesTo = new Map<string, string>();
  for (let round = 0; round < ROUNDS; round += 1) if (!mergeRound(live, goesTo)) break;
  const merged = new Map<string, string>();
  for (const text of [...live.keys(), ...goesTo.keys()]) merged.set(text, endOf(text, goesTo));
  return merged;
}

function endOf(text: string, goesTo: ReadonlyMap<string, string>): string {
  let end = text;
  for (let next = goesTo.get(end); next !== undefined && next !== end; next = goesTo.get(end)) end = next;
  return end;
}

function mergeRound(live: Map<string, string[]>, goesTo: Map<string, string>): boolean {
  const slots = slotsOf(live).toSorted((one, other) => other.members.length - one.members.length || one.place - other.place);
  let hasChanged = false;
  for (const { place, members } of slots) {
    const present = members.filter((text) => live.has(text));
    const [first] = present;
    if (present.length < 2 || first === undefined) continue;
    const tokens = live.get(first) ?? [];
    const values = present.map((text) => live.get(text)?.[place] ?? "");
    if (!isValuePlace(tokens, place, values)) continue;
    const merged = tokens.with(place, ANY + tailOf(values));
    const name = merged.join(" ");
    for (const text of present) {
      live.delete(text);
      if (text !== name) goesTo.set(text, name);
    }
    goesTo.delete(name);
    live.set(name, merged);
    hasChanged = true;
  }
  return hasChanged;
}

function isValuePlace(tokens: readonly string[], place: number, values: readonly string[]): boolean {
  let constants = 0;
  for (const [at, token] of tokens.entries()) if (at !== place && !token.startsWith(ANY) && /[a-z]{2}/i.test(token)) constants += 1;
  if (constants === 0) return false;
  if (values.some((value) => value.startsWith(ANY) && value.length <= ANY.length + 1)) return true;
  const least = NAMING.test(tokens[place - 1] ?? "") ? NAMES_LEAST : VALUES_LEAST;
  return values.length >= least && constants >= CONSTANTS_LEAST;
}

/** Punctuation that all values end with stays. */
function tailOf(values: readonly string[]): string {
  const [first, ...others] = new Set(values.map((value) => TAIL.exec(value)?.[0] ?? ""));
  return others.length === 0 ? (first ?? "") : "";
}

/** Shapes that are equal but for one place, found by a sum of hashes from which each place is taken out in turn. */
function slotsOf(live: ReadonlyMap<string, readonly string[]>): Slot[] {
  const slots = new Map<number, Slot>();
  for (const [text, tokens] of live) {
    const places = Math.min(tokens.length, PLACES_MOST);
    if (places < 2) continue;
    const hashes = tokens.map(hashOf);
    let whole = tokens.length;
    for (const [at, hash] of hashes.entries()) whole = (whole + mix(hash, at)) % 2 ** 52;
    for (let place = 0; place < places; place += 1) {
      const rest = (whole - mix(hashes[place] ?? 0, place) + mix(1, place) + 2 ** 52) % 2 ** 52;
      const slot = slots.get(rest);
      if (slot) slot.members.push(text);
      else slots.set(rest, { place, members: [text] });
    }
  }
  return [...slots.values()].filter(({ members }) => members.length > 1);
}

function hashOf(token: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < token.length; at += 1) hash = Math.imul(hash ^ token.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

function mix(hash: number, place: number): number {
  const high = Math.imul(hash ^ (hash >>> 15) ^ Math.imul(place + 1, 0x9e3779b1), 0x85ebca6b) >>> 0;
  const low = Math.imul(high ^ (high >>> 13) ^ hash, 0xc2b2ae35) >>> 0;
  return high * 2 ** 20 + (low & 0xfffff);
}
