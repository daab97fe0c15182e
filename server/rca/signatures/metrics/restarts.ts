import type { Signature } from "../signature.ts";

export const RESTARTS: Signature = {
  name: "restarts",
  title: "Restarts",
  says: [/restart(ed|ing)/i],
  whys: [{ why: "Why does {service} drop requests?", because: "Its instances restart." }],
  test: "Read the last lines before each restart and the reason that the platform gives.",
  recommendations: [{ horizon: "immediate", text: "Read the reason of the last restart, then roll back or give more memory." }],
  notCaught: "A restart is quick and looks like recovery.",
};
