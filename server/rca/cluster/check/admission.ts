import type { Cluster } from "../cluster.ts";
import { quantityOf } from "../read/quantity.ts";
import { withoutHashes } from "../view/pods.ts";
import type { Event, Workload } from "../view/types.ts";
import { cut, type Found, LIKELY, latest, type Shown, SURE, showEvent, showObject } from "./found.ts";
import { meantOf } from "./meant.ts";

/** Pods that controllers may not create: no service account, a quota, a limit range, a webhook, a policy. */
export function checkAdmission(cluster: Cluster): Found[] {
  const refused = [...cluster.events, ...fromConditions(cluster)].filter(
    ({ reason, message }) => /^FailedCreate$/.test(reason) && /forbidden|denied|webhook|quota|not allowed|invalid/i.test(message),
  );
  const byOwner = Map.groupBy(refused, ({ kind, namespace, name }) => `${kind}/${namespace}/${name}`);
  return [...byOwner.values()].flatMap((events) => {
    const event = latest(events, /FailedCreate/);
    if (!event || hasItsPods(cluster, event)) return [];
    const reason = reasonIn(event, cluster);
    return reason ? [{ ...reason, shows: [showEvent(event), ...reason.shows] }] : [];
  });
}

/** Events are gone after an hour; the condition of the controller keeps the words. */
function fromConditions(cluster: Cluster): Event[] {
  return cluster.workloads.flatMap(({ kind, name, namespace, source, conditions }) =>
    conditions
      .filter(({ type, status, message }) => type === "ReplicaFailure" && status === "True" && message !== "")
      .map(({ message, since }) => ({
        kind,
        name,
        namespace,
        source,
        reason: "FailedCreate",
        isWarning: true,
        message,
        count: 1,
        age: null,
        first: since,
      })),
  );
}

/** A controller tries again and again: when it has its pods by now, the refusal is over. */
function hasItsPods(cluster: Cluster, { kind, namespace, name }: Event): boolean {
  const own = cluster.workloads.find((workload) => workload.kind === kind && workload.namespace === namespace && workload.name === name);
  const pods = cluster.pods.filter((pod) => pod.namespace === namespace && pod.name.startsWith(`${name}-`)).length;
  const wanted = own?.wanted ?? wantedBy(cluster, own, namespace);
  return wanted !== null && Math.max(pods, own?.current ?? 0) >= wanted;
}

function wantedBy(cluster: Cluster, own: Workload | undefined, namespace: string): number | null {
  const above = cluster.workloads.find(({ kind, name, namespace: where }) => kind === "Deployment" && where === namespace && name === own?.owner);
  return above?.wanted ?? 1;
}

type Reason = Found & { shows: Shown[] };

