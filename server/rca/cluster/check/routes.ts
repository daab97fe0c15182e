import type { ClusterObject } from "../../bundle.ts";
import type { Cluster } from "../cluster.ts";
import { list, record, under, words } from "../read/loose.ts";
import { namedView } from "../view/named.ts";
import { type Found, LIKELY, SURE, SUSPECTED, showObject } from "./found.ts";

/** Ingresses that lead to services, ports, classes or secrets that are not there. */
export function checkRoutes(cluster: Cluster): Found[] {
  return cluster.store.of("Ingress").flatMap(({ object, source }) => ingress(object, source, cluster));
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
  const className = words(under(object.spec, "ingressClassName")) || named.annotations["kubernetes.io/ingress.class"] || "";
  const row = record(object.table);
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
            `Ingress ${named.name} asks for the ingress class ${className}, which does not exist: no controller serves it${row.ADDRESS === "" ? ", and it has no address" : ""}.`,
            SURE,
          ),
        ]
      : row.ADDRESS === "" && wrong.length === 0
        ? [
            {
              ...own(
                named.name,
                "ingress-class",
                `Ingress ${named.name} has no address: no controller has taken it up${className ? ` (its class is ${className})` : ", and it names no class"}. kubectl describe ingress ${named.name} -n ${namespace} and kubectl get ingressclass would tell why.`,
                SUSPECTED - 0.05,
              ),
              role: "either" as const,
            },
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
