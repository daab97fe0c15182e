import type { Signature } from "../signature.ts";

export const NEW_DEPENDENCY: Signature = {
  name: "new-dependency",
  title: "Calls that were not made before",
  says: [/unknown host|no such host/i],
  whys: [
    { why: "Why is {service} in trouble?", because: "It began to call something that it did not call before, or hardly ever." },
    { why: "Why did it begin?", because: "Not established by metrics: a change of code or configuration, a flag, or a cache that was switched off." },
  ],
  test: "Compare the configuration and the version of {service} before and after the first such call.",
  recommendations: [
    { horizon: "immediate", text: "Roll back the newest change of code or configuration of {service}." },
    { horizon: "medium", text: "Alert on call paths that never existed before." },
  ],
  notCaught: "New call paths raise no alert, for nothing was measured there before.",
};
