import type { Signature } from "../signature.ts";

export const REPLICATION_LAG: Signature = {
  name: "replication_lag",
  title: "Replica lags behind",
  says: [
    /\breplica(?:tion)?\b.{0,60}\b(?:lag\w*|behind|delay\w*|stopped|broken|conflict)\b|\bseconds_behind_master\b|\bconflict with recovery\b|\bstale read\b|\bWAL segment .{0,40}removed\b/i,
  ],
  metrics: [{ name: /lag|behind/i, direction: "up" }],
  whys: [
    { why: "Why does {service} read old data?", because: "Its replica lags behind the primary" },
    { why: "Why does it lag?", because: "More is written than it can apply, or something on it blocks" },
  ],
  test: "Compare positions of primary and replica, and what the replica waits for.",
  recommendations: [
    { horizon: "immediate", text: "Read from the primary while the replica catches up." },
    { horizon: "short", text: "Keep long queries off replicas." },
    { horizon: "medium", text: "Alert on lag in seconds." },
    { horizon: "long", text: "Let readers state how old data may be." },
  ],
  notCaught: "Lag was not measured, or only while replication ran.",
};
