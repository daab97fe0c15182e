export { answerFromOutside } from "./answer-from-outside.ts";
export { answerPage, type PageAnswered } from "./answer-page.ts";
export { deEscalate } from "./de-escalate.ts";
export { type Escalated, escalate } from "./escalate.ts";
export { fireDue } from "./fire-due.ts";
export { readEscalation } from "./read-escalation.ts";
export { startEngine } from "./start-engine.ts";
