import { BLAME_RULES } from "./blame-rules.ts";
import { type DocNode, plainText, sectionOf } from "./node.ts";

/** Words that blame a person: where they stand in the text, why they are marked, what to write, and other words where some are certain to fit. */
export type Blame = { from: number; to: number; words: string; rule: string; why: string; proposal: string; instead: string | null };
export type PlacedBlame = Blame & { section: string | null; text: string };

const NOUNS =
  "(?:(?:the|an?|our|your|his|her|their|one|every|another|each) )?(?:(?:[\\p{L}-]+) )?(?:engineers?|developers?|devs?|operators?|on-call|on-caller|responders?|administrators?|admins?|sres?|dbas?|sysadmins?|contractors?|interns?|managers?|committers?|authors?|reviewers?|deployers?|colleagues?|employees?|juniors?|commander|scribe|person|people|staff|teams?)";
const PRONOUNS = "(?:he|she|i|we|you|who|someone|somebody|anyone|anybody|nobody|no one|everyone|everybody)";
const FEW = 3;

/**
 * What of a text blames people. `names`: of those who may be meant; they are told from words by their capitals. What systems did not do is no
 * blame: an alert that should have fired, a pod that failed to start. Pure.
 */
export function blameIn(text: string, names: readonly string[] = []): Blame[] {
  const found: Blame[] = [];
  for (const { name: rule, pattern, why, proposal, instead } of BLAME_RULES) {
    for (const match of text.matchAll(pattern(personPattern(names)))) {
      const [words] = match;
      const from = match.index;
      const to = from + words.length;
      if (!isPerson(match.groups?.who, names) || found.some((other) => from < other.to && other.from < to)) continue;
      found.push({
        from,
        to,
        words,
        rule,
        why,
        proposal,
        instead: instead ? asBegun(text.slice(0, from), instead(inside(match.groups ?? {}, names))) : null,
      });
    }
  }
  return found.sort((one, other) => one.from - other.from);
}

/** What of a document blames people, in its order. Quotations are somebody's own words and stay. Pure. */
export function blameInBlocks(blocks: readonly DocNode[], names: readonly string[] = []): PlacedBlame[] {
  const found: PlacedBlame[] = [];
  let section: string | null = null;
  for (const block of blocks) {
    section = sectionOf(block) ?? section;
    for (const text of textsOf(block)) for (const blame of blameIn(text, names)) found.push({ ...blame, section, text });
  }
  return found;
}

function textsOf(block: DocNode): string[] {
  if (block.type === "blockquote" || block.type === "codeBlock") return [];
  if (block.type === "paragraph" || block.type === "heading") return [plainText(block)];
  return (block.content ?? []).flatMap(textsOf);
}

function personPattern(names: readonly string[]): string {
  const own = namesOf(names).map((name) => name.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return `\\b(?:${[NOUNS, PRONOUNS, "@[\\p{L}\\d._-]+", ...own].join("|")})(?![\\p{L}\\d-])`.replace("\\b(?:", "(?<![\\p{L}\\d-])(?:");
}

/** Full names, and first names that are long enough to be told from words. */
function namesOf(names: readonly string[]): string[] {
  const all = names.flatMap((name) => [name, name.split(/\s+/)[0] ?? ""]).filter((name) => name.length >= FEW);
  return [...new Set(all)].sort((one, other) => other.length - one.length);
}

/** Names begin with a capital: “will” is no Will. */
function isPerson(who: string | undefined, names: readonly string[]): boolean {
  if (who === undefined) return true;
  const own = namesOf(names).find((name) => name.toLowerCase() === who.toLowerCase());
  return own === undefined || who === own;
}

/** Who begins a sentence has a capital that goes inside one, unless it is a name. */
function inside(groups: Record<string, string | undefined>, names: readonly string[]): Record<string, string | undefined> {
  const { who } = groups;
  if (who === undefined || who === "I" || who.startsWith("@") || namesOf(names).includes(who)) return groups;
  return { ...groups, who: who.charAt(0).toLowerCase() + who.slice(1) };
}

/** With a capital where it begins a sentence. */
function asBegun(before: string, instead: string): string {
  return /(?:^|[.!?:][”"')]?\s+)["“'‘(]?$/.test(before) ? instead.charAt(0).toUpperCase() + instead.slice(1) : instead;
}
