import type { ClusterObject } from "../../bundle.ts";
import type { Cluster } from "../cluster.ts";
import { list, record, under, words } from "../read/loose.ts";
import { meantOf } from "./meant.ts";

type Named = { kind: string; title: string; namespace: string; name: string; port?: string };

/** What a custom object refers to and the lists do not have, in words; the nearest name beside it. */
export function absentReferences(object: ClusterObject, cluster: Cluster): string[] {
  return referencesOf(object, cluster.store.namespaceOf(object)).flatMap(({ kind, title, namespace, name, port }) => {
    const service = kind === "Service" ? cluster.services.find((one) => one.name === name && one.namespace === namespace) : undefined;
    if (service && port && service.ports.length > 0 && !service.ports.some((one) => String(one.port) === port))
      return [`it leads to port ${port} of service ${name}, which offers ${service.ports.map((one) => one.port).join(", ")}`];
    if (name === "" || !cluster.store.isListed(kind, namespace) || cluster.store.find(kind, namespace, name)) return [];
    const known = cluster.store.of(kind).map((one) => one.object.metadata.name);
    const meant = meantOf(name, known) ?? (known.length === 1 ? (known[0] ?? null) : null);
    return [`its ${title} ${name} does not exist${meant ? ` (there is ${meant})` : ""}`];
  });
}

function referencesOf({ spec, kind }: ClusterObject, namespace: string): Named[] {
  const of = (kindOf: string, title: string, value: unknown): Named => ({ kind: kindOf, title, namespace, name: words(value) });
  const issuer = record(under(spec, "issuerRef"));
  const parents = list(under(spec, "parentRefs")).map(record);
  const backends = list(under(spec, "rules")).flatMap((rule) => list(record(rule).backendRefs).map(record));
  return [
    of("GatewayClass", "gateway class", under(spec, "gatewayClassName")),
    ...(words(issuer.name)
      ? [of(words(issuer.kind) || "Issuer", words(issuer.kind) === "ClusterIssuer" ? "cluster issuer" : "issuer", issuer.name)]
      : []),
    ...(/Route$/.test(kind)
      ? parents.map((parent) => ({ ...of("Gateway", "gateway", parent.name), namespace: words(parent.namespace) || namespace }))
      : []),
    ...backends.map((backend) => ({
      ...of("Service", "service", backend.name),
      namespace: words(backend.namespace) || namespace,
      port: words(backend.port),
    })),
    ...list(under(spec, "tls")).map((tls) => of("Secret", "secret", record(tls).secretName)),
  ];
}

/** The names of secrets and config maps that a custom object is there to make. */
export function madeBy({ spec, metadata }: ClusterObject): string[] {
  return [
    words(under(spec, "target", "name")),
    words(under(spec, "secretName")),
    words(under(spec, "template", "metadata", "name")),
    metadata.name,
  ].filter(Boolean);
}
