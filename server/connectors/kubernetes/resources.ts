/** What is read of a cluster. Secrets are none of it; of config maps only what they are called and when they changed. */
export const RESOURCES = {
  pods: { kind: "Pod", base: "/api/v1" },
  services: { kind: "Service", base: "/api/v1" },
  events: { kind: "Event", base: "/api/v1" },
  nodes: { kind: "Node", base: "/api/v1", isClusterWide: true },
  namespaces: { kind: "Namespace", base: "/api/v1", isClusterWide: true },
  persistentvolumeclaims: { kind: "PersistentVolumeClaim", base: "/api/v1" },
  resourcequotas: { kind: "ResourceQuota", base: "/api/v1" },
  configmaps: { kind: "ConfigMap", base: "/api/v1", isMetadataOnly: true },
  deployments: { kind: "Deployment", base: "/apis/apps/v1" },
  replicasets: { kind: "ReplicaSet", base: "/apis/apps/v1" },
  statefulsets: { kind: "StatefulSet", base: "/apis/apps/v1" },
  daemonsets: { kind: "DaemonSet", base: "/apis/apps/v1" },
  controllerrevisions: { kind: "ControllerRevision", base: "/apis/apps/v1", isMetadataOnly: true },
  jobs: { kind: "Job", base: "/apis/batch/v1" },
  cronjobs: { kind: "CronJob", base: "/apis/batch/v1" },
  horizontalpodautoscalers: { kind: "HorizontalPodAutoscaler", base: "/apis/autoscaling/v2" },
  ingresses: { kind: "Ingress", base: "/apis/networking.k8s.io/v1" },
  networkpolicies: { kind: "NetworkPolicy", base: "/apis/networking.k8s.io/v1" },
  poddisruptionbudgets: { kind: "PodDisruptionBudget", base: "/apis/policy/v1" },
  endpointslices: { kind: "EndpointSlice", base: "/apis/discovery.k8s.io/v1" },
} as const satisfies Record<string, { kind: string; base: string; isClusterWide?: true; isMetadataOnly?: true }>;

export type Resource = keyof typeof RESOURCES;
export const RESOURCE_NAMES = Object.keys(RESOURCES) as [Resource, ...Resource[]];

const METADATA_LIST = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";
const METADATA_ONE = "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1";

export function acceptFor(resource: Resource, isList: boolean): string {
  const { isMetadataOnly } = RESOURCES[resource] as { isMetadataOnly?: true };
  if (!isMetadataOnly) return "application/json";
  return isList ? METADATA_LIST : METADATA_ONE;
}

/** The path of a resource: of one namespace, or of all; of one object, or of the list. */
export function pathOf(resource: Resource, namespace: string | undefined, name?: string): string {
  const { base, isClusterWide } = RESOURCES[resource] as { base: string; isClusterWide?: true };
  const place = isClusterWide || !namespace ? base : `${base}/namespaces/${encodeURIComponent(namespace)}`;
  return `${place}/${resource}${name ? `/${encodeURIComponent(name)}` : ""}`;
}
