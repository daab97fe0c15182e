import type { Act } from "./acts/act.ts";
import { type ActName, count } from "./acts/act.ts";
import type { DiffLine } from "./diff.ts";
import { quantitiesOf } from "./quantities.ts";

const GUARD =
  /[!=]=\s*(nil|null|None|undefined)\b|\b(is|is not) None\b|\.length === 0|len\(\w+\) == 0|\bif\b.+\breturn\b|\?\?|\?\.|isEmpty\(|\bguard\b|\bor\s+["'\d[{(]|\|\|\s*["'\d[{]/;
const CLEANUP = /\bdefer\b|\.(close|release|dispose|unsubscribe|cancel|Put)\(|\bfinally\b/i;
const BOUND = /\blimit\b|\.slice\(|create (unique )?index concurrently|cap\(|\bgrow\(/i;
/** What asks another system, which is work that was not done before. */
const REMOTE = /\bawait\b|\b\w*(redis|cache|db|sql|http|client|store|repo(sitory)?)\.\w+\(/i;
/** Acts that a mere mend may look like. */
const MILD: ReadonlySet<ActName> = new Set([
  "changes code",
  "checks more strictly",
  "names differently",
  "sets another number",
  "formats differently",
  "asks for another column",
]);
/** Files in which a number is a name. */
const NUMBERED = /\.(proto|thrift|avsc|fbs)$/;
const ROOM = /connections|replicas|memory|processors|disk/;
const LITTLE = 1.3;
/** Settings of what only tells of the work, where it takes more than a doubling to be felt. */
const TELLING = /\b(log(s|ging)?|trace|tracing|dashboard|metrics?)[._-]?\w*\s*[:=]/i;
const LITTLE_TO_TELLING = 2.5;

/**
 * Whether a change only gives: a guard, a release, a bound, more room, or a number that moves by less than a third. Such changes seldom break what worked.
 */
export function isMending(lines: readonly DiffLine[], acts: readonly Act[]): boolean {
  if (isAskedFor(lines) || isOnlyDeclared(lines) || isUncalled(lines)) return true;
  if (lines.length === 0 || acts.some(({ name, weight }) => weight > 0.5 && !MILD.has(name))) return false;
  const text = (sign: string): string =>
    lines
      .filter((line) => line.sign === sign)
      .map((line) => line.text)
      .join("\n");
  const [removed, added] = [text("-"), text("+")];
  const gives = [GUARD, CLEANUP, BOUND].some((pattern) => count(added, pattern) > count(removed, pattern));
  if (gives && count(added, REMOTE) <= count(removed, REMOTE) && isKept(removed, added)) return true;
  if (lines.some(({ path }) => NUMBERED.test(path))) return false;
  const quantities = quantitiesOf(lines);
  const isAlone = lines.length <= 2 * quantities.length;
  return (
    quantities.length > 0 &&
    isAlone &&
    quantities.every(({ topic, before, after, words }) => {
      const ratio = Math.max(after / before, before / after);
      return (ROOM.test(topic) && after > before) || ratio < (TELLING.test(words) ? LITTLE_TO_TELLING : LITTLE);
    })
  );
}

const DECLARED =
  /^\s*(export\s+|public\s+|private\s+)*(const|static\s+final|static|final|val|let|var)\s+[\w<>: ]+=\s*[^({]+;?$|^[A-Z][A-Z_]+\s*=\s*[^({]+$/;

/** Names are given to values, and no line that is told uses them. */
function isOnlyDeclared(lines: readonly DiffLine[]): boolean {
  return lines.length > 0 && lines.every(({ sign, text, path }) => sign === "+" && DECLARED.test(text) && !/(settings|config|env)/i.test(path));
}

const DEFINED =
  /^(?:export\s+|public\s+|internal\s+|pub\s+|abstract\s+|final\s+|sealed\s+)*(?:class|struct|enum|interface|record|func|fn|function)\s+(\w+)/;
const CALLED_BY_NAME = /^(init|main|setup|teardown)$|(^|\/)(migrations?|models|handlers?|jobs|hooks|plugins)\//i;

/** A part is added by itself that no line told of calls. Methods are not meant: they may take the place of others. */
function isUncalled(lines: readonly DiffLine[]): boolean {
  const [first] = lines;
  const name = first ? DEFINED.exec(first.text)?.[1] : undefined;
  if (!first || !name || CALLED_BY_NAME.test(name) || CALLED_BY_NAME.test(first.path)) return false;
  const isOne = lines.every(({ sign, block, path }) => sign === "+" && block === first.block && path === first.path);
  return isOne && lines.slice(1).every(({ text }) => /^\s|^[})\]]/.test(text) && !new RegExp(`\\b${name}\\b`).test(text));
}

const ASKED =
  /\b(?:const|let|var|val)?\s*(\w+)\s*:?=\s*.*\b(?:r|req|request|params|query|args|flags|options)\b\.(?:URL|query|params|get|Get|body|args|flags|options|has)/;

/** A part with something that is off unless a caller asks for it. */
const OFF = /\b(?:def|func|function|fun)\b.*\b(\w+)\s*(?::\s*\w+\s*)?=\s*(?:[Ff]alse|None|null|undefined)\b/;

/** Lines are only added, and what they do waits for a parameter that no caller sends yet. */
function isAskedFor(lines: readonly DiffLine[]): boolean {
  if (lines.some(({ sign }) => sign === "-")) return false;
  const off = OFF.exec(lines[0]?.text ?? "")?.[1];
  if (
    off &&
    new RegExp(`\\bif\\b\\s*(?:not |\\(?\\s*!)\\s*${off}\\b`).test(lines[1]?.text ?? "") &&
    /\breturn\b/.test(lines[2]?.text ?? lines[1]?.text ?? "")
  )
    return true;
  const asked = lines.map(({ text }) => ASKED.exec(text)?.[1]).find((name) => name !== undefined);
  const first = lines.find(({ text }) => !ASKED.test(text));
  return asked !== undefined && first !== undefined && new RegExp(`\\bif\\b.*\\b${asked}\\b`).test(first.text);
}

/** What stood there still stands there. */
function isKept(removed: string, added: string): boolean {
  const names = (text: string): string[] => (text.match(/[A-Za-z_$][\w$]*|\d+/g) ?? []).filter((name) => !/^(var|let|const|val)$/.test(name));
  const kept = new Set(names(added));
  return names(removed).every((name) => kept.has(name));
}
