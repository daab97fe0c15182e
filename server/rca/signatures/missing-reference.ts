import { told } from "./told.ts";

const LOOKS = {
  metrics: "Nothing.",
  logs: "“… not found”, “No resources found”.",
  cluster: "An object that names another one which does not exist.",
};

export const MISSING_REFERENCE = [
  told({
    name: "not-found",
    title: "Reference to something that does not exist",
    looks: LOOKS,
    whys: [["Why does {service} not come about?", "It refers to {missing}, which does not exist."]],
    test: "kubectl get for the named thing; compare the names letter by letter.",
    now: ["Correct the name {missing}, or create what it names"],
    short: "Search for other places with the same name.",
    medium: "Check references in the pipeline.",
    long: "Create namespaces and the like from the same source as what uses them.",
    notCaught: "Nothing checks names before they are used.",
  }),
  told({
    name: "nothing-of-kind",
    title: "Kind of which there is nothing",
    looks: LOOKS,
    whys: [["Why does nothing happen?", "What should act has no object to act on."]],
    test: "kubectl api-resources and kubectl get of the kind in all namespaces.",
    now: ["Install what defines the kind, or create the object that is missing"],
    short: "See whether it was deleted, and by whom.",
    medium: "Keep such objects with the workload that needs them.",
    long: "Alert when an object that others rely on disappears.",
    notCaught: "What is not there raises no alert.",
  }),
];
