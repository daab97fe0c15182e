import { told } from "./told.ts";

const LOOKS = {
  metrics: "Ready replicas stay below wanted from the rollout on.",
  logs: "None: the program does not begin.",
  cluster: "ImagePullBackOff or ErrImagePull, with the registry's words in the event.",
};
const FIRST = ["Why does {service} not answer?", "Pod {pod} has not started: its image {image} cannot be pulled."] as const;
const UNSEEN = "A rollout that does not finish raised no alert; the pods before it may have been gone already.";
const NOW = "kubectl rollout undo deployment {workload} -n {namespace}";

export const IMAGE_PULL = [
  told({
    name: "image-not-found",
    title: "Image that does not exist",
    looks: LOOKS,
    whys: [
      FIRST,
      ["Why can it not be pulled?", "The registry knows no such name or tag."],
      ["Why was it rolled out?", "not established; a mistyped tag or a build that was never pushed does this"],
    ],
    test: "Ask the registry: docker manifest inspect {image}. If it answers, the name is right and the pull fails for another reason.",
    now: [NOW, "or set a tag that exists: kubectl set image deployment/{workload} {container}=IMAGE -n {namespace}"],
    short: "Compare the tag with what the pipeline pushed last.",
    medium: "Let the pipeline check that an image exists before it is applied.",
    long: "Deploy by digest, written by the build itself.",
    notCaught: UNSEEN,
  }),
  told({
    name: "image-pull-secret",
    title: "Registry that refuses the pull",
    looks: LOOKS,
    whys: [
      FIRST,
      ["Why can it not be pulled?", "The registry wants credentials, and the pod has none that are valid."],
      ["Why are they missing?", "not established; a secret that was never made in this namespace, or expired, does this"],
    ],
    test: "kubectl get secret -n {namespace} and the imagePullSecrets of the pod and of its service account; docker pull {image} with the same credentials.",
    now: ["kubectl create secret docker-registry NAME -n {namespace} --docker-server=… and name it under imagePullSecrets of {workload}"],
    short: "Put the pull secret on the service account, so that no workload forgets it.",
    medium: "Alert before credentials of registries expire.",
    long: "Give nodes an identity that may pull, without secrets to copy.",
    notCaught: UNSEEN,
  }),
  told({
    name: "registry-unreachable",
    title: "Registry that cannot be reached",
    looks: LOOKS,
    whys: [FIRST, ["Why can it not be pulled?", "The host of the registry is not found by DNS, or does not answer from the nodes."]],
    test: "On the node: nslookup REGISTRY, then curl -v https://REGISTRY/v2/. If both answer, the registry itself refuses.",
    now: ["Correct the host of the registry in {image}, or the DNS of the nodes", NOW],
    short: "Keep the images that run now on each node (imagePullPolicy: IfNotPresent).",
    medium: "Watch the registry from inside the cluster.",
    long: "Run a mirror of the registry near the nodes.",
    notCaught: "Running pods need no registry; only new ones show that it is gone.",
  }),
  told({
    name: "registry-rate-limit",
    title: "Registry that counts pulls",
    looks: LOOKS,
    whys: [FIRST, ["Why can it not be pulled?", "The registry allows no more pulls from this address for now."]],
    test: "The answer of the registry says when more are allowed (RateLimit-Remaining).",
    now: ["Log in to the registry with an account of its own, or wait until the limit is over"],
    short: "Pull with credentials everywhere.",
    medium: "Mirror public images.",
    long: "Use only images from a registry of your own.",
    notCaught: "Nobody counted pulls.",
  }),
  told({
    name: "image-platform",
    title: "Image for another platform",
    looks: LOOKS,
    says: [/\bexec format error\b/i],
    shownBy: /platform/,
    whys: [
      ["Why does {service} not answer?", "Pod {pod} does not run: its image does not fit its node."],
      ["Why does it not fit?", "It was built for another processor than that of the node."],
    ],
    test: "docker manifest inspect {image} lists the platforms; kubectl get node {node} -o wide shows that of the node.",
    now: ["Choose nodes that fit (kubernetes.io/arch), or roll back"],
    short: "Build for each platform of the cluster.",
    medium: "Check platforms in the pipeline.",
    long: "Keep one platform for each pool of nodes and say so in manifests.",
    notCaught: "The build machine has the other platform.",
  }),
];
