import type { Signature } from "../signature.ts";

export const NAME_RESOLUTION: Signature = {
  name: "name_resolution_failed",
  title: "Name not resolved",
  says: [
    /\b(?:no such host|could not resolve (?:host|hostname)?|name or service not known|temporary failure in name resolution|nxdomain|servfail|unknown ?host(?:exception)?|ENOTFOUND|EAI_AGAIN|getaddrinfo (?:failed|error)|nodename nor servname|dns (?:lookup|resolution|query) .{0,30}(?:fail\w*|timed? ?-?out|error)|lookup \S+ .{0,60}(?:i\/o timeout|server misbehaving))\b/i,
  ],
  metrics: [{ name: /dns/i, direction: "up" }],
  whys: [
    { why: "Why did calls of {service} fail?", because: "The name of the other side did not resolve" },
    { why: "Why did it not resolve?", because: "The name is wrong or gone, or the resolver does not answer" },
  ],
  test: "Resolve the name from the same place with the same resolver, and another name beside it.",
  recommendations: [
    { horizon: "immediate", text: "Correct the name, or restart the resolver." },
    { horizon: "short", text: "Cache answers on the node and set a search list that needs few queries." },
    { horizon: "medium", text: "Alert on failing and slow lookups." },
    { horizon: "long", text: "Check names of dependencies at start and refuse to start without them." },
  ],
  notCaught: "Lookups are not measured apart from the calls they precede.",
};
