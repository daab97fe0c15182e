import type { Cluster } from "../cluster.ts";
import { record, words } from "../read/loose.ts";
import { pairs, selects } from "../view/named.ts";
import type { Pod, Service, Workload } from "../view/types.ts";
import { cut, type Found, LIKELY, latest, many, SURE, SUSPECTED, showEvent, showObject, showOutput, WEAK } from "./found.ts";

/** Services that lead nowhere: by their selector, their ports or their protocol. */
export function checkServices(cluster: Cluster): Found[] {
  return [...cluster.services.flatMap((service) => outside(service, cluster)), ...inside(cluster)];
}

function inside(cluster: Cluster): Found[] {
  return cluster.services
    .filter(({ selector, externalName }) => Object.keys(selector).length > 0 && !externalName)
    .flatMap((service) => {
      const pods = cluster.podsBehind(service).filter(({ phase }) => phase !== "Succeeded" && phase !== "Failed");
      if (pods.length === 0) return noPods(service, cluster);
      return [...protocols(service, pods, cluster), ...ports(service, pods, cluster), ...noneReady(service, pods)];
    });
}

/** An alias for a name outside that callers cannot resolve, and a load balancer that never got an address. */
function outside(service: Service, cluster: Cluster): Found[] {
  const { name, namespace, externalName, type } = service;
  if (externalName) {
    const log = cluster.logs.find(({ lines }) =>
      lines.some(({ text }) => text.includes(externalName) && /no such host|not known|ENOTFOUND|NXDOMAIN|resolve/i.test(text)),
    );
    const line = log?.lines.find(({ text }) => text.includes(externalName));
    if (!log || !line) return [];
    return [
      {
        ...own(service),
        signature: "external-name",
        statement: `Service ${name} is an alias (ExternalName) for ${externalName}, a name outside of the cluster that does not resolve (no such host).`,
        strength: SURE,
        chain: [{ why: `Why do calls to ${name} fail?`, because: `Its external name ${externalName} cannot be resolved.` }],
        shows: [showObject(service, `externalName: ${externalName}`), showOutput(log.source, `Log of ${log.subject}`, line.text)],
      },
    ];
  }
  const isPending = words(record(cluster.store.find("Service", namespace, name)?.object.table)["EXTERNAL-IP"]) === "<pending>";
  if (type !== "LoadBalancer" || !isPending) return [];
  const event = latest(cluster.eventsOf("Service", namespace, name), /SyncLoadBalancerFailed|AllocationFailed|UnAvailableLoadBalancer/);
  return [
    {
      ...own(service),
      role: event ? "cause" : "either",
      signature: "load-balancer",
      statement: `Service ${name} waits for a load balancer: its external address is pending${event ? ` (${cut(event.message, 200)})` : `; nothing in the cluster gives it one, or it failed: kubectl describe service ${name} -n ${namespace} tells`}.`,
      strength: event ? LIKELY : SUSPECTED - 0.05,
      shows: [showObject(service, `${name} LoadBalancer, external address pending`), ...(event ? [showEvent(event)] : [])],
    },
  ];
}

const own = (service: Service): Pick<Found, "service" | "names" | "role"> => ({
  service: service.name,
  role: "cause",
  names: { namespace: service.namespace, workload: service.name, object: service.name },
});

function noPods(service: Service, cluster: Cluster): Found[] {
  const namespacePods = cluster.pods.filter(({ namespace, labels }) => namespace === service.namespace && Object.keys(labels).length > 0);
  const behind = cluster.workloads.filter(
    ({ namespace, templateLabels, kind }) => kind !== "ReplicaSet" && namespace === service.namespace && selects(service.selector, templateLabels),
  );
  if (behind.length > 0) return noneMade(service, behind);
  if (service.endpoints !== 0 && namespacePods.length === 0) return [];
  const meant = nearest(service, cluster);
  const theirs = meant ? `; the pods of ${meant.name} carry ${pairs(withoutHash(meant.labels))}` : "";
  return [
    {
      ...own(service),
      signature: "service-selector",
      statement: `Service ${service.name} has no endpoints: its selector ${pairs(service.selector)} matches the labels of no pod${theirs}.`,
      strength: meant || service.endpoints === 0 ? SURE : LIKELY,
      chain: [
        {
          why: `Why is ${service.name} not reached?`,
          because: `The selector of service ${service.name} (${pairs(service.selector)}) chooses no pod, so it has no endpoints.`,
        },
      ],
      shows: [
        showObject(service, `Selector: ${pairs(service.selector)}\nEndpoints: ${service.endpoints ?? "not shown"}`),
        ...(meant ? [showObject(meant.shown, `Labels: ${pairs(meant.labels)}`)] : []),
      ],
    },
  ];
}

