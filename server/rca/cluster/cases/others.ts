import { type Case, event, podText } from "./case.ts";

const WEB = podText("web-6c9f7d8b5-k2x4p");
const DESCRIBE_WEB = "kubectl describe pod web-6c9f7d8b5-k2x4p -n shop";

const service = (selector: string, port: string, target: string, endpoints: string): string => `Name:              web
Namespace:         shop
Labels:            <none>
Annotations:       <none>
Selector:          ${selector}
Type:              ClusterIP
IP:                10.96.40.7
Port:              http  ${port}
TargetPort:        ${target}
Endpoints:         ${endpoints}
Session Affinity:  None
Events:            <none>
`;

const refused = (message: string): string => `Name:           web-6c9f7d8b5
Namespace:      shop
Selector:       app=web
Controlled By:  Deployment/web
Replicas:       0 current / 2 desired
Pods Status:    0 Running / 0 Waiting / 0 Succeeded / 0 Failed
Conditions:
  Type             Status  Reason
  ----             ------  ------
  ReplicaFailure   True    FailedCreate
Events:
  Type     Reason        Age               From                   Message
  ----     ------        ----              ----                   -------
${event("Warning", "FailedCreate", "9s (x14 over 3m)", "replicaset-controller", message)}`;

const DESCRIBE_RS = "kubectl describe rs web-6c9f7d8b5 -n shop";

