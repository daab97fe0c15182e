import { told } from "./told.ts";

const LOOKS = {
  metrics: "Queue and time of disk operations rise, CPU waits for I/O.",
  logs: "“slow fsync”, “I/O wait”.",
  cluster: "Nothing, or probes that time out for all pods of one node.",
};

export const DISK_IO = [
  told({
    name: "disk-io",
    title: "Disk saturation",
    looks: LOOKS,
    whys: [["Why is {service} slow?", "Its disk is busy with much more traffic than usual, so reads and writes wait."]],
    test: "Look at the queue and the time of each operation of the device, and at which process causes the traffic.",
    now: ["Stop or move what writes or reads so much beside {service} (backup, compaction, logs)."],
    short: "Give what writes most a disk of its own.",
    medium: "Alert on disk latency and on the use of the I/O budget.",
    long: "Choose disks by measured operations a second.",
    notCaught: "Disk latency is rarely on a dashboard of a service.",
  }),
];
