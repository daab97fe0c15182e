import { told } from "./told.ts";

const NOT_RUNNING = ["Why does {service} not answer?", "Pod {pod} was never started: no node has room for it."] as const;
const short = (what: string, resource: string, name: string, title: string) =>
  told({
    name,
    title,
    says: [new RegExp(`Insufficient ${resource}`, "i")],
    whys: [
      NOT_RUNNING,
      [`Why is there too little ${what}?`, `The ${what} that the pod requests is more than any node has left.`],
      ["Why does it request so much?", "not established; a mistyped unit does this as well as real growth"],
    ],
    test: `kubectl describe nodes shows what is requested already under “Allocated resources”; compare it with the request of {workload}.`,
    now: [
      `Lower the request to what it uses: kubectl set resources deployment {workload} -n {namespace} --requests=${resource}=AMOUNT; or free or add a node`,
    ],
    short: `Compare requests with use (kubectl top pods -n {namespace}) and correct those that are far off.`,
    medium: "Set a limit range, so that a mistyped request is refused when it is applied.",
    long: "Let a cluster autoscaler add nodes; keep room for one failed node.",
    notCaught: "Nothing compares requests with the size of nodes before they are applied.",
  });

/** Pods that wait because there is no room. */
export const ROOM = [
  short("CPU", "cpu", "insufficient_cpu", "Too little CPU on the nodes"),
  short("memory", "memory", "insufficient_memory", "Too little memory on the nodes"),
  short("of the resource", "[\\w./-]+", "insufficient_resource", "Too little of a resource on the nodes"),
  told({
    name: "node_pods_full",
    title: "Nodes that hold as many pods as they may",
    says: [/Too many pods/i],
    whys: [NOT_RUNNING, ["Why is there no room?", "Each node has reached its most pods."]],
    test: "kubectl describe nodes: “Non-terminated Pods” against the pods under “Allocatable”.",
    now: ["Remove pods that ended, or add a node"],
    short: "Raise the most pods of the kubelet where the network plugin allows it.",
    medium: "Alert at 90 % of the pods that nodes may hold.",
    long: "Choose sizes of nodes by the number of pods, too.",
    notCaught: "CPU and memory looked free; nobody watches the number of pods.",
  }),
  told({
    name: "host_port_taken",
    title: "Host port in use on each node",
    says: [/didn't have free ports/i],
    whys: [NOT_RUNNING, ["Why does no node take it?", "The host port that it asks for is taken on each."]],
    test: "Look for other pods with the same hostPort.",
    now: ["Take hostPort out of {workload}, a service reaches it without"],
    short: "Search manifests for hostPort.",
    medium: "Refuse host ports by policy.",
    long: "Publish by services and ingresses only.",
    notCaught: "A second replica was never tried before.",
  }),
  told({
    name: "not_schedulable",
    title: "Pod that finds no node",
    says: [/FailedScheduling/],
    whys: [NOT_RUNNING],
    test: "kubectl describe pod {pod} -n {namespace}: the message of the scheduler counts why each node refuses.",
    now: ["kubectl describe pod {pod} -n {namespace}, then correct what the scheduler names"],
    short: "Alert on pods that are Pending for more than five minutes.",
    medium: "Try manifests against the real cluster before they are merged.",
    long: "Keep spare room and few hard rules.",
    notCaught: "Pods that stay Pending raised no alert.",
  }),
];
