import { told } from "./told.ts";

const LOOKS = {
  metrics: "Nothing is served by the new pods.",
  logs: "None: the container is not created.",
  cluster: "“violates PodSecurity”, “container has runAsNonRoot and image will run as root”.",
};
const MEDIUM = "Check it in the pipeline.";

export const POD_SECURITY = [
  told({
    name: "pod-security",
    title: "Pod security standard that forbids the pod",
    looks: LOOKS,
    whys: [
      ["Why does {service} not answer?", "{workload} has no pods: the API refuses each that its controller wants to make."],
      ["Why are they refused?", "They ask for rights that the standard of namespace {namespace} forbids."],
    ],
    test: "kubectl label --dry-run=server --overwrite ns {namespace} pod-security.kubernetes.io/enforce=LEVEL lists what violates it.",
    now: ["Correct the security context of {workload}, or exempt it with a reason"],
    short: "Turn on warn and audit before enforce.",
    medium: MEDIUM,
    long: "Build images that need no rights.",
    notCaught: "Refused pods do not exist, so nothing that counts pods sees them.",
  }),
  told({
    name: "security-context",
    title: "Security context that forbids the container",
    looks: LOOKS,
    whys: [
      ["Why does {service} not answer?", "A container of pod {pod} does not stay up."],
      ["Why is it not created?", "It must not run as root, and its image does."],
    ],
    test: "docker inspect of the image: Config.User is empty or 0.",
    now: ["Set runAsUser to a user of the image, or build the image with a USER"],
    short: "Check users of all images.",
    medium: MEDIUM,
    long: "Build images without root throughout.",
    notCaught: "The rule came after the image.",
  }),
];
