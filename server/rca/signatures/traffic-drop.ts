import { told } from "./told.ts";

const LOOKS = {
  metrics: "Requests fall below all comparable hours; CPU falls with them.",
  logs: "Fewer lines, no new errors.",
  cluster: "Nothing here; look at the entry, DNS and callers.",
};

export const TRAFFIC_DROP = [
  told({
    name: "traffic-drop",
    title: "Traffic drop",
    looks: LOOKS,
    whys: [["Why does {service} get fewer requests?", "Something before it fails, waits or sends them elsewhere."]],
    test: "Follow the requests upstream to the first place where they still arrive.",
    now: ["Check load balancer, DNS and callers of {service}."],
    short: "Name who stopped sending, by client and path.",
    medium: "Alert on traffic below its usual level for the time of day.",
    long: "Watch the path from outside, as users come.",
    notCaught: "Alerts watch for too much, rarely for too little.",
  }),
];