export const OTHER_CASES: Case[] = [
  {
    title: "A selector that chooses nothing",
    namespace: "shop",
    outputs: { "kubectl describe svc web -n shop": service("app=webb", "80/TCP", "8080/TCP", "<none>"), [DESCRIBE_WEB]: WEB },
    want: { service: "web", signature: "service-selector", says: /selector app=webb matches the labels of no pod; the pods of web carry app=web/ },
  },
  {
    title: "A target port on which nobody listens",
    namespace: "shop",
    outputs: {
      "kubectl describe svc web -n shop": service("app=web", "80/TCP", "9090/TCP", "10.1.4.17:9090"),
      [DESCRIBE_WEB]: WEB,
      "nc -zv web 80": "nc: connect to web port 80 (tcp) failed: Connection refused",
    },
    want: { service: "web", signature: "service-port", says: /forwards port 80 to target port 9090.*container port is 8080/ },
  },
  {
    title: "A service in UDP before pods in TCP",
    namespace: "shop",
    outputs: { "kubectl describe svc web -n shop": service("app=web", "80/UDP", "8080/UDP", "10.1.4.17:8080"), [DESCRIBE_WEB]: WEB },
    want: { service: "web", signature: "service-protocol", says: /UDP instead of TCP/ },
  },
  {
    title: "An address with a typing error",
    namespace: "shop",
    outputs: {
      [DESCRIBE_WEB]: podText("web-6c9f7d8b5-k2x4p", { env: "\n      DB_URL:  postgres://app@dbb:5432/shop" }),
      "kubectl get svc -n shop":
        "NAME   TYPE        CLUSTER-IP    EXTERNAL-IP   PORT(S)    AGE\ndb     ClusterIP   10.96.8.12    <none>        5432/TCP   9d\nweb    ClusterIP   10.96.40.7    <none>        80/TCP     9d\n",
    },
    want: { service: "web", signature: "wrong-address", says: /DB_URL=postgres:\/\/app@dbb:5432\/shop names the host dbb.*there is db/ },
  },
  {
    title: "A service account that is missing",
    namespace: "shop",
    outputs: {
      [DESCRIBE_RS]: refused(
        'Error creating: pods "web-6c9f7d8b5-" is forbidden: error looking up service account shop/web-runner: serviceaccount "web-runner" not found',
      ),
    },
    want: { service: "web", signature: "service-account-missing", says: /service account web-runner does not exist in namespace shop/ },
  },
  {
    title: "A namespace that may have no more pods",
    namespace: "shop",
    outputs: {
      [DESCRIBE_RS]: refused(
        'Error creating: pods "web-6c9f7d8b5-x7k2p" is forbidden: exceeded quota: small, requested: pods=1, used: pods=20, limited: pods=20',
      ),
    },
    want: {
      service: "namespace/shop",
      signature: "namespace-quota",
      says: /Namespace shop has used up its pods quota \(small: requested pods=1, used: pods=20, limited: pods=20\)/,
    },
  },
  {
    title: "A webhook that denies",
    namespace: "shop",
    outputs: { [DESCRIBE_RS]: refused('Error creating: admission webhook "policy.example.org" denied the request: every pod needs the label team') },
    want: { service: "web", signature: "admission-webhook", says: /policy\.example\.org denies it \(every pod needs the label team\)/ },
  },
  {
    title: "A kubelet that stopped",
    namespace: "shop",
    outputs: {
      "kubectl get nodes":
        "NAME       STATUS     ROLES    AGE   VERSION\npool-a-1   NotReady   <none>   90d   v1.30.1\npool-a-2   Ready      <none>   90d   v1.30.1\n",
      "ssh pool-a-1 systemctl status kubelet":
        "○ kubelet.service - kubelet: The Kubernetes Node Agent\n     Loaded: loaded (/lib/systemd/system/kubelet.service; enabled; preset: enabled)\n     Active: inactive (dead) since Mon 2025-03-03 10:00:00 UTC; 4min ago\n   Main PID: 811 (code=exited, status=0/SUCCESS)\n",
      [DESCRIBE_WEB]: podText("web-6c9f7d8b5-k2x4p", {
        ready: "False",
        events: event("Warning", "NodeNotReady", "4m", "node-controller", "Node is not ready"),
      }),
    },
    want: { service: "node/pool-a-1", signature: "kubelet-down", says: /On node pool-a-1 the kubelet is not running/ },
  },
  {
    title: "A runtime that does not answer, told by pods alone",
    namespace: "shop",
    outputs: {
      "kubectl describe node pool-a-1":
        "Name:               pool-a-1\nTaints:             <none>\nUnschedulable:      false\nConditions:\n  Type     Status  LastHeartbeatTime                 LastTransitionTime                Reason            Message\n  ----     ------  -----------------                 ------------------                ------            -------\n  Ready    False   Mon, 03 Mar 2025 10:00:00 +0000   Mon, 03 Mar 2025 09:58:00 +0000   KubeletNotReady   container runtime is down\nEvents:    <none>\n",
      [DESCRIBE_WEB]: podText("web-6c9f7d8b5-k2x4p", {
        status: "Pending",
        state: "Waiting\n      Reason:       ContainerCreating",
        ready: "False",
        events: event(
          "Warning",
          "FailedCreatePodSandBox",
          "1m",
          "kubelet",
          "Failed to create pod sandbox: rpc error: code = Unavailable desc = dial unix /run/containerd/containerd.sock: connect: no such file or directory",
        ),
      }),
    },
    want: { service: "node/pool-a-1", signature: "runtime-down", says: /container runtime on it is down/ },
  },
  {
    title: "A job that gave up",
    namespace: "shop",
    outputs: {
      "kubectl describe job nightly-report -n shop": `Name:           nightly-report\nNamespace:      shop\nCompletions:    1\nPods Statuses:  0 Active (0 Ready) / 0 Succeeded / 3 Failed\nEvents:\n  Type     Reason                Age   From            Message\n  ----     ------                ----  ----            -------\n${event("Warning", "BackoffLimitExceeded", "2m", "job-controller", "Job has reached the specified backoff limit")}`,
      "kubectl logs nightly-report-x7k2p -n shop":
        'connecting to warehouse-main\nfatal: could not translate host name "warehouse-main" to address: Name or service not known\n',
    },
    want: { service: "nightly-report", signature: "job-failed", says: /BackoffLimitExceeded.*warehouse-main/ },
  },
  {
    title: "CPU at its limit, told by an alert",
    namespace: "shop",
    calls: ["edge web"],
    outputs: {
      "kubectl get pods -n shop": "NAME                  READY   STATUS    RESTARTS   AGE\nweb-6c9f7d8b5-k2x4p   1/1     Running   0          2d\n",
    },
    alerts: [
      { service: "web", name: "CPUThrottlingHigh", summary: "48 % throttling of CPU in container web", at: null, labels: {} },
      { service: "edge", name: "HighLatency", summary: "latency p95 from 40ms to 900ms", at: null, labels: {} },
    ],
    want: { service: "web", signature: "cpu-throttling", says: /web is short of CPU: it is throttled/ },
  },
];
