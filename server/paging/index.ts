export { answerToken, pageOfToken } from "./answer-token.ts";
export { closeMail, hasMail, type Mail, sendMail } from "./mail.ts";
export { changePagerSettings } from "./pager-settings.ts";
export { readPagerHealth } from "./read-health.ts";
export { fireSelfTests, startSelfTests } from "./self-test.ts";
export { startAuditing } from "./start-auditing.ts";
export { startSending } from "./start-sending.ts";
