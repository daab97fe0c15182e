import { z } from "zod";
import { Uuid } from "../ids.ts";
import { Instant, lineOf, optionalTextOf } from "../text.ts";

export const LINK_KINDS = ["stakeholders", "customer"] as const;
export const LINK_KIND_LABELS: Record<(typeof LINK_KINDS)[number], string> = {
  stakeholders: "For stakeholders: impact, commander, when it is over",
  customer: "Is it me?: what one customer or team uses",
};

/** A link that shows more of a page to whoever has it. `url` null once it is revoked. `components`: ids, none for all. */
export const StatusLink = z.object({
  id: Uuid,
  kind: z.enum(LINK_KINDS),
  name: z.string(),
  components: z.array(Uuid),
  workaround: z.string(),
  url: z.string().nullable(),
  createdAt: Instant,
  createdBy: z.string(),
  revokedAt: Instant.nullable(),
});
export type StatusLink = z.infer<typeof StatusLink>;

const name = lineOf(80, "The name");
const workaround = optionalTextOf(2_000, "The workaround");
export const CreateLink = z.object({
  slug: z.string().max(80),
  kind: z.enum(LINK_KINDS),
  name,
  components: z.array(Uuid).max(200).default([]),
  workaround: workaround.default(""),
});
export const ChangeLink = z.object({
  slug: z.string().max(80),
  id: Uuid,
  name: name.optional(),
  components: z.array(Uuid).max(200).optional(),
  workaround: workaround.optional(),
});
export const LinkOf = z.object({ slug: z.string().max(80), id: Uuid });
