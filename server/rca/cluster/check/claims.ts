import type { ClusterObject } from "../../bundle.ts";
import type { Cluster } from "../cluster.ts";
import { record, words } from "../read/loose.ts";
import { quantityOf } from "../read/quantity.ts";
import { pairs, selects } from "../view/named.ts";
import type { Claim, PersistentVolume, Pod } from "../view/types.ts";
import { cut, type Found, LIKELY, latest, SURE, SUSPECTED, showEvent, showObject } from "./found.ts";
import { isUnplaced } from "./scheduling.ts";

/** Claims that find no volume, and pods that name a claim that does not exist. */
export function checkClaims(cluster: Cluster): Found[] {
  return [
    ...cluster.claims.filter(({ phase }) => phase === "Pending" || phase === "Lost").flatMap((claim) => pending(claim, cluster)),
    ...missing(cluster),
    ...cluster.volumes.filter(({ phase }) => phase === "Failed").map(failedVolume),
  ];
}

/** Pods that mount it; where no specification was shown, those that wait and whose workload its name holds. */
const users = (cluster: Cluster, { name, namespace }: Claim): Pod[] => {
  const here = cluster.pods.filter((pod) => pod.namespace === namespace);
  const mounting = here.filter((pod) => pod.spec.volumes.some(({ claim }) => claim === name));
  const waiting = here.filter((pod) => isUnplaced(pod) && pod.spec.containers.length === 0 && `-${name}-`.includes(`-${pod.workload}-`));
  return mounting.length > 0 ? mounting : waiting;
};

function pending(claim: Claim, cluster: Cluster): Found[] {
  const waits = latest(claim.events, /WaitForFirstConsumer|WaitForPodScheduled/);
  const event = latest(claim.events, /FailedBinding|ProvisioningFailed|FailedMount|ExternalProvisioning/);
  if (waits && !event) return [];
  const reason = reasonFor(claim, cluster, event?.message ?? "");
  const user = users(cluster, claim)[0];
  const service = user ? cluster.nameOf(user.workload, user.namespace) : claim.name;
  return [
    {
      service,
      signature: reason.signature,
      statement: `Persistent volume claim ${claim.name}${user ? ` of ${user.workload}` : ""} stays ${claim.phase}: ${reason.words}.`,
      strength: SURE,
      role: "cause",
      names: { namespace: claim.namespace, workload: user?.workload ?? "", pod: user?.name ?? `of claim ${claim.name}`, claim: claim.name },
      chain: [
        {
          why: `Why does ${service} not run?`,
          because: `Its pod${user ? ` ${user.name}` : ""} waits for claim ${claim.name}, which is not bound to a volume.`,
        },
      ],
      shows: [
        showObject(claim, claimWords(claim)),
        ...(event ? [showEvent(event)] : []),
        ...cluster.volumes.slice(0, 3).map((volume) => showObject(volume, volumeWords(volume))),
      ],
    },
  ];
}

type Reason = { signature: string; words: string };

function reasonFor(claim: Claim, cluster: Cluster, said: string): Reason {
  const [, named] = /storageclass(?:\.storage\.k8s\.io)? "([^"]+)" not found/i.exec(said) ?? [];
  const isKnown =
    !claim.storageClass || !cluster.store.isListed("StorageClass", "") || cluster.store.find("StorageClass", "", claim.storageClass) !== null;
  if (named || (!isKnown && cluster.volumes.every(({ storageClass }) => storageClass !== claim.storageClass)))
    return { signature: "claim-storage-class", words: `its storage class ${named ?? claim.storageClass} does not exist` };
  const classes = cluster.store.of("StorageClass").map(({ object }) => object);
  if (claim.storageClass === null && cluster.volumes.length === 0 && classes.length > 0 && !classes.some(isDefault))
    return {
      signature: "claim-storage-class",
      words: `it names no storage class and none is the default (there are ${classes.map(({ metadata }) => metadata.name).join(", ")})`,
    };
  const [best] = cluster.volumes
    .map((volume) => ({ volume, unfit: misfits(claim, volume) }))
    .toSorted((one, other) => one.unfit.length - other.unfit.length || shared(claim, other.volume) - shared(claim, one.volume));
  const [first] = best?.unfit ?? [];
  if (best && first) return { signature: first.signature, words: best.unfit.map(({ words: why }) => why).join(", and ") };
  if (/Provision/i.test(said) && said !== "")
    return { signature: "claim-provisioning", words: `its volume cannot be provisioned (${cut(said, 240)})` };
  if (claim.phase === "Lost") return { signature: "claim-lost", words: `its volume ${claim.volume ?? ""} does not exist any more` };
  return {
    signature: "claim-unbound",
    words:
      cluster.volumes.length === 0
        ? `there is no persistent volume for it${claim.storageClass ? "" : " and no storage class is set"}`
        : cut(said, 240) || "no volume fits",
  };
}

