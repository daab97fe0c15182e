import { z } from "zod";
import { PersonRef } from "./actor.ts";
import { BOARD_STATES } from "./board-states.ts";
import { Uuid } from "./ids.ts";
import { IncidentKind, Phase, ServiceRef, Severity, Visibility } from "./incident.ts";
import { Instant, lineOf, optionalLineOf } from "./text.ts";

/**
 * The board's filters, as they stand in its address. `service`, `team` and `commander` are ids; `cause`: families of mechanisms, as insights name them, in `causeService` as its
 * hypothesis names it;
 * `from` and `to`: declared within [from, to); `mine`: incidents that concern the asker.
 */
export const BoardFilter = z.object({
  state: z.enum(BOARD_STATES).default("open"),
  phase: z.array(Phase).max(11).default([]),
  severity: z.array(Severity).max(4).default([]),
  kind: z.array(IncidentKind).max(4).default([]),
  service: z.array(Uuid).max(20).default([]),
  team: z.array(Uuid).max(20).default([]),
  cause: z.array(lineOf(80, "A cause")).max(20).default([]),
  causeService: optionalLineOf(200, "The cause's service").default(""),
  commander: Uuid.nullish(),
  from: Instant.nullish(),
  to: Instant.nullish(),
  isMine: z.boolean().default(false),
  q: optionalLineOf(200, "The search").default(""),
});
export type BoardFilter = z.output<typeof BoardFilter>;

/** What a filter's ids stand for; an id that stands for nothing is left out. */
export const NameFilter = BoardFilter.pick({ service: true, team: true, cause: true, commander: true });
/** `causes`: all that can be chosen. */
export type FilterNames = { services: ServiceRef[]; teams: ServiceRef[]; causes: { key: string; name: string }[]; commander: PersonRef | null };

export const ListIncidents = BoardFilter.extend({
  limit: z.number().int().min(1).max(100).default(50),
  cursor: z.string().max(120).nullish(),
});

/** One line of the board. `activity`: timeline entries in each twelfth of the last hour, oldest first. */
export const BoardRow = z.object({
  id: z.string(),
  reference: z.string(),
  title: z.string(),
  severity: Severity.nullable(),
  phase: Phase,
  kind: IncidentKind,
  visibility: Visibility,
  commander: PersonRef.nullable(),
  services: z.array(ServiceRef),
  declaredAt: Instant,
  startedAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  nextUpdateDueAt: Instant.nullable(),
  activityAt: Instant,
  lastSeq: z.number().int(),
  activity: z.array(z.number().int()),
});
export type BoardRow = z.infer<typeof BoardRow>;
/** `now`: when it was read, by the database (RFC 3339). */
export type BoardPage = { items: BoardRow[]; nextCursor: string | null; now: string };
