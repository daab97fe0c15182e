export { answerToken, pageOfToken } from "./answer-token.ts";
export { startSending } from "./start-sending.ts";
