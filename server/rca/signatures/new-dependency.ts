import { told } from "./told.ts";

const LOOKS = {
  metrics: "A call path appears that did not exist before.",
  logs: "Hosts in lines that were never named before.",
  cluster: "A rollout or a changed config map at that minute.",
};

export const NEW_DEPENDENCY = [
  told({
    name: "new-dependency",
    title: "Calls that were not made before",
    looks: LOOKS,
    whys: [
      ["Why is {service} in trouble?", "It began to call something that it did not call before, or hardly ever."],
      ["Why did it begin?", "Not established by metrics: a change of code or configuration, a flag, or a cache that was switched off."],
    ],
    test: "Compare the configuration and the version of {service} before and after the first such call.",
    now: ["Roll back the newest change of code or configuration of {service}."],
    short: "Ask who added the call, and what happens when it fails.",
    medium: "Alert on call paths that never existed before.",
    long: "Let new dependencies be reviewed like code.",
    notCaught: "New call paths raise no alert, for nothing was measured there before.",
  }),
];
