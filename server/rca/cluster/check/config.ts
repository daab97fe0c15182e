import type { Cluster } from "../cluster.ts";
import { record } from "../read/loose.ts";
import { conditionsWithin } from "../view/conditions.ts";
import type { Pod } from "../view/types.ts";
import { madeBy } from "./custom-references.ts";
import { cut, type Found, latest, SURE, SUSPECTED, showEvent, showObject } from "./found.ts";

/** Config maps, secrets and keys of them that a pod needs and that do not exist; security settings that forbid a container. */
export function checkConfig(cluster: Cluster): Found[] {
  return cluster.pods.flatMap((pod) => {
    const waiting = pod.containers.find(({ state }) => /CreateContainerConfigError|CreateContainerError/.test(state.reason));
    const event = latest(
      pod.events,
      /(configmap|secret|serviceaccount).{0,120}not found|couldn't find key|references non-existent|runAsNonRoot|run as root/i,
    );
    if (!waiting && !(event && !pod.isReady && !/BackOff/.test(event.reason)) && !/^CreateContainerConfigError$/.test(pod.status)) return [];
    const said = [waiting?.state.message, event?.message].filter(Boolean).join(" ");
    const reason = reasonIn(said, pod, cluster) ?? {
      signature: "config-missing",
      words: `it is in ${pod.status}: ${cut(said, 240) || "its configuration is not complete"}`,
      names: {},
    };
    return [
      {
        service: cluster.nameOf(pod.workload, pod.namespace),
        signature: reason.signature,
        statement: `Pod ${pod.name} cannot start${waiting ? ` container ${waiting.name}` : ""}: ${reason.words}.`,
        strength: said ? SURE : SUSPECTED,
        role: "cause" as const,
        names: { pod: pod.name, namespace: pod.namespace, workload: pod.workload, ...reason.names },
        chain: [{ why: `Why does ${pod.workload} not run?`, because: cut(said, 240) || `Pod ${pod.name} is in ${pod.status}.` }],
        shows: [
          ...(event ? [showEvent(event)] : []),
          showObject(pod, `${pod.name} ${pod.status}${waiting ? `\n${waiting.name}: ${waiting.state.reason} ${waiting.state.message}` : ""}`),
        ],
      },
    ];
  });
}

/** What was to make it, and why it did not. */
function makerWords(cluster: Cluster, namespace: string, name: string): string {
  const makers = cluster.store.kinds().filter((kind) => /secret$|certificate|config/i.test(kind) && kind !== "Secret" && kind !== "ConfigMap");
  for (const kind of makers) {
    const maker = cluster.store.of(kind).find(({ object }) => cluster.store.namespaceOf(object) === namespace && madeBy(object).includes(name));
    const wrong = maker ? conditionsWithin(maker.object.status).find(({ status }) => status === "False") : undefined;
    if (maker && wrong)
      return `; ${kind} ${maker.object.metadata.name}, which should make it, is not in order: ${cut(wrong.message || wrong.reason, 200)}`;
  }
  return "";
}

/** The keys that it has. */
function keysWords(cluster: Cluster, kind: string, namespace: string, name: string): string {
  const object = cluster.store.find(kind, namespace, name)?.object;
  const keys = [...Object.keys(record(object?.data)), ...Object.keys(record(object?.stringData))];
  return keys.length > 0 ? `, which has ${keys.slice(0, 8).join(", ")}` : "";
}

function reasonIn(said: string, { namespace }: Pod, cluster: Cluster): { signature: string; words: string; names: Record<string, string> } | null {
  const [, kind, name] = /(configmap|secret)s? "([^"]+)" not found/i.exec(said) ?? [];
  const thing = /secret/i.test(kind ?? "") ? "secret" : "config map";
  if (name)
    return {
      signature: "config-missing",
      words: `the ${thing} ${name} does not exist in namespace ${namespace} (missing, not found)${makerWords(cluster, namespace, name)}`,
      names: { object: `${thing.replace(" ", "")} ${name}`, missing: name },
    };
  const [, key, of, where] =
    /(?:couldn't find key|references non-existent (?:config|secret) key:?) (\S+)(?: in (ConfigMap|Secret) (\S+))?/i.exec(said) ?? [];
  if (key)
    return {
      signature: "config-missing",
      words:
        `the key ${key} is missing in ${/secret/i.test(of ?? said) ? "secret" : "config map"} ${where?.split("/").at(-1) ?? ""}`.trimEnd() +
        keysWords(cluster, /secret/i.test(of ?? said) ? "Secret" : "ConfigMap", namespace, where?.split("/").at(-1) ?? ""),
      names: { missing: key },
    };
  if (/runAsNonRoot|run as root/i.test(said))
    return {
      signature: "security-context",
      words: `its security context demands a user other than root (runAsNonRoot), but the image runs as root (${cut(said, 160)})`,
      names: {},
    };
  return said ? { signature: "config-missing", words: cut(said, 240).replace(/\.$/, ""), names: {} } : null;
}
