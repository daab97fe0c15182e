import { closingOf, isClosing, isOpening } from "./characters.ts";

/** Characters of a line that shape it; the rest of a longer line is not looked at. */
export const LINE_MOST = 4096;

const partner = new Int32Array(LINE_MOST);
const dumps = new Uint8Array(LINE_MOST);
const open = new Int32Array(LINE_MOST);

/**
 * Finds the partner of each bracket of a line, and which of them hold a dumped structure: a key with a value, or a structure within. One pass; the answer
 * holds until the next line is paired. False when the line has no bracket.
 */
export function pairBrackets(line: string, end: number): boolean {
  let depth = 0;
  let hasAny = false;
  for (let at = 0; at < end; at += 1) {
    const code = line.charCodeAt(at);
    if (isOpening(code)) {
      partner[at] = 0;
      dumps[at] = 0;
      open[depth] = at;
      depth += 1;
      hasAny = true;
    } else if (depth > 0 && code === 61) dumps[open[depth - 1] ?? 0] = 1;
    else if (depth > 0 && isClosing(code)) {
      const from = open[depth - 1] ?? 0;
      if (closingOf(line.charCodeAt(from)) !== code) continue;
      partner[from] = at;
      depth -= 1;
      if (depth > 0 && (dumps[from] === 1 || code === 125)) dumps[open[depth - 1] ?? 0] = 1;
    }
  }
  closeCutDumps(depth, end);
  return hasAny;
}

/** A dump that a cut line leaves open goes to its end. */
function closeCutDumps(depth: number, end: number): void {
  let holds = false;
  for (let level = depth - 1; level >= 0; level -= 1) {
    const from = open[level] ?? 0;
    holds ||= dumps[from] === 1;
    if (!holds) continue;
    dumps[from] = 1;
    partner[from] = end;
  }
}

/** Where the bracket at this place closes; 0 when it does not. */
export const partnerOf = (at: number): number => partner[at] ?? 0;
export const isDump = (at: number): boolean => dumps[at] === 1;
