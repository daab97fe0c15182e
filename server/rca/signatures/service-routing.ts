import { told } from "./told.ts";

const LOOKS = {
  metrics: "Requests of the service fall to nothing while its pods are calm.",
  logs: "Callers: “connection refused”, “no endpoints available”.",
  cluster: "Endpoints <none> or with a port on which nothing listens; selector and labels differ.",
};
const FIRST = ["Why do calls to {service} fail?", "Its service leads nowhere, while its pods run."] as const;
const UNSEEN = "The pods are ready; only callers notice.";
const MEDIUM = "Check services against containers in the pipeline.";

export const SERVICE_ROUTING = [
  told({
    name: "service-selector",
    title: "Service whose selector chooses no pod",
    looks: LOOKS,
    whys: [FIRST, ["Why does it?", "Its selector matches the labels of no pod."]],
    test: "kubectl get endpoints {object} -n {namespace}; kubectl describe service {object} -n {namespace}; kubectl get pods -n {namespace} --show-labels.",
    now: ["Correct the selector: kubectl edit service {object} -n {namespace}"],
    short: "Look at services that were changed with it.",
    medium: "Alert on services without endpoints.",
    long: "Write labels and selectors from one value.",
    notCaught: UNSEEN,
  }),
  told({
    name: "service-port",
    title: "Service that forwards to the wrong port",
    looks: LOOKS,
    whys: [FIRST, ["Why does it?", "Its target port is none on which the pods listen."]],
    test: "kubectl get endpoints {object} -n {namespace}; kubectl describe service {object} -n {namespace}: the port of the endpoints against the ports of the containers.",
    now: ["Correct targetPort: kubectl edit service {object} -n {namespace}"],
    short: "Name the ports of containers and use the names as target ports.",
    medium: MEDIUM,
    long: "Write both from one value.",
    notCaught: UNSEEN,
  }),
  told({
    name: "service-protocol",
    title: "Service in the wrong protocol",
    looks: LOOKS,
    whys: [FIRST, ["Why does it?", "It offers the port in another protocol than its pods speak."]],
    test: "kubectl get endpoints {object} -n {namespace}; kubectl describe service {object} -n {namespace}: /TCP against /UDP.",
    now: ["Correct protocol of the port: kubectl edit service {object} -n {namespace}"],
    short: "Look for other ports with a protocol that is not TCP.",
    medium: MEDIUM,
    long: "Leave the protocol out where TCP is meant.",
    notCaught: UNSEEN,
  }),
  told({
    name: "service-missing",
    title: "Service that does not exist",
    looks: LOOKS,
    whys: [["Why do names of {service} not resolve?", "The service that it names does not exist."]],
    test: "kubectl get service -n {namespace}",
    now: ["kubectl apply the service that is missing"],
    short: "See who deleted it (audit log).",
    medium: "Alert on names that stop resolving.",
    long: "Write service and workload from one chart.",
    notCaught: UNSEEN,
  }),
  told({
    name: "external-name",
    title: "Service that points to a name outside",
    looks: LOOKS,
    whys: [
      ["Why do calls to {service} fail?", "It is an alias for a name outside of the cluster, and that name does not resolve."],
      ["Why not?", "not established; a host that was retired or a typing error does this"],
    ],
    test: "kubectl get service {object} -n {namespace} -o yaml: externalName; then nslookup of it from a pod.",
    now: ["Correct externalName: kubectl edit service {object} -n {namespace}"],
    short: "Search other services for the same name.",
    medium: "Watch names outside that services depend on.",
    long: "Change names of databases together with those who use them.",
    notCaught: "An alias has no endpoints that could be counted.",
  }),
  told({
    name: "load-balancer",
    title: "Load balancer that gets no address",
    looks: LOOKS,
    whys: [
      ["Why is {service} not reached from outside?", "Its load balancer has no address."],
      ["Why not?", "Nothing in the cluster provides load balancers, or the provider refused it."],
    ],
    test: "kubectl describe service {object} -n {namespace}: its events; the log of the cloud controller.",
    now: ["Correct what the event names; without a provider use an ingress or a NodePort"],
    short: "Read the quota of addresses and load balancers at the provider.",
    medium: "Alert on services whose address is pending for minutes.",
    long: "Share one entry between services.",
    notCaught: "Inside of the cluster everything answers.",
  }),
];
