export type Kind = { kind: string; plural: string; group: string; version: string; isNamespaced: boolean; short: string[] };

const of = (kind: string, plural: string, groupVersion: string, isNamespaced = true, short: string[] = []): Kind => {
  const [group = "", version = "v1"] = groupVersion.includes("/") ? groupVersion.split("/") : ["", groupVersion];
  return { kind, plural, group, version, isNamespaced, short };
};

/** The kinds that the practice cluster has. */
export const KINDS: readonly Kind[] = [
  of("Namespace", "namespaces", "v1", false, ["ns"]),
  of("Node", "nodes", "v1", false, ["no"]),
  of("Pod", "pods", "v1", true, ["po"]),
  of("Service", "services", "v1", true, ["svc"]),
  of("Endpoints", "endpoints", "v1", true, ["ep"]),
  of("ConfigMap", "configmaps", "v1", true, ["cm"]),
  of("Secret", "secrets", "v1"),
  of("Event", "events", "v1", true, ["ev"]),
  of("PersistentVolumeClaim", "persistentvolumeclaims", "v1", true, ["pvc"]),
  of("Deployment", "deployments", "apps/v1", true, ["deploy"]),
  of("ReplicaSet", "replicasets", "apps/v1", true, ["rs"]),
  of("StatefulSet", "statefulsets", "apps/v1", true, ["sts"]),
  of("DaemonSet", "daemonsets", "apps/v1", true, ["ds"]),
  of("Job", "jobs", "batch/v1"),
  of("CronJob", "cronjobs", "batch/v1", true, ["cj"]),
  of("HorizontalPodAutoscaler", "horizontalpodautoscalers", "autoscaling/v2", true, ["hpa"]),
  of("PodDisruptionBudget", "poddisruptionbudgets", "policy/v1", true, ["pdb"]),
  of("ResourceQuota", "resourcequotas", "v1", true, ["quota"]),
  of("ControllerRevision", "controllerrevisions", "apps/v1"),
  of("Ingress", "ingresses", "networking.k8s.io/v1", true, ["ing"]),
  of("NetworkPolicy", "networkpolicies", "networking.k8s.io/v1", true, ["netpol"]),
  of("EndpointSlice", "endpointslices", "discovery.k8s.io/v1"),
  of("Certificate", "certificates", "cert-manager.io/v1", true, ["cert"]),
];

export const apiVersionOf = ({ group, version }: Kind): string => (group === "" ? version : `${group}/${version}`);
