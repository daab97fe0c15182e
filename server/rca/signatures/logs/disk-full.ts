import type { Signature } from "../signature.ts";

export const DISK_FULL: Signature = {
  name: "disk_full",
  title: "Disk full",
  says: [
    /\bno space left on device\b|\bENOSPC\b|\bdisk (?:is )?full\b|\bdisk quota exceeded\b|\bcould not (?:extend|write) .{0,60}(?:space|disk)|\bnot enough (?:disk )?space\b|\blow disk watermark|\bflood[- ]stage/i,
    /\bread-only file ?system\b|\bread_only_allow_delete\b/i,
  ],
  metrics: [{ name: /disk|filesystem|fs_/i, direction: "up" }],
  whys: [
    { why: "Why could {service} not write?", because: "The disk that it writes to is full" },
    { why: "Why is it full?", because: "Data, logs or temporary files grow faster than they are removed" },
  ],
  test: "List the largest folders and the growth of the disk over the last days.",
  recommendations: [
    { horizon: "immediate", text: "Free space: rotated logs, temporary files, old images; or enlarge the volume." },
    { horizon: "short", text: "Rotate and expire what grows." },
    { horizon: "medium", text: "Alert on the day on which the disk will be full, not only on its level." },
    { horizon: "long", text: "Keep data, logs and temporary files on separate volumes." },
  ],
  notCaught: "Free space was not projected into the future.",
};
