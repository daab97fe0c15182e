import { hasPassed, isReordered } from "../call-order.ts";
import type { DiffLine } from "../diff.ts";
import { pairsOf } from "../pairs.ts";
import { quantitiesOf } from "../quantities.ts";
import type { Act, ActName, ChangedText } from "./act.ts";
import { OF_CODE } from "./of-code.ts";
import { OF_SETTINGS } from "./of-settings.ts";

const DOWN: Record<string, ActName> = {
  "time allowed": "allows less time",
  "lifetime of cached entries": "keeps cached entries shorter",
  connections: "has fewer connections",
  replicas: "has fewer replicas",
  memory: "has less memory",
  processors: "has less processor",
  "permitted rate": "permits a lower rate",
  "size of batches": "takes smaller batches",
  workers: "has fewer workers",
  period: "runs more often",
  disk: "has less disk",
  sensitivity: "reacts sooner",
};
const UP: Record<string, ActName> = {
  retries: "retries more",
  "time allowed": "allows more time",
  "size of batches": "takes larger batches",
  "permitted rate": "permits a higher rate",
  workers: "has more workers",
  "lifetime of cached entries": "keeps cached entries longer",
  "work for each": "computes more each time",
  "target of a scaler": "has fewer replicas",
};
/** Files that say nothing but which versions are used. */
const DEPENDENCIES =
  /(^|\/)(package(-lock)?\.json|go\.(mod|sum)|requirements[^/]*\.txt|pyproject\.toml|poetry\.lock|pom\.xml|Cargo\.(toml|lock)|Gemfile[^/]*|yarn\.lock|[^/]*\.csproj)$/;
const VERSIONED = /Dockerfile[^/]*$|build\.gradle[^/]*$|values[^/]*\.ya?ml$|versions\.tf$|image|kustomization/;

/** What the effective lines of a change do. */
export function actsOf(lines: readonly DiffLine[], context: readonly DiffLine[], paths: readonly string[]): Act[] {
  if (lines.length === 0) return [];
  if (lines.every(({ path }) => DEPENDENCIES.test(path))) return versions(lines);
  const joined = (sign: string): string =>
    plain(
      lines
        .filter((line) => line.sign === sign)
        .map(({ text }) => text)
        .join("\n"),
    );
  const text: ChangedText = { removed: joined("-"), added: joined("+"), all: context.map((line) => line.text).join("\n"), paths: paths.join(" ") };
  return [
    ...[...OF_CODE, ...OF_SETTINGS].flatMap(({ name, weight, in: isIn }) => (isIn(text) ? [{ name, weight, words: name }] : [])),
    ...lost(lines, text),
    ...renamed(lines),
    ...(isReordered(lines) || lines.some((line) => hasPassed(line, context))
      ? [{ name: "does it in another order" as const, weight: 0.9, words: "does it in another order" }]
      : []),
    ...computed(lines),
    ...(paths.some((path) => VERSIONED.test(path)) ? versions(lines) : []),
    ...numbers(lines, context),
    { name: "changes code", weight: 1, words: "changes code" },
  ];
}

