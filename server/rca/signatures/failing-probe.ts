import { told } from "./told.ts";

const LOOKS = {
  metrics: "Endpoints fall and restarts step up, though CPU and memory are calm.",
  logs: "SIGTERM in the middle of work, or nothing.",
  cluster: "Unhealthy events; not ready, or restarted with exit code 137 or 143.",
};
const FIRST = ["Why is {service} away again and again?", "The kubelet acts on its {probe} probe, which fails."] as const;
const MEDIUM = "Let the pipeline start the image and run its probes as written.";
const UNSEEN = "The program itself was well: nothing but the restarts and the missing endpoints showed it.";
const TEST = "kubectl describe pod {pod} -n {namespace}: the probe, the ports of the container and the words of the failure stand together.";
const LONG = "Ask of liveness only what a restart heals.";

export const FAILING_PROBE = [
  told({
    name: "probe-port",
    title: "Probe of a port on which nothing listens",
    looks: LOOKS,
    whys: [FIRST, ["Why does it fail?", "It asks port {port}, and container {container} listens on another."]],
    test: "kubectl describe pod {pod} -n {namespace}: the probe, the ports of the container and the words of the failure stand together. Then kubectl exec {pod} -n {namespace} -- wget -qO- localhost:{port}.",
    now: ["Correct the port of the {probe} probe: kubectl edit deployment {workload} -n {namespace}"],
    short: "Name ports in the container and probe them by name.",
    medium: MEDIUM,
    long: "Write container, service and probe from one value (a chart, a template).",
    notCaught: UNSEEN,
  }),
  told({
    name: "probe-protocol",
    title: "Probe in the wrong protocol",
    looks: LOOKS,
    whys: [FIRST, ["Why does it fail?", "It speaks another protocol than port {port} answers in."]],
    test: "kubectl describe pod {pod} -n {namespace}: the probe, the ports of the container and the words of the failure stand together. A gRPC port answers HTTP with bytes that are no HTTP.",
    now: ["Probe with the protocol of the port (httpGet, grpc or tcpSocket): kubectl edit deployment {workload} -n {namespace}"],
    short: "Look at the other probes of the same image.",
    medium: MEDIUM,
    long: "Give programs a port of their own for health.",
    notCaught: UNSEEN,
  }),
  told({
    name: "probe-path",
    title: "Probe of a path that is not there",
    looks: LOOKS,
    whys: [FIRST, ["Why does it fail?", "The path that it asks for answers with a status of 400 to 499."]],
    test: TEST,
    now: ["Correct the path of the {probe} probe"],
    short: "Agree on one path for health in all programs.",
    medium: MEDIUM,
    long: "Generate probes from what the program declares.",
    notCaught: UNSEEN,
  }),
  told({
    name: "probe-timing",
    title: "Probe that gives up too early",
    looks: LOOKS,
    whys: [FIRST, ["Why does it fail?", "It begins, or gives up, before the program can answer."]],
    test: "Compare the time from start to the first answer (logs of the program) with delay + period × failures of the probe.",
    now: ["Raise initialDelaySeconds, timeoutSeconds and failureThreshold of the liveness probe of {workload}, or add a startup probe"],
    short: "Use a startup probe for the start and a patient liveness probe after it.",
    medium: "Measure the start of each release under the CPU limit of production.",
    long: LONG,
    notCaught: "It starts faster where it was tried.",
  }),
  told({
    name: "probe-fails",
    title: "Program that says it is not well",
    looks: LOOKS,
    whys: [FIRST, ["Why does it fail?", "The program does not answer its probe in time, or says no."]],
    test: "kubectl logs {pod} -n {namespace} at the time of a failed probe; kubectl top pod {pod} -n {namespace} for CPU at its limit.",
    now: ["kubectl logs {pod} -n {namespace}", "when what it depends on is away, mend that first"],
    short: "Let readiness tell why in its answer.",
    medium: "Alert on endpoints that are gone.",
    long: "Separate readiness (dependencies) from liveness (itself).",
    notCaught: "Nobody is told when endpoints get fewer.",
  }),
  told({
    name: "probe-kills",
    title: "Container that its probe has killed",
    looks: LOOKS,
    whys: [FIRST, ["Why is it restarted?", "Its liveness probe failed as often as it may."]],
    test: TEST,
    now: ["kubectl describe pod {pod} -n {namespace}, then correct the probe or what it asks"],
    short: "Make liveness probes patient.",
    medium: MEDIUM,
    long: LONG,
    notCaught: UNSEEN,
  }),
  told({
    name: "probe-command",
    title: "Probe by a command that the image does not have",
    looks: LOOKS,
    whys: [FIRST, ["Why does it fail?", "The command that it runs does not exist in the image of container {container}."]],
    test: "kubectl exec {pod} -n {namespace} -c {container} -- COMMAND answers “executable file not found”.",
    now: ["Probe by httpGet or tcpSocket, or with a command that the image has: kubectl edit deployment {workload} -n {namespace}"],
    short: "Look for the same command in other probes of this image.",
    medium: MEDIUM,
    long: "Give programs a port of their own for health.",
    notCaught: UNSEEN,
  }),
];
