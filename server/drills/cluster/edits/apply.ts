import type { KubeObject } from "../../world/types.ts";
import { instant } from "../pod-objects.ts";
import { countsAt, endMember, type Fleet, openFleet, podsOf, rollFleet, scaleFleet, TIMES } from "./fleet.ts";
import { mergePatch } from "./merge.ts";
import { type Edit, isLoose, keyOf, type Loose } from "./types.ts";

type Spec = { replicas?: number; template?: Loose; selector?: { matchLabels?: Record<string, string> } };

/**
 * The objects of the cluster with everything that was changed through its API up to an instant. `usualAt`: the objects without any change. The same
 * edits give the same objects at the same instant, so that what a client listed and what it watches from there fit together.
 */
export function editedObjects(usualAt: (at: number) => KubeObject[], edits: readonly Edit[], at: number): KubeObject[] {
  const past = edits.filter((edit) => edit.at <= at);
  if (past.length === 0) return usualAt(at);
  const fleets = new Map<string, Fleet>();
  const changes = new Map<string, Loose>();
  const created = new Map<string, { object: KubeObject; at: number }>();
  const deleted = new Set<string>();
  const closed = new Set<string>();
  for (const edit of past) {
    const before = usualAt(edit.at);
    if (edit.kind === "create") {
      created.set(edit.key, { object: edit.object, at: edit.at });
      deleted.delete(edit.key);
    } else if (edit.kind === "delete") endObject(edit.key, edit.at, { before, fleets, created, deleted, closed, changes });
    else {
      changes.set(edit.key, mergePatch(changes.get(edit.key) ?? {}, edit.change));
      follow(edit, before, fleets, closed, changes);
    }
  }
  const usual = usualAt(at).filter((object) => !deleted.has(keyOf(object)) && !isOfFleet(object, fleets));
  const own = [...created.values()].map(({ object, at: from }) => jobDone(object, from, at));
  const all = [...usual, ...own, ...[...fleets.values()].flatMap((fleet) => podsOf(fleet, at))];
  return all.map((object) => changed(object, changes, fleets, at));
}

type Folding = {
  before: KubeObject[];
  fleets: Map<string, Fleet>;
  created: Map<string, unknown>;
  deleted: Set<string>;
  closed: ReadonlySet<string>;
  changes: Map<string, Loose>;
};

function endObject(key: string, at: number, { before, fleets, created, deleted, closed, changes }: Folding): void {
  const [kind, namespace = "", name = ""] = key.split("/");
  if (created.delete(key)) return;
  if (kind !== "Pod") {
    deleted.add(key);
    return;
  }
  const workload = workloadOf(name, namespace, before, fleets);
  if (workload) endMember(fleetFor(workload, before, fleets, changes), at, name, closed);
}

/** What a change of an object brings about: pods come and go. */
function follow(
  { at, key, change }: Extract<Edit, { kind: "patch" }>,
  before: KubeObject[],
  fleets: Map<string, Fleet>,
  closed: Set<string>,
  changes: Map<string, Loose>,
): void {
  const [kind, namespace = "", name = ""] = key.split("/");
  const spec = isLoose(change.spec) ? change.spec : {};
  if (kind === "Node") {
    if (spec.unschedulable === true) closed.add(name);
    else closed.delete(name);
  }
  const metadata = isLoose(change.metadata) ? change.metadata : {};
  if (kind === "Pod" && isLoose(metadata.labels))
    leaveFleet(name, namespace, at, metadata.labels as Record<string, string>, before, fleets, closed, changes);
  if (kind !== "Deployment" && kind !== "StatefulSet") return;
  const workload = before.find((object) => keyOf(object) === key);
  if (!workload || (spec.replicas === undefined && spec.template === undefined)) return;
  const fleet = fleetFor(workload, before, fleets, changes);
  if (typeof spec.replicas === "number" && spec.replicas !== fleet.wanted) scaleFleet(fleet, at, spec.replicas, closed);
  if (isLoose(spec.template)) rollFleet(fleet, at, closed);
}

/** A pod that is labelled as another's is no longer its workload's, which starts one in its place. */
function leaveFleet(
  name: string,
  namespace: string,
  at: number,
  labels: Record<string, string>,
  before: KubeObject[],
  fleets: Map<string, Fleet>,
  closed: ReadonlySet<string>,
  changes: Map<string, Loose>,
): void {
  const workload = workloadOf(name, namespace, before, fleets);
  if (!workload) return;
  const fleet = fleetFor(workload, before, fleets, changes);
  const wanted = (workload.spec as Spec).selector?.matchLabels ?? {};
  const isLeaving = Object.entries(labels).some(([label, value]) => label in wanted && wanted[label] !== value);
  const alive = fleet.members.filter(({ stopAt }) => stopAt === null).length;
  const { wanted: meant } = fleet;
  if (isLeaving && alive <= meant) scaleFleet(fleet, at, meant + 1, closed);
  fleet.wanted = meant;
  if (!isLeaving && alive > fleet.wanted) scaleFleet(fleet, at, fleet.wanted, closed);
}

