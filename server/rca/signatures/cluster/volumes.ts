import { told } from "./told.ts";

const WAITS = ["Why does {service} not answer?", "Pod {pod} waits for its volume."] as const;
const LOOK = "kubectl describe pvc {claim} -n {namespace}; kubectl get pv -o wide";
const UNSEEN = "Claims that stay Pending raised no alert.";

const unfit = (name: string, title: string, because: string, now: string) =>
  told({
    name,
    title,
    says: [/no persistent volumes available for this claim|FailedBinding/i],
    whys: [WAITS, ["Why has it no volume?", "Claim {claim} is not bound."], ["Why is it not?", because]],
    test: `${LOOK}: compare storage class, access modes, size, labels and state.`,
    now: [now],
    short: "Make claims and volumes that belong together in one file.",
    medium: "Alert on claims that are Pending for more than five minutes.",
    long: "Let a storage class provision volumes, instead of making them by hand.",
    notCaught: UNSEEN,
  });

/** Claims and volumes. */
export const VOLUMES = [
  unfit(
    "claim_storage_class",
    "Claim with another storage class",
    "Its storage class does not exist or is not that of the volume.",
    "Make the claim anew with the storage class of the volume (a claim cannot change it), or a volume with that of the claim",
  ),
  unfit(
    "claim_access_mode",
    "Claim with an access mode that no volume offers",
    "It asks for an access mode that the volume does not have.",
    "Make the claim anew with an access mode of the volume",
  ),
  unfit("claim_capacity", "Claim larger than its volume", "It asks for more than the volume has.", "Make the claim smaller, or the volume larger"),
  unfit(
    "claim_selector",
    "Claim whose selector matches no volume",
    "Its selector matches the labels of no volume.",
    "kubectl label pv VOLUME with the labels of the selector, or correct the selector",
  ),
  unfit(
    "volume_taken",
    "Volume that another claim holds",
    "The volume that it was meant for is bound to another claim, or was released by one.",
    "Free the volume (delete the other claim; for a Released one remove spec.claimRef), or make another",
  ),
  unfit(
    "claim_unbound",
    "Claim without a volume",
    "No volume fits it, and nothing provisions one.",
    "Make a volume that fits, or name a storage class that provisions",
  ),
  unfit(
    "claim_provisioning",
    "Volume that cannot be provisioned",
    "The provisioner of its storage class fails.",
    "kubectl logs of the provisioner; correct what its message names",
  ),
  unfit(
    "claim_lost",
    "Claim whose volume is gone",
    "The volume that it was bound to does not exist any more.",
    "Restore the data from a backup into a new volume",
  ),
  unfit(
    "claim_missing",
    "Claim that does not exist",
    "The pod names a claim that was never made, or was refused.",
    "kubectl apply the claim {claim} in namespace {namespace}",
  ),
  told({
    name: "volume_attach",
    title: "Volume that cannot follow its pod",
    says: [/Multi-Attach error|volume node affinity conflict/i],
    whys: [WAITS, ["Why does it not get it?", "The volume hangs on another node or zone."]],
    test: "kubectl get volumeattachments; the zone of the volume against that of the nodes.",
    now: ["See whether the old node is really gone, then delete its VolumeAttachment"],
    short: "Use the strategy Recreate for pods with a volume for one node.",
    medium: "Use storage classes that wait for the pod (WaitForFirstConsumer).",
    long: "Keep state in services that replicate it.",
    notCaught: "It only shows when a pod moves.",
  }),
  told({
    name: "volume_mount",
    title: "Volume that cannot be mounted",
    says: [/MountVolume\.SetUp failed|FailedMount|Unable to attach or mount volumes/i],
    whys: [WAITS, ["Why does it not get it?", "The node cannot mount it."]],
    test: "kubectl describe pod {pod} -n {namespace}; the log of the kubelet on {node}.",
    now: ["Correct what the message names (server, path, secret), then delete the pod to try again"],
    short: "Try the mount by hand on {node}.",
    medium: "Alert on FailedMount that lasts.",
    long: "Watch storage from inside the cluster.",
    notCaught: "Running pods keep their mounts.",
  }),
];
