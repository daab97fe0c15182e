import { type Case, event, podText } from "./case.ts";

const NODES = `NAME          STATUS   ROLES           AGE   VERSION   LABELS
cp-1          Ready    control-plane   90d   v1.30.1   kubernetes.io/hostname=cp-1,node-role.kubernetes.io/control-plane=
pool-a-1      Ready    <none>          90d   v1.30.1   disktype=hdd,kubernetes.io/hostname=pool-a-1
pool-a-2      Ready    <none>          90d   v1.30.1   disktype=hdd,kubernetes.io/hostname=pool-a-2
`;

const nodeText = (
  name: string,
  { labels = "disktype=hdd", taints = "<none>", unschedulable = false, cpu = "4", memory = "8000000Ki" } = {},
): string => `Name:               ${name}
Roles:              <none>
Labels:             ${labels}
                    kubernetes.io/hostname=${name}
Annotations:        node.alpha.kubernetes.io/ttl: 0
Taints:             ${taints}
Unschedulable:      ${unschedulable}
Conditions:
  Type             Status  LastHeartbeatTime                 LastTransitionTime                Reason                       Message
  ----             ------  -----------------                 ------------------                ------                       -------
  MemoryPressure   False   Mon, 03 Mar 2025 10:00:00 +0000   Mon, 03 Feb 2025 10:00:00 +0000   KubeletHasSufficientMemory   kubelet has sufficient memory available
  Ready            True    Mon, 03 Mar 2025 10:00:00 +0000   Mon, 03 Feb 2025 10:00:00 +0000   KubeletReady                 kubelet is posting ready status
Allocatable:
  cpu:     ${cpu}
  memory:  ${memory}
  pods:    110
Allocated resources:
  Resource  Requests    Limits
  --------  --------    ------
  cpu       1500m (37%)  0 (0%)
  memory    2Gi (25%)    0 (0%)
Events:     <none>
`;

const waiting = (message: string, more = {}): string =>
  podText("web-6c9f7d8b5-k2x4p", {
    node: "<none>",
    status: "Pending",
    state: "Waiting",
    ready: "False",
    ...more,
    events: event("Warning", "FailedScheduling", "2m (x3 over 4m)", "default-scheduler", message),
  });

const POD = "kubectl describe pod web-6c9f7d8b5-k2x4p -n shop";

export const PLACEMENT_CASES: Case[] = [
  {
    title: "A node selector that no node has",
    namespace: "shop",
    outputs: {
      [POD]: waiting(
        "0/3 nodes are available: 1 node(s) had untolerated taint {node-role.kubernetes.io/control-plane: }, 2 node(s) didn't match Pod's node affinity/selector.",
        { selector: "disktype=ssd" },
      ),
      "kubectl get nodes --show-labels": NODES,
    },
    want: { service: "web", signature: "node-selector", says: /disktype=ssd matches none of 2 nodes/ },
  },
  {
    title: "The one node that a selector chooses is tainted",
    namespace: "shop",
    outputs: {
      [POD]: waiting("0/3 nodes are available: 1 node(s) had untolerated taint {gpu: only}, 2 node(s) didn't match Pod's node affinity/selector.", {
        selector: "zone=b",
      }),
      "kubectl describe nodes": [nodeText("pool-a-1"), nodeText("pool-a-2", { labels: "zone=b", taints: "gpu=only:NoSchedule" })].join("\n\n"),
    },
    want: { service: "web", signature: "untolerated-taint", says: /pool-a-2.*gpu=only:NoSchedule/ },
  },
  {
    title: "All nodes are cordoned",
    namespace: "shop",
    outputs: {
      [POD]: waiting("0/2 nodes are available: 2 node(s) were unschedulable."),
      "kubectl get nodes":
        "NAME       STATUS                     ROLES    AGE   VERSION\npool-a-1   Ready,SchedulingDisabled   <none>   90d   v1.30.1\npool-a-2   Ready,SchedulingDisabled   <none>   90d   v1.30.1\n",
    },
    want: { service: "web", signature: "node-cordoned", says: /2 nodes .* cordoned.*pool-a-1, pool-a-2/ },
  },
  {
    title: "More CPU than any node has",
    namespace: "shop",
    outputs: {
      [POD]: waiting("0/2 nodes are available: 2 Insufficient cpu.", { limits: "    Requests:\n      cpu:  12\n" }),
      "kubectl describe nodes": [nodeText("pool-a-1"), nodeText("pool-a-2")].join("\n\n"),
    },
    want: {
      service: "web",
      signature: "insufficient-cpu",
      says: /insufficient cpu: it requests 12, more than any node has \(largest node: 4 allocatable\)/,
    },
  },
  {
    title: "Anti-affinity and more replicas than nodes",
    namespace: "shop",
    outputs: { [POD]: waiting("0/2 nodes are available: 2 node(s) didn't match pod anti-affinity rules."), "kubectl get nodes --show-labels": NODES },
    want: { service: "web", signature: "pod-anti-affinity", says: /anti-affinity/ },
  },
  {
    title: "Required affinity that only keeps away, where the rest is closed",
    namespace: "shop",
    outputs: {
      [POD]: waiting("0/3 nodes are available: 1 node(s) were unschedulable, 2 node(s) didn't match Pod's node affinity/selector."),
      "kubectl describe nodes": [
        nodeText("pool-a-1"),
        nodeText("pool-a-2"),
        nodeText("pool-b-1", { labels: "disktype=ssd", unschedulable: true }),
      ].join("\n\n"),
      "cat web.yaml":
        "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\n  namespace: shop\nspec:\n  template:\n    metadata:\n      labels: {app: web}\n    spec:\n      affinity:\n        nodeAffinity:\n          requiredDuringSchedulingIgnoredDuringExecution:\n            nodeSelectorTerms:\n            - matchExpressions:\n              - key: disktype\n                operator: NotIn\n                values: [hdd]\n      containers:\n      - name: web\n        image: web:1\n",
    },
    want: { service: "web", signature: "node-affinity", says: /disktype NotIn \[hdd\]/ },
  },
  {
    title: "A claim larger than its volume",
    namespace: "shop",
    outputs: {
      "kubectl describe pod db-0 -n shop": podText("db-0", {
        node: "<none>",
        status: "Pending",
        state: "Waiting",
        ready: "False",
        labels: "app=db",
        volumes:
          "  data:\n    Type:       PersistentVolumeClaim (a reference to a PersistentVolumeClaim in the same namespace)\n    ClaimName:  db-data\n    ReadOnly:   false\n",
        events: event(
          "Warning",
          "FailedScheduling",
          "10s",
          "default-scheduler",
          "0/2 nodes are available: pod has unbound immediate PersistentVolumeClaims.",
        ),
      }),
      "kubectl get pvc -n shop":
        "NAME      STATUS    VOLUME   CAPACITY   ACCESS MODES   STORAGECLASS   AGE\ndb-data   Pending                                      manual         3m\n",
      "kubectl get pv":
        "NAME      CAPACITY   ACCESS MODES   RECLAIM POLICY   STATUS      CLAIM   STORAGECLASS   REASON   AGE\ndisk-01   5Gi        RWO            Retain           Available           manual                  9d\n",
      "cat db.yaml":
        "apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata:\n  name: db-data\n  namespace: shop\nspec:\n  accessModes: [ReadWriteOnce]\n  storageClassName: manual\n  resources:\n    requests:\n      storage: 20Gi\n",
    },
    want: { service: "db", signature: "claim-capacity", says: /db-data.*20Gi.*disk-01 \(5Gi\)/ },
  },
];