const ANSWERS =
  /\b(write(JSON|Error|Header|Response|Head)|http\.Error|res\.(json|send|status)|json\.\w+|errors?\.\w+|fmt\.\w+|respond\w*|append|\w*[pP]ool\.(Get|Put|get|put|release))\s*\(/g;

/** Without the calls that only answer a request or tell of an error. */
const plain = (text: string): string => text.replace(ANSWERS, "_(");

function numbers(lines: readonly DiffLine[], context: readonly DiffLine[]): Act[] {
  return quantitiesOf(lines, context).map(({ topic, before, after, words }) => {
    const ratio = before > 0 && after > 0 ? Math.abs(Math.log2(after / before)) : 3;
    const name = (after < before ? DOWN[topic] : UP[topic]) ?? "sets another number";
    const steps = name === "computes more each time" ? 1.5 : ratio;
    return { name, weight: Math.min(1, steps / 1.5) * (name === "sets another number" ? 0.6 : 1), words: `${name} (${words.slice(0, 100)})` };
  });
}

const KEYWORD = /^(if|for|while|switch|return|func|function|def|catch)$/;

/** Calls, and entries of lists and settings, that were there and are nowhere now. */
function lost(lines: readonly DiffLine[], { added, removed }: ChangedText): Act[] {
  const kept = new Set(added.match(/[A-Za-z_$][\w$]*/g) ?? []);
  const isPure = (block: number, path: string): boolean => !lines.some((line) => line.sign === "+" && line.block === block && line.path === path);
  return lines.flatMap(({ sign, text, block, path }): Act[] => {
    if (sign !== "-") return [];
    const calls = [...plain(text).matchAll(/([A-Za-z_$][\w$]*)\s*\(/g)]
      .map(([, name = ""]) => name)
      .filter((name) => name !== "_" && !KEYWORD.test(name));
    const away = calls.find((name) => !kept.has(name));
    const entry = /^\s*(?:-\s*)?["']?([\w.:/*-]{3,})["']?\s*[,:=]?/.exec(text)?.[1];
    const isEntry = entry && isPure(block, path) && !removed.includes(`${entry}(`) && !kept.has(entry);
    return [
      ...(away ? [{ name: "takes a call away" as const, weight: isPure(block, path) ? 1 : 0.45, words: `no longer calls ${away}` }] : []),
      ...(isEntry ? [{ name: "takes an entry away" as const, weight: 0.9, words: `takes ${entry} away` }] : []),
    ];
  });
}

/** Names and quoted texts that are called otherwise after the change. */
function renamed(lines: readonly DiffLine[]): Act[] {
  const names = (sign: string): Set<string> =>
    new Set(
      lines
        .filter((line) => line.sign === sign)
        .flatMap(({ text }) => text.match(/(?<=["'`])[\w./:{}-]{3,}(?=["'`])|\b[A-Za-z_]\w*(?=\??:(?!:))|\b\w+_\w+\b/g) ?? []),
    );
  const [before, after] = [names("-"), names("+")];
  const part = memberOf(lines);
  if (part) return [{ name: "names differently", weight: 0.85, words: `reads ${part.is} instead of ${part.was}` }];
  const away = [...before].filter((name) => !after.has(name));
  const come = [...after].filter((name) => !before.has(name));
  return away.length > 0 && come.length > 0 ? [{ name: "names differently", weight: 0.85, words: `calls ${away[0]} ${come[0]}` }] : [];
}

const MEMBER = /(?<=\.|->|::)[A-Za-z_]\w*(?!\s*\()/g;

/** A line that reads another part of something and is the same otherwise. */
function memberOf(lines: readonly DiffLine[]): { was: string; is: string } | null {
  const shapeOf = (text: string): string => text.replace(/[A-Za-z_$]\w*/g, "_").trim();
  for (const { before, after } of pairsOf(lines)) {
    if (shapeOf(before.text) !== shapeOf(after.text)) continue;
    const [was, is] = [before.text.match(MEMBER) ?? [], after.text.match(MEMBER) ?? []];
    const at = was.findIndex((name, index) => name !== is[index]);
    const [one, other] = [was[at], is[at]];
    if (one && other) return { was: one, is: other };
  }
  return null;
}

const COMPARISON = /[<>]=?|[!=]==?|&&|\|\||\b(?:and|or)\b/g;
const RECKONING = /[*/%]\s*\d+(?:\.\d+)?|[*/%+-]\s*[A-Z_]{3,}|\b(?:floor|ceil|round|abs|min|max)\b/g;

/** A comparison that is turned, or a reckoning that comes to something else, in a line that is alike otherwise. */
function computed(lines: readonly DiffLine[]): Act[] {
  const signs = (text: string, pattern: RegExp): string[] => text.replace(/=>|->|<\w[\w<>, ?]*>|[!=]=\s*(nil|null)/g, " ").match(pattern) ?? [];
  const pair = pairsOf(lines).find(({ before, after }) => {
    const [was, is] = [signs(before.text, COMPARISON), signs(after.text, COMPARISON)];
    return (was.length === is.length && was.join() !== is.join()) || signs(before.text, RECKONING).join() !== signs(after.text, RECKONING).join();
  });
  return pair ? [{ name: "computes differently", weight: 0.9, words: `computes differently (${pair.after.text.trim().slice(0, 100)})` }] : [];
}

/** A version of something that is used: the first number counts much, the last little. */
function versions(lines: readonly DiffLine[]): Act[] {
  const read = (sign: string): string[][] =>
    lines
      .filter((line) => line.sign === sign)
      .flatMap(({ text }) => [...text.matchAll(/(\d+)\.(\d+)(?:\.(\d+))?/g)].map(([, ...parts]) => parts.map(String)));
  const [before, after] = [read("-"), read("+")];
  return before.flatMap((was, at) => {
    const is = after[at];
    const place = is ? was.findIndex((part, index) => part !== is[index]) : -1;
    if (place < 0) return [];
    return [
      {
        name: "takes another version" as const,
        weight: [1, 0.5, 0.25][place] ?? 0.2,
        words: `takes version ${is?.join(".")} instead of ${was.join(".")}`,
      },
    ];
  });
}
