import { POSTMORTEM_FACTS } from "./learning.ts";
import { RUNBOOK_FACTS } from "./runbook-facts.ts";

/** A fact of each kind that only the log keeps: none changes the room. */
export const LASTING_FACTS = { ...RUNBOOK_FACTS, ...POSTMORTEM_FACTS };
