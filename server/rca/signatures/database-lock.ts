import { told } from "./told.ts";

const LOOKS = {
  metrics: "Lock waits and open transactions rise, CPU of the database falls.",
  logs: "“deadlock detected”, “lock wait timeout exceeded”.",
  cluster: "Nothing: pods are well.",
};

export const DATABASE_LOCK = [
  told({
    name: "database-lock",
    title: "Database locks",
    looks: LOOKS,
    says: [
      /\bdeadlock (?:detected|found)\b|\block wait timeout\b|\bcould not obtain lock\b|\bdatabase is locked\b|\block(?:ed)? by\b.{0,40}\bpid\b|\bLockAcquisition\w*|\bcanceling statement due to lock\b|\bwaiting for \w*lock\b/i,
    ],
    metrics: [{ name: /lock/i, direction: "up" }],
    whys: [
      ["Why did statements of {service} fail?", "They waited for a lock that others held"],
      ["Why was it held?", "A long transaction, a schema change, or two that take rows in different order"],
    ],
    test: "List who holds and who waits for locks, and since when.",
    now: ["End the transaction that holds the lock, once it is clear what it does."],
    short: "Take rows in one order, and keep transactions short.",
    medium: "Alert on waits for locks, and set a time limit for them.",
    long: "Run schema changes in steps that lock nothing.",
    notCaught: "Waits for locks were not measured.",
  }),
];
