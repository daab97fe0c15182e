import { told } from "./told.ts";

const AWAY = ["Why do pods on {node} fail?", "The node itself is not in order."] as const;
const STATUS = "kubectl describe node {node}; ssh {node} systemctl status {unit}";

const unit = (name: string, title: string, says: RegExp, because: string, unseen: string) =>
  told({
    name,
    title,
    says: [says],
    whys: [AWAY, ["Why is it not?", because], ["Why did it stop?", "not established; its journal tells"]],
    test: `${STATUS}; journalctl -u {unit} --since "1 hour ago"`,
    now: ["ssh {node} sudo systemctl restart {unit}", "if it does not stay up: kubectl drain {node} --ignore-daemonsets"],
    short: "Read journalctl -u {unit} for why it stopped (killed, out of memory, configuration, by hand).",
    medium: "Alert on units of nodes that are not active.",
    long: "Let units restart by themselves (Restart=always) and replace nodes that do not recover.",
    notCaught: unseen,
  });

/** Nodes and the control plane. */
export const NODES = [
  unit(
    "kubelet_down",
    "Kubelet that does not run",
    /Kubelet stopped posting node status|NodeStatusUnknown|kubelet.{0,40}(inactive|dead|not running)/i,
    "Its kubelet does not run or is cut off, so nothing looks after pods there.",
    "Pods of the node keep their last state for minutes.",
  ),
  unit(
    "runtime_down",
    "Container runtime that does not run",
    /containerd\.sock|container runtime is down|PLEG is not healthy|docker\.sock/i,
    "Its container runtime does not answer, so no container starts or stops.",
    "Running containers go on; only new ones show it.",
  ),
  unit(
    "kube_proxy_down",
    "Kube-proxy that does not run",
    /kube-?proxy.{0,40}(inactive|dead|not running|crash)/i,
    "Its kube-proxy does not run, so addresses of services there are out of date.",
    "The node stays Ready: nothing of Kubernetes watches kube-proxy.",
  ),
  unit(
    "scheduler_down",
    "Scheduler that does not run",
    /kube-?scheduler.{0,40}(inactive|dead|not running|lost)/i,
    "The scheduler does not run, so new pods get no node.",
    "What runs goes on; only new pods wait.",
  ),
  unit(
    "control_plane_down",
    "Control plane that does not run",
    /connection to the server .{0,80} was refused|etcdserver: (no leader|request timed out)/i,
    "A part of the control plane does not run.",
    "What runs goes on without it for a while.",
  ),
  unit(
    "node_not_ready",
    "Node that is not ready",
    /NodeNotReady|node is not ready/i,
    "It does not report itself ready.",
    "It takes minutes until pods are moved.",
  ),
  told({
    name: "node_pressure",
    title: "Node short of memory, disk or processes",
    says: [/NodeHas(Insufficient|Disk|PID)|DiskPressure|MemoryPressure|PIDPressure|ImageGCFailed|FreeDiskSpaceFailed/i],
    whys: [AWAY, ["Why is it not?", "It is short of a resource and puts pods out."]],
    test: "kubectl describe node {node}; df -h, free -m on it.",
    now: ["Free what grew on {node} (images, logs, scratch data)", "kubectl cordon {node} until it is well"],
    short: "Find the pod that used it up.",
    medium: "Limit ephemeral storage and memory of pods.",
    long: "Alert on disks and memory of nodes with days to spare.",
    notCaught: "Use grew slowly, below each alert.",
  }),
  told({
    name: "network_plugin",
    title: "Network of a node that is not set up",
    says: [/cni plugin not initialized|network plugin is not ready|failed to (set ?up|setup) network for sandbox|failed to assign an IP/i],
    whys: [AWAY, ["Why is it not?", "Its network plugin (CNI) does not set up pods."]],
    test: "kubectl get pods -n kube-system -o wide: the pod of the plugin on {node}; its log.",
    now: ["Restart the plugin's pod on {node}; free addresses if none are left"],
    short: "Read the log of the plugin.",
    medium: "Alert on free addresses of each node.",
    long: "Size networks for the most pods.",
    notCaught: "Running pods keep their network.",
  }),
  told({
    name: "sandbox",
    title: "Sandbox of a pod that cannot be made",
    says: [/FailedCreatePodSandBox/],
    whys: [["Why does {service} not answer?", "Pod {pod} cannot be created on {node}."]],
    test: "The log of the kubelet and of the runtime on {node}.",
    now: ["kubectl delete pod {pod} -n {namespace} to try another node; kubectl cordon {node} if it repeats"],
    short: "Compare with other pods on {node}.",
    medium: "Alert on FailedCreatePodSandBox.",
    long: "Replace nodes instead of mending them.",
    notCaught: "It only shows for new pods.",
  }),
  told({
    name: "cluster_dns_down",
    title: "DNS of the cluster that does not answer",
    says: [/EAI_AGAIN|server misbehaving|temporary failure in name resolution/i],
    whys: [
      ["Why do calls fail everywhere?", "Names of services are not resolved."],
      ["Why are they not?", "The DNS of the cluster does not run."],
    ],
    test: "kubectl exec of any pod: nslookup kubernetes.default",
    now: ["kubectl rollout restart deployment coredns -n kube-system"],
    short: "Read the log of the DNS pods.",
    medium: "Watch name resolution from inside.",
    long: "Run DNS caches on each node and more than two replicas.",
    notCaught: "Each program reports its own failed call, none the name.",
  }),
];
