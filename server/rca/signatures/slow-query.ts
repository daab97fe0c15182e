import { told } from "./told.ts";

const LOOKS = {
  metrics: "Duration of statements and CPU or reads of the database rise together.",
  logs: "“slow query”, “statement timeout”, “seq scan”.",
  cluster: "Nothing: pods are well, or miss a probe that asks the database.",
};

export const SLOW_QUERY = [
  told({
    name: "slow-query",
    title: "Slow database queries",
    looks: LOOKS,
    says: [
      /\bslow (?:query|queries|sql|log|statement)\b|\bquery (?:took|exceeded|execution (?:time|was interrupted))\b|\bstatement timeout\b|\bcanceling statement\b|\bfull table scan\b|\bseq(?:uential)? scan on\b|\bmissing index\b/i,
    ],
    metrics: [{ name: /query|latency/i, direction: "up" }],
    whys: [
      ["Why is {service} slow?", "Its database queries take long"],
      ["Why do they take long?", "A missing index or a changed plan, more data than before, or a query that fetches more than needed"],
    ],
    test: "Explain the slowest query on the data of production, and compare its plan with the one of last week.",
    now: ["Add the index, or take the feature that asks this query out of use."],
    short: "Bound what one request may read.",
    medium: "Record slow queries with their plans, and alert on new ones.",
    long: "Test queries on data as large as in production.",
    notCaught: "Queries were fast on the small data of tests.",
  }),
];
