import { existsSync, readFileSync, statSync } from "node:fs";
import { isBuiltin } from "node:module";
import { join, posix } from "node:path";
import { parseSync } from "oxc-parser";

/** One import as written. `to` is a path from the project's root, `npm:<package>`, `node:<module>` or `missing:<specifier>`. */
export type Edge = { from: string; to: string; specifier: string; line: number; isTypeOnly: boolean };

type Import = { specifier: string; offset: number; isTypeOnly: boolean };

/** Every import of the given files (paths from `root`), resolved as Node does it: relative with extension, `#alias`, package. */
export function readGraph(root: string, files: readonly string[]): Edge[] {
  const aliases = aliasesOf(root);
  return files.flatMap((from) => {
    const source = readFileSync(join(root, from), "utf8");
    return importsOf(from, source).map(({ specifier, offset, isTypeOnly }) => {
      const line = source.slice(0, offset).split("\n").length;
      return { from, to: resolveImport(root, aliases, from, specifier), specifier, line, isTypeOnly };
    });
  });
}

function importsOf(path: string, source: string): Import[] {
  const { module, errors } = parseSync(path, source);
  if (errors[0]) throw new Error(`${path} cannot be parsed: ${errors[0].message}`);
  const imports = module.staticImports.map(({ moduleRequest, entries }) => ({
    specifier: moduleRequest.value,
    offset: moduleRequest.start,
    isTypeOnly: entries.length > 0 && entries.every((entry) => entry.isType),
  }));
  const reexports = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap((entry) =>
      entry.moduleRequest ? [{ specifier: entry.moduleRequest.value, offset: entry.moduleRequest.start, isTypeOnly: entry.isType }] : [],
    ),
  );
  const dynamic = module.dynamicImports.flatMap(({ moduleRequest: { start, end } }) => {
    const literal = /^["'`]([^"'`$]+)["'`]$/.exec(source.slice(start, end))?.[1];
    return literal ? [{ specifier: literal, offset: start, isTypeOnly: false }] : [];
  });
  return onePerModule([...imports, ...reexports, ...dynamic]);
}

/** A module named several times in one statement counts once, and at run time if any of its names does. */
function onePerModule(imports: Import[]): Import[] {
  const byModule = new Map<string, Import>();
  for (const found of imports) {
    const known = byModule.get(found.specifier);
    if (!known || (known.isTypeOnly && !found.isTypeOnly)) byModule.set(found.specifier, found);
  }
  return [...byModule.values()];
}

function aliasesOf(root: string): [prefix: string, target: string][] {
  const { imports = {} } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { imports?: Record<string, string> };
  return Object.entries(imports).map(([pattern, target]) => [pattern.replace("*", ""), posix.normalize(target.replace("*", ""))]);
}

function resolveImport(root: string, aliases: [string, string][], from: string, specifier: string): string {
  const alias = aliases.find(([prefix]) => specifier.startsWith(prefix));
  const path = alias
    ? posix.join(alias[1], specifier.slice(alias[0].length))
    : specifier.startsWith(".")
      ? posix.join(posix.dirname(from), specifier)
      : null;
  if (path === null) return isBuiltin(specifier) ? `node:${specifier.replace(/^node:/, "")}` : `npm:${specifier}`;
  const isGenerated = path.startsWith(".generated/") || path.startsWith("node_modules/");
  return isGenerated || isFile(join(root, path)) ? path : `missing:${specifier}`;
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}
