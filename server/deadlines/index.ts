export { answerDecision } from "./answer-decision.ts";
export { nowQueue } from "./now-queue.ts";
export { startDeadlines } from "./start-deadlines.ts";
