export { answerPage, type PageAnswered } from "./answer-page.ts";
export { comparePolicy } from "./compare-policy.ts";
export { deEscalate } from "./de-escalate.ts";
export { type Escalated, escalate } from "./escalate.ts";
export { explainAt } from "./explain-at.ts";
export { fireDue } from "./fire-due.ts";
export { readEscalation } from "./read-escalation.ts";
export { simulateEscalation } from "./simulate-escalation.ts";
export { startEngine } from "./start-engine.ts";
