import { told } from "./told.ts";

const LOOKS = {
  metrics: "Open files reach the limit of the process in a straight line.",
  logs: "“too many open files”, EMFILE.",
  cluster: "Restarts that bring it back for a while.",
};

export const FILE_DESCRIPTORS = [
  told({
    name: "file-descriptors",
    title: "File descriptors exhausted",
    looks: LOOKS,
    whys: [["Why does {service} fail to open files or sockets?", "It holds almost as many as it may."]],
    test: "List the open files of the process and group them by kind.",
    now: ["Restart {service} or raise its limit of open files."],
    short: "Close files and sockets on every path, errors included.",
    medium: "Alert on open files against the limit.",
    long: "Test for hours and compare what is open at the beginning and the end.",
    notCaught: "The limit is set by the system and seldom watched.",
  }),
];
