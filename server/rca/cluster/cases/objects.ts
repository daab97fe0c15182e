import type { ClusterObject } from "../../bundle.ts";
import type { Case } from "./case.ts";

const of = (kind: string, name: string, fields: object = {}): ClusterObject => ({ kind, metadata: { name, namespace: "shop" }, ...fields });

const pod = (name: string, fields: { spec?: object; status?: object; labels?: Record<string, string> } = {}): ClusterObject => ({
  kind: "Pod",
  metadata: { name, namespace: "shop", labels: fields.labels ?? { app: "web" }, ownerReferences: [{ kind: "ReplicaSet", name: "web-6c9f7d8b5" }] },
  spec: { nodeName: "pool-a-1", containers: [{ name: "web", image: "web:1", ports: [{ containerPort: 8080, name: "http" }] }], ...fields.spec },
  status: {
    phase: "Running",
    conditions: [{ type: "Ready", status: "True" }],
    containerStatuses: [{ name: "web", ready: true, restartCount: 0, state: { running: {} } }],
    ...fields.status,
  },
});

const service = (name: string, port: number, fields: object = {}): ClusterObject =>
  of("Service", name, { spec: { selector: { app: name }, ports: [{ port, targetPort: 8080, protocol: "TCP" }], ...fields } });

const loop = (terminated: object): object => ({
  conditions: [{ type: "Ready", status: "False" }],
  containerStatuses: [{ name: "web", ready: false, restartCount: 6, state: { waiting: { reason: "CrashLoopBackOff" } }, lastState: { terminated } }],
});

