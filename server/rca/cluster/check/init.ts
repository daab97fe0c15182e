import type { Cluster } from "../cluster.ts";
import { partsOf } from "../read/host-text.ts";
import { mostTelling } from "../read/log-text.ts";
import type { ContainerStatus, Pod } from "../view/types.ts";
import { cut, type Found, LIKELY, many, SURE, SUSPECTED, showObject, showOutput, WEAK } from "./found.ts";
import { ageOfRow } from "./tables.ts";

/** Init containers that run on and on: what they wait for, and whether it exists. */
export function checkInit(cluster: Cluster): Found[] {
  return cluster.pods.flatMap((pod) => {
    const sidecars = new Set(pod.spec.containers.filter(({ isSidecar }) => isSidecar).map(({ name }) => name));
    const waiting = pod.containers.find(({ isInit, state, name }) => isInit && state.kind === "running" && !sidecars.has(name));
    const isShown = /^Init:\d+\/\d+$/.test(pod.status);
    if (pod.isTerminating || (!waiting && !isShown) || pod.isReady) return [];
    return [found(pod, waiting ?? null, cluster)];
  });
}

const MINUTES_LONG = 5 * 60;

function found(pod: Pod, waiting: ContainerStatus | null, cluster: Cluster): Found {
  const log = cluster.logOf(pod.name);
  const [line] = mostTelling(log, 1);
  const container = waiting?.name ?? pod.spec.containers.find(({ isInit }) => isInit)?.name ?? containerIn(log?.source ?? "");
  const absent = line ? absentHost(line.text, pod, cluster) : null;
  const age = ageOfRow(pod, cluster);
  const isLong = age === null || age >= MINUTES_LONG;
  const why = absent
    ? `it waits for ${absent.host}, and no service of that name exists in namespace ${absent.namespace}${absent.meant ? ` (there is ${absent.meant})` : ""}`
    : line
      ? `its log says “${cut(line.text, 200)}”`
      : `nothing tells what it waits for; kubectl logs ${pod.name} -n ${pod.namespace} -c ${container || "CONTAINER"} would`;
  return {
    service: cluster.nameOf(pod.workload, pod.namespace),
    signature: "init-waits",
    statement: `Pod ${pod.name} has not started: its init container${container ? ` ${container}` : ""} does not end (${pod.status || "running"}): ${why}.`,
    strength: absent ? SURE : line ? LIKELY : isLong ? SUSPECTED : WEAK,
    role: line || isLong ? "cause" : "either",
    names: { pod: pod.name, namespace: pod.namespace, workload: pod.workload, container },
    shows: [
      showObject(pod, `${pod.name} ${pod.status}, ${many(pod.restarts, "restart")}`, waiting?.state.from ?? null),
      ...(log && line ? [showOutput(log.source, `Log of ${log.subject}`, `${line.count} × ${line.text}`)] : []),
    ],
  };
}

const containerIn = (command: string): string => /(?:-c|--container)[ =](\S+)/.exec(command)?.[1] ?? "";

function absentHost(text: string, pod: Pod, cluster: Cluster): { host: string; namespace: string; meant: string | null } | null {
  const found = [...text.matchAll(/['"`\s(/@]([a-z][a-z0-9-]+(?:\.[a-z0-9-]+)*)(?=[:'"`\s),/]|\.{3}|$)/g)].map(([, name]) => name ?? "");
  const address =
    found.find((name) => /\.svc(\.|$)/.test(name)) ?? /(?:lookup|resolve|waiting for|connect to|host) +'?([a-z][a-z0-9-]+)/i.exec(text)?.[1];
  if (!address) return null;
  const [host = "", second] = partsOf(address).host.split(".");
  const namespace = second && second !== "svc" ? second : pod.namespace;
  if (!cluster.store.isListed("Service", namespace) || cluster.services.some((one) => one.name === host && one.namespace === namespace)) return null;
  const parts = new Set(host.split("-"));
  const meant = cluster.services.find(
    (one) => one.namespace === namespace && one.name !== pod.workload && one.name.split("-").some((part) => parts.has(part)),
  );
  return { host, namespace, meant: meant?.name ?? null };
}
