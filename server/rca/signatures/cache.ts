import { told } from "./told.ts";

const LOOKS = {
  metrics: "Hits fall or evictions rise, and load moves to what stands behind.",
  logs: "“redis … timed out”, “CLUSTERDOWN”, “failed to read from cache”.",
  cluster: "The cache's pod restarted, was evicted, or lost its volume.",
};
const LONG = "Size what stands behind for a cold cache.";

export const CACHE = [
  told({
    name: "cache-failure",
    title: "Cache in trouble",
    looks: LOOKS,
    says: [
      /\b(?:redis|memcached?|valkey|cache|elasticache)\b.{0,80}\b(?:timed? ?-?out|TimeoutError|refused|unavailable|down|evict\w*|OOM|full|error|fail\w*|miss(?:es| rate)|lost|not ready|loading)\b/i,
      /\b(?:fail\w*|unable|error)\b.{0,60}\b(?:redis|memcached?|valkey|cache)\b|\bMISCONF\b|\bREADONLY You can'?t write\b|\bCLUSTERDOWN\b/i,
    ],
    metrics: [{ name: /cache|hit|evict/i, direction: "down" }],
    whys: [
      ["Why does {service} fail or slow down?", "Its cache does not answer, or no longer holds what it asks for"],
      ["Why does the cache not answer?", "It is down, full, cut off, or overloaded by what it once served"],
    ],
    test: "Ask the cache from the same place for its state, memory and slow commands; compare hits before and after.",
    now: ["Bring the cache back, or let {service} go on without it at a reduced rate."],
    short: "Treat a failing cache as a miss, with a short time limit.",
    medium: "Alert on the share of hits and on evictions.",
    long: LONG,
    notCaught: "The cache counted as an extra and had no alert of its own.",
  }),
  told({
    name: "cache-misses",
    title: "Cache misses",
    looks: LOOKS,
    whys: [["Why does what stands behind {service} get so much more to do?", "Its cache answers fewer requests than before."]],
    test: "Compare evictions, the number of keys and restarts of the cache with the fall of hits.",
    now: ["Warm the cache, and limit what passes through meanwhile."],
    short: "Keep what is asked most in the cache longer, or more of it.",
    medium: "Alert on the hit ratio.",
    long: LONG,
    notCaught: "A cache that fails is an increase of load elsewhere.",
  }),
];
