import { told } from "./told.ts";

const LOOKS = {
  metrics: "All calls to one dependency fail from the rollout on.",
  logs: "“no such host” or “connection refused” with the address in it.",
  cluster: "A variable of the container that names a host or port no service has.",
};

export const WRONG_ADDRESS = [
  told({
    name: "wrong-address",
    title: "Address of another service that is wrong",
    looks: LOOKS,
    whys: [
      ["Why do requests to {service} fail?", "It calls an address at which nothing answers."],
      ["Why that address?", "Its environment variable {variable} says so."],
      ["Why does it say so?", "not established; a mistyped name or a service that was renamed does this"],
    ],
    test: "kubectl get svc -A: compare host and port with the variable. kubectl exec {pod} -n {namespace} -- nslookup HOST.",
    now: ["kubectl set env deployment/{workload} -n {namespace} {variable}=HOST:PORT"],
    short: "Search other workloads for the same address.",
    medium: "Let programs check at start that their addresses resolve, and say which does not.",
    long: "Take addresses from one place, not from each manifest.",
    notCaught: "The pod is ready: its readiness does not ask what it depends on.",
  }),
];
