import type { SlackCommand } from "../slack-command.ts";
import { ack } from "./ack.ts";
import { channel } from "./channel.ts";
import { declare } from "./declare.ts";
import { note } from "./note.ts";
import { oncall } from "./oncall.ts";
import { page } from "./page.ts";
import { status } from "./status.ts";

/** What `/muster` understands, by its first word. Each runs with the rights of whoever wrote it. */
export const COMMANDS: Readonly<Record<string, SlackCommand>> = { declare, status, ack, page, oncall, note, channel };
