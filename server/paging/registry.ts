import type { Channel } from "./channel.ts";
import { email } from "./channels/email.ts";
import { pagerduty } from "./channels/pagerduty.ts";
import { slack } from "./channels/slack.ts";
import { webPushChannel } from "./channels/web-push.ts";
import { webhook } from "./channels/webhook.ts";

/** Every way by which pages leave, by the name that deliveries carry. The inbox is none: its rows are stored with the page. */
export const CHANNELS: Readonly<Record<string, Channel>> = { email, pagerduty, slack, "web-push": webPushChannel, webhook };
