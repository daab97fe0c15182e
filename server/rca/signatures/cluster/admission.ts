import { told } from "./told.ts";

const NO_PODS = ["Why does {service} not answer?", "{workload} has no pods: the API refuses each that its controller wants to make."] as const;
const FAILED_CREATE = "kubectl get events -n {namespace} --field-selector reason=FailedCreate";
const UNSEEN = "Refused pods do not exist, so nothing that counts pods sees them.";

/** What the API does not let in. */
export const ADMISSION = [
  told({
    name: "service_account_missing",
    title: "Service account that does not exist",
    says: [/error looking up service account|serviceaccount "[^"]+" not found/i],
    whys: [NO_PODS, ["Why are they refused?", "They name the service account {account}, which namespace {namespace} does not have."]],
    test: "kubectl get serviceaccount {account} -n {namespace}",
    now: ["kubectl create serviceaccount {account} -n {namespace}, or correct serviceAccountName of {workload}"],
    short: "Apply accounts before workloads.",
    medium: "Check references of manifests in the pipeline (kubectl apply --dry-run=server does not, a linter does).",
    long: "Write account and workload from one chart.",
    notCaught: UNSEEN,
  }),
  told({
    name: "quota_exceeded",
    title: "Quota of a namespace used up",
    says: [/exceeded quota|failed quota/i],
    whys: [
      ["Why is something missing in namespace {namespace}?", "Its resource quota {quota} refuses what would pass it."],
      ["Why is the quota used up?", "not established; growth, leftovers or a quota that was set too low do this"],
    ],
    test: "kubectl describe resourcequota {quota} -n {namespace}: used against hard.",
    now: ["Raise it: kubectl edit resourcequota {quota} -n {namespace}; or free what is not needed there"],
    short: "List what uses the quota and delete leftovers.",
    medium: "Alert at 90 % of each quota.",
    long: "Plan quotas with those who own the namespace, with room for a rollout (old and new pods stand side by side).",
    notCaught: UNSEEN,
  }),
  told({
    name: "limit_range",
    title: "Limit range that forbids the pod",
    says: [/(maximum|minimum) (cpu|memory|storage) usage per/i],
    whys: [NO_PODS, ["Why are they refused?", "Their requests or limits lie outside of the limit range of namespace {namespace}."]],
    test: "kubectl describe limitrange -n {namespace}",
    now: ["Correct requests and limits of {workload}, or the limit range"],
    short: "Tell the owners of the namespace the range.",
    medium: "Check manifests against limit ranges in the pipeline.",
    long: "Keep ranges in the same place as the manifests.",
    notCaught: UNSEEN,
  }),
  told({
    name: "admission_webhook",
    title: "Admission webhook that denies or does not answer",
    says: [/admission webhook "[^"]+" denied|failed calling webhook/i],
    whys: [NO_PODS, ["Why are they refused?", "The admission webhook {webhook} denies them, or cannot be asked."]],
    test: `${FAILED_CREATE}; then the pods and endpoints of the service behind the webhook.`,
    now: ["If it does not answer: mend its service, or set failurePolicy: Ignore for a while", "if it denies: correct {workload} as its words say"],
    short: "Watch the webhook as what it is: part of the control plane.",
    medium: "Exclude the namespaces that the webhook itself needs.",
    long: "Test policies against all manifests before they are enforced.",
    notCaught: "Running pods go on; only new ones are refused.",
  }),
  told({
    name: "pod_security",
    title: "Pod security standard that forbids the pod",
    says: [/violates PodSecurity/i],
    whys: [NO_PODS, ["Why are they refused?", "They ask for rights that the standard of namespace {namespace} forbids."]],
    test: "kubectl label --dry-run=server --overwrite ns {namespace} pod-security.kubernetes.io/enforce=LEVEL lists what violates it.",
    now: ["Correct the security context of {workload}, or exempt it with a reason"],
    short: "Turn on warn and audit before enforce.",
    medium: "Check it in the pipeline.",
    long: "Build images that need no rights.",
    notCaught: UNSEEN,
  }),
  told({
    name: "not_admitted",
    title: "Pods that the API refuses",
    says: [/FailedCreate/],
    whys: [NO_PODS],
    test: FAILED_CREATE,
    now: ["kubectl describe replicaset -n {namespace}, then correct what the message names"],
    short: "Alert on workloads with fewer pods than wanted.",
    medium: "Try manifests with a server-side dry run.",
    long: "Keep policies where authors of manifests see them.",
    notCaught: UNSEEN,
  }),
];