function fleetFor(workload: KubeObject, before: KubeObject[], fleets: Map<string, Fleet>, changes: Map<string, Loose>): Fleet {
  const key = keyOf(workload);
  const known = fleets.get(key);
  if (known) return known;
  const pods = before.filter((object) => isPodOf(object, workload));
  const spec = workload.spec as Spec;
  const revision = Number((workload.metadata.annotations as Record<string, string> | undefined)?.["deployment.kubernetes.io/revision"] ?? 1);
  const changedSpec = changes.get(key)?.spec;
  const wanted = isLoose(changedSpec) && typeof changedSpec.replicas === "number" ? pods.length : (spec.replicas ?? pods.length);
  const fleet = openFleet(pods, wanted, revision, workload.kind === "StatefulSet", {});
  fleets.set(key, fleet);
  return fleet;
}

function isPodOf(object: KubeObject, workload: KubeObject): boolean {
  if (object.kind !== "Pod" || object.metadata.namespace !== workload.metadata.namespace) return false;
  const labels = (object.metadata.labels ?? {}) as Record<string, string>;
  const wanted = Object.entries((workload.spec as Spec).selector?.matchLabels ?? {});
  return wanted.length > 0 && wanted.every(([name, value]) => labels[name] === value);
}

function workloadOf(name: string, namespace: string, before: KubeObject[], fleets: ReadonlyMap<string, Fleet>): KubeObject | null {
  const inFleet = [...fleets].find(([, { members }]) =>
    members.some(({ object }) => object.metadata.name === name && object.metadata.namespace === namespace),
  );
  if (inFleet) return before.find((object) => keyOf(object) === inFleet[0]) ?? null;
  const pod = before.find((object) => object.kind === "Pod" && object.metadata.name === name && object.metadata.namespace === namespace);
  return (pod && before.find((object) => (object.kind === "Deployment" || object.kind === "StatefulSet") && isPodOf(pod, object))) ?? null;
}

function isOfFleet(object: KubeObject, fleets: ReadonlyMap<string, Fleet>): boolean {
  if (object.kind !== "Pod") return false;
  return [...fleets.values()].some(({ members }) => {
    const [like] = members;
    const name = like?.object.metadata.name.replace(/-[^-]+-[^-]+$|-\d+$/, "");
    return like?.object.metadata.namespace === object.metadata.namespace && name === object.metadata.name.replace(/-[^-]+-[^-]+$|-\d+$/, "");
  });
}

function changed(object: KubeObject, changes: ReadonlyMap<string, Loose>, fleets: ReadonlyMap<string, Fleet>, at: number): KubeObject {
  const key = keyOf(object);
  const change = changes.get(key);
  const after = (change ? mergePatch(object, change) : object) as KubeObject;
  const fleet = fleets.get(key);
  if (fleet) return withStatus(after, fleet, at);
  if (object.kind === "PodDisruptionBudget") return withBudget(after, fleets, at);
  return object.kind === "Certificate" && change ? renewed(after, at) : after;
}

function withStatus(object: KubeObject, fleet: Fleet, at: number): KubeObject {
  const { total, ready, updated } = countsAt(fleet, at);
  const status = object.status as Loose;
  const generation = Number(object.metadata.generation ?? 1) + fleet.revision + fleet.made;
  const annotations = { ...(object.metadata.annotations as Loose), "deployment.kubernetes.io/revision": String(fleet.revision) };
  const counted = {
    observedGeneration: generation,
    replicas: total,
    readyReplicas: ready,
    availableReplicas: ready,
    updatedReplicas: updated,
    currentReplicas: total,
    unavailableReplicas: Math.max(0, fleet.wanted - ready),
  };
  return { ...object, metadata: { ...object.metadata, generation, annotations }, status: { ...status, ...counted } };
}

function withBudget(object: KubeObject, fleets: ReadonlyMap<string, Fleet>, at: number): KubeObject {
  const fleet = fleets.get(`Deployment/${object.metadata.namespace ?? ""}/${object.metadata.name}`);
  if (!fleet) return object;
  const desired = Number((object.spec as { minAvailable?: number }).minAvailable ?? 0);
  const { ready } = countsAt(fleet, at);
  return {
    ...object,
    status: { ...(object.status as Loose), currentHealthy: ready, disruptionsAllowed: Math.max(0, ready - desired), expectedPods: fleet.wanted },
  };
}

/** A certificate that was asked to be issued again is, a moment later. */
function renewed(object: KubeObject, at: number): KubeObject {
  const ready = { type: "Ready", status: "True", reason: "Ready", message: "Certificate is up to date and has not expired" };
  return {
    ...object,
    status: { ...(object.status as Loose), conditions: [ready], notBefore: instant(at - 60_000), notAfter: instant(at + 90 * 86_400_000) },
  };
}

/** A job has done its work a moment after it was made. */
function jobDone(object: KubeObject, from: number, at: number): KubeObject {
  if (object.kind !== "Job") return object;
  const isDone = at >= from + TIMES.start;
  const conditions = isDone ? [{ type: "Complete", status: "True", lastTransitionTime: instant(from + TIMES.start) }] : [];
  return {
    ...object,
    status: isDone
      ? { succeeded: 1, conditions, startTime: instant(from), completionTime: instant(from + TIMES.start) }
      : { active: 1, conditions, startTime: instant(from) },
  };
}
