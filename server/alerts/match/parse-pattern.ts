/** Why a pattern cannot be used, in words for who wrote it. */
export class BadPattern extends Error {}

export type Class = { isNegated: boolean; ranges: [number, number][] };
export type Node =
  | { type: "class"; of: Class }
  | { type: "all"; of: Node[] }
  | { type: "either"; of: Node[] }
  | { type: "repeat"; of: Node; least: number; most: number };

const LONGEST = 300;
const MOST_REPEATS = 100;
const ANY: Class = { isNegated: true, ranges: [] };
const DIGIT: [number, number][] = [[48, 57]];
const WORD: [number, number][] = [...DIGIT, [65, 90], [95, 95], [97, 122]];
const SPACE: [number, number][] = [
  [9, 13],
  [32, 32],
  [160, 160],
];
const CLASSES: Record<string, Class> = {
  d: { isNegated: false, ranges: DIGIT },
  D: { isNegated: true, ranges: DIGIT },
  w: { isNegated: false, ranges: WORD },
  W: { isNegated: true, ranges: WORD },
  s: { isNegated: false, ranges: SPACE },
  S: { isNegated: true, ranges: SPACE },
};

/** Reads a regular expression without look-around and back-references. `^` at its beginning and `$` at its end say what holds anyway. */
export function parsePattern(pattern: string): Node {
  if (pattern.length > LONGEST) throw new BadPattern(`A pattern has at most ${LONGEST} characters.`);
  const units = [...pattern.replace(/^\^/, "").replace(/(?<!\\)\$$/, "")];
  const reader = { units, at: 0 };
  const node = readEither(reader);
  if (reader.at < units.length) throw new BadPattern("A bracket is closed that was not opened.");
  return node;
}

type Reader = { units: string[]; at: number };

function readEither(reader: Reader): Node {
  const of = [readAll(reader)];
  while (reader.units[reader.at] === "|") {
    reader.at += 1;
    of.push(readAll(reader));
  }
  return of.length === 1 && of[0] ? of[0] : { type: "either", of };
}

function readAll(reader: Reader): Node {
  const of: Node[] = [];
  for (let unit = reader.units[reader.at]; unit !== undefined && unit !== "|" && unit !== ")"; unit = reader.units[reader.at]) {
    of.push(readRepeats(reader, readOne(reader)));
  }
  return { type: "all", of };
}

function readOne(reader: Reader): Node {
  const unit = reader.units[reader.at] ?? "";
  reader.at += 1;
  if (unit === "(") return readGroup(reader);
  if (unit === "[") return { type: "class", of: readClass(reader) };
  if (unit === ".") return { type: "class", of: ANY };
  if (unit === "\\") return { type: "class", of: readEscape(reader) };
  if ("*+?".includes(unit)) throw new BadPattern(`There is nothing before “${unit}” that it could repeat.`);
  if (unit === "^" || unit === "$")
    throw new BadPattern(`“${unit}” may only stand at the ${unit === "^" ? "beginning" : "end"}: the whole value has to match.`);
  return { type: "class", of: only(unit) };
}

function readGroup(reader: Reader): Node {
  if (reader.units[reader.at] === "?") {
    if (reader.units[reader.at + 1] !== ":") throw new BadPattern("Look-around and named groups are not known here.");
    reader.at += 2;
  }
  const node = readEither(reader);
  if (reader.units[reader.at] !== ")") throw new BadPattern("A bracket is opened and not closed.");
  reader.at += 1;
  return node;
}

function readRepeats(reader: Reader, node: Node): Node {
  const counts = readCounts(reader);
  if (!counts) return node;
  if (reader.units[reader.at] === "?") reader.at += 1;
  const [least, most] = counts;
  if (readCounts({ ...reader })) throw new BadPattern("A repetition cannot be repeated itself. Put it into brackets.");
  return { type: "repeat", of: node, least, most };
}

function readCounts(reader: Reader): [number, number] | null {
  const unit = reader.units[reader.at];
  const simple: Record<string, [number, number]> = { "*": [0, Number.POSITIVE_INFINITY], "+": [1, Number.POSITIVE_INFINITY], "?": [0, 1] };
  if (unit !== undefined && simple[unit]) {
    reader.at += 1;
    return simple[unit];
  }
  if (unit !== "{") return null;
  const [whole, least = "", comma, most] = /^\{(\d{1,3})(,(\d{0,3}))?\}/.exec(reader.units.slice(reader.at, reader.at + 9).join("")) ?? [];
  if (!whole) throw new BadPattern("Write a count as {3}, {2,} or {2,5}, or a brace as \\{.");
  reader.at += whole.length;
  const upTo = comma === undefined ? Number(least) : most ? Number(most) : Number.POSITIVE_INFINITY;
  if (Number(least) > MOST_REPEATS || (upTo > MOST_REPEATS && upTo !== Number.POSITIVE_INFINITY) || upTo < Number(least))
    throw new BadPattern(`A count goes from 0 to ${MOST_REPEATS}, the smaller first.`);
  return [Number(least), upTo];
}

function only(unit: string): Class {
  const code = unit.codePointAt(0) ?? 0;
  return { isNegated: false, ranges: [[code, code]] };
}

function readEscape(reader: Reader): Class {
  const unit = reader.units[reader.at];
  reader.at += 1;
  if (unit === undefined) throw new BadPattern("A backslash at the end escapes nothing.");
  const known = CLASSES[unit];
  if (known) return known;
  if (/[A-Za-z0-9]/.test(unit)) throw new BadPattern(`\\${unit} is not known here.`);
  return only(unit);
}

function readClass(reader: Reader): Class {
  const isNegated = reader.units[reader.at] === "^";
  if (isNegated) reader.at += 1;
  const ranges: [number, number][] = [];
  for (let isFirst = true; ; isFirst = false) {
    const unit = reader.units[reader.at];
    if (unit === undefined) throw new BadPattern("A square bracket is opened and not closed.");
    reader.at += 1;
    if (unit === "]" && !isFirst) return { isNegated, ranges };
    const from = unit === "\\" ? readEscape(reader) : only(unit);
    if (from.isNegated) throw new BadPattern("\\D, \\W and \\S do not go into square brackets.");
    ranges.push(...readRange(reader, from.ranges));
  }
}

/** `a-z`, where what was read is one character and a hyphen and another follow. */
function readRange(reader: Reader, from: [number, number][]): [number, number][] {
  const [start] = from;
  const [hyphen, end] = reader.units.slice(reader.at, reader.at + 2);
  if (from.length !== 1 || !start || start[0] !== start[1] || hyphen !== "-" || end === undefined || end === "]") return from;
  reader.at += 1;
  const unit = reader.units[reader.at] ?? "";
  reader.at += 1;
  const [last] = (unit === "\\" ? readEscape(reader) : only(unit)).ranges;
  if (!last || last[0] !== last[1] || last[0] < start[0]) throw new BadPattern("A range goes from the smaller to the larger, such as a-z.");
  return [[start[0], last[0]]];
}
