import { told } from "./told.ts";

const LOOKS = {
  metrics: "Calls between two services fall to nothing; each is well by itself.",
  logs: "Callers: “i/o timeout”, never “refused”.",
  cluster: "A NetworkPolicy that selects the callee and whose rules choose no caller.",
};

export const NETWORK_POLICY = [
  told({
    name: "network-policy",
    title: "Network policy that closes pods off",
    looks: LOOKS,
    whys: [["Why do calls to {service} time out?", "The network policy {object} lets nothing through to or from its pods."]],
    test: "kubectl describe networkpolicy {object} -n {namespace}; a call from a pod that the policy allows must pass.",
    now: ["Allow the callers in {object}, or remove the policy while it is corrected"],
    short: "List who has to reach {service}.",
    medium: "Try policies in a namespace with the same calls.",
    long: "Write policies from the graph of calls.",
    notCaught: "A policy drops silently; callers see a timeout.",
  }),
];
