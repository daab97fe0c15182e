import type { Channel } from "./channel.ts";
import { inbox } from "./channels/inbox.ts";
import { webhook } from "./channels/webhook.ts";

/** Every way by which pages leave, by the name that deliveries carry. */
export const CHANNELS: Readonly<Record<string, Channel>> = { inbox, webhook };
