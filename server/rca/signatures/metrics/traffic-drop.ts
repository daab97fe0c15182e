import type { Signature } from "../signature.ts";

export const TRAFFIC_DROP: Signature = {
  name: "traffic-drop",
  title: "Traffic drop",
  says: [/traffic (drop|loss)|no traffic/i],
  whys: [{ why: "Why does {service} get fewer requests?", because: "Something before it fails, waits or sends them elsewhere." }],
  test: "Follow the requests upstream to the first place where they still arrive.",
  recommendations: [
    { horizon: "immediate", text: "Check load balancer, DNS and callers of {service}." },
    { horizon: "medium", text: "Alert on traffic below its usual level for the time of day." },
  ],
  notCaught: "Alerts watch for too much, rarely for too little.",
};
