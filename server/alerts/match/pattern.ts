import { BadPattern, type Class, type Node, parsePattern } from "./parse-pattern.ts";

export { BadPattern } from "./parse-pattern.ts";

/** One state of the machine: takes a character of `of` to `next`, or goes on to each of `to` without one. */
type State = { of: Class; next: number } | { to: number[] };

const MOST_STATES = 4_000;
const known = new Map<string, (value: string) => boolean>();
const MOST_KNOWN = 500;

/**
 * Whether a whole value matches a regular expression, in time proportional to their lengths whatever the expression: it follows all ways at
 * once (Thompson's construction) instead of trying one after the other. @throws BadPattern
 */
export function pattern(text: string): (value: string) => boolean {
  const found = known.get(text);
  if (found) return found;
  const made = machineOf(parsePattern(text));
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(text, made);
  return made;
}

function machineOf(node: Node): (value: string) => boolean {
  const states: State[] = [{ to: [] }];
  const start = build(states, node, 0);
  return (value) => run(states, start, value);
}

/** Adds the states of a node that go on to `next`; answers with where it begins. State 0 is the end. */
function build(states: State[], node: Node, next: number): number {
  if (states.length > MOST_STATES) throw new BadPattern("The pattern is too large. Use smaller counts.");
  switch (node.type) {
    case "class":
      return states.push({ of: node.of, next }) - 1;
    case "all":
      return node.of.reduceRight((after, part) => build(states, part, after), next);
    case "either":
      return states.push({ to: node.of.map((part) => build(states, part, next)) }) - 1;
    case "repeat":
      return buildRepeat(states, node, next);
    default:
      return node satisfies never;
  }
}

function buildRepeat(states: State[], { of, least, most }: Extract<Node, { type: "repeat" }>, next: number): number {
  let after = next;
  if (most === Number.POSITIVE_INFINITY) {
    const loop: { to: number[] } = { to: [next] };
    after = states.push(loop) - 1;
    loop.to.push(build(states, of, after));
  } else for (let count = least; count < most; count += 1) after = states.push({ to: [next, build(states, of, after)] }) - 1;
  for (let count = 0; count < least; count += 1) after = build(states, of, after);
  return after;
}

function run(states: State[], start: number, value: string): boolean {
  let current = reached(states, [start]);
  for (const unit of value) {
    const code = unit.codePointAt(0) ?? 0;
    const next: number[] = [];
    for (const at of current) {
      const state = states[at];
      if (state && "of" in state && holds(state.of, code)) next.push(state.next);
    }
    if (next.length === 0) return false;
    current = reached(states, next);
  }
  return current.has(0);
}

/** All states that can be reached without taking a character. */
function reached(states: State[], from: number[]): Set<number> {
  const found = new Set<number>();
  const waiting = [...from];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (found.has(at)) continue;
    found.add(at);
    const state = states[at];
    if (state && "to" in state) waiting.push(...state.to);
  }
  return found;
}

function holds({ isNegated, ranges }: Class, code: number): boolean {
  return ranges.some(([from, to]) => code >= from && code <= to) !== isNegated;
}

/** `*` stands for anything, also for nothing; all else for itself. */
export function wildcard(text: string): (value: string) => boolean {
  return pattern(text.replace(/[\\^$.|?+()[\]{}]/g, "\\$&").replaceAll(/\*+/g, ".*"));
}
