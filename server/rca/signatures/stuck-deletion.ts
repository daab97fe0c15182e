import { told } from "./told.ts";

const LOOKS = {
  metrics: "Nothing.",
  logs: "The program goes on after SIGTERM, or its controller is gone.",
  cluster: "Terminating for long; finalizers in the object.",
};
const UNSEEN = "Nothing watches deletions.";

export const STUCK_DELETION = [
  told({
    name: "stuck-terminating",
    title: "Pod that does not end",
    looks: LOOKS,
    whys: [["Why does {service} not change over?", "Pod {pod} is being deleted and does not end."]],
    test: "kubectl get pod {pod} -n {namespace} -o yaml: finalizers, and whether the kubelet of its node answers.",
    now: ["See whether node {node} answers; only then kubectl delete pod {pod} -n {namespace} --grace-period=0 --force"],
    short: "Look for finalizers whose controller is gone.",
    medium: "Alert on pods that end for longer than their grace period.",
    long: "Let programs end on SIGTERM.",
    notCaught: UNSEEN,
  }),
  told({
    name: "namespace-stuck",
    title: "Namespace that does not end",
    looks: LOOKS,
    whys: [
      ["Why is {namespace} still there?", "Objects in it wait for finalizers."],
      ["Why do they wait?", "The controller that would remove the finalizer is gone or fails."],
    ],
    test: "kubectl get of the kinds that the conditions of the namespace name, in it: their metadata.finalizers.",
    now: ["Bring back the controller of the finalizer; only when nothing is left to clean, take the finalizer out of the object"],
    short: "Delete objects before the controller that cleans them.",
    medium: "Alert on namespaces that terminate for longer than an hour.",
    long: "Remove operators with a procedure that empties their kinds first.",
    notCaught: UNSEEN,
  }),
];
