import type { Signature } from "../signature.ts";

export const CPU_THROTTLING: Signature = {
  name: "cpu-throttling",
  title: "CPU throttling",
  says: [/throttl(ed|ing)/i],
  whys: [{ why: "Why is {service} slow although its CPU usage is moderate?", because: "Its CPU limit stops it for part of each scheduling period." }],
  test: "Compare throttled periods with all periods of the container: above a few percent, latency suffers.",
  recommendations: [
    { horizon: "immediate", text: "Raise the CPU limit of {service} or remove it." },
    { horizon: "medium", text: "Set requests and limits from measured peaks, and alert on the share of throttled periods." },
  ],
  notCaught: "Average CPU usage looks fine while a container is throttled in bursts.",
};
