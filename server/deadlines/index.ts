export { answerDeadline } from "./answer-deadline.ts";
export { nowQueue } from "./now-queue.ts";
export { startDeadlines } from "./start-deadlines.ts";
