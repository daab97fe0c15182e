import { told } from "./told.ts";

const LOOKS = {
  metrics: "Connections in use reach the pool's size, waiting time for one grows, CPU stays low.",
  logs: "“timed out waiting for connection”, “too many clients”, “pool exhausted”.",
  cluster: "Pods run and are ready, or fail a readiness probe that needs the database.",
};

export const CONNECTION_POOL = [
  told({
    name: "connection-pool",
    title: "Connection pool exhausted",
    looks: LOOKS,
    says: [
      /\b(?:connection |thread |client |db |database )?pool\b.{0,60}\b(?:exhaust\w*|full|empty|starv\w*|timed? ?-?out|max(?:imum)? (?:size )?reached|no (?:free|idle|available))/i,
      /\b(?:could not|cannot|unable to|failed to|timeout) (?:acquire|acquiring|get|obtain|waiting for|borrow)\w*(?: a| an)?(?: \w+){0,2} connection/i,
      /\btimeout waiting for (?:a |an )?(?:\w+ )?connection|\bconnection is not available, request timed out/i,
      /\b(?:too many (?:clients|connections)|remaining connection slots|no available connection|max_connections|connection limit (?:exceeded|reached))\b/i,
      /\bpool (?:nearly |almost )?exhausted|\bhigh (?:connection )?pool usage|\bqueuepool limit/i,
    ],
    metrics: [{ name: /connections?_(?:active|used|in_use)|pool_(?:usage|used|active)|waiting/i, direction: "up" }],
    whys: [
      ["Why did requests to {service} fail?", "They waited for a connection that never became free"],
      ["Why was no connection free?", "All connections of the pool were in use: they are held too long, leak, or are too few for the load"],
      ["Why were they held?", "Slow queries, a missing release on an error path, or more concurrent requests than the pool was sized for"],
    ],
    test: "Compare connections in use with the pool's size at the first error, and the time a connection is held before and after; a leak grows without load, a burst follows the load.",
    now: ["Restart the instances of {service} that hold connections, or raise the pool within the database's own limit."],
    short: "Release connections on every path, errors included, and set a time limit for holding one.",
    medium: "Alert at 80 % of the pool, and detect connections that are held too long.",
    long: "Size pools by load tests, and keep a budget of connections across all clients of a database.",
    notCaught: "The pool's use was not watched: it shows only when requests already wait.",
  }),
];
