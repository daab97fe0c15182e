import type { Found, Vocabulary } from "../vocabulary.ts";
import { foundIn, type Line, words } from "./line.ts";

const REFERENCE = words(
  "inc[ -]?\\d[\\d -]*\\d|inc[ -]?\\d|#\\d{1,6}|(?:incident|incidents|inc|number|no|nr)(?: number| no| nr)? (?:# ?)?\\d{1,3}(?! (?:%|k|users|customers|people|minutes|min|h|hours))|0\\d{1,2}",
  "g",
);

/** Incidents by their reference, whole or in part: “INC-2026-1123-001”, “inc 1123-001”, “INC-001”, “#1”, “incident 2”, “002”. */
export function references(line: Line, vocabulary: Vocabulary): Found<string>[] {
  return [...line.text.matchAll(REFERENCE)].map((match) => foundIn(line, match, whole(match[0], vocabulary)));
}

/** Whether a prompt names an incident by a part of its reference, so that one has to know which there are. */
export function namesInPart(prompt: string): boolean {
  return /#\d{1,6}\b|\binc(?:ident)?s?[ -]?(?:number |no\.? |#)?\d{1,4}\b(?!-\d{4}-)|(?<![\d:.,-])0\d{1,2}\b/i.test(prompt);
}

/** In part, it is the room's, else one of those that are open, today's before others; else it would be one of today. */
function whole(written: string, { incident, incidents = [], now }: Vocabulary): string {
  const parts = written.match(/\d+/g) ?? [];
  const [year, day] = [now.slice(0, 4), `${now.slice(5, 7)}${now.slice(8, 10)}`];
  const last = (parts.at(-1) ?? "").padStart(3, "0");
  if (parts.length === 5 && parts.slice(0, 4).every((part) => part.length === 2)) return `INC-${parts[0]}${parts[1]}-${parts[2]}${parts[3]}-${last}`;
  if (parts.length >= 3) return `INC-${parts[0]}-${parts[1]}-${last}`;
  const known = [...(incident ? [incident] : []), ...incidents.filter((one) => one.startsWith(`INC-${year}-${day}-`)), ...incidents];
  const end = parts.length === 2 ? `-${parts[0]}-${last}` : `-${last}`;
  return known.find((one) => one.endsWith(end)) ?? (parts.length === 2 ? `INC-${year}${end}` : `INC-${year}-${day}${end}`);
}
