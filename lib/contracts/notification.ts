import { z } from "zod";
import { Uuid } from "./ids.ts";
import { page } from "./page.ts";
import { Instant } from "./text.ts";

export const ListNotifications = z.object({ isUnread: z.boolean().default(false), ...page });
/** `ids` absent: all of them. */
export const MarkRead = z.object({ ids: z.array(Uuid).min(1).max(500).optional() });

export const NotificationItem = z.object({
  id: z.string(),
  kind: z.string(),
  title: z.string(),
  body: z.string(),
  /** A path of the console. */
  href: z.string(),
  createdAt: Instant,
  readAt: Instant.nullable(),
});
export type NotificationItem = z.infer<typeof NotificationItem>;
