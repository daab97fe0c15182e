import { told } from "./told.ts";

const LOOKS = {
  metrics: "Errors rise, and no service below explains it.",
  logs: "New lines at error level from the first minute on.",
  cluster: "Nothing, or a rollout at that minute.",
};

export const ERROR_RATE = [
  told({
    name: "error-rate",
    title: "Errors",
    looks: LOOKS,
    whys: [["Why do calls to {service} fail?", "It answers with errors that no service below it explains."]],
    test: "Read the errors of {service} in its logs from the first minute on.",
    now: ["Roll back the newest change to {service}."],
    short: "Read its log lines at error level from the beginning on.",
    medium: "Alert on errors by operation.",
    long: "Let releases reach a small share of the traffic first.",
    notCaught: "A small share of errors stays below thresholds over all requests.",
  }),
];
