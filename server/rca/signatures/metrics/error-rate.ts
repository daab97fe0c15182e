import type { Signature } from "../signature.ts";

export const ERROR_RATE: Signature = {
  name: "error-rate",
  title: "Errors",
  says: [/error rate|5\d\d (errors|responses)/i],
  whys: [{ why: "Why do calls to {service} fail?", because: "It answers with errors that no service below it explains." }],
  test: "Read the errors of {service} in its logs from the first minute on.",
  recommendations: [
    { horizon: "immediate", text: "Roll back the newest change to {service}." },
    { horizon: "short", text: "Read its log lines at error level from the beginning on." },
  ],
  notCaught: "A small share of errors stays below thresholds over all requests.",
};
