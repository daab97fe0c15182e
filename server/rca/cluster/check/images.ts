import type { Cluster } from "../cluster.ts";
import type { Pod } from "../view/types.ts";
import { cut, type Found, LIKELY, latest, SURE, showEvent, showObject } from "./found.ts";

const WAITING = /^(ErrImagePull|ImagePullBackOff|InvalidImageName|ErrImageNeverPull|ImageInspectError|RegistryUnavailable)$/;

/** Pods whose image does not come, with the reason that the registry or the runtime gave. */
export function checkImages(cluster: Cluster): Found[] {
  return cluster.pods.flatMap((pod) => {
    const waiting = pod.containers.find(({ state }) => state.kind === "waiting" && WAITING.test(state.reason));
    const isShown = WAITING.test(pod.status.replace(/^Init:/, ""));
    if (!waiting && !isShown) return [];
    const event = latest(pod.events, /(Failed to pull image|InspectFailed|Failed to apply default image tag|couldn't parse image)/);
    const secret = latest(pod.events, /FailedToRetrieveImagePullSecret/);
    const said = `${event?.message ?? ""} ${waiting?.state.message ?? ""}`;
    const image = imageOf(pod, waiting?.name ?? null, said);
    const { signature, words } = reasonIn(said, image, secretWords(pod, secret?.message ?? null), waiting?.state.reason ?? pod.status);
    return [
      {
        service: cluster.nameOf(pod.workload, pod.namespace),
        signature,
        statement: `Pod ${pod.name} cannot start${waiting ? ` container ${waiting.name}` : ""}: ${words}.`,
        strength: event || waiting?.state.message ? SURE : LIKELY,
        role: "cause",
        names: { pod: pod.name, namespace: pod.namespace, workload: pod.workload, image, container: waiting?.name ?? "" },
        chain: [
          { why: `Why does ${pod.workload} not run?`, because: `Its image ${image} cannot be pulled: ${cut(lastPart(said) || pod.status, 200)}` },
        ],
        shows: [
          ...(event ? [showEvent(event)] : []),
          ...(secret ? [showEvent(secret)] : []),
          showObject(pod, `${pod.name}  ${pod.status}\nImage: ${image}`),
        ],
      },
    ];
  });
}

function imageOf({ spec }: Pod, container: string | null, said: string): string {
  const declared =
    spec.containers.find(({ name }) => name === container)?.image ?? spec.containers.find(({ image }) => said.includes(image) && image !== "")?.image;
  return declared || (/image "([^"]+)"/.exec(said)?.[1] ?? spec.containers[0]?.image ?? "of the pod");
}

/** What is known of secrets for pulling: null when the pod names one that was found, or nothing tells. */
function secretWords({ spec }: Pod, missing: string | null): string {
  const [, names] = /secrets \(([^)]*)\)/.exec(missing ?? "") ?? [];
  if (missing) return `its image pull secret ${names ?? ""} does not exist`;
  return spec.pullSecrets.length > 0
    ? `its image pull secret ${spec.pullSecrets.join(", ")} does not give access`
    : "the pod has no image pull secret that gives access";
}

function reasonIn(said: string, image: string, secret: string, status: string): { signature: string; words: string } {
  const registry = registryOf(image);
  if (/no such host|server misbehaving|name resolution|lookup \S+ on /i.test(said))
    return {
      signature: "registry-unreachable",
      words: `the host of the image registry, ${registry}, cannot be resolved by DNS (no such host), so image ${image} cannot be pulled`,
    };
  if (/InvalidImageName|invalid reference format|couldn't parse image/i.test(`${said} ${status}`))
    return { signature: "image-not-found", words: `the image reference ${image} is invalid, an incorrect image name or tag` };
  if (/toomanyrequests|rate limit/i.test(said))
    return { signature: "registry-rate-limit", words: `the registry ${registry} refuses further pulls of ${image} (rate limit reached)` };
  if (/no match(ing manifest)? for (platform|\w+\/)/i.test(said))
    return { signature: "image-platform", words: `image ${image} has no build for the platform of the node` };
  if (
    /unauthori[sz]ed|authenticat|denied|failed to authorize|no basic auth|\b40[13]\b|forbidden|insufficient_scope/i.test(said) &&
    !/manifest unknown/i.test(said)
  ) {
    const doubt = /does not exist or may require/i.test(said) ? "; the registry does not tell whether the repository exists at all" : "";
    return {
      signature: "image-pull-secret",
      words: `the registry ${registry} refuses the pull of image ${image} (authentication required, access denied): ${secret}${doubt}`,
    };
  }
  if (/timeout|timed out|refused|unreachable|x509|certificate|TLS|reset by peer|EOF/i.test(said))
    return {
      signature: "registry-unreachable",
      words: `the image registry ${registry} cannot be reached (${cut(lastPart(said), 120)}), so image ${image} cannot be pulled`,
    };
  if (/not ?found|manifest unknown|does not exist|name unknown|unexpected status.*404/i.test(said))
    return { signature: "image-not-found", words: `image ${image} does not exist in the registry: the image name or tag is wrong (not found)` };
  if (/ErrImageNeverPull/.test(`${said} ${status}`))
    return { signature: "image-not-found", words: `image ${image} is not found on the node and its pull policy is Never` };
  return { signature: "image-not-found", words: `image ${image} cannot be pulled (${status})` };
}

const lastPart = (said: string): string =>
  said
    .trim()
    .split(/: (?=[^:]*$)/)
    .at(-1) ?? "";

function registryOf(image: string): string {
  const [first = ""] = image.split("/");
  return image.includes("/") && /[.:]|^localhost$/.test(first) ? first : "docker.io";
}
