import type { Cluster } from "../cluster.ts";
import { list, words } from "../read/loose.ts";
import { instantIn } from "../read/times.ts";
import { type Found, LIKELY, showObject } from "./found.ts";

/** Things that are being deleted and wait for whoever should take their finalizers out. Pods and namespaces have checks of their own. */
export function checkDeletions(cluster: Cluster): Found[] {
  const kinds = cluster.store.kinds().filter((kind) => kind !== "Namespace" && kind !== "Event");
  return kinds.flatMap((kind) =>
    cluster.store.of(kind).flatMap(({ object, source }) => {
      const { metadata } = object;
      const finalizers = list(metadata.finalizers).map(words).filter(Boolean);
      const since = words(metadata.deletionTimestamp);
      if (since === "" || finalizers.length === 0) return [];
      const namespace = cluster.store.namespaceOf(object);
      return [
        {
          service: metadata.name,
          signature: "stuck-terminating",
          statement: `${kind} ${metadata.name} is being deleted since ${since} and does not end: it waits for ${finalizers.length === 1 ? "its finalizer" : "its finalizers"} ${finalizers.join(", ")}, which the controller behind ${finalizers.length === 1 ? "it" : "them"} does not remove.`,
          strength: LIKELY,
          role: "cause" as const,
          names: { namespace, workload: metadata.name, pod: kind === "Pod" ? metadata.name : "", object: metadata.name },
          shows: [
            showObject({ kind, name: metadata.name, source }, `deletionTimestamp: ${since}\nfinalizers: ${finalizers.join(", ")}`, instantIn(since)),
          ],
        },
      ];
    }),
  );
}
