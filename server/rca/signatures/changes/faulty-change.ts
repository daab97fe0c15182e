import type { Signature } from "../signature.ts";

export const FAULTY_CHANGE: Signature = {
  name: "faulty-change",
  title: "Faulty change",
  says: [],
  whys: [
    { why: "Why did {service} fail?", because: "It behaves otherwise since a change went live." },
    { why: "Why did the change go live?", because: "Nothing between the change and the customers would have shown it." },
  ],
  test: "Take the change back on one instance or for a small share of the traffic: the errors end there and go on elsewhere.",
  recommendations: [
    { horizon: "immediate", text: "Take the change back, or switch it off, and watch the figures that showed the trouble." },
    { horizon: "short", text: "Write the test that would have failed with this change, and let it through only with that test." },
    { horizon: "medium", text: "Let changes of this service reach a small share of the traffic first, and stop by itself when errors rise." },
    { horizon: "long", text: "Show changes beside the alerts of the services that they touch." },
  ],
  notCaught: "The tests before the release did not cover what the change touched, and it reached all customers at once.",
};
