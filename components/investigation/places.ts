/** The agent that investigates. */
export const ANALYST = "rca-agent";