function reasonIn(event: Event, cluster: Cluster): Reason | null {
  const { message, namespace } = event;
  const owner = cluster.workloads.find(({ kind, name, namespace: where }) => kind === event.kind && name === event.name && where === namespace);
  const workload = owner?.owner ?? (event.kind === "ReplicaSet" ? event.name.replace(/-[0-9a-z]{5,10}$/, "") : withoutHashes(event.name));
  const names = { namespace, workload };
  const own = { service: cluster.nameOf(workload, namespace), strength: SURE, role: "cause" as const, names, shows: [] };
  const says = (signature: string, words: string, more: Record<string, string> = {}): Reason => ({
    ...own,
    signature,
    statement: `${workload} gets no pods: ${words}.`,
    names: { ...names, ...more },
  });
  const [, account] = /serviceaccount "([^"]+)" not found/i.exec(message) ?? [];
  if (account) return says("service-account-missing", `its service account ${account} does not exist in namespace ${namespace}`, { account });
  const quota = quotaIn(message);
  if (quota) return overQuota(own, namespace, workload, quota, cluster);
  if (/(minimum|maximum) (cpu|memory|storage|\S+) usage per|limit to request ratio/i.test(message))
    return says("limit-range", `the limit range of namespace ${namespace} forbids it (${cut(afterForbidden(message), 200)})`);
  const [, webhook] = /(?:admission webhook|failed calling webhook) "([^"]+)"/i.exec(message) ?? [];
  if (webhook)
    return says(
      "admission-webhook",
      /failed calling/i.test(message)
        ? `the admission webhook ${webhook} does not answer (${cut(message.split(": ").slice(-2).join(": "), 160)})`
        : `the admission webhook ${webhook} denies it (${cut(message.split("denied the request:").at(-1) ?? "", 200)})`,
      { webhook },
    );
  if (/violates PodSecurity|security ?context|PodSecurityPolicy/i.test(message))
    return says("pod-security", `the pod security standard of namespace ${namespace} forbids it (${cut(afterForbidden(message), 200)})`);
  const [, priority] = /no PriorityClass with name (\S+) was found/i.exec(message) ?? [];
  if (priority) {
    const meant = meantOf(
      priority,
      cluster.store.of("PriorityClass").map(({ object }) => object.metadata.name),
    );
    return says("not-admitted", `its priority class ${priority} does not exist${meant ? ` (there is ${meant})` : ""}`, { missing: priority });
  }
  return { ...says("not-admitted", cut(message, 240).replace(/\.$/, "")), strength: LIKELY };
}

const afterForbidden = (message: string): string => message.split("is forbidden:").at(-1)?.trim() ?? message;

type Exceeded = { quota: string; resources: string[]; text: string };

function quotaIn(message: string): Exceeded | null {
  const [, quota = "", requested = "", rest = ""] = /exceeded quota: ([^,]+), requested: (.*?), (used: .*)$/.exec(message) ?? [];
  if (quota)
    return { quota, resources: [...requested.matchAll(/([\w./-]+)=/g)].map(([, name]) => name ?? ""), text: `requested ${requested}, ${rest}` };
  const [, missing = "", what = ""] = /failed quota: ([^:]+): must specify (.*)$/.exec(message) ?? [];
  return missing ? { quota: missing, resources: what.split(",").map((part) => part.trim().split(" ")[0] ?? ""), text: `must specify ${what}` } : null;
}

function overQuota(
  own: Omit<Found, "signature" | "statement">,
  namespace: string,
  workload: string,
  { quota, resources, text }: Exceeded,
  cluster: Cluster,
): Reason {
  const stored = cluster.quotas.find(({ name, namespace: where }) => name === quota && where === namespace);
  const over = stored ? resources.filter((name) => (quantityOf(stored.used[name]) ?? 0) > 0 || name in stored.hard) : resources;
  return {
    ...own,
    service: `namespace/${namespace}`,
    signature: "namespace-quota",
    statement: `Namespace ${namespace} has used up its ${quotaWords(over)} quota (${quota}: ${text}), so ${workload} gets no pods.`,
    names: { ...own.names, quota },
    chain: [{ why: `Why does ${workload} have no pods?`, because: `Resource quota ${quota} of namespace ${namespace} refuses them: ${text}.` }],
    shows: stored
      ? [
          showObject(
            stored,
            Object.entries(stored.hard)
              .map(([name, hard]) => `${name}: used ${stored.used[name] ?? "?"} of ${hard}`)
              .join("\n"),
          ),
        ]
      : [],
  };
}

/** `requests.cpu` → CPU, `pods` → pod, `services.loadbalancers` → services: the kind of quota in words. */
export function quotaWords(resources: readonly string[]): string {
  const words = resources.map((name) => {
    if (/storage|persistentvolumeclaims/.test(name)) return "storage";
    if (/cpu$/.test(name)) return "CPU";
    if (/memory$/.test(name)) return "memory";
    if (/^(count\/)?services/.test(name)) return "services";
    return /^(count\/)?pods/.test(name) ? "pods" : name;
  });
  return [...new Set(words)].join(" and ") || "resource";
}