/** The same sort of trouble as objects of the API, as `kubectl get … -o json` gives them. */
export const OBJECT_CASES: Case[] = [
  {
    title: "Killed for memory",
    namespace: "shop",
    outputs: {},
    objects: [
      pod("web-6c9f7d8b5-k2x4p", {
        spec: { containers: [{ name: "web", resources: { limits: { memory: "80Mi" } } }] },
        status: loop({ reason: "OOMKilled", exitCode: 137 }),
      }),
    ],
    want: { service: "web", signature: "out-of-memory", says: /memory limit of 80Mi/ },
  },
  {
    title: "A secret that is missing",
    namespace: "shop",
    outputs: {},
    objects: [
      pod("web-6c9f7d8b5-k2x4p", {
        status: {
          phase: "Pending",
          conditions: [{ type: "Ready", status: "False" }],
          containerStatuses: [
            {
              name: "web",
              ready: false,
              restartCount: 0,
              state: { waiting: { reason: "CreateContainerConfigError", message: 'secret "web-keys" not found' } },
            },
          ],
        },
      }),
    ],
    want: { service: "web", signature: "config-missing", says: /secret web-keys does not exist in namespace shop/ },
  },
  {
    title: "An ingress to a port that its service does not have",
    namespace: "shop",
    outputs: {},
    objects: [
      pod("web-6c9f7d8b5-k2x4p"),
      service("web", 80),
      of("Ingress", "public", {
        spec: { rules: [{ http: { paths: [{ path: "/", backend: { service: { name: "web", port: { number: 8443 } } } }] } }] },
      }),
    ],
    want: { service: "web", signature: "ingress-backend", says: /Ingress public leads to port 8443 of service web, which offers 80/ },
  },
  {
    title: "An ingress to a service that is gone",
    namespace: "shop",
    outputs: {},
    objects: [
      service("web", 80),
      pod("web-6c9f7d8b5-k2x4p"),
      of("Ingress", "public", { spec: { defaultBackend: { service: { name: "wbe", port: { number: 80 } } } } }),
    ],
    want: { service: "wbe", signature: "ingress-backend", says: /leads to service wbe, which does not exist/ },
  },
  {
    title: "An autoscaler of something else",
    namespace: "shop",
    outputs: {},
    objects: [
      of("Deployment", "web", { spec: { replicas: 1 }, status: { readyReplicas: 1 } }),
      of("HorizontalPodAutoscaler", "web-scaler", { spec: { scaleTargetRef: { kind: "Deployment", name: "website" }, maxReplicas: 9 } }),
    ],
    want: { service: "website", signature: "scaler-target", says: /web-scaler scales Deployment website, which does not exist/ },
  },
  {
    title: "An autoscaler without figures",
    namespace: "shop",
    outputs: {},
    objects: [
      of("HorizontalPodAutoscaler", "web-scaler", {
        spec: { scaleTargetRef: { kind: "Deployment", name: "web" } },
        status: {
          conditions: [
            { type: "ScalingActive", status: "False", reason: "FailedGetResourceMetric", message: "missing request for cpu in container web" },
          ],
        },
      }),
    ],
    want: { service: "web", signature: "scaler-metrics", says: /cannot scale web: missing request for cpu/ },
  },
  {
    title: "An autoscaler at its most replicas, which says so by an event as well",
    namespace: "shop",
    outputs: {},
    objects: [
      of("HorizontalPodAutoscaler", "web-scaler", {
        spec: { scaleTargetRef: { kind: "Deployment", name: "web" }, maxReplicas: 3 },
        status: {
          conditions: [{ type: "ScalingLimited", status: "True", reason: "TooManyReplicas", message: "more than the maximum replica count" }],
        },
      }),
      of("Event", "web-scaler.1", {
        involvedObject: { kind: "HorizontalPodAutoscaler", name: "web-scaler", namespace: "shop" },
        type: "Warning",
        reason: "FailedRescale",
        message: "the desired replica count is more than the maximum replica count",
      }),
    ],
    want: { service: "web", signature: "scaler-limit", says: /web-scaler has reached its most replicas \(3\)/ },
  },
  {
    title: "A cron job with a schedule that is none",
    namespace: "shop",
    outputs: {},
    objects: [of("CronJob", "cleanup", { spec: { schedule: "61 * * * *" } })],
    want: { service: "cleanup", signature: "job-schedule", says: /“61 \* \* \* \*”/ },
  },
  {
    title: "A policy that closes a service off",
    namespace: "shop",
    outputs: { "nc -zv web 80": "nc: connect to web port 80 (tcp) timed out: Operation now in progress" },
    objects: [
      pod("web-6c9f7d8b5-k2x4p"),
      service("web", 80),
      of("NetworkPolicy", "deny-all", { spec: { podSelector: { matchLabels: { app: "web" } }, policyTypes: ["Ingress"] } }),
    ],
    want: {
      service: "web",
      signature: "network-policy",
      says: /Network policy deny-all closes web off: it allows no ingress traffic of pods app=web/,
    },
  },
  {
    title: "A webhook with nobody behind it",
    namespace: "shop",
    outputs: {},
    objects: [
      service("guard", 443, { selector: {} }),
      { kind: "Endpoints", metadata: { name: "guard", namespace: "shop" }, subsets: [] },
      {
        kind: "ValidatingWebhookConfiguration",
        metadata: { name: "guard" },
        webhooks: [{ name: "check.guard.example.org", failurePolicy: "Fail", clientConfig: { service: { name: "guard", namespace: "shop" } } }],
      },
    ],
    want: {
      service: "guard",
      signature: "admission-webhook",
      says: /check\.guard\.example\.org calls service guard in namespace shop, which has no endpoints/,
    },
  },
  {
    title: "A volume that another claim holds",
    namespace: "shop",
    outputs: {},
    objects: [
      pod("web-6c9f7d8b5-k2x4p", {
        spec: { nodeName: undefined, volumes: [{ name: "data", persistentVolumeClaim: { claimName: "web-data" } }] },
        status: {
          phase: "Pending",
          conditions: [
            {
              type: "PodScheduled",
              status: "False",
              reason: "Unschedulable",
              message: "0/1 nodes are available: pod has unbound immediate PersistentVolumeClaims.",
            },
          ],
          containerStatuses: [],
        },
      }),
      of("PersistentVolumeClaim", "web-data", {
        spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } },
        status: { phase: "Pending" },
      }),
      {
        kind: "PersistentVolume",
        metadata: { name: "disk-02" },
        spec: { accessModes: ["ReadWriteOnce"], capacity: { storage: "1Gi" }, claimRef: { namespace: "shop", name: "old-data" } },
        status: { phase: "Bound" },
      },
    ],
    want: { service: "web", signature: "volume-taken", says: /disk-02 is already bound to another claim, shop\/old-data/ },
  },
  {
    title: "A node short of disk",
    namespace: "shop",
    outputs: {},
    objects: [
      {
        kind: "Node",
        metadata: { name: "pool-a-1" },
        status: {
          conditions: [
            { type: "Ready", status: "True" },
            { type: "DiskPressure", status: "True", reason: "KubeletHasDiskPressure", message: "kubelet has disk pressure" },
          ],
        },
      },
    ],
    want: { service: "node/pool-a-1", signature: "node-pressure", says: /pool-a-1 has DiskPressure/ },
  },
  {
    title: "A set whose service is missing",
    namespace: "shop",
    outputs: {},
    objects: [
      service("web", 80),
      pod("web-6c9f7d8b5-k2x4p"),
      of("StatefulSet", "queue", { spec: { replicas: 1, serviceName: "queue-headless" }, status: { readyReplicas: 1 } }),
    ],
    want: { service: "queue", signature: "service-missing", says: /StatefulSet queue names the service queue-headless, which does not exist/ },
  },
];
