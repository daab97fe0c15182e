import { told } from "./told.ts";

const LOOKS = {
  metrics: "Calls to one outside address fail or slow; everything inside is well.",
  logs: "“bad gateway”, “maintenance”, “external API … unavailable”.",
  cluster: "Nothing: pods are well.",
};

export const PROVIDER_OUTAGE = [
  told({
    name: "provider-outage",
    title: "A third party fails",
    looks: LOOKS,
    says: [
      /\b(?:external|third[- ]party|upstream|vendor|provider|remote|payment gateway)\b.{0,60}\b(?:api|service|provider|server|gateway)?\b.{0,60}\b(?:unavail\w*|fail\w*|error|down|timed? ?-?out|unreach\w*|maintenance|returned (?:http )?[45]\d\d|connect\w*)\b/i,
      /\b(?:cannot|could not|unable to|failed to) (?:connect to|reach|call) (?:the )?(?:external|third[- ]party|upstream|remote)\b|\bmaintenance window\b|\bbad gateway\b|\b50[23]\b.{0,40}\bfrom (?:upstream|https?:)/i,
    ],
    whys: [
      ["Why did work of {service} fail?", "Something outside that it calls did not answer"],
      ["Why did it not answer?", "The third party was down, in maintenance, or refused the calls"],
    ],
    test: "Call it from another network at the same time, and read the third party's status page.",
    now: ["Tell users what does not work, and retry later what can wait."],
    short: "Break the circuit, and keep work for later instead of failing it.",
    medium: "Watch the third party from outside, and subscribe to its maintenance notices.",
    long: "Have a second provider, or a way to go on without.",
    notCaught: "Nobody was told of the third party's maintenance, and calls to it have no alert.",
  }),
];
