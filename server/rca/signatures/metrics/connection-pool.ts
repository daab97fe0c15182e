import type { Signature } from "../signature.ts";

export const CONNECTION_POOL: Signature = {
  name: "connection-pool",
  title: "Connections exhausted",
  says: [/connection pool|too many (connections|clients)|pool exhausted/i],
  whys: [
    { why: "Why do requests to {service} wait or fail?", because: "Its connections are used up, and more are held than the calls explain." },
    { why: "Why are connections held?", because: "Not established by metrics: connections that are not given back, or slow statements." },
  ],
  test: "List open connections by age and by what they wait for.",
  recommendations: [
    { horizon: "immediate", text: "Restart the holders of idle connections, or raise the limit of the pool." },
    { horizon: "medium", text: "Alert at 80 % of the pool, and log who holds a connection for long." },
  ],
  notCaught: "Pools are invisible until they are empty.",
};
