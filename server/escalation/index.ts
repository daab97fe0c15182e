export { answerPage, type PageAnswered } from "./answer-page.ts";
export { deEscalate } from "./de-escalate.ts";
export { type Escalated, escalate } from "./escalate.ts";
export { fireDue } from "./fire-due.ts";
export { listRanks, type Ranks } from "./list-ranks.ts";
export { readEscalation } from "./read-escalation.ts";
export { startEngine } from "./start-engine.ts";
