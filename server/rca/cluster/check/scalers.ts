import type { Cluster } from "../cluster.ts";
import { labelsOf, list, numberOr, record, under, words } from "../read/loose.ts";
import { namedView, selects } from "../view/named.ts";
import { conditionsView } from "../view/pods.ts";
import { cut, type Found, LIKELY, latest, SURE, SUSPECTED, showEvent, showObject, WEAK } from "./found.ts";

/** Autoscalers that have no target, no figures or no room, and disruption budgets that let nothing go. */
export function checkScalers(cluster: Cluster): Found[] {
  return [...autoscalers(cluster), ...budgets(cluster)];
}

function autoscalers(cluster: Cluster): Found[] {
  return cluster.store.of("HorizontalPodAutoscaler").flatMap(({ object, source }) => {
    const named = namedView(object, source);
    const namespace = cluster.store.namespaceOf(object);
    const target = record(under(object.spec, "scaleTargetRef"));
    const [kind, name] = [words(target.kind), words(target.name)];
    const own = (signature: string, statement: string, strength: number, shows: Found["shows"] = []): Found => ({
      service: name || named.name,
      signature,
      statement,
      strength,
      role: strength === SUSPECTED || strength === WEAK ? "either" : "cause",
      names: { namespace, workload: name, object: named.name },
      shows: [showObject(named, `${named.name} scales ${kind}/${name}`), ...shows],
    });
    if (name && cluster.store.isListed(kind, namespace) && !cluster.store.find(kind, namespace, name))
      return [own("scaler-target", `Autoscaler (HPA) ${named.name} scales ${kind} ${name}, which does not exist.`, SURE)];
    const conditions = conditionsView(under(object.status, "conditions"));
    const limited = conditions.find(({ type, status, reason }) => type === "ScalingLimited" && status === "True" && /TooMany/.test(reason));
    // One at its maximum tells of that by a failed rescale too: it has its figures.
    const failures = limited ? /FailedGet|FailedComputeMetrics/ : /FailedGet|FailedComputeMetrics|FailedRescale/;
    const event = latest(cluster.eventsOf("HorizontalPodAutoscaler", namespace, named.name), failures);
    const blind = conditions.find(({ type, status }) => type === "ScalingActive" && status === "False");
    const targets = words(record(object.table).TARGETS);
    const isBlind = /<unknown>/.test(targets);
    if (blind || event || isBlind)
      return [
        own(
          "scaler-metrics",
          `Autoscaler (HPA) ${named.name} cannot scale ${name}: ${cut(blind?.message || event?.message || `it gets no metrics (its target reads ${targets || "unknown"})`, 200)}${missingRequests(cluster, namespace, name)}.`,
          blind || event ? LIKELY : SUSPECTED + 0.02,
          event ? [showEvent(event)] : [],
        ),
      ];
    const [most, now] = [numberOr(under(object.spec, "maxReplicas"), null), numberOr(under(object.status, "currentReplicas"), null)];
    const [, used, aim] = /(\d+)%\/(\d+)%/.exec(targets) ?? [];
    if (!limited && most !== null && now !== null && now >= most && Number(used) > Number(aim))
      return [
        own(
          "scaler-limit",
          `Autoscaler (HPA) ${named.name} has reached its most replicas (maximum ${most}, ${now} run) and may add no more to ${name}, though its use is ${used}% against a target of ${aim}%.`,
          SUSPECTED + 0.02,
        ),
      ];
    return limited
      ? [
          own(
            "scaler-limit",
            `Autoscaler (HPA) ${named.name} has reached its most replicas (${numberOr(under(object.spec, "maxReplicas"), "?")}) and would add more to ${name}.`,
            SUSPECTED,
          ),
        ]
      : [];
  });
}

/** Shares of CPU and memory can only be counted against requests. */
function missingRequests(cluster: Cluster, namespace: string, name: string): string {
  const spec = cluster.workloads.find((one) => one.namespace === namespace && one.name === name)?.spec;
  const without = spec?.containers.find(({ requests, isInit }) => !isInit && !requests.cpu);
  return without ? `; container ${without.name} requests no CPU, against which a share could be counted` : "";
}

function budgets(cluster: Cluster): Found[] {
  return cluster.store.of("PodDisruptionBudget").flatMap(({ object, source }) => {
    const named = namedView(object, source);
    const namespace = cluster.store.namespaceOf(object);
    const allowed = numberOr(under(object.status, "disruptionsAllowed") ?? record(object.table)["ALLOWED DISRUPTIONS"], null);
    const selector = labelsOf(under(object.spec, "selector", "matchLabels"));
    const pods = cluster.pods.filter((pod) => pod.namespace === namespace && selects(selector, pod.labels));
    if (allowed !== 0 || (pods.length > 0 && pods.every(({ isReady }) => !isReady))) return [];
    const workload = pods[0]?.workload ?? named.name;
    const draining =
      cluster.nodes.some(({ isCordoned }) => isCordoned) ||
      list(cluster.events).some((event) => /evict|disruption budget/i.test(words(record(event).message)));
    return [
      {
        service: workload,
        signature: "disruption-budget",
        statement: `Pod disruption budget ${named.name} allows no disruption of ${workload}: nodes that run its pods cannot be drained.`,
        strength: draining ? SUSPECTED : WEAK,
        role: "either",
        names: { namespace, workload, object: named.name },
        shows: [showObject(named, `${named.name}: allowed disruptions 0`)],
      },
    ];
  });
}
