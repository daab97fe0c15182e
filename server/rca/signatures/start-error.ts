import { told } from "./told.ts";

const LOOKS = {
  metrics: "Nothing is ever served by the new pods.",
  logs: "None: the program does not begin.",
  cluster: "StartError or RunContainerError, “executable file not found”.",
};

export const START_ERROR = [
  told({
    name: "start-error",
    title: "Command that cannot be started",
    looks: LOOKS,
    whys: [
      ["Why does {service} not answer?", "A container of pod {pod} does not stay up."],
      ["Why does it not start?", "Its command does not exist in the image or cannot be run."],
    ],
    test: "kubectl debug {pod} -n {namespace} --image=IMAGE -it -- which {command}",
    now: [
      "Correct the command of container {container}: kubectl edit deployment {workload} -n {namespace} (for a pod without a controller: delete it and create it anew)",
    ],
    short: "Search other manifests for the same command.",
    medium: "Start each image with its real command in the pipeline.",
    long: "Keep commands in the image, not in manifests.",
    notCaught: "The manifest was never run before.",
  }),
];
