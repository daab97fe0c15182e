import { told } from "./told.ts";

const LOOKS = {
  metrics: "New pods on one node serve nothing.",
  logs: "Plugin: “failed to assign an IP address”.",
  cluster: "ContainerCreating, FailedCreatePodSandBox, “network plugin is not ready”.",
};

export const POD_NETWORK = [
  told({
    name: "network-plugin",
    title: "Network of a node that is not set up",
    looks: LOOKS,
    whys: [
      ["Why do pods on {node} fail?", "The node itself is not in order."],
      ["Why is it not?", "Its network plugin (CNI) does not set up pods."],
    ],
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
    looks: LOOKS,
    whys: [["Why does {service} not answer?", "Pod {pod} cannot be created on {node}."]],
    test: "The log of the kubelet and of the runtime on {node}.",
    now: ["kubectl delete pod {pod} -n {namespace} to try another node; kubectl cordon {node} if it repeats"],
    short: "Compare with other pods on {node}.",
    medium: "Alert on FailedCreatePodSandBox.",
    long: "Replace nodes instead of mending them.",
    notCaught: "It only shows for new pods.",
  }),
];
