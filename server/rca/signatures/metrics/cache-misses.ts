import type { Signature } from "../signature.ts";

export const CACHE_MISSES: Signature = {
  name: "cache-misses",
  title: "Cache misses",
  says: [/cache miss|cold cache|evict/i],
  whys: [{ why: "Why does what stands behind {service} get so much more to do?", because: "Its cache answers fewer requests than before." }],
  test: "Compare evictions, the number of keys and restarts of the cache with the fall of hits.",
  recommendations: [
    { horizon: "immediate", text: "Warm the cache, and limit what passes through meanwhile." },
    { horizon: "medium", text: "Alert on the hit ratio." },
  ],
  notCaught: "A cache that fails is an increase of load elsewhere.",
};
