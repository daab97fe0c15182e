import type { Signature } from "../signature.ts";

export const DISK_IO: Signature = {
  name: "disk-io",
  title: "Disk saturation",
  says: [/i\/o wait|iowait|disk (is )?busy/i],
  whys: [{ why: "Why is {service} slow?", because: "Its disk is busy with much more traffic than usual, so reads and writes wait." }],
  test: "Look at the queue and the time of each operation of the device, and at which process causes the traffic.",
  recommendations: [
    { horizon: "immediate", text: "Stop or move what writes or reads so much beside {service} (backup, compaction, logs)." },
    { horizon: "medium", text: "Alert on disk latency and on the use of the I/O budget." },
  ],
  notCaught: "Disk latency is rarely on a dashboard of a service.",
};
