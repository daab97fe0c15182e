import type { Cluster } from "../cluster.ts";
import { under, words } from "../read/loose.ts";
import { withoutHashes } from "../view/pods.ts";
import { cut, type Found, LIKELY, showObject, showOutput } from "./found.ts";

/**
 * A mesh that demands mutual TLS resets the connections of callers that have no proxy (Istio, “Authentication policies”, mode STRICT): what callers outside
 * of the mesh then see is a reset, never a refusal in words.
 */
export function checkMesh(cluster: Cluster): Found[] {
  const strict = [...cluster.store.of("PeerAuthentication"), ...cluster.store.of("peerauthentication")].find(
    ({ object }) => words(under(object.spec, "mtls", "mode")) === "STRICT",
  );
  if (!strict) return [];
  const namespace = cluster.store.namespaceOf(strict.object);
  const names = new Set(
    [...cluster.services, ...cluster.pods.map((pod) => ({ name: pod.workload, namespace: pod.namespace }))]
      .filter((one) => one.namespace === namespace)
      .map(({ name }) => name),
  );
  return cluster.logs.flatMap(({ subject, source, lines }) => {
    const caller = withoutHashes(subject);
    const line = lines.find(({ text }) => /reset by peer|\bEOF\b|ECONNRESET|connection closed/i.test(text));
    const callee = line ? line.text.split(/[^\w-]+/).find((word) => word !== caller && names.has(word)) : undefined;
    if (!line || !callee) return [];
    return [
      {
        service: callee,
        signature: "connection-refused",
        statement: `${callee} resets the connections of ${caller}: the mesh demands mutual TLS (PeerAuthentication ${strict.object.metadata.name}, mTLS mode STRICT), and ${caller} speaks without it: “${cut(line.text, 160)}”.`,
        strength: LIKELY,
        role: "cause" as const,
        names: { namespace, workload: callee, object: strict.object.metadata.name },
        shows: [
          showObject({ kind: "PeerAuthentication", name: strict.object.metadata.name, source: strict.source }, "mtls: mode STRICT"),
          showOutput(source, `Log of ${subject}`, line.text),
        ],
      },
    ];
  });
}
