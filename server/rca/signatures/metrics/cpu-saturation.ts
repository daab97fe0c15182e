import type { Signature } from "../signature.ts";

export const CPU_SATURATION: Signature = {
  name: "cpu-saturation",
  title: "CPU saturation",
  says: [/\bcpu (usage|utili[sz]ation|load) (is |at )?(high|9\d|100)/i, /high cpu/i],
  whys: [
    { why: "Why are calls to {service} slow?", because: "It has no CPU time left, so requests wait for their turn." },
    {
      why: "Why does {service} use so much CPU?",
      because: "Not established by metrics: a busy loop, a heavier query or input, or another process on the same CPU.",
    },
  ],
  test: "Compare CPU with requests: if CPU rose and requests did not, the work for each request or another process grew; a CPU profile names it.",
  recommendations: [
    { horizon: "immediate", text: "Add instances of {service} or raise its CPU limit, and roll back the newest change to it." },
    { horizon: "short", text: "Take a CPU profile of {service} under load and remove the hot spot." },
    { horizon: "medium", text: "Alert on CPU against its limit together with latency, not on latency alone." },
  ],
  notCaught: "CPU is usually watched as an average over all instances and long windows, which hides one busy instance.",
};
