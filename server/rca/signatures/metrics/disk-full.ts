import type { Signature } from "../signature.ts";

export const DISK_FULL: Signature = {
  name: "disk-full",
  title: "Disk full",
  says: [/no space left on device/i, /disk (is )?full/i, /ENOSPC/],
  whys: [{ why: "Why does {service} fail to write?", because: "Its disk has no space left." }],
  test: "List the largest folders and deleted files that are still held open.",
  recommendations: [
    { horizon: "immediate", text: "Free space: rotate logs, remove old files, or grow the volume." },
    { horizon: "medium", text: "Alert on the time until the disk is full, not only on the percentage." },
  ],
  notCaught: "A fixed threshold does not tell whether the disk is full in a day or in a year.",
};
