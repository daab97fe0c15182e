export { answerToken, pageOfToken } from "./answer-token.ts";
export { changePagerSettings } from "./pager-settings.ts";
export { readPagerHealth } from "./read-health.ts";
export { fireSelfTests, startSelfTests } from "./self-test.ts";
export { startAuditing } from "./start-auditing.ts";
export { startFollowing } from "./start-following.ts";
export { startSending } from "./start-sending.ts";
export { testNotifier } from "./test-notifier.ts";
