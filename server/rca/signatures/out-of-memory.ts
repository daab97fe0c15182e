import { told } from "./told.ts";

const LOOKS = {
  metrics: "Memory climbs to the limit and falls to nothing; restarts step up.",
  logs: "“out of memory”, “Java heap space”, “Killed”, or no last line at all.",
  cluster: "Last state OOMKilled, exit code 137, a growing restart count.",
};

export const OUT_OF_MEMORY = [
  told({
    name: "out-of-memory",
    title: "Out of memory",
    looks: LOOKS,
    says: [
      /\bout ?of ?memory\b|\bOutOfMemory(?:Error|Exception)\b|\boom[- _]?kill\w*/i,
      /\b(?:java heap space|gc overhead limit exceeded|metaspace|cannot allocate memory|heap out of memory|allocation failed|memoryerror|bad_alloc|killed process \d+)\b/i,
    ],
    metrics: [{ name: /mem(?:ory)?|heap|rss/i, direction: "up" }],
    shownBy: /OOMKilled|OOM-killed/,
    whys: [
      ["Why does {service} not answer?", "A container of pod {pod} does not stay up."],
      ["Why does it end?", "The kernel kills it when it passes its memory limit (OOMKilled, exit code 137)."],
      ["Why does it need more than its limit?", "not established; a limit that is too low and a leak look alike until its use is seen over time"],
    ],
    test: "Watch its memory from start on (kubectl top pod {pod} -n {namespace} --containers): a steady climb is a leak, a jump at start a limit that is too low.",
    now: [
      "kubectl set resources deployment {workload} -n {namespace} -c {container} --limits=memory=AMOUNT, twice what it uses at its peak",
      "or, when it began with a change: kubectl rollout undo deployment {workload} -n {namespace}",
    ],
    short: "Alert at 90 % of the memory limit, before the kernel acts.",
    medium: "Tell the runtime its limit (heap size, GOMEMLIMIT) so that it collects earlier.",
    long: "Test with real load for hours and watch memory.",
    notCaught: "Restarts were fast enough that nobody looked, and no alert watches memory against limits.",
  }),
];
