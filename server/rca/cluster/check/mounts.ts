import type { Cluster } from "../cluster.ts";
import type { Event, Pod } from "../view/types.ts";
import { cut, type Found, LIKELY, latest, SURE, SUSPECTED, showEvent, showObject } from "./found.ts";

/** Volumes that cannot be mounted or attached, and sandboxes that cannot be made, while a pod waits for its containers. */
export function checkMounts(cluster: Cluster): Found[] {
  return cluster.pods.filter(isWaiting).flatMap((pod) => {
    const event = latest(pod.events, /^(FailedMount|FailedAttachVolume|FailedMapVolume|FailedCreatePodSandBox|NetworkNotReady)/);
    const reason = event ? reasonIn(event, pod, cluster) : null;
    if (!event || !reason) return [];
    return [
      {
        service: cluster.nameOf(pod.workload, pod.namespace),
        signature: reason.signature,
        statement: `Pod ${pod.name} cannot start: ${reason.words}.`,
        strength: reason.strength,
        role: reason.blames ? ("effect" as const) : ("cause" as const),
        ...(reason.blames ? { blames: reason.blames } : {}),
        names: { pod: pod.name, namespace: pod.namespace, workload: pod.workload, node: pod.node ?? "" },
        shows: [showEvent(event), showObject(pod, `${pod.name} ${pod.status} on ${pod.node ?? "no node"}`)],
      },
    ];
  });
}

const isWaiting = (pod: Pod): boolean =>
  !pod.isReady && pod.node !== null && (pod.phase === "Pending" || /ContainerCreating|PodInitializing|^Init:/.test(pod.status));

type Reason = { signature: string; words: string; strength: number; blames?: string };

function reasonIn({ reason, message }: Event, { node, namespace }: Pod, cluster: Cluster): Reason | null {
  const said = cut(message, 240);
  if (/(configmap|secret)s? "[^"]+" not found|object "[^"]+\/[^"]+" not registered/i.test(message)) return null;
  if (/OOM-?killed|memory limit too low/i.test(message)) return null;
  const [, claim] = /persistentvolumeclaim "([^"]+)" not found/i.exec(message) ?? [];
  if (claim)
    return { signature: "claim-missing", words: `the persistent volume claim ${claim} does not exist in namespace ${namespace}`, strength: SURE };
  if (reason === "FailedCreatePodSandBox" || reason === "NetworkNotReady") return sandbox(message, said, node);
  if (/permission denied|read-only file|access denied|operation not permitted/i.test(message))
    return { signature: "volume-permission", words: `its volume cannot be mounted, permission denied (${said})`, strength: SURE };
  if (/Multi-Attach/i.test(message))
    return {
      signature: "volume-attach",
      words: `its volume is still attached to another node (${said.replace(/^(?!.*Multi-Attach)/, "Multi-Attach error: ")})${holderWords(message, namespace, cluster)}`,
      strength: SURE,
    };
  return { signature: "volume-mount", words: `a volume cannot be mounted (${reason}: ${said})`, strength: LIKELY };
}

/** Who holds it, and whether its node is able to let it go. */
function holderWords(message: string, namespace: string, cluster: Cluster): string {
  const holder = cluster.pods.find((pod) => pod.namespace === namespace && message.includes(pod.name));
  const node = cluster.nodes.find(({ name }) => name === holder?.node);
  return node?.isReady === false ? `; pod ${holder?.name} holds it on node ${node.name}, which is not ready and does not let it go` : "";
}

function sandbox(message: string, said: string, node: string | null): Reason {
  const blames = node ? { blames: `node/${node}` } : {};
  if (/\.sock\b|container runtime|containerd|dockerd|cri-o/i.test(message) && /refused|no such file|unavailable|not running/i.test(message))
    return {
      signature: "runtime-down",
      words: `the container runtime of node ${node ?? ""} does not answer (${said})`,
      strength: SUSPECTED,
      ...blames,
    };
  if (/cni|network plugin|failed to (set ?up|setup) (sandbox|network)|no (available )?IP|IPAM/i.test(message))
    return {
      signature: "network-plugin",
      words: `its network cannot be set up by the network plugin (CNI) of node ${node ?? ""}: ${said}`,
      strength: LIKELY,
      ...blames,
    };
  return { signature: "sandbox", words: `its sandbox cannot be created on node ${node ?? ""}: ${said}`, strength: LIKELY, ...blames };
}
