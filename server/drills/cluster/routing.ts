import { NAMESPACE } from "../world/shop.ts";
import type { KubeObject, Pod, ServiceSpec } from "../world/types.ts";
import { instant } from "./pod-objects.ts";

/** A service and the addresses behind it. */
export function routingObjects({ name, port }: ServiceSpec, pods: readonly Pod[], begin: number): KubeObject[] {
  const own = pods.filter((pod) => pod.service === name && pod.namespace === NAMESPACE);
  const metadata = { name, namespace: NAMESPACE, labels: { app: name }, creationTimestamp: instant(begin - 90 * 86_400_000) };
  return [
    {
      apiVersion: "v1",
      kind: "Service",
      metadata,
      spec: { type: "ClusterIP", selector: { app: name }, ports: [{ name: "main", port, targetPort: port, protocol: "TCP" }] },
    },
    {
      apiVersion: "v1",
      kind: "Endpoints",
      metadata,
      subsets:
        own.length === 0
          ? []
          : [
              {
                addresses: own.map((pod) => ({ ip: pod.ip, nodeName: pod.node, targetRef: { kind: "Pod", name: pod.name, namespace: NAMESPACE } })),
                ports: [{ name: "main", port, protocol: "TCP" }],
              },
            ],
    },
  ];
}
