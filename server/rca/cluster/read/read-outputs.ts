import type { Bundle, ClusterObject, Output } from "../../bundle.ts";
import { type AlertText, readAlerts } from "./alert-text.ts";
import { type Command, readCommand } from "./command.ts";
import { readDescription } from "./describe-objects.ts";
import { hostIn, type ReachText, readReach, readUnit, type UnitText } from "./host-text.ts";
import { isNamespaced } from "./kinds.ts";
import { type LogText, readLog, readPatterns } from "./log-text.ts";
import { list, record, words } from "./loose.ts";
import { readStatusNodes } from "./status-json.ts";
import { readTable } from "./table.ts";
import { objectOfRow } from "./table-objects.ts";
import { withFirst } from "./times.ts";
import { readUsage, type UsageText } from "./usage-text.ts";
import { readYaml } from "./yaml.ts";

/** One recorded answer, read: objects that exist, objects that a manifest declares, and what is no object. */
export type Reading = {
  source: string;
  /** Which kinds were listed in full, by `kind/namespace`; `*` for everywhere. */
  listed: string[];
  /** Surer readings come first when objects are put together. */
  rank: number;
  objects: ClusterObject[];
  declared: ClusterObject[];
  logs: LogText[];
  units: UnitText[];
  reaches: ReachText[];
  alerts: AlertText[];
  usage: UsageText[];
  json: unknown;
  /** The text itself where it is the answer of another tool; null for kubectl. */
  text: string | null;
  /** What was looked for and not found. */
  empty: { kind: string; namespace: string | null; isUnknown: boolean; text: string } | null;
};

const EMPTY = { listed: [], objects: [], declared: [], logs: [], units: [], reaches: [], alerts: [], usage: [], json: null, text: null, empty: null };
const RANK = { json: 0, description: 1, table: 2, other: 3 };
const REACHING = new Set(["nc", "ncat", "netcat", "curl", "wget", "ping", "telnet", "grpcurl"]);

/** Reads all recorded answers. What is not understood gives nothing. */
export function readOutputs({ outputs, incident }: Pick<Bundle, "outputs" | "incident">): Reading[] {
  const asked = new Set(outputs.map(({ command }) => command));
  const fullest = outputs.filter(({ command }) => !asked.has(`${command} -o wide`));
  return fullest.map((output) => {
    const read = { ...EMPTY, rank: RANK.other, source: output.command, ...readOutput(output, incident.namespace) };
    return { ...read, objects: read.objects.map((object) => withFirst(object, output.at)) };
  });
}

function readOutput({ command: line, text }: Output, fallback: string | null): Partial<Reading> {
  const command = readCommand(line);
  if (command.tool === "kubectl") return readKubectl(command, text, line, fallback);
  if (command.words.includes("journalctl")) return { logs: [readLog(text, hostIn(command.words) ?? unitIn(command.words), line)] };
  if (command.words.includes("systemctl")) {
    const unit = readUnit(command.words, text, line);
    return unit ? { units: [unit] } : {};
  }
  if (REACHING.has(command.tool) && !text.trimStart().startsWith("{")) {
    const reach = readReach(command.words, text, line);
    return reach ? { reaches: [reach] } : {};
  }
  if (/^cat$|\.ya?ml$/.test(command.tool) && /^(apiVersion|kind):/m.test(text)) return { declared: readYaml(text).flatMap(objectsIn) };
  const json = jsonOf(text);
  if (json === null) return { text };
  const patterns = readPatterns(json, command.words[1] ?? "", line);
  return { text, json, objects: [...objectsIn(json), ...readStatusNodes(json)], alerts: readAlerts(json, line), logs: patterns ? [patterns] : [] };
}

const unitIn = (words: readonly string[]): string => words[words.indexOf("-u") + 1] ?? "journal";

function readKubectl(command: Command, text: string, line: string, fallback: string | null): Partial<Reading> {
  const namespace = command.namespace ?? fallback;
  const [kind = ""] = command.kinds;
  if (command.verb === "logs")
    return command.name && !/^Command `|^Error from server/.test(text) ? { logs: [readLog(text, command.name, line)] } : {};
  if (/^No resources found|doesn't have a resource type/m.test(text))
    return { listed: listedBy(command, namespace), empty: nothingOf(command, namespace, text) };
  if (/^\s*(Error|error|Command `)/.test(text)) return /^(get|describe|top|events)$/.test(command.verb) ? {} : { text };
  if (command.verb === "describe") return { rank: RANK.description, objects: readDescription(text, kind, namespace) };
  if (command.verb !== "get" && command.verb !== "events" && command.verb !== "top") return { text };
  if (command.verb === "top") return { usage: readUsage(kind === "Node" ? "node" : "pod", text, namespace, line) };
  const structured = /^\s*[{[]/.test(text)
    ? objectsIn(jsonOf(text))
    : /^(apiVersion|kind|items):/m.test(text)
      ? readYaml(text).flatMap(objectsIn)
      : null;
  if (structured) return { rank: RANK.json, objects: structured, listed: listedBy(command, namespace) };
  return { rank: RANK.table, objects: rowsAsObjects(command, text, namespace), listed: listedBy(command, namespace) };
}

function nothingOf({ kinds, isFiltered }: Command, namespace: string | null, text: string): Reading["empty"] {
  const unknown = /doesn't have a resource type \\?"([\w.-]+)/.exec(text)?.[1];
  return isFiltered && !unknown
    ? null
    : { kind: unknown ?? kinds[0] ?? "", namespace, isUnknown: unknown !== undefined, text: text.trim().slice(0, 300) };
}

function rowsAsObjects(command: Command, text: string, namespace: string | null): ClusterObject[] {
  const [kind = ""] = command.kinds;
  const expected = { kind, isEverywhere: command.isEverywhere && isNamespaced(kind), isWide: command.isWide };
  return readTable(text, expected).flatMap((row) => objectOfRow(kind, row, isNamespaced(kind) ? namespace : null) ?? []);
}

function listedBy({ isFiltered, kinds, isEverywhere }: Command, namespace: string | null): string[] {
  return isFiltered ? [] : kinds.map((kind) => `${kind}/${isEverywhere || !isNamespaced(kind) ? "*" : (namespace ?? "")}`);
}

/** An object, or those of a list; anything else is left out. */
export function objectsIn(value: unknown): ClusterObject[] {
  const of = record(value);
  if (Array.isArray(of.items)) {
    const kind = words(of.kind).replace(/List$/, "");
    return of.items.flatMap((item) => objectsIn({ ...(kind ? { kind } : {}), ...record(item) }));
  }
  if (Array.isArray(value)) return list(value).flatMap(objectsIn);
  return words(of.kind) && words(record(of.metadata).name) ? [value as ClusterObject] : [];
}

function jsonOf(text: string): unknown {
  if (!/^\s*[{[]/.test(text)) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
