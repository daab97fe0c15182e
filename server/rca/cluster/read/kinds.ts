/** Kinds by the names under which kubectl knows them. */
const NAMES: Record<string, string> = {
  Pod: "pod pods po",
  Node: "node nodes no",
  Service: "service services svc",
  Deployment: "deployment deployments deploy",
  ReplicaSet: "replicaset replicasets rs",
  StatefulSet: "statefulset statefulsets sts",
  DaemonSet: "daemonset daemonsets ds",
  Job: "job jobs",
  CronJob: "cronjob cronjobs cj",
  PersistentVolumeClaim: "persistentvolumeclaim persistentvolumeclaims pvc pvcs",
  PersistentVolume: "persistentvolume persistentvolumes pv pvs",
  StorageClass: "storageclass storageclasses sc",
  Ingress: "ingress ingresses ing",
  IngressClass: "ingressclass ingressclasses",
  NetworkPolicy: "networkpolicy networkpolicies netpol",
  HorizontalPodAutoscaler: "horizontalpodautoscaler horizontalpodautoscalers hpa",
  PodDisruptionBudget: "poddisruptionbudget poddisruptionbudgets pdb",
  ResourceQuota: "resourcequota resourcequotas quota",
  LimitRange: "limitrange limitranges limits",
  Endpoints: "endpoints ep endpoint",
  EndpointSlice: "endpointslice endpointslices",
  ServiceAccount: "serviceaccount serviceaccounts sa",
  ConfigMap: "configmap configmaps cm",
  Secret: "secret secrets",
  Namespace: "namespace namespaces ns",
  Role: "role roles",
  ClusterRole: "clusterrole clusterroles",
  RoleBinding: "rolebinding rolebindings",
  ClusterRoleBinding: "clusterrolebinding clusterrolebindings",
  Certificate: "certificate certificates cert certs",
  CertificateRequest: "certificaterequest certificaterequests cr crs",
  Issuer: "issuer issuers",
  ClusterIssuer: "clusterissuer clusterissuers",
  Gateway: "gateway gateways gtw",
  GatewayClass: "gatewayclass gatewayclasses gc",
  HTTPRoute: "httproute httproutes",
  GRPCRoute: "grpcroute grpcroutes",
  PriorityClass: "priorityclass priorityclasses pc",
  CustomResourceDefinition: "customresourcedefinition customresourcedefinitions crd crds",
  Event: "event events ev",
  ValidatingWebhookConfiguration: "validatingwebhookconfiguration validatingwebhookconfigurations",
  MutatingWebhookConfiguration: "mutatingwebhookconfiguration mutatingwebhookconfigurations",
};

const KINDS = new Map(Object.entries(NAMES).flatMap(([kind, names]) => names.split(" ").map((name) => [name, kind] as const)));

/** Kinds without a namespace. */
const CLUSTER_WIDE = new Set([
  "Node",
  "PersistentVolume",
  "StorageClass",
  "IngressClass",
  "Namespace",
  "ClusterRole",
  "ClusterRoleBinding",
  "ClusterIssuer",
  "GatewayClass",
  "PriorityClass",
  "CustomResourceDefinition",
]);

/** `deployments.apps` → Deployment; a kind that is not known stays as it was written. */
export function kindNamed(name: string): string {
  const plain = name.toLowerCase().split(".")[0] ?? "";
  return KINDS.get(plain) ?? name;
}

export const isKnownKind = (name: string): boolean => KINDS.has(name.toLowerCase().split(".")[0] ?? "");

export const isNamespaced = (kind: string): boolean => !CLUSTER_WIDE.has(kind) && !kind.endsWith("WebhookConfiguration");
