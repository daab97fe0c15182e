import type { Signature } from "../signature.ts";

export const DATABASE_LOCKS: Signature = {
  name: "database_lock",
  title: "Database locks",
  says: [
    /\bdeadlock (?:detected|found)\b|\block wait timeout\b|\bcould not obtain lock\b|\bdatabase is locked\b|\block(?:ed)? by\b.{0,40}\bpid\b|\bLockAcquisition\w*|\bcanceling statement due to lock\b|\bwaiting for \w*lock\b/i,
  ],
  metrics: [{ name: /lock/i, direction: "up" }],
  whys: [
    { why: "Why did statements of {service} fail?", because: "They waited for a lock that others held" },
    { why: "Why was it held?", because: "A long transaction, a schema change, or two that take rows in different order" },
  ],
  test: "List who holds and who waits for locks, and since when.",
  recommendations: [
    { horizon: "immediate", text: "End the transaction that holds the lock, once it is clear what it does." },
    { horizon: "short", text: "Take rows in one order, and keep transactions short." },
    { horizon: "medium", text: "Alert on waits for locks, and set a time limit for them." },
    { horizon: "long", text: "Run schema changes in steps that lock nothing." },
  ],
  notCaught: "Waits for locks were not measured.",
};
