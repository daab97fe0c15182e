import { z } from "zod";
import { Uuid } from "../ids.ts";
import { Instant, lineOf, textOf } from "../text.ts";

export const MAINTENANCE_STATES = ["scheduled", "running", "ended", "cancelled"] as const;
export const MAINTENANCE_STATE_LABELS: Record<(typeof MAINTENANCE_STATES)[number], string> = {
  scheduled: "Scheduled",
  running: "Under way",
  ended: "Over",
  cancelled: "Called off",
};

/** Announced work: it reminds, begins and ends by itself. `page`: the slug. */
export const Maintenance = z.object({
  id: Uuid,
  page: z.string(),
  title: z.string(),
  text: z.string(),
  components: z.array(Uuid),
  startsAt: Instant,
  endsAt: Instant,
  remindMinutes: z.number().int(),
  state: z.enum(MAINTENANCE_STATES),
  startedAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  remindedAt: Instant.nullable(),
  reason: z.string(),
});
export type Maintenance = z.infer<typeof Maintenance>;

const title = lineOf(160, "The title");
const text = textOf(5_000, "What is going to happen");
const components = z.array(Uuid).min(1, "Choose at least one component.").max(200);
/** How long before the start subscribers are reminded; 0: not at all. */
const remindMinutes = z.number().int().min(0).max(20_160, "A reminder comes at most 14 days before.");

export const ScheduleMaintenance = z.object({
  page: z.string().max(80),
  title,
  text,
  components,
  startsAt: Instant,
  endsAt: Instant,
  remindMinutes: remindMinutes.default(60),
});
/** What is left out stays. */
export const ChangeMaintenance = z.object({
  id: Uuid,
  title: title.optional(),
  text: text.optional(),
  components: components.optional(),
  startsAt: Instant.optional(),
  endsAt: Instant.optional(),
  remindMinutes: remindMinutes.optional(),
});
export const EndMaintenance = z.object({ id: Uuid, reason: lineOf(300, "The reason") });
export const ListMaintenance = z.object({ page: z.string().max(80) });
