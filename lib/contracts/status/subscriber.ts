import { z } from "zod";
import { Uuid } from "../ids.ts";
import { page } from "../page.ts";
import { Instant } from "../text.ts";

export const SUBSCRIBER_KIND_LABELS = { email: "E-mail", webhook: "Webhook" } as const;

/** `components`: ids, none for the whole page. `last`: what came of the newest message. */
export const Subscriber = z.object({
  id: Uuid,
  kind: z.enum(["email", "webhook"]),
  address: z.string(),
  components: z.array(Uuid),
  confirmedAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  last: z.object({ state: z.enum(["waiting", "sending", "sent", "failed", "cancelled"]), at: Instant, error: z.string().nullable() }).nullable(),
});
export type Subscriber = z.infer<typeof Subscriber>;

export const ListSubscribers = z.object({ slug: z.string().max(80), ...page });
export const SubscriberPage = z.object({ items: z.array(Subscriber), nextCursor: z.string().nullable() });
export type SubscriberPage = z.infer<typeof SubscriberPage>;
export const SubscriberOf = z.object({ slug: z.string().max(80), id: Uuid });
