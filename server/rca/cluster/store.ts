import type { Bundle, ClusterObject } from "../bundle.ts";
import { isNamespaced } from "./read/kinds.ts";
import { fillIn, record, words } from "./read/loose.ts";
import { type Reading, readOutputs } from "./read/read-outputs.ts";

export type Stored = { object: ClusterObject; source: string };

/** All that was seen of a cluster, each object once, put together from every answer that shows something of it. */
export type Store = {
  of(kind: string): Stored[];
  /** Kinds of which something was seen. */
  kinds(): string[];
  find(kind: string, namespace: string, name: string): Stored | null;
  /** What manifests declare, whether it exists or not. */
  declared: Stored[];
  /** True when everything of this kind in the namespace was listed, so that what is not there does not exist. */
  isListed(kind: string, namespace: string): boolean;
  events: Stored[];
  readings: Reading[];
  namespaceOf(object: ClusterObject): string;
  /** The namespace of what does not say its own. */
  namespace: string;
};

export function openStore(bundle: Bundle): Store {
  const readings = readOutputs(bundle).toSorted((one, other) => one.rank - other.rank);
  const fallback = bundle.incident.namespace ?? onlyNamespace(bundle, readings) ?? "default";
  const namespaceOf = (object: ClusterObject): string => (isNamespaced(object.kind) ? words(record(object.metadata).namespace) || fallback : "");
  const known = new Map<string, Map<string, Stored>>();
  const events = new Map<string, Stored>();
  const listed = new Set(readings.flatMap((reading) => reading.listed.map((what) => (what.endsWith("/") ? what + fallback : what))));
  const keyOf = (object: ClusterObject): string => `${namespaceOf(object)}/${object.metadata.name}`;
  const add = (object: ClusterObject, source: string): void => {
    if (object.kind === "Event") {
      addEvent(object, source, events);
      return;
    }
    const ofKind = known.get(object.kind) ?? new Map<string, Stored>();
    known.set(object.kind, ofKind);
    const before = ofKind.get(keyOf(object));
    ofKind.set(
      keyOf(object),
      before ? { ...before, object: fillIn(before.object, object) as ClusterObject } : { object: placed(object, namespaceOf(object)), source },
    );
  };
  for (const object of bundle.objects) if (isObject(object)) add(object, "kubernetes.json");
  for (const reading of readings) for (const object of reading.objects) add(object, reading.source);
  const declared = readings.flatMap((reading) =>
    reading.declared.map((object) => ({ object: placed(object, namespaceOf(object)), source: reading.source })),
  );
  const isListed = (kind: string, namespace: string): boolean => listed.has(`${kind}/*`) || listed.has(`${kind}/${namespace}`);
  for (const { object, source } of declared) {
    const isThere = known.get(object.kind)?.has(keyOf(object));
    if (isThere || !isListed(object.kind, namespaceOf(object))) add(object, source);
  }
  return {
    kinds: () => [...known.keys()],
    of: (kind) => [...(known.get(kind)?.values() ?? [])],
    find: (kind, namespace, name) => known.get(kind)?.get(`${isNamespaced(kind) ? namespace : ""}/${name}`) ?? null,
    declared,
    isListed: (kind, namespace) => isListed(kind, namespace) || (bundle.objects.length > 0 && bundle.objects.some((object) => object?.kind === kind)),
    events: [...events.values()],
    readings,
    namespaceOf,
    namespace: fallback,
  };
}

/** A session in one namespace does not repeat it in each command. */
function onlyNamespace({ objects }: Bundle, readings: readonly Reading[]): string | null {
  const all = [...objects, ...readings.flatMap((reading) => [...reading.objects, ...reading.declared])].map((object) =>
    words(record(record(object).metadata).namespace),
  );
  const named = new Set(all.filter((namespace) => namespace !== "" && !/^kube-/.test(namespace)));
  return named.size === 1 ? ([...named][0] ?? null) : null;
}

const isObject = (object: ClusterObject): boolean => words(record(object).kind) !== "" && words(record(record(object).metadata).name) !== "";

function placed(object: ClusterObject, namespace: string): ClusterObject {
  return namespace === "" || object.metadata.namespace ? object : { ...object, metadata: { ...object.metadata, namespace } };
}

/** The same event comes from descriptions and from lists: it is kept once, with its highest count and latest time. */
function addEvent(object: ClusterObject, source: string, events: Map<string, Stored>): void {
  const about = record(object.involvedObject ?? object.regarding);
  const key = [about.kind, about.name, object.reason, object.message].map(words).join("\n");
  const before = events.get(key);
  if (!before) {
    events.set(key, { object, source });
    return;
  }
  const count = Math.max(Number(before.object.count) || 1, Number(object.count) || 1);
  const firsts = [before.object, object].map((one) => one.firstTimestamp ?? one.eventTime).filter((at) => typeof at === "string");
  const ages = [before.object.age, object.age].filter((age): age is number => typeof age === "number");
  events.set(key, {
    ...before,
    object: {
      ...before.object,
      count,
      ...(firsts.length > 0 ? { firstTimestamp: firsts.toSorted()[0] } : {}),
      age: ages.length > 0 ? Math.min(...ages) : null,
    },
  });
}
