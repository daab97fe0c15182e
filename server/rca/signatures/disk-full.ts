import { told } from "./told.ts";

const LOOKS = {
  metrics: "Free space or inodes of one volume reach zero; writes fail, reads go on.",
  logs: "“no space left on device”, ENOSPC, a file system turned read-only.",
  cluster: "DiskPressure of the node, pods evicted for ephemeral storage.",
};

export const DISK_FULL = [
  told({
    name: "disk-full",
    title: "Disk full",
    looks: LOOKS,
    says: [
      /\bno space left on device\b|\bENOSPC\b|\bdisk (?:is )?full\b|\bdisk quota exceeded\b|\bcould not (?:extend|write) .{0,60}(?:space|disk)|\bnot enough (?:disk )?space\b|\blow disk watermark|\bflood[- ]stage/i,
      /\bread-only file ?system\b|\bread_only_allow_delete\b/i,
    ],
    metrics: [{ name: /disk|filesystem|fs_/i, direction: "up" }],
    whys: [
      ["Why could {service} not write?", "The disk that it writes to is full"],
      ["Why is it full?", "Data, logs or temporary files grow faster than they are removed"],
    ],
    test: "List the largest folders and the growth of the disk over the last days.",
    now: ["Free space: rotated logs, temporary files, old images; or enlarge the volume."],
    short: "Rotate and expire what grows.",
    medium: "Alert on the day on which the disk will be full, not only on its level.",
    long: "Keep data, logs and temporary files on separate volumes.",
    notCaught: "Free space was not projected into the future.",
  }),
];
