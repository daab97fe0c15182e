import { told } from "./told.ts";

const LOOKS = {
  metrics: "Answers 404, 502 or 503 at the entry; inside nothing changes.",
  logs: "Controller: “error resolving backend”, “no object matching key”.",
  cluster: "An ingress or route without address, or whose backend, class or secret does not exist.",
};
const LONG = "Watch each public path from outside.";
const UNSEEN = "Inside of the cluster everything answers.";

export const INGRESS = [
  told({
    name: "ingress-backend",
    title: "Ingress that leads nowhere",
    looks: LOOKS,
    whys: [["Why do requests from outside fail?", "The ingress {object} leads to a service or port that is not there."]],
    test: "kubectl describe ingress {object} -n {namespace}",
    now: ["Correct the backend: kubectl edit ingress {object} -n {namespace}"],
    short: "Call each path from outside once.",
    medium: "Check ingresses against services in the pipeline.",
    long: LONG,
    notCaught: UNSEEN,
  }),
  told({
    name: "ingress-class",
    title: "Ingress that no controller serves",
    looks: LOOKS,
    whys: [["Why do requests from outside fail?", "No controller serves the class of ingress {object}."]],
    test: "kubectl get ingressclass",
    now: ["Set ingressClassName of {object} to one that exists"],
    short: "Set a default class.",
    medium: "Check classes in the pipeline.",
    long: LONG,
    notCaught: "An ingress without a controller reports no error.",
  }),
  told({
    name: "ingress-tls",
    title: "Certificate of an ingress that is missing",
    looks: LOOKS,
    whys: [["Why do callers from outside not trust {service}?", "The secret with its certificate does not exist."]],
    test: "kubectl get secret -n {namespace}",
    now: ["Issue the certificate anew into that secret"],
    short: "See whether the issuer works.",
    medium: "Watch certificates from outside, weeks before they end.",
    long: "Let an issuer renew them.",
    notCaught: "The controller serves its own certificate instead.",
  }),
  told({
    name: "gateway",
    title: "Gateway or route that is not accepted",
    looks: LOOKS,
    whys: [
      ["Why do requests from outside fail?", "The gateway or route {object} is not in force."],
      ["Why is it not?", "What it refers to does not exist or is not allowed."],
    ],
    test: "kubectl describe of {object} in {namespace}: conditions Accepted, ResolvedRefs and Programmed, with their messages.",
    now: ["Correct the reference that the condition names: kubectl edit {object} -n {namespace}"],
    short: "Call each host and path from outside once.",
    medium: "Alert on routes whose conditions are False.",
    long: "Check routes against services and secrets in the pipeline.",
    notCaught: UNSEEN,
  }),
];
