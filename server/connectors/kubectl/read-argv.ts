import { InvalidError } from "#server/platform/errors.ts";
import { RESOURCES, type Resource } from "../kubernetes/resources.ts";

/** What kubectl is asked for, of what only reads. Times as kubectl takes them: `15m`, or RFC 3339. */
export type KubectlAsk = {
  verb: "get" | "describe" | "logs" | "events" | "rollout history";
  resource: Resource;
  name: string | null;
  namespace: string | null;
  flags: ReadonlyMap<string, string>;
};

const ALIASES: Record<string, Resource> = {
  po: "pods",
  svc: "services",
  ev: "events",
  no: "nodes",
  ns: "namespaces",
  pvc: "persistentvolumeclaims",
  quota: "resourcequotas",
  cm: "configmaps",
  deploy: "deployments",
  rs: "replicasets",
  sts: "statefulsets",
  ds: "daemonsets",
  cj: "cronjobs",
  hpa: "horizontalpodautoscalers",
  ing: "ingresses",
  netpol: "networkpolicies",
  pdb: "poddisruptionbudgets",
};
/** Short flags to long ones; of the long ones, which take a value. */
const SHORT: Record<string, string> = { n: "namespace", A: "all-namespaces", l: "selector", o: "output", c: "container", p: "previous" };
const WITH_VALUE = new Set(["namespace", "selector", "field-selector", "output", "container", "tail", "since", "since-time"]);
const SWITCHES = new Set(["all-namespaces", "previous", "timestamps", "show-labels"]);
const VERBS = "get, describe, logs, events and rollout history";

/** Reads arguments as they stand after `kubectl`, each a word of its own; nothing of them is ever given to a shell. Throws InvalidError with what to do. Pure. */
export function readArgv(argv: readonly string[]): KubectlAsk {
  const given = argv[0] === "kubectl" ? argv.slice(1) : argv;
  const { flags, words } = partsOf(given);
  const [verb = "", ...rest] = words;
  const namespace = flags.has("all-namespaces") ? null : (flags.get("namespace") ?? null);
  if (verb === "rollout" && rest[0] !== "history") throw refusal(`rollout ${rest[0] ?? ""}`.trim());
  if (verb === "events") return { verb, resource: "events", name: null, namespace, flags };
  if (verb === "logs") return { verb, ...named(rest, "pods", verb), namespace: wanted(namespace, verb), flags };
  if (verb === "rollout") return { verb: "rollout history", ...named(rest.slice(1), "deployments", verb), namespace: wanted(namespace, verb), flags };
  if (verb !== "get" && verb !== "describe") throw refusal(verb);
  const { resource, name } = targetOf(rest, verb);
  if (verb === "describe" && !name) throw new InvalidError("Give the name of what to describe, as in describe pod payment-api-7f -n shop.");
  return { verb, resource, name, namespace, flags };
}

function partsOf(argv: readonly string[]): { flags: Map<string, string>; words: string[] } {
  const flags = new Map<string, string>();
  const words: string[] = [];
  for (let at = 0; at < argv.length; at += 1) {
    const word = argv[at] ?? "";
    if (!word.startsWith("-")) {
      words.push(word);
      continue;
    }
    const [written = "", attached] = splitOnce(word.replace(/^--?/, ""));
    const flag = word.startsWith("--") ? written : (SHORT[written] ?? written);
    if (SWITCHES.has(flag)) flags.set(flag, attached ?? "true");
    else if (!WITH_VALUE.has(flag))
      throw new InvalidError(`The flag ${word} is not known here. There are: ${[...WITH_VALUE, ...SWITCHES].join(", ")}.`);
    else {
      if (attached === undefined) at += 1;
      flags.set(flag, attached ?? argv[at] ?? "");
    }
  }
  return { flags, words };
}

function splitOnce(text: string): [string, string | undefined] {
  const at = text.indexOf("=");
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

/** `pods`, `pod api-1` and `pod/api-1`. */
function targetOf([first = "", second]: string[], verb: string): { resource: Resource; name: string | null } {
  const [word = "", name] = first.split("/");
  const resource = resourceOf(word);
  if (!resource) {
    if (/^secrets?$/i.test(word)) throw new InvalidError("Secrets are not read here.");
    const what = word ? `There is no kind “${word.slice(0, 60)}” to ${verb} here.` : `Say what to ${verb}.`;
    throw new InvalidError(`${what} There are: ${Object.keys(RESOURCES).join(", ")}.`);
  }
  return { resource, name: name ?? second ?? null };
}

function named([first = "", second]: string[], resource: Resource, verb: string): { resource: Resource; name: string } {
  const name = first.includes("/") ? first.split("/").at(-1) : (second ?? first);
  if (!name) throw new InvalidError(`Give the name: ${verb} needs one.`);
  return { resource, name };
}

function wanted(namespace: string | null, verb: string): string {
  if (namespace === null) throw new InvalidError(`Give the namespace with -n: ${verb} reads in one.`);
  return namespace;
}

function resourceOf(word: string): Resource | null {
  const plain = word.toLowerCase().split(".")[0] ?? "";
  const names = Object.keys(RESOURCES) as Resource[];
  return (
    ALIASES[plain] ??
    names.find((name) => name === plain || name === `${plain}s` || name === `${plain}es` || RESOURCES[name].kind.toLowerCase() === plain) ??
    null
  );
}

function refusal(verb: string): InvalidError {
  return new InvalidError(
    `kubectl ${verb.slice(0, 60) || "alone"} is not done here: it only reads, by ${VERBS}. What changes a cluster is for a person.`,
  );
}
