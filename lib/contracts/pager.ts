import { z } from "zod";
import { Instant } from "./text.ts";

const Address = z
  .string()
  .trim()
  .max(2_048, "The address has at most 2,048 characters.")
  .refine((value) => value === "" || URL.canParse(value), "Give a whole address, such as https://heartbeat.example.com/abc.");

/** Empty addresses: not wanted. */
export const PagerSettings = z.object({
  heartbeatUrl: Address.meta({
    title: "Heartbeat address",
    description: "Asked every 30 seconds while all is well. A service there tells you when it stops.",
  }),
  alarmUrl: Address.meta({ title: "Alarm address", description: "Told by POST when something is wrong with paging, beside all administrators." }),
  isSelfTesting: z.boolean().meta({ title: "Test the pager every minute" }),
});
export type PagerSettings = z.infer<typeof PagerSettings>;
export const NO_PAGER_SETTINGS: PagerSettings = { heartbeatUrl: "", alarmUrl: "", isSelfTesting: false };

export const ChangePagerSettings = z.object({ version: z.number().int().min(0), settings: PagerSettings });

/** `lateMs`: from due to sent, or to now while it is not; null when it failed. */
export const SelfTest = z.object({ at: Instant, lateMs: z.number().nullable(), problem: z.string().nullable() });

/** How well paging works. Lateness in milliseconds over the last day, from when a message was due to when it was taken over. */
export const PagerHealth = z.object({
  now: Instant,
  checkedAt: Instant.nullable(),
  problems: z.array(z.string()),
  heartbeat: z.object({ at: Instant.nullable(), problem: z.string().nullable() }),
  armed: z.number().int(),
  nextAt: Instant.nullable(),
  waiting: z.number().int(),
  sentToday: z.number().int(),
  failedToday: z.number().int(),
  lateness: z.object({ p50: z.number(), p99: z.number(), longest: z.number() }).nullable(),
  selfTests: z.array(SelfTest),
  settings: PagerSettings,
  version: z.number().int(),
});
export type PagerHealth = z.infer<typeof PagerHealth>;
