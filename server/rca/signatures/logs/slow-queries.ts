import type { Signature } from "../signature.ts";

export const SLOW_QUERIES: Signature = {
  name: "slow_query",
  title: "Slow database queries",
  says: [
    /\bslow (?:query|queries|sql|log|statement)\b|\bquery (?:took|exceeded|execution (?:time|was interrupted))\b|\bstatement timeout\b|\bcanceling statement\b|\bfull table scan\b|\bseq(?:uential)? scan on\b|\bmissing index\b/i,
  ],
  metrics: [{ name: /query|latency/i, direction: "up" }],
  whys: [
    { why: "Why is {service} slow?", because: "Its database queries take long" },
    { why: "Why do they take long?", because: "A missing index or a changed plan, more data than before, or a query that fetches more than needed" },
  ],
  test: "Explain the slowest query on the data of production, and compare its plan with the one of last week.",
  recommendations: [
    { horizon: "immediate", text: "Add the index, or take the feature that asks this query out of use." },
    { horizon: "short", text: "Bound what one request may read." },
    { horizon: "medium", text: "Record slow queries with their plans, and alert on new ones." },
    { horizon: "long", text: "Test queries on data as large as in production." },
  ],
  notCaught: "Queries were fast on the small data of tests.",
};
