import { told } from "./told.ts";

const LOOKS = {
  metrics: "Calls that always followed become rare; errors and durations do not rise.",
  logs: "A line that every request wrote is missing.",
  cluster: "Nothing: pods are well.",
};

export const CODE_PATH_CUT = [
  told({
    name: "code-path-cut",
    title: "Code stops half-way",
    looks: LOOKS,
    whys: [
      ["Why do requests through {service} give wrong or empty results?", "Its code no longer reaches steps that it always took"],
      ["Why does it not reach them?", "It returns early or throws between two statements that used to follow each other"],
      ["Why does it do so now?", "A release, a flag or data that it meets for the first time leads it there"],
    ],
    test: "Follow one request through {service} before and after: the last step that both have, and the first that one lacks, bound the lines of code.",
    now: ["Roll {service} back to the release in which the missing step was still taken."],
    short: "Log the reason at each early return, and answer with an error rather than an empty result.",
    medium: "Alert when a step that every request takes becomes rare.",
    long: "Compare the paths of requests between releases before all traffic goes to the new one.",
    notCaught: "Requests still answered, and quickly: neither error rate nor latency showed that a part of the work was left out.",
  }),
];