const isDefault = ({ metadata, table }: ClusterObject): boolean =>
  metadata.annotations?.["storageclass.kubernetes.io/is-default-class"] === "true" || / \(default\)$/.test(words(record(table).NAME));

const shared = (claim: Claim, volume: PersistentVolume): number => [...claim.name].filter((letter, at) => volume.name[at] === letter).length;

/** Each way in which this volume does not fit this claim, the most telling first. */
function misfits(claim: Claim, volume: PersistentVolume): Reason[] {
  const found: Reason[] = [];
  const full = `${claim.namespace}/${claim.name}`;
  if ((volume.claim !== null && volume.claim !== full) || volume.phase === "Released")
    found.push({
      signature: "volume-taken",
      words: `the persistent volume ${volume.name} is already ${volume.phase === "Released" ? "released by" : "bound to"} another claim, ${volume.claim ?? "which is gone"}`,
    });
  if (Object.keys(claim.selector).length > 0 && !selects(claim.selector, volume.labels))
    found.push({
      signature: "claim-selector",
      words: `its selector ${pairs(claim.selector)} matches no labels of persistent volume ${volume.name} (${pairs(volume.labels) || "no labels"})`,
    });
  if ((claim.storageClass ?? "") !== (volume.storageClass ?? ""))
    found.push({
      signature: "claim-storage-class",
      words: `its storage class ${claim.storageClass || "(none)"} is not that of persistent volume ${volume.name} (${volume.storageClass || "none"})`,
    });
  const lacking = claim.accessModes.filter((mode) => !volume.accessModes.includes(mode));
  if (claim.accessModes.length > 0 && lacking.length > 0)
    found.push({
      signature: "claim-access-mode",
      words: `its access mode ${lacking.join(", ")} is not offered by persistent volume ${volume.name} (${volume.accessModes.join(", ")})`,
    });
  const [wanted, has] = [quantityOf(claim.wanted), quantityOf(volume.capacity)];
  if (wanted !== null && has !== null && wanted > has)
    found.push({
      signature: "claim-capacity",
      words: `the claim asks for ${claim.wanted}, more than the capacity of persistent volume ${volume.name} (${volume.capacity})`,
    });
  return found;
}

function failedVolume(volume: PersistentVolume): Found {
  return {
    service: volume.claim?.split("/")[1] ?? volume.name,
    signature: "claim-provisioning",
    statement: `Persistent volume ${volume.name}${volume.claim ? ` of claim ${volume.claim}` : ""} has failed: it could not be reclaimed and serves no other claim; kubectl describe pv ${volume.name} tells why.`,
    strength: SUSPECTED,
    role: "either",
    names: { claim: volume.claim?.split("/")[1] ?? "", object: volume.name },
    shows: [showObject(volume, volumeWords(volume))],
  };
}

function missing(cluster: Cluster): Found[] {
  return cluster.pods.filter(isUnplaced).flatMap((pod) => {
    const event = latest(pod.events, /persistentvolumeclaim "[^"]+" not found/i);
    const name = /persistentvolumeclaim "([^"]+)" not found/i.exec(event?.message ?? "")?.[1];
    const listed = pod.spec.volumes.find(
      ({ claim }) =>
        claim !== null &&
        cluster.store.isListed("PersistentVolumeClaim", pod.namespace) &&
        cluster.store.find("PersistentVolumeClaim", pod.namespace, claim) === null,
    )?.claim;
    const claim = name ?? words(listed);
    if (!claim || cluster.store.find("PersistentVolumeClaim", pod.namespace, claim)) return [];
    return [
      {
        service: cluster.nameOf(pod.workload, pod.namespace),
        signature: "claim-missing",
        statement: `Pod ${pod.name} cannot be scheduled: the persistent volume claim ${claim} that it mounts does not exist in namespace ${pod.namespace}.`,
        strength: LIKELY,
        role: "cause",
        names: { namespace: pod.namespace, workload: pod.workload, pod: pod.name, claim },
        shows: [...(event ? [showEvent(event)] : []), showObject(pod, `${pod.name} mounts ${claim}`)],
      },
    ];
  });
}

const claimWords = ({ name, phase, storageClass, accessModes, wanted, selector }: Claim): string =>
  `${name} ${phase}\nstorage class: ${storageClass || "none"}\naccess modes: ${accessModes.join(", ") || "?"}\nasks for: ${wanted ?? "?"}\nselector: ${pairs(selector) || "none"}`;

const volumeWords = ({ name, phase, storageClass, accessModes, capacity, claim, labels }: PersistentVolume): string =>
  `${name} ${phase}${claim ? ` by ${claim}` : ""}\nstorage class: ${storageClass || "none"}\naccess modes: ${accessModes.join(", ")}\ncapacity: ${capacity ?? "?"}\nlabels: ${pairs(labels) || "none"}`;
