import { told } from "./told.ts";

const LOOKS = {
  metrics: "Figures of one node end, or of all pods on it.",
  logs: "Kubelet: “PLEG is not healthy”, runtime: “connection refused” on its socket.",
  cluster: "NotReady, “Kubelet stopped posting node status”; a unit that is inactive.",
};
const FIRST = ["Why do pods on {node} fail?", "The node itself is not in order."] as const;
const FURTHER = ["Why did it stop?", "not established; its journal tells"] as const;
const TEST = 'kubectl describe node {node}; ssh {node} systemctl status {unit}; journalctl -u {unit} --since "1 hour ago"';
const SHORT = "Read journalctl -u {unit} for why it stopped (killed, out of memory, configuration, by hand).";
const MEDIUM = "Alert on units of nodes that are not active.";
const LONG = "Let units restart by themselves (Restart=always) and replace nodes that do not recover.";
const NOW = "ssh {node} sudo systemctl restart {unit}";
const NOW_2 = "if it does not stay up: kubectl drain {node} --ignore-daemonsets";

export const NODE_DOWN = [
  told({
    name: "kubelet-down",
    title: "Kubelet that does not run",
    looks: LOOKS,
    whys: [FIRST, ["Why is it not?", "Its kubelet does not run or is cut off, so nothing looks after pods there."], FURTHER],
    test: TEST,
    now: [NOW, NOW_2],
    short: SHORT,
    medium: MEDIUM,
    long: LONG,
    notCaught: "Pods of the node keep their last state for minutes.",
  }),
  told({
    name: "runtime-down",
    title: "Container runtime that does not run",
    looks: LOOKS,
    whys: [FIRST, ["Why is it not?", "Its container runtime does not answer, so no container starts or stops."], FURTHER],
    test: TEST,
    now: [NOW, NOW_2],
    short: SHORT,
    medium: MEDIUM,
    long: LONG,
    notCaught: "Running containers go on; only new ones show it.",
  }),
  told({
    name: "kube-proxy-down",
    title: "Kube-proxy that does not run",
    looks: LOOKS,
    whys: [FIRST, ["Why is it not?", "Its kube-proxy does not run, so addresses of services there are out of date."], FURTHER],
    test: TEST,
    now: [NOW, NOW_2],
    short: SHORT,
    medium: MEDIUM,
    long: LONG,
    notCaught: "The node stays Ready: nothing of Kubernetes watches kube-proxy.",
  }),
  told({
    name: "scheduler-down",
    title: "Scheduler that does not run",
    looks: LOOKS,
    whys: [FIRST, ["Why is it not?", "The scheduler does not run, so new pods get no node."], FURTHER],
    test: TEST,
    now: [NOW, NOW_2],
    short: SHORT,
    medium: MEDIUM,
    long: LONG,
    notCaught: "What runs goes on; only new pods wait.",
  }),
  told({
    name: "control-plane-down",
    title: "Control plane that does not run",
    looks: LOOKS,
    whys: [FIRST, ["Why is it not?", "A part of the control plane does not run."], FURTHER],
    test: TEST,
    now: [NOW, NOW_2],
    short: SHORT,
    medium: MEDIUM,
    long: LONG,
    notCaught: "What runs goes on without it for a while.",
  }),
  told({
    name: "node-not-ready",
    title: "Node that is not ready",
    looks: LOOKS,
    whys: [FIRST, ["Why is it not?", "It does not report itself ready."], FURTHER],
    test: TEST,
    now: [NOW, NOW_2],
    short: SHORT,
    medium: MEDIUM,
    long: LONG,
    notCaught: "It takes minutes until pods are moved.",
  }),
];
