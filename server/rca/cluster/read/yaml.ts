import type { Loose } from "./loose.ts";

/**
 * The part of YAML 1.2 in which manifests are written and `kubectl -o yaml` answers: block maps and lists, plain and quoted words, short flow lists and
 * maps, literal and folded blocks, several documents. Anchors, tags and complex keys are not read: their text stays text. Broken text gives what was read.
 */
export function readYaml(text: string): unknown[] {
  return text
    .slice(0, LONGEST)
    .split(/^---.*$/m)
    .map((part) => openLines(part))
    .filter(({ lines }) => lines.length > 0)
    .map((source) => readBlock(source, 0));
}

const LONGEST = 2_000_000;
const DEEPEST = 60;

type Line = { indent: number; text: string; raw: string };
type Source = { lines: Line[]; at: number };

function openLines(part: string): Source {
  const lines = part.split("\n").flatMap((raw) => {
    const text = withoutComment(raw).trim();
    const indent = raw.length - raw.trimStart().length;
    return text === "" && raw.trim() !== "" ? [] : [{ indent, text, raw }];
  });
  while (lines.at(-1)?.text === "") lines.pop();
  while (lines[0]?.text === "") lines.shift();
  return { lines, at: 0 };
}

function withoutComment(raw: string): string {
  if (!raw.includes("#")) return raw;
  if (/^\s*#/.test(raw)) return "";
  return /["']/.test(raw) ? raw : raw.replace(/\s#.*$/, "");
}

function next(source: Source): Line | null {
  while (source.lines[source.at]?.text === "") source.at += 1;
  return source.lines[source.at] ?? null;
}

function readBlock(source: Source, depth: number): unknown {
  const first = next(source);
  if (!first || depth > DEEPEST) return null;
  if (isItem(first.text)) return readItems(source, first.indent, depth);
  if (keyIn(first.text)) return readMap(source, first.indent, depth);
  source.at += 1;
  return scalar(first.text);
}

const isItem = (text: string): boolean => text === "-" || text.startsWith("- ");

function readItems(source: Source, indent: number, depth: number): unknown[] {
  const items: unknown[] = [];
  for (let line = next(source); line && line.indent === indent && isItem(line.text); line = next(source)) {
    const inside = line.text.slice(1).trimStart();
    if (inside === "") {
      source.at += 1;
      items.push(deeper(source, indent, depth));
    } else {
      const shift = line.text.length - inside.length;
      source.lines[source.at] = { indent: indent + shift, text: inside, raw: line.raw };
      items.push(keyIn(inside) || isItem(inside) ? readBlock(source, depth + 1) : plain(source, inside, indent));
    }
  }
  return items;
}

function readMap(source: Source, indent: number, depth: number): Loose {
  const map: Loose = {};
  for (let line = next(source); line && line.indent === indent; line = next(source)) {
    const key = keyIn(line.text);
    if (!key) break;
    const value = key.rest;
    if (value === "") {
      source.at += 1;
      const after = next(source);
      map[key.name] = after && (after.indent > indent || (after.indent === indent && isItem(after.text))) ? readBlock(source, depth + 1) : null;
    } else map[key.name] = plain(source, value, indent);
  }
  return map;
}

function deeper(source: Source, indent: number, depth: number): unknown {
  const after = next(source);
  return after && after.indent > indent ? readBlock(source, depth + 1) : null;
}

/** A value on the line of its key, or the block that it announces. */
function plain(source: Source, value: string, indent: number): unknown {
  source.at += 1;
  if (/^[|>][+-]?\d?$/.test(value)) return blockText(source, indent, value.startsWith(">") ? " " : "\n");
  let whole = value;
  for (let after = source.lines[source.at]; isOpen(whole) && after; after = source.lines[source.at]) {
    whole += ` ${after.text}`;
    source.at += 1;
  }
  return scalar(whole);
}

function isOpen(value: string): boolean {
  if (value.startsWith('"')) return !/[^\\]"$|^""$/.test(value);
  if (value.startsWith("'")) return value.length < 2 || !value.endsWith("'");
  return (value.startsWith("[") && !value.endsWith("]")) || (value.startsWith("{") && !value.endsWith("}"));
}

function blockText(source: Source, indent: number, join: string): string {
  const lines: string[] = [];
  let inner = 0;
  for (let line = source.lines[source.at]; line && (line.raw.trim() === "" || line.indent > indent); line = source.lines[source.at]) {
    if (inner === 0 && line.raw.trim() !== "") inner = line.indent;
    lines.push(line.raw.slice(inner));
    source.at += 1;
  }
  return lines.join(join).trimEnd();
}

const KEY = /^("(?:[^"\\]|\\.)*"|'[^']*'|[^\s#"'{[&*!|>%@`-][^#]*?|-[^\s:]*):(?:\s+(.*))?$/;

function keyIn(text: string): { name: string; rest: string } | null {
  const found = KEY.exec(text);
  return found ? { name: words(found[1] ?? ""), rest: (found[2] ?? "").trim() } : null;
}

function words(text: string): string {
  if (/^".*"$/.test(text)) return unescaped(text);
  return /^'.*'$/.test(text) ? text.slice(1, -1).replaceAll("''", "'") : text;
}

function unescaped(text: string): string {
  try {
    return String(JSON.parse(text));
  } catch {
    return text.slice(1, -1);
  }
}

function scalar(text: string): unknown {
  if (/^["']/.test(text)) return words(text);
  if (text.startsWith("[") && text.endsWith("]")) return inner(text).map(scalar);
  if (text.startsWith("{") && text.endsWith("}")) {
    return Object.fromEntries(
      inner(text).map((part) => [words((part.split(/:\s*/)[0] ?? "").trim()), scalar(part.slice(part.indexOf(":") + 1).trim())]),
    );
  }
  if (/^(null|~)?$/.test(text)) return null;
  if (/^(true|false)$/.test(text)) return text === "true";
  return /^-?\d+(\.\d+)?$/.test(text) && text.length < 16 ? Number(text) : text;
}

/** Parts of a flow list or map between commas of its own level. */
function inner(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let begin = 1;
  for (let at = 1; at < text.length - 1; at += 1) {
    const sign = text[at];
    if (sign === "[" || sign === "{") depth += 1;
    else if (sign === "]" || sign === "}") depth -= 1;
    else if (sign === "," && depth === 0) {
      parts.push(text.slice(begin, at).trim());
      begin = at + 1;
    }
  }
  const last = text.slice(begin, -1).trim();
  return last === "" ? parts : [...parts, last];
}
