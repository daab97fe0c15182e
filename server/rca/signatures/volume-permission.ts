import { told } from "./told.ts";

const LOOKS = {
  metrics: "Writes fail from the first one on.",
  logs: "“permission denied”, EACCES, EROFS on a path of the volume.",
  cluster: "A container that ends at start; fsGroup or runAsUser that do not fit the volume.",
};

export const VOLUME_PERMISSION = [
  told({
    name: "volume-permission",
    title: "Volume that may not be written",
    looks: LOOKS,
    whys: [
      ["Why does {service} not answer?", "A container of pod {pod} does not stay up."],
      ["Why does it end?", "It may not write where it has to: permission denied."],
      ["Why may it not?", "Owner and mode of the volume do not fit the user that it runs as."],
    ],
    test: "kubectl exec {pod} -n {namespace} -- sh -c 'id; ls -ldn PATH': the user must own the path or be in its group.",
    now: ["Set securityContext.fsGroup (or runAsUser) of {workload} to the owner of the volume"],
    short: "Prepare host paths with their owner, or use volumes for which the kubelet sets it.",
    medium: "Test with the same user and a fresh volume.",
    long: "Refuse hostPath by policy.",
    notCaught: "It worked with another user, or with a volume that somebody had prepared.",
  }),
];
