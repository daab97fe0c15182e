import { differenceOf, jsonPatch, mergePatch, strategicPatch } from "../../cluster/edits/merge.ts";
import { isLoose, keyFor, type Loose } from "../../cluster/edits/types.ts";
import { instant } from "../../cluster/pod-objects.ts";
import type { KubeObject } from "../../world/types.ts";
import { json, objectIn, type Reply, type Request } from "../listen.ts";
import type { Stage } from "../stage.ts";
import { apiVersionOf, type Kind } from "./kinds.ts";
import { refused } from "./status.ts";

type Target = { kind: Kind | null; namespace: string; name: string; part: string };

const CREATED = new Set(["Job", "ConfigMap"]);
const DELETED = new Set(["Pod", "Job", "ConfigMap"]);

/** A change through the API: patches, scaling, evictions, new jobs, deletions. What the practice cluster does not do is refused as a real one would. */
export function changeObject(request: Request, stage: Stage, { kind, namespace, name, part }: Target): Reply {
  if (!kind) return refused(404, "NotFound", "the server could not find the requested resource", {});
  const now = stage.now();
  const isDry = request.query.getAll("dryRun").includes("All");
  const object =
    name === ""
      ? null
      : (stage.objects(now).find((one) => one.kind === kind.kind && (one.metadata.namespace ?? "") === namespace && one.metadata.name === name) ??
        null);
  if (name !== "" && !object) return notFound(kind, name);
  const key = keyFor(kind.kind, namespace, name);
  if (request.method === "PATCH" && object) return patch(request, stage, { kind, object, part, key, now, isDry });
  if (request.method === "POST" && part === "eviction" && object) return evict(stage, object, key, now, isDry);
  if (request.method === "POST" && name === "" && CREATED.has(kind.kind)) return create(request, stage, kind, namespace, now, isDry);
  if (request.method === "DELETE" && object && DELETED.has(kind.kind)) {
    if (!isDry) stage.edit({ kind: "delete", at: now, key });
    return json({ ...object, metadata: { ...object.metadata, deletionTimestamp: instant(now) } });
  }
  return refused(403, "Forbidden", `${kind.plural} is forbidden: the practice cluster does not ${request.method.toLowerCase()} ${kind.plural}`);
}

type Patching = { kind: Kind; object: KubeObject; part: string; key: string; now: number; isDry: boolean };

function patch(request: Request, stage: Stage, { kind, object, part, key, now, isDry }: Patching): Reply {
  const type = request.headers["content-type"] ?? "";
  const body: unknown = readJson(request.body);
  const before: Loose = part === "scale" ? scaleObject(object) : object;
  const after =
    type.includes("json-patch") && Array.isArray(body)
      ? jsonPatch(before, body)
      : isLoose(body)
        ? (type.includes("strategic") ? strategicPatch : mergePatch)(before, body)
        : null;
  if (!after || type.includes("apply-patch"))
    return refused(415, "UnsupportedMediaType", "the practice cluster takes merge, strategic merge and JSON patches");
  const change = part === "scale" ? { spec: { replicas: (after.spec as Loose).replicas } } : differenceOf(before, after);
  if (!isDry && Object.keys(change).length > 0) stage.edit({ kind: "patch", at: now, key, change });
  if (part === "scale") return json(after);
  const shown = isDry
    ? after
    : (stage
        .objects(stage.now())
        .find(
          (one) => one.kind === kind.kind && one.metadata.name === object.metadata.name && one.metadata.namespace === object.metadata.namespace,
        ) ?? after);
  return json(shown);
}

/** Refused where a budget would be broken, as the eviction API does. */
function evict(stage: Stage, pod: KubeObject, key: string, now: number, isDry: boolean): Reply {
  const labels = (pod.metadata.labels ?? {}) as Record<string, string>;
  const budget = stage.objects(now).find(({ kind, metadata, spec }) => {
    const wanted = Object.entries((spec as { selector?: { matchLabels?: Record<string, string> } } | undefined)?.selector?.matchLabels ?? {});
    return (
      kind === "PodDisruptionBudget" &&
      metadata.namespace === pod.metadata.namespace &&
      wanted.length > 0 &&
      wanted.every(([label, value]) => labels[label] === value)
    );
  });
  const allowed = (budget?.status as { disruptionsAllowed?: number } | undefined)?.disruptionsAllowed ?? 1;
  if (allowed < 1) return refused(429, "TooManyRequests", "Cannot evict pod as it would violate the pod's disruption budget.");
  if (!isDry) stage.edit({ kind: "delete", at: now, key });
  return json({ kind: "Status", apiVersion: "v1", metadata: {}, status: "Success", code: 201 }, 201);
}

function create(request: Request, stage: Stage, kind: Kind, namespace: string, now: number, isDry: boolean): Reply {
  const given = objectIn(request);
  const metadata = isLoose(given.metadata) ? given.metadata : {};
  const name = String(metadata.name ?? "");
  if (name === "") return refused(422, "Invalid", "metadata.name: Required value");
  if (stage.objects(now).some((one) => one.kind === kind.kind && one.metadata.namespace === namespace && one.metadata.name === name))
    return refused(409, "AlreadyExists", `${kind.plural}.${kind.group} "${name}" already exists`, { name, kind: kind.plural });
  const object = {
    ...given,
    apiVersion: apiVersionOf(kind),
    kind: kind.kind,
    metadata: { ...metadata, name, namespace, uid: `made-${now}-${name}`, creationTimestamp: instant(now) },
  } as KubeObject;
  if (!isDry) stage.edit({ kind: "create", at: now, key: keyFor(kind.kind, namespace, name), object });
  return json(object, 201);
}

/** Whoever reaches the practice cluster may do everything that it can do. */
export function mayDo(request: Request): Reply {
  return json({ ...objectIn(request), kind: "SelfSubjectAccessReview", apiVersion: "authorization.k8s.io/v1", status: { allowed: true } }, 201);
}

export function scaleOf(objects: readonly KubeObject[], kind: Kind, name: string): Reply {
  const object = objects.find(({ metadata }) => metadata.name === name);
  return object ? json(scaleObject(object)) : notFound(kind, name);
}

function scaleObject({ metadata, spec, status }: KubeObject): Loose {
  const { name, namespace, uid, resourceVersion } = metadata;
  const { replicas } = spec as { replicas?: number };
  return {
    kind: "Scale",
    apiVersion: "autoscaling/v1",
    metadata: { name, namespace, uid, resourceVersion },
    spec: { replicas },
    status: { replicas: (status as { replicas?: number }).replicas ?? 0 },
  };
}

function notFound(kind: Kind, name: string): Reply {
  return refused(404, "NotFound", `${kind.plural}${kind.group === "" ? "" : `.${kind.group}`} "${name}" not found`, {
    name,
    kind: kind.plural,
    ...(kind.group === "" ? {} : { group: kind.group }),
  });
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
