import { linesBetween } from "../../world/lines.ts";
import { startedAt } from "../../world/pods.ts";
import { plainText, type Reply } from "../listen.ts";
import type { Stage } from "../stage.ts";
import { refused } from "./status.ts";

const KEPT_MS = 3 * 3_600_000;

/** What a container of a pod wrote: since its last start, or before it. */
export function podLog(stage: Stage, name: string, query: URLSearchParams): Reply {
  const world = stage.world();
  const now = stage.now();
  const pod = world.pods.find((one) => one.name === name && one.from <= now);
  if (!pod) return refused(404, "NotFound", `pods ${JSON.stringify(name)} not found`, { name, kind: "pods" });
  const container = query.get("container");
  if (container && container !== pod.service) return refused(400, "BadRequest", `container ${container} is not valid for pod ${name}`);
  if (!world.runs(pod, now) && world.alive(pod.service, now).every((one) => one.node !== pod.node)) {
    return refused(
      500,
      "InternalError",
      `Get "https://${pod.node}:10250/containerLogs/${pod.namespace}/${name}/${pod.service}": dial tcp: i/o timeout`,
    );
  }
  const started = startedAt(pod, now);
  const isPrevious = query.get("previous") === "true";
  if (isPrevious && started === pod.from)
    return refused(400, "BadRequest", `previous terminated container ${JSON.stringify(pod.service)} in pod ${JSON.stringify(name)} not found`);
  const [from, to] = isPrevious ? [startedAt(pod, started - 1), started] : [started, now];
  const since = sinceOf(query, now);
  const lines = linesBetween(world, Math.max(from, since, now - KEPT_MS), to, new Set([pod.service])).filter((line) => line.pod === name);
  const tail = query.get("tailLines");
  const kept = tail === null ? lines : Number(tail) <= 0 ? [] : lines.slice(-Number(tail));
  const text = kept.map((line) => `${query.get("timestamps") === "true" ? `${new Date(line.at).toISOString()} ` : ""}${line.text}\n`).join("");
  const most = Number(query.get("limitBytes") ?? Number.POSITIVE_INFINITY);
  return plainText(Number.isFinite(most) ? text.slice(0, most) : text, 200, "text/plain");
}

function sinceOf(query: URLSearchParams, now: number): number {
  const seconds = Number(query.get("sinceSeconds") ?? Number.NaN);
  if (Number.isFinite(seconds)) return now - seconds * 1000;
  const time = Date.parse(query.get("sinceTime") ?? "");
  return Number.isNaN(time) ? Number.NEGATIVE_INFINITY : time;
}
