export { PagerDutyFailed, type PagerDutyService, sendEvent } from "./events.ts";
