import { told } from "./told.ts";

const LOOKS = {
  metrics: "All that runs on one machine worsens together.",
  logs: "“I/O error”, “preempted”.",
  cluster: "One node not ready or under pressure; others well.",
};

export const MACHINE_TROUBLE = [
  told({
    name: "machine-trouble",
    title: "Trouble of a machine",
    looks: LOOKS,
    whys: [["Why did {service} fail?", "The machine that it runs on, or what runs beside it, took away what it needs."]],
    test: "Move an instance to another machine: it is well there.",
    now: ["Move the service off that machine, and take the machine out of use."],
    short: "Spread instances over machines and zones.",
    medium: "Set requests and limits for what shares machines with it.",
    long: "Replace machines that show errors instead of mending them.",
    notCaught: "The state of machines is not tied to the alerts of the services on them.",
  }),
];
