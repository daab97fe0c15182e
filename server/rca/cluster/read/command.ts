import { isKnownKind, kindNamed } from "./kinds.ts";

/** What a recorded command asked for. `kinds` empty: none was named. `isFiltered`: the answer may lack lines (grep, a selector, one name). */
export type Command = {
  tool: string;
  verb: string;
  kinds: string[];
  name: string | null;
  namespace: string | null;
  isEverywhere: boolean;
  isWide: boolean;
  isFiltered: boolean;
  isPrevious: boolean;
  container: string | null;
  words: string[];
};

const WITH_VALUE = new Set([
  "-n",
  "--namespace",
  "-o",
  "--output",
  "-l",
  "--selector",
  "--context",
  "--kubeconfig",
  "-c",
  "--container",
  "--tail",
  "--since",
  "--for",
]);
const FILTERS = new Set(["-l", "--selector", "--field-selector", "--for"]);

/** Reads a command line as typed. Anything that is not kubectl keeps its words. Pure, takes any text. */
export function readCommand(line: string): Command {
  const [first = "", ...pipes] = line.slice(0, 2_000).split(/\s\|\s/);
  const all = first.trim().split(/\s+/);
  const tool = (all[0] ?? "").split("/").at(-1) === "oc" ? "kubectl" : (all[0] ?? "").split("/").at(-1);
  const { flags, rest } = partsOf(all.slice(1));
  const [verb = "", ...targets] = tool === "kubectl" ? rest : ["", ...rest];
  const { kinds, name } = targetOf(verb, targets);
  return {
    tool: tool ?? "",
    verb,
    kinds,
    name: name ?? flags.get("--for")?.split("/").at(-1) ?? null,
    namespace: flags.get("-n") ?? flags.get("--namespace") ?? null,
    isEverywhere: flags.has("-A") || flags.has("--all-namespaces"),
    isWide: (flags.get("-o") ?? flags.get("--output")) === "wide",
    isFiltered: pipes.length > 0 || name !== null || [...flags.keys()].some((flag) => FILTERS.has(flag)),
    isPrevious: flags.has("--previous") || flags.has("-p"),
    container: flags.get("-c") ?? flags.get("--container") ?? null,
    words: all,
  };
}

function partsOf(args: string[]): { flags: Map<string, string>; rest: string[] } {
  const flags = new Map<string, string>();
  const rest: string[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const word = args[at] ?? "";
    if (!word.startsWith("-")) rest.push(word);
    else if (word.includes("=")) flags.set(word.slice(0, word.indexOf("=")), word.slice(word.indexOf("=") + 1));
    else if (WITH_VALUE.has(word)) {
      at += 1;
      flags.set(word, args[at] ?? "");
    } else if (/^-[no].+/.test(word)) flags.set(word.slice(0, 2), word.slice(2));
    else flags.set(word, "");
  }
  return { flags, rest };
}

function targetOf(verb: string, targets: string[]): { kinds: string[]; name: string | null } {
  const [what = "", named] = targets;
  if (verb === "logs") return { kinds: ["Pod"], name: what.split("/").at(-1) || null };
  if (verb === "events") return { kinds: ["Event"], name: null };
  if (verb === "top") return { kinds: [kindNamed(what)], name: named ?? null };
  if (what.includes("/")) {
    const [kind = "", name = ""] = what.split("/");
    return { kinds: [kindNamed(kind)], name: name || null };
  }
  if (what === "all") return { kinds: [], name: null };
  const kinds = what === "" ? [] : what.split(",").map(kindNamed);
  return { kinds: isKnownKind(what.split(",")[0] ?? "") || verb !== "" ? kinds : [], name: named ?? null };
}
