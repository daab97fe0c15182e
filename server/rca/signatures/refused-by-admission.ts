import { told } from "./told.ts";

const LOOKS = {
  metrics: "Fewer pods than wanted, none of them failing.",
  logs: "None: the pods do not exist.",
  cluster: "FailedCreate events of the replica set, with the words of who refused.",
};
const FIRST = ["Why does {service} not answer?", "{workload} has no pods: the API refuses each that its controller wants to make."] as const;
const UNSEEN = "Refused pods do not exist, so nothing that counts pods sees them.";

export const REFUSED_BY_ADMISSION = [
  told({
    name: "service-account-missing",
    title: "Service account that does not exist",
    looks: LOOKS,
    whys: [FIRST, ["Why are they refused?", "They name the service account {account}, which namespace {namespace} does not have."]],
    test: "kubectl get serviceaccount {account} -n {namespace}",
    now: ["kubectl create serviceaccount {account} -n {namespace}, or correct serviceAccountName of {workload}"],
    short: "Apply accounts before workloads.",
    medium: "Check references of manifests in the pipeline (kubectl apply --dry-run=server does not, a linter does).",
    long: "Write account and workload from one chart.",
    notCaught: UNSEEN,
  }),
  told({
    name: "limit-range",
    title: "Limit range that forbids the pod",
    looks: LOOKS,
    whys: [FIRST, ["Why are they refused?", "Their requests or limits lie outside of the limit range of namespace {namespace}."]],
    test: "kubectl describe limitrange -n {namespace}",
    now: ["Correct requests and limits of {workload}, or the limit range"],
    short: "Tell the owners of the namespace the range.",
    medium: "Check manifests against limit ranges in the pipeline.",
    long: "Keep ranges in the same place as the manifests.",
    notCaught: UNSEEN,
  }),
  told({
    name: "admission-webhook",
    title: "Admission webhook that denies or does not answer",
    looks: LOOKS,
    whys: [FIRST, ["Why are they refused?", "The admission webhook {webhook} denies them, or cannot be asked."]],
    test: "kubectl get events -n {namespace} --field-selector reason=FailedCreate; then the pods and endpoints of the service behind the webhook.",
    now: ["If it does not answer: mend its service, or set failurePolicy: Ignore for a while", "if it denies: correct {workload} as its words say"],
    short: "Watch the webhook as what it is: part of the control plane.",
    medium: "Exclude the namespaces that the webhook itself needs.",
    long: "Test policies against all manifests before they are enforced.",
    notCaught: "Running pods go on; only new ones are refused.",
  }),
  told({
    name: "not-admitted",
    title: "Pods that the API refuses",
    looks: LOOKS,
    whys: [FIRST],
    test: "kubectl get events -n {namespace} --field-selector reason=FailedCreate",
    now: ["kubectl describe replicaset -n {namespace}, then correct what the message names"],
    short: "Alert on workloads with fewer pods than wanted.",
    medium: "Try manifests with a server-side dry run.",
    long: "Keep policies where authors of manifests see them.",
    notCaught: UNSEEN,
  }),
];
