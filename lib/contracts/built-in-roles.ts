export const COMMANDER = "commander";

export type RoleDefinition = { key: string; label: string; isMany: boolean; duties: string };

/** The built-in roles, in the order of the board. `duties` says what to do in the next minutes. */
export const BUILT_IN_ROLES: readonly RoleDefinition[] = [
  {
    key: COMMANDER,
    label: "Incident Commander",
    isMany: false,
    duties: "Set the goal for the next ten minutes, name who does what, keep the update promise.",
  },
  { key: "deputy", label: "Deputy", isMany: false, duties: "Watch the clock and the tasks, stand ready to take command." },
  { key: "communications", label: "Communications", isMany: false, duties: "Write the next update before it is due, answer stakeholders." },
  { key: "scribe", label: "Scribe", isMany: false, duties: "Write down decisions and observations as they happen, with their times." },
  { key: "subject-expert", label: "Subject Expert", isMany: true, duties: "Investigate your area, say what you see and what you rule out." },
  { key: "customer-liaison", label: "Customer Liaison", isMany: false, duties: "Gather what customers report, bring back what they may be told." },
  { key: "executive-liaison", label: "Executive Liaison", isMany: false, duties: "Keep executives informed so that nobody asks the commander." },
];
