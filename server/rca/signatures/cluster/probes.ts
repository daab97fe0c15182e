import { told } from "./told.ts";

const RESTARTED = ["Why is {service} away again and again?", "The kubelet acts on its {probe} probe, which fails."] as const;
const LOOK = "kubectl describe pod {pod} -n {namespace}: the probe, the ports of the container and the words of the failure stand together.";
const TRY = "Let the pipeline start the image and run its probes as written.";
const UNSEEN = "The program itself was well: nothing but the restarts and the missing endpoints showed it.";

/** Probes that condemn what is well. */
export const PROBES = [
  told({
    name: "probe_port",
    title: "Probe of a port on which nothing listens",
    says: [/probe failed:.{0,80}(connection refused|failed to connect)/i],
    whys: [RESTARTED, ["Why does it fail?", "It asks port {port}, and container {container} listens on another."]],
    test: `${LOOK} Then kubectl exec {pod} -n {namespace} -- wget -qO- localhost:{port}.`,
    now: ["Correct the port of the {probe} probe: kubectl edit deployment {workload} -n {namespace}"],
    short: "Name ports in the container and probe them by name.",
    medium: TRY,
    long: "Write container, service and probe from one value (a chart, a template).",
    notCaught: UNSEEN,
  }),
  told({
    name: "probe_protocol",
    title: "Probe in the wrong protocol",
    says: [/malformed HTTP response|HTTP\/1\.x transport connection broken|server gave HTTP response to HTTPS client/i],
    whys: [RESTARTED, ["Why does it fail?", "It speaks another protocol than port {port} answers in."]],
    test: `${LOOK} A gRPC port answers HTTP with bytes that are no HTTP.`,
    now: ["Probe with the protocol of the port (httpGet, grpc or tcpSocket): kubectl edit deployment {workload} -n {namespace}"],
    short: "Look at the other probes of the same image.",
    medium: TRY,
    long: "Give programs a port of their own for health.",
    notCaught: UNSEEN,
  }),
  told({
    name: "probe_path",
    title: "Probe of a path that is not there",
    says: [/probe failed: HTTP probe failed with statuscode: 4\d\d/i],
    whys: [RESTARTED, ["Why does it fail?", "The path that it asks for answers with a status of 400 to 499."]],
    test: LOOK,
    now: ["Correct the path of the {probe} probe"],
    short: "Agree on one path for health in all programs.",
    medium: TRY,
    long: "Generate probes from what the program declares.",
    notCaught: UNSEEN,
  }),
  told({
    name: "probe_timing",
    title: "Probe that gives up too early",
    says: [/failed liveness probe, will be restarted/i],
    whys: [RESTARTED, ["Why does it fail?", "It begins, or gives up, before the program can answer."]],
    test: "Compare the time from start to the first answer (logs of the program) with delay + period × failures of the probe.",
    now: ["Raise initialDelaySeconds, timeoutSeconds and failureThreshold of the liveness probe of {workload}, or add a startup probe"],
    short: "Use a startup probe for the start and a patient liveness probe after it.",
    medium: "Measure the start of each release under the CPU limit of production.",
    long: "Ask of liveness only what a restart heals.",
    notCaught: "It starts faster where it was tried.",
  }),
  told({
    name: "probe_fails",
    title: "Program that says it is not well",
    says: [/(Liveness|Readiness|Startup) probe failed/],
    whys: [RESTARTED, ["Why does it fail?", "The program does not answer its probe in time, or says no."]],
    test: "kubectl logs {pod} -n {namespace} at the time of a failed probe; kubectl top pod {pod} -n {namespace} for CPU at its limit.",
    now: ["kubectl logs {pod} -n {namespace}", "when what it depends on is away, mend that first"],
    short: "Let readiness tell why in its answer.",
    medium: "Alert on endpoints that are gone.",
    long: "Separate readiness (dependencies) from liveness (itself).",
    notCaught: "Nobody is told when endpoints get fewer.",
  }),
  told({
    name: "probe_kills",
    title: "Container that its probe has killed",
    says: [/Killing.{0,80}failed (liveness|startup) probe/i],
    whys: [RESTARTED, ["Why is it restarted?", "Its liveness probe failed as often as it may."]],
    test: LOOK,
    now: ["kubectl describe pod {pod} -n {namespace}, then correct the probe or what it asks"],
    short: "Make liveness probes patient.",
    medium: TRY,
    long: "Ask of liveness only what a restart heals.",
    notCaught: UNSEEN,
  }),
];
