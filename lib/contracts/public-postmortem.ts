import { z } from "zod";
import { Reference, Uuid } from "./ids.ts";
import { PublicText } from "./status/publication.ts";
import { Instant, lineOf } from "./text.ts";

export const ReadPublicPostmortem = z.object({ reference: Reference });
/** `pages`: slugs; none: every page on which the incident stands. `accepts` tells that what it contradicts was seen. */
export const PublishPublicPostmortem = z.object({
  reference: Reference,
  text: PublicText,
  pages: z.array(z.string().max(80)).max(20).default([]),
  accepts: z.boolean().default(false),
});
export const RetractPublicPostmortem = z.object({ reference: Reference, reason: lineOf(500, "The reason") });

/** What the public could read of a postmortem, and where; `standing`: what it reads now, `waiting`: what waits for an approval. */
export const PublicPostmortem = z.object({
  reference: z.string(),
  text: z.string(),
  pages: z.array(z.object({ slug: z.string(), name: z.string(), needsApproval: z.boolean() })),
  standing: z.object({ id: Uuid, text: z.string(), at: Instant, by: z.string(), pages: z.array(z.string()) }).nullable(),
  waiting: z.object({ id: Uuid, text: z.string(), by: z.string() }).nullable(),
  /** Why it cannot be told now; null: it can. */
  obstacle: z.string().nullable(),
});
export type PublicPostmortem = z.infer<typeof PublicPostmortem>;
