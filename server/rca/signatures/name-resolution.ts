import { told } from "./told.ts";

const LOOKS = {
  metrics: "Failed lookups rise at many callers in the same second.",
  logs: "“no such host”, NXDOMAIN, EAI_AGAIN, “temporary failure in name resolution”.",
  cluster: "Pods of the cluster's DNS that are not ready; a service that no longer exists.",
};

export const NAME_RESOLUTION = [
  told({
    name: "name-not-resolved",
    title: "Name not resolved",
    looks: LOOKS,
    says: [
      /\b(?:no such host|could not resolve (?:host|hostname)?|name or service not known|temporary failure in name resolution|nxdomain|servfail|unknown ?host(?:exception)?|ENOTFOUND|EAI_AGAIN|getaddrinfo (?:failed|error)|nodename nor servname|dns (?:lookup|resolution|query) .{0,30}(?:fail\w*|timed? ?-?out|error)|lookup \S+ .{0,60}(?:i\/o timeout|server misbehaving))\b/i,
    ],
    metrics: [{ name: /dns/i, direction: "up" }],
    whys: [
      ["Why did calls of {service} fail?", "The name of the other side did not resolve"],
      ["Why did it not resolve?", "The name is wrong or gone, or the resolver does not answer"],
    ],
    test: "Resolve the name from the same place with the same resolver, and another name beside it.",
    now: ["Correct the name, or restart the resolver."],
    short: "Cache answers on the node and set a search list that needs few queries.",
    medium: "Alert on failing and slow lookups.",
    long: "Check names of dependencies at start and refuse to start without them.",
    notCaught: "Lookups are not measured apart from the calls they precede.",
  }),
  told({
    name: "cluster-dns-down",
    title: "DNS of the cluster that does not answer",
    looks: LOOKS,
    whys: [
      ["Why do calls fail everywhere?", "Names of services are not resolved."],
      ["Why are they not?", "The DNS of the cluster does not run."],
    ],
    test: "kubectl exec of any pod: nslookup kubernetes.default",
    now: ["kubectl rollout restart deployment coredns -n kube-system"],
    short: "Read the log of the DNS pods.",
    medium: "Watch name resolution from inside.",
    long: "Run DNS caches on each node and more than two replicas.",
    notCaught: "Each program reports its own failed call, none the name.",
  }),
];
