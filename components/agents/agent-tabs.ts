/** The places of agents. */
export const AGENT_TABS = [
  { href: "/agents", label: "Runs", isExact: true },
  { href: "/agents/record", label: "Analyst's record" },
];
