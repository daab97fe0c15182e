import { z } from "zod";
import { Reference } from "./ids.ts";

/** The parts of an incident that could have been shorter, in order. */
export const STAGES = ["detect", "find", "mitigate", "recover"] as const;
export type Stage = (typeof STAGES)[number];
export const STAGE_TITLES: Record<Stage, string> = {
  detect: "Until it was detected",
  find: "Until the cause was found",
  mitigate: "Until it was mitigated",
  recover: "Until it was over",
};

const minutes = z.coerce.number().min(0, "Give minutes of 0 or more.").max(100_000).default(0);

/** How many minutes sooner each part had been over. */
export const WhatIf = z.object({ reference: Reference, detect: minutes, find: minutes, mitigate: minutes, recover: minutes });
export type Sooner = Record<Stage, number>;

const Point = z.object({ at: z.string(), share: z.number() });
export const WhatIfAnswer = z.object({
  /** How long each part took; those of which a time is not known are left out. */
  stages: z.array(z.object({ stage: z.enum(STAGES), minutes: z.number() })),
  savedMinutes: z.number(),
  figures: z.array(z.object({ name: z.string(), title: z.string(), was: z.string(), would: z.string() })),
  /** The share of requests that failed, as steps: from `at` on. */
  curve: z.object({ was: z.array(Point), would: z.array(Point) }),
  /** What each action item would have saved here, the most first; null: nobody can compute it. */
  items: z.array(
    z.object({ id: z.string(), title: z.string(), savedMinutes: z.number().nullable(), savedMoney: z.string().nullable(), why: z.string() }),
  ),
});
export type WhatIfAnswer = z.infer<typeof WhatIfAnswer>;
