import { told } from "./told.ts";

const NO_IMAGE = ["Why does {service} not answer?", "Pod {pod} has not started: its image {image} cannot be pulled."] as const;
const SEEN = "A rollout that does not finish raised no alert; the pods before it may have been gone already.";

/** Images that do not come. */
export const IMAGES = [
  told({
    name: "image_not_found",
    title: "Image that does not exist",
    says: [/manifest unknown|image .{0,80}not found|InvalidImageName|name unknown/i],
    whys: [
      NO_IMAGE,
      ["Why can it not be pulled?", "The registry knows no such name or tag."],
      ["Why was it rolled out?", "not established; a mistyped tag or a build that was never pushed does this"],
    ],
    test: "Ask the registry: docker manifest inspect {image}. If it answers, the name is right and the pull fails for another reason.",
    now: [
      "kubectl rollout undo deployment {workload} -n {namespace}",
      "or set a tag that exists: kubectl set image deployment/{workload} {container}=IMAGE -n {namespace}",
    ],
    short: "Compare the tag with what the pipeline pushed last.",
    medium: "Let the pipeline check that an image exists before it is applied.",
    long: "Deploy by digest, written by the build itself.",
    notCaught: SEEN,
  }),
  told({
    name: "image_pull_secret",
    title: "Registry that refuses the pull",
    says: [/pull access denied|unauthorized: authentication required|no basic auth credentials|FailedToRetrieveImagePullSecret/i],
    whys: [
      NO_IMAGE,
      ["Why can it not be pulled?", "The registry wants credentials, and the pod has none that are valid."],
      ["Why are they missing?", "not established; a secret that was never made in this namespace, or expired, does this"],
    ],
    test: "kubectl get secret -n {namespace} and the imagePullSecrets of the pod and of its service account; docker pull {image} with the same credentials.",
    now: ["kubectl create secret docker-registry NAME -n {namespace} --docker-server=… and name it under imagePullSecrets of {workload}"],
    short: "Put the pull secret on the service account, so that no workload forgets it.",
    medium: "Alert before credentials of registries expire.",
    long: "Give nodes an identity that may pull, without secrets to copy.",
    notCaught: SEEN,
  }),
  told({
    name: "registry_unreachable",
    title: "Registry that cannot be reached",
    says: [/failed to (do request|resolve reference).{0,200}(no such host|i\/o timeout|connection refused|x509)/i],
    whys: [NO_IMAGE, ["Why can it not be pulled?", "The host of the registry is not found by DNS, or does not answer from the nodes."]],
    test: "On the node: nslookup REGISTRY, then curl -v https://REGISTRY/v2/. If both answer, the registry itself refuses.",
    now: ["Correct the host of the registry in {image}, or the DNS of the nodes", "kubectl rollout undo deployment {workload} -n {namespace}"],
    short: "Keep the images that run now on each node (imagePullPolicy: IfNotPresent).",
    medium: "Watch the registry from inside the cluster.",
    long: "Run a mirror of the registry near the nodes.",
    notCaught: "Running pods need no registry; only new ones show that it is gone.",
  }),
  told({
    name: "registry_rate_limit",
    title: "Registry that counts pulls",
    says: [/toomanyrequests|rate limit/i],
    whys: [NO_IMAGE, ["Why can it not be pulled?", "The registry allows no more pulls from this address for now."]],
    test: "The answer of the registry says when more are allowed (RateLimit-Remaining).",
    now: ["Log in to the registry with an account of its own, or wait until the limit is over"],
    short: "Pull with credentials everywhere.",
    medium: "Mirror public images.",
    long: "Use only images from a registry of your own.",
    notCaught: "Nobody counted pulls.",
  }),
  told({
    name: "image_platform",
    title: "Image for another platform",
    says: [/no match(ing manifest)? for platform|exec format error/i],
    whys: [NO_IMAGE, ["Why can it not be pulled?", "It was built for another processor than that of the node."]],
    test: "docker manifest inspect {image} lists the platforms; kubectl get node {node} -o wide shows that of the node.",
    now: ["Choose nodes that fit (kubernetes.io/arch), or roll back"],
    short: "Build for each platform of the cluster.",
    medium: "Check platforms in the pipeline.",
    long: "Keep one platform for each pool of nodes and say so in manifests.",
    notCaught: "The build machine has the other platform.",
  }),
];
