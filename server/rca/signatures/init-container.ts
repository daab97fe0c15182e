import { told } from "./told.ts";

const LOOKS = {
  metrics: "Ready replicas below wanted from the rollout on.",
  logs: "The init container's last line: what it waits for or why it ended.",
  cluster: "Init:0/1, Init:Error or Init:CrashLoopBackOff.",
};

export const INIT_CONTAINER = [
  told({
    name: "init-waits",
    title: "Init container that does not end",
    looks: LOOKS,
    whys: [
      ["Why does {service} not answer?", "Pod {pod} has not started: its init container {container} does not end."],
      ["Why does it not?", "It waits for something that is not there."],
    ],
    test: "kubectl logs {pod} -n {namespace} -c {container}: what it waits for; then ask for that from the same namespace.",
    now: ["Bring what it waits for, or correct the name in {workload}"],
    short: "Give each wait a time limit and a last line that says what is missing.",
    medium: "Alert on pods that initialise for longer than ten minutes.",
    long: "Let programs retry by themselves instead of waiting before they start.",
    notCaught: "A pod that waits has neither restarts nor errors.",
  }),
];
