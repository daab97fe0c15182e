import type { Signature } from "../signature.ts";

export const CODE_PATH_CUT: Signature = {
  name: "code_path_cut",
  title: "Code stops half-way",
  says: [],
  whys: [
    { why: "Why do requests through {service} give wrong or empty results?", because: "Its code no longer reaches steps that it always took" },
    { why: "Why does it not reach them?", because: "It returns early or throws between two statements that used to follow each other" },
    { why: "Why does it do so now?", because: "A release, a flag or data that it meets for the first time leads it there" },
  ],
  test: "Follow one request through {service} before and after: the last step that both have, and the first that one lacks, bound the lines of code.",
  recommendations: [
    { horizon: "immediate", text: "Roll {service} back to the release in which the missing step was still taken." },
    { horizon: "short", text: "Log the reason at each early return, and answer with an error rather than an empty result." },
    { horizon: "medium", text: "Alert when a step that every request takes becomes rare." },
    { horizon: "long", text: "Compare the paths of requests between releases before all traffic goes to the new one." },
  ],
  notCaught: "Requests still answered, and quickly: neither error rate nor latency showed that a part of the work was left out.",
};
