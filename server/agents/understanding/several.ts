import { readingOf, SURE } from "./choose.ts";
import type { PreparedIntent } from "./grammar.ts";
import type { Said } from "./said.ts";
import type { Understanding, Understood } from "./understand.ts";

const MOST_WORDS = 80;
const MOST_PARTS = 5;

/** Several orders in one prompt, when each of its parts is one beyond doubt; else none. */
export function severalIn(
  intents: readonly PreparedIntent[],
  said: Said,
  part: (from: number, to: number, reference: string | null) => Said,
): Understanding[] {
  if (said.tokens.length > MOST_WORDS) return [];
  const joints = jointsOf(said);
  if (joints.length === 0 || joints.length >= MOST_PARTS) return [];
  const byName = new Map(intents.map((intent) => [intent.name, intent]));
  for (const cuts of groupings(joints)) {
    const found = readParts(
      said,
      cuts,
      (from, to, reference) => {
        const one = readingOf(intents, part(from, to, reference));
        return one.kind === "understood" && one.confidence >= SURE ? one : null;
      },
      (name) => byName.get(name)?.takesText ?? false,
    );
    const isSeveral = found !== null && found.length > 1 && found.some(({ intent }) => byName.get(intent)?.isCommand) && areDistinct(found, byName);
    if (isSeveral) return found;
  }
  return [];
}

type Joint = { from: number; to: number };

/** Where a prompt may be cut: at “and”, “then”, and at marks. */
function jointsOf({ words, original }: Said): Joint[] {
  const isJoint = (text: string): boolean => /^(?:and|then|but|also|plus|&|[,;.!])$/.test(text);
  const joints: Joint[] = [];
  words.forEach(({ text, from, to, kind }, at) => {
    if (!isJoint(text) || kind === "quote" || at === 0) return;
    const last = joints.at(-1);
    if (last && original.slice(last.to, from).trim() === "") last.to = to;
    else joints.push({ from, to });
  });
  return joints.filter(({ to }) => original.slice(to).trim() !== "");
}

/** Every choice of joints to cut at, those with more parts first. */
function groupings(joints: readonly Joint[]): Joint[][] {
  const all = Array.from({ length: 2 ** joints.length - 1 }, (_, mask) => joints.filter((_joint, at) => ((mask + 1) >> at) & 1));
  return all.toSorted((one, other) => other.length - one.length);
}

function readParts(
  said: Said,
  cuts: readonly Joint[],
  read: (from: number, to: number, reference: string | null) => Understood | null,
  takesText: (intent: string) => boolean,
): Understood[] | null {
  const found: Understood[] = [];
  let from = 0;
  let reference: string | null = null;
  for (const cut of [...cuts, { from: said.original.length, to: said.original.length }]) {
    if (found.some(({ intent }) => takesText(intent))) return null;
    const one = read(from, cut.from, reference);
    if (!one) return null;
    found.push(one);
    reference = one.slots.reference ?? reference;
    from = cut.to;
  }
  return found;
}

/** The same intent twice is one said in two ways, unless it can be meant for several people. */
function areDistinct(found: readonly Understood[], byName: ReadonlyMap<string, PreparedIntent>): boolean {
  const keys = found.map(({ intent, slots }) => (byName.get(intent)?.isForEach ? `${intent} ${slots.person?.id} ${slots.role}` : intent));
  return new Set(keys).size === found.length && !found.some(({ intent }) => intent === "declare" || intent === "not_available");
}
