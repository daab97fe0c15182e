import { z } from "zod";
import { IncidentKind, Severity } from "../incident.ts";
import { Instant } from "../text.ts";
import { PAGE_ANSWERS } from "./state.ts";

const PageToken = z.string().min(20).max(200);
export const ReadPageByLink = z.object({ token: PageToken });
export const AnswerPageByLink = z.object({ token: PageToken, answer: z.enum(["acknowledge", "decline"]) });

/** What the link of a page shows without signing in. `answer`: what this person answered; `others`: who acknowledged besides. */
export const PageByLink = z.object({
  reference: z.string(),
  title: z.string(),
  summary: z.string(),
  severity: Severity.nullable(),
  kind: IncidentKind,
  services: z.array(z.string()),
  declaredAt: Instant,
  step: z.string(),
  person: z.string(),
  isOver: z.boolean(),
  isStoodDown: z.boolean(),
  answer: z.object({ answer: z.enum(PAGE_ANSWERS), at: Instant }).nullable(),
  others: z.array(z.object({ name: z.string(), at: Instant })),
});
export type PageByLink = z.infer<typeof PageByLink>;
