import { told } from "./told.ts";

const LOOKS = {
  metrics: "Restarts step up; requests are served in short bursts.",
  logs: "The last line before the end says what is lacking.",
  cluster: "CrashLoopBackOff, last state Error with its exit code.",
};

export const CRASH_LOOP = [
  told({
    name: "crash-loop",
    title: "Program that ends by itself",
    looks: LOOKS,
    whys: [
      ["Why does {service} not answer?", "A container of pod {pod} does not stay up."],
      ["Why does it end?", "The program itself exits with an error."],
    ],
    test: "kubectl logs {pod} -n {namespace} -c {container} --previous: the last lines before the end name what it lacks.",
    now: [
      "kubectl logs {pod} -n {namespace} -c {container} --previous",
      "when it began with a change: kubectl rollout undo deployment {workload} -n {namespace}",
    ],
    short: "Give it what its last line asks for (a variable, a file, a database that answers).",
    medium: "Let it wait for what it needs instead of ending, and say in one line what is missing.",
    long: "Start each release once against real configuration before it is rolled out.",
    notCaught: "The rollout counted as done before the program had failed.",
  }),
  told({
    name: "restarts",
    title: "Restarts",
    looks: LOOKS,
    whys: [["Why does {service} drop requests?", "Its instances restart."]],
    test: "Read the last lines before each restart and the reason that the platform gives.",
    now: ["Read the reason of the last restart, then roll back or give more memory."],
    short: "Give it what its last line before the end asks for.",
    medium: "Alert on restarts, not only on what is down.",
    long: "Let it wait for what it needs instead of ending.",
    notCaught: "A restart is quick and looks like recovery.",
  }),
];
