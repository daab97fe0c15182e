import type { KubeObject } from "../../world/types.ts";
import { type Handler, hasToken, json, plainText, type Reply, type Request } from "../listen.ts";
import type { Stage } from "../stage.ts";
import { changeObject, mayDo, scaleOf } from "./change.ts";
import { discover } from "./discovery.ts";
import { apiVersionOf, KINDS, type Kind } from "./kinds.ts";
import { podLog } from "./pod-log.ts";
import { byFields, byLabels } from "./select.ts";
import { refused } from "./status.ts";
import { tableOf } from "./table.ts";
import { watch } from "./watch.ts";

const PATH = /^\/(?:api\/(v1)|apis\/([^/]+\/[^/]+))(?:\/namespaces\/([^/]+))?\/([a-z]+)(?:\/([^/]+))?(?:\/(log|status|scale|eviction))?$/;

/** The API of the practice cluster, for kubectl and other clients: everything can be read, and much be changed as in a real one. */
export function kubernetes(stage: Stage, token?: string): Handler {
  return (request) => {
    if (!hasToken(request, token)) return refused(401, "Unauthorized", "Unauthorized");
    if (/^\/(healthz|readyz|livez)$/.test(request.path)) return plainText("ok");
    const found = discover(request.path);
    if (found !== null) return json(found);
    if (stage.world().scenario.hidden?.cluster) return refused(503, "ServiceUnavailable", "the server is currently unable to handle the request");
    if (request.path.endsWith("/selfsubjectaccessreviews")) return mayDo(request);
    return request.method === "GET" ? objectsFor(request, stage) : changeObject(request, stage, target(request.path));
  };
}

function target(path: string) {
  const [, core, grouped, namespace, plural = "", name, part] = PATH.exec(path) ?? [];
  return {
    kind: KINDS.find((one) => one.plural === plural && apiVersionOf(one) === (core ?? grouped)) ?? null,
    namespace: namespace ?? "",
    name: name ?? "",
    part: part ?? "",
  };
}

function objectsFor({ path, query, headers }: Request, stage: Stage): Reply {
  const wantsTable = /as=Table/.test(headers.accept ?? "");
  const [, core, grouped, namespace, plural = "", name, part] = PATH.exec(path) ?? [];
  const kind = KINDS.find((one) => one.plural === plural && apiVersionOf(one) === (core ?? grouped));
  if (!kind) return refused(404, "NotFound", "the server could not find the requested resource", {});
  if (part === "log" && kind.kind === "Pod" && name) return podLog(stage, name, query);
  const now = stage.now();
  const isHere = (object: KubeObject): boolean => object.kind === kind.kind && (namespace === undefined || object.metadata.namespace === namespace);
  if (query.get("watch") === "true" || query.get("watch") === "1") return watch(stage, query, isHere, wantsTable ? kind.kind : null);
  const all = stage.objects(now).filter(isHere);
  if (part === "scale" && name) return scaleOf(all, kind, name);
  if (name === undefined) return listOf(kind, all, query, wantsTable ? now : null, now, /as=PartialObjectMetadataList/.test(headers.accept ?? ""));
  const one = all.find((object) => object.metadata.name === name);
  if (one && wantsTable) return json(tableOf(kind.kind, [one], now));
  const group = kind.group === "" ? {} : { group: kind.group };
  return one
    ? json(one)
    : refused(404, "NotFound", `${kind.plural}${kind.group === "" ? "" : `.${kind.group}`} "${name}" not found`, {
        name,
        ...group,
        kind: kind.plural,
      });
}

function listOf(kind: Kind, objects: readonly KubeObject[], query: URLSearchParams, tableAt: number | null, now: number, isPartial: boolean): Reply {
  const labels = byLabels(query.get("labelSelector") ?? "");
  const fields = byFields(query.get("fieldSelector") ?? "");
  const wanted = objects.filter((object) => labels(object) && fields(object));
  if (tableAt !== null) return json(tableOf(kind.kind, wanted, tableAt));
  const from = Number(query.get("continue") ?? 0) || 0;
  const limit = Number(query.get("limit") ?? 0) || wanted.length;
  const next = from + limit < wanted.length ? { continue: String(from + limit), remainingItemCount: wanted.length - from - limit } : {};
  const items = wanted.slice(from, from + limit).map(({ apiVersion: _, kind: __, ...object }) => object);
  if (isPartial) {
    const partial = items.map(({ metadata }) => ({ metadata }));
    return json({
      kind: "PartialObjectMetadataList",
      apiVersion: "meta.k8s.io/v1",
      metadata: { resourceVersion: String(now), ...next },
      items: partial,
    });
  }
  return json({ kind: `${kind.kind}List`, apiVersion: apiVersionOf(kind), metadata: { resourceVersion: String(now), ...next }, items });
}
