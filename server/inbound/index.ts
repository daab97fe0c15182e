export { takePagerDutyEvent } from "./pagerduty-event.ts";
export { takeCommand } from "./slack-command.ts";
export { takeInteraction } from "./slack-interaction.ts";
export { openSlackRequest } from "./slack-request.ts";
