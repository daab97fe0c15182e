export { PagerDutyFailed, type PagerDutyService, sendEvent } from "./events.ts";
export { emailOfUser } from "./find-user.ts";
