import { told } from "./told.ts";

const LOOKS = {
  metrics: "A step right after a change, in what it touched.",
  logs: "Lines that no release before wrote.",
  cluster: "A new replica set, image or config map.",
};

export const FAULTY_CHANGE = [
  told({
    name: "faulty-change",
    title: "Faulty change",
    looks: LOOKS,
    whys: [
      ["Why did {service} fail?", "It behaves otherwise since a change went live."],
      ["Why did the change go live?", "not established; usually: nothing between the change and the customers would have shown it."],
    ],
    test: "Take the change back on one instance or for a small share of the traffic: the errors end there and go on elsewhere.",
    now: ["Take the change back, or switch it off, and watch the figures that showed the trouble."],
    short: "Write the test that would have failed with this change, and let it through only with that test.",
    medium: "Let changes of this service reach a small share of the traffic first, and stop by itself when errors rise.",
    long: "Show changes beside the alerts of the services that they touch.",
    notCaught: "The tests before the release did not cover what the change touched, and it reached all customers at once.",
  }),
];
