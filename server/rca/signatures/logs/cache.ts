import type { Signature } from "../signature.ts";

export const CACHE: Signature = {
  name: "cache_failure",
  title: "Cache in trouble",
  says: [
    /\b(?:redis|memcached?|valkey|cache|elasticache)\b.{0,80}\b(?:timed? ?-?out|TimeoutError|refused|unavailable|down|evict\w*|OOM|full|error|fail\w*|miss(?:es| rate)|lost|not ready|loading)\b/i,
    /\b(?:fail\w*|unable|error)\b.{0,60}\b(?:redis|memcached?|valkey|cache)\b|\bMISCONF\b|\bREADONLY You can'?t write\b|\bCLUSTERDOWN\b/i,
  ],
  metrics: [{ name: /cache|hit|evict/i, direction: "down" }],
  whys: [
    { why: "Why does {service} fail or slow down?", because: "Its cache does not answer, or no longer holds what it asks for" },
    { why: "Why does the cache not answer?", because: "It is down, full, cut off, or overloaded by what it once served" },
  ],
  test: "Ask the cache from the same place for its state, memory and slow commands; compare hits before and after.",
  recommendations: [
    { horizon: "immediate", text: "Bring the cache back, or let {service} go on without it at a reduced rate." },
    { horizon: "short", text: "Treat a failing cache as a miss, with a short time limit." },
    { horizon: "medium", text: "Alert on the share of hits and on evictions." },
    { horizon: "long", text: "Size what stands behind for a cold cache." },
  ],
  notCaught: "The cache counted as an extra and had no alert of its own.",
};
