import type { Signature } from "../signature.ts";

export const FILE_DESCRIPTORS: Signature = {
  name: "file-descriptors",
  title: "File descriptors exhausted",
  says: [/too many open files/i],
  whys: [{ why: "Why does {service} fail to open files or sockets?", because: "It holds almost as many as it may." }],
  test: "List the open files of the process and group them by kind.",
  recommendations: [
    { horizon: "immediate", text: "Restart {service} or raise its limit of open files." },
    { horizon: "medium", text: "Alert on open files against the limit." },
  ],
  notCaught: "The limit is set by the system and seldom watched.",
};
