import type { ClusterObject } from "../../bundle.ts";
import type { Cluster } from "../cluster.ts";
import { labelsOf, list, record, under, words } from "../read/loose.ts";
import { namedView, pairs, selects } from "../view/named.ts";
import type { Pod } from "../view/types.ts";
import { type Found, LIKELY, SURE, SUSPECTED, showObject } from "./found.ts";

/** Ingresses that lead to services, ports, classes or secrets that are not there, and network policies that let nobody in or out. */
export function checkRoutes(cluster: Cluster): Found[] {
  return [...cluster.store.of("Ingress").flatMap(({ object, source }) => ingress(object, source, cluster)), ...policies(cluster)];
}

type Backend = { service: string; port: string };

/** Backends of rules as JSON gives them, or as a description prints them: `/pay   checkout:8080 (10.1.2.3:8080)`. */
function backendsOf(object: ClusterObject): Backend[] {
  const rules = [
    under(object.spec, "defaultBackend"),
    ...list(under(object.spec, "rules")).flatMap((rule) => list(under(rule, "http", "paths")).map((path) => record(path).backend)),
  ];
  const fromJson = rules.flatMap((backend) => {
    const name = words(under(backend, "service", "name")) || words(record(backend).serviceName);
    const port =
      words(under(backend, "service", "port", "number")) || words(under(backend, "service", "port", "name")) || words(record(backend).servicePort);
    return name ? [{ service: name, port }] : [];
  });
  const printed = list(record(object.described).rules).flatMap((line) => {
    const [, service, port = ""] = /\s([a-z0-9][\w-]*):(\w[\w-]*)\s*(?:\(|$)/.exec(words(line)) ?? [];
    return service ? [{ service, port }] : [];
  });
  return [...fromJson, ...printed];
}

function ingress(object: ClusterObject, source: string, cluster: Cluster): Found[] {
  const named = namedView(object, source);
  const namespace = cluster.store.namespaceOf(object);
  const own = (service: string, signature: string, statement: string, strength: number): Found => ({
    service,
    signature,
    statement,
    strength,
    role: "cause",
    names: { namespace, workload: service, object: named.name },
    shows: [showObject(named, statement)],
  });
  const wrong = backendsOf(object).flatMap(({ service, port }) => {
    const found = cluster.services.find((one) => one.name === service && one.namespace === namespace);
    if (!found)
      return cluster.store.isListed("Service", namespace)
        ? [
            own(
              service,
              "ingress-backend",
              `Ingress ${named.name} leads to service ${service}, which does not exist in namespace ${namespace}.`,
              SURE,
            ),
          ]
        : [];
    const offers = found.ports.some((one) => String(one.port) === port || one.name === port);
    return port === "" || offers || found.ports.length === 0
      ? []
      : [
          own(
            service,
            "ingress-backend",
            `Ingress ${named.name} leads to port ${port} of service ${service}, which offers ${found.ports.map((one) => one.port).join(", ")}.`,
            SURE,
          ),
        ];
  });
  const className = words(under(object.spec, "ingressClassName"));
  const noClass = className !== "" && cluster.store.isListed("IngressClass", "") && !cluster.store.find("IngressClass", "", className);
  const secrets = list(under(object.spec, "tls"))
    .map((tls) => words(record(tls).secretName))
    .filter((name) => name !== "" && cluster.store.isListed("Secret", namespace) && !cluster.store.find("Secret", namespace, name));
  return [
    ...wrong,
    ...(noClass
      ? [
          own(
            named.name,
            "ingress-class",
            `Ingress ${named.name} asks for the ingress class ${className}, which does not exist: no controller serves it.`,
            SURE,
          ),
        ]
      : []),
    ...secrets.map((name) =>
      own(
        named.name,
        "ingress-tls",
        `Ingress ${named.name} takes its certificate from secret ${name}, which does not exist in namespace ${namespace}.`,
        LIKELY,
      ),
    ),
  ];
}

function policies(cluster: Cluster): Found[] {
  return cluster.store.of("NetworkPolicy").flatMap(({ object, source }) => {
    const namespace = cluster.store.namespaceOf(object);
    const selector = labelsOf(under(object.spec, "podSelector", "matchLabels"));
    const chosen = cluster.pods.filter((pod) => pod.namespace === namespace && (Object.keys(selector).length === 0 || selects(selector, pod.labels)));
    const closed = closedSides(object);
    if (chosen.length === 0 || closed.length === 0) return [];
    const workloads = [...new Set(chosen.map((pod) => pod.workload))];
    const cutOff = unreached(chosen, cluster);
    return workloads
      .filter((workload) => workloads.length <= 2 || cutOff.has(workload))
      .map((workload) => ({
        service: cluster.nameOf(workload, namespace),
        signature: "network-policy",
        statement: `Network policy ${object.metadata.name} closes ${workload} off: it allows no ${closed.join(" and no ")} traffic of pods ${pairs(selector) || `of namespace ${namespace}`}.`,
        strength: cutOff.has(workload) ? SURE : SUSPECTED,
        role: cutOff.has(workload) ? ("cause" as const) : ("either" as const),
        names: { namespace, workload, object: object.metadata.name },
        shows: [
          showObject(
            { kind: "NetworkPolicy", name: object.metadata.name, source },
            `podSelector: ${pairs(selector) || "all"}\nallows no ${closed.join(", no ")} traffic`,
          ),
        ],
      }));
  });
}

function closedSides(object: ClusterObject): string[] {
  const types = list(under(object.spec, "policyTypes")).map(words);
  const described = record(object.described);
  const isOpen = (side: "ingress" | "egress"): boolean =>
    list(under(object.spec, side)).length > 0 || list(described[side]).some((line) => /From:|To:|To Port:/.test(words(line)));
  return (["ingress", "egress"] as const).filter(
    (side) => (types.some((type) => type.toLowerCase() === side) || (side === "ingress" && types.length === 0)) && !isOpen(side),
  );
}

/** Workloads that are ready and yet nobody reaches. */
function unreached(pods: Pod[], cluster: Cluster): Set<string> {
  const failed = new Set(cluster.reaches.filter(({ isReached }) => !isReached).map(({ host }) => host.split(".")[0]));
  return new Set(
    pods
      .filter(
        ({ isReady, workload }) =>
          isReady &&
          (failed.has(workload) ||
            cluster.logs.some(({ lines }) => lines.some(({ text }) => text.includes(workload) && /time ?d? ?-?out|refused/i.test(text)))),
      )
      .map(({ workload }) => workload),
  );
}
