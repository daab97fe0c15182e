import type { Cluster } from "../cluster.ts";
import { type Found, LIKELY, showOutput, WEAK } from "./found.ts";

/** Kinds that somebody looked for and did not find: no object of it, or not even the kind. */
export function checkAbsent(cluster: Cluster): Found[] {
  return cluster.store.readings.flatMap(({ source, empty }) => {
    if (!empty) return [];
    const scaling = /^scaledobjects?$/i.test(empty.kind);
    const what = empty.isUnknown
      ? `the cluster does not know the kind ${empty.kind}: whatever defines it is not installed`
      : `no ${empty.kind} exists in ${empty.namespace ? `namespace ${empty.namespace}` : "the cluster"}`;
    const known = cluster.store.of("HorizontalPodAutoscaler").map(({ object }) => object.metadata.name);
    const hpa =
      known.length > 0
        ? `what scales here is the HPA (HorizontalPodAutoscaler) ${known.join(", ")}`
        : "without it only an HPA (HorizontalPodAutoscaler) could scale the workload";
    return [
      {
        service: cluster.workloads[0]?.name ?? (empty.namespace ? `namespace/${empty.namespace}` : empty.kind),
        signature: "nothing-of-kind",
        statement: `${what[0]?.toUpperCase() ?? ""}${what.slice(1)}${scaling ? `, so KEDA scales nothing there: KEDA acts on a ScaledObject, and there is none; ${hpa}` : ""}.`,
        strength: scaling ? LIKELY : WEAK,
        role: scaling ? ("cause" as const) : ("either" as const),
        names: { namespace: empty.namespace ?? "", workload: cluster.workloads[0]?.name ?? "" },
        shows: [showOutput(source, `Looking for ${empty.kind}`, empty.text)],
      },
    ];
  });
}