/** The workload makes no pods: that is what failed, the service only follows. */
function noneMade(service: Service, behind: Workload[]): Found[] {
  const [workload] = behind;
  if (workload?.wanted !== 0) return [];
  return [
    {
      ...own(service),
      signature: "scaled-to-zero",
      statement: `Service ${service.name} has no endpoints: ${workload.kind} ${workload.name} behind it is scaled to 0 replicas.`,
      strength: LIKELY,
      shows: [showObject(workload, `${workload.kind} ${workload.name}: 0 replicas wanted`)],
    },
  ];
}

type Meant = { name: string; labels: Record<string, string>; shown: Pod | Workload };

const withoutHash = (labels: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(labels).filter(([key]) => !/pod-template-hash|controller-revision-hash/.test(key)));

/** The pods that a service was probably meant for: of the workload of its name, or with most of its labels. */
function nearest(service: Service, cluster: Cluster): Meant | null {
  const things: Meant[] = [
    ...cluster.workloads
      .filter(({ kind, templateLabels }) => kind !== "ReplicaSet" && Object.keys(templateLabels).length > 0)
      .map((one) => ({ name: one.name, labels: one.templateLabels, shown: one })),
    ...cluster.pods.map((pod) => ({ name: pod.workload, labels: pod.labels, shown: pod })),
  ].filter(({ shown }) => shown.namespace === service.namespace);
  const shared = ({ labels }: Meant): number => Object.entries(service.selector).filter(([key, value]) => labels[key] === value).length;
  return (
    things.find(({ name }) => name === service.name) ??
    things.filter((one) => shared(one) > 0).toSorted((one, other) => shared(other) - shared(one))[0] ??
    null
  );
}

function protocols(service: Service, pods: Pod[], _cluster: Cluster): Found[] {
  return service.ports.flatMap((port) => {
    const targets = pods
      .flatMap(({ spec }) => spec.containers)
      .flatMap(({ ports: open }) => open)
      .filter((one) => String(one.port) === port.targetPort || one.name === port.targetPort);
    if (targets.length === 0 || targets.some(({ protocol }) => protocol === port.protocol)) return [];
    const spoken = targets[0]?.protocol ?? "TCP";
    return [
      {
        ...own(service),
        signature: "service-protocol",
        statement: `Service ${service.name} offers port ${port.port} in ${port.protocol}, but its pods listen on ${port.targetPort} in ${spoken}: the protocol of the service does not match (${port.protocol} instead of ${spoken}).`,
        strength: SURE,
        chain: [
          { why: `Why is ${service.name} refused?`, because: `Its service port ${port.port} is ${port.protocol}; callers and pods speak ${spoken}.` },
        ],
        shows: [showObject(service, `Port: ${port.port}/${port.protocol}\nTargetPort: ${port.targetPort}/${port.protocol}`)],
      },
    ];
  });
}

function ports(service: Service, pods: Pod[], cluster: Cluster): Found[] {
  return service.ports.flatMap((port) => {
    const open = pods.flatMap(({ spec }) => spec.containers.filter(({ isInit }) => !isInit)).flatMap((container) => container.ports);
    if (open.length === 0 || open.some((one) => String(one.port) === port.targetPort || one.name === port.targetPort)) return [];
    const listens = [...new Set(open.map((one) => (one.name ? `${one.port} (${one.name})` : String(one.port))))].join(", ");
    const isRefused = cluster.reaches.some(({ host, isReached }) => host.split(".")[0] === service.name && !isReached);
    return [
      {
        ...own(service),
        signature: "service-port",
        statement: `Service ${service.name} forwards port ${port.port} to target port ${port.targetPort}, on which its pods do not listen: their container port is ${listens}. The port mapping is wrong.`,
        strength: isRefused || !/^\d+$/.test(port.targetPort) ? SURE : LIKELY,
        chain: [{ why: `Why is ${service.name} refused?`, because: `Its targetPort ${port.targetPort} does not match container port ${listens}.` }],
        shows: [showObject(service, `Port: ${port.port}/${port.protocol}\nTargetPort: ${port.targetPort}\npods listen on ${listens}`)],
      },
    ];
  });
}

function noneReady(service: Service, pods: Pod[]): Found[] {
  if (service.endpoints !== 0 && pods.some(({ isReady }) => isReady)) return [];
  if (pods.some(({ isReady }) => isReady)) return [];
  const [first] = pods;
  return [
    {
      ...own(service),
      role: "effect",
      signature: null,
      statement: `Service ${service.name} has no ready endpoints: none of ${many(pods.length, "pod")} behind it is ready (${first?.name ?? ""}: ${first?.status ?? ""}).`,
      strength: WEAK,
      shows: [showObject(service, `Endpoints: ${service.endpoints ?? "not shown"}`)],
    },
  ];
}
