import { told } from "./told.ts";

const LOOKS = {
  metrics: "Seconds behind the primary grow steadily; reads from replicas are old.",
  logs: "“replica lag”, “conflict with recovery”, “WAL segment removed”.",
  cluster: "The replica's pod is ready all the time.",
};

export const REPLICATION_LAG = [
  told({
    name: "replication-lag",
    title: "Replica lags behind",
    looks: LOOKS,
    says: [
      /\breplica(?:tion)?\b.{0,60}\b(?:lag\w*|behind|delay\w*|stopped|broken|conflict)\b|\bseconds_behind_master\b|\bconflict with recovery\b|\bstale read\b|\bWAL segment .{0,40}removed\b/i,
    ],
    metrics: [{ name: /lag|behind/i, direction: "up" }],
    whys: [
      ["Why does {service} read old data?", "Its replica lags behind the primary"],
      ["Why does it lag?", "More is written than it can apply, or something on it blocks"],
    ],
    test: "Compare positions of primary and replica, and what the replica waits for.",
    now: ["Read from the primary while the replica catches up."],
    short: "Keep long queries off replicas.",
    medium: "Alert on lag in seconds.",
    long: "Let readers state how old data may be.",
    notCaught: "Lag was not measured, or only while replication ran.",
  }),
];
