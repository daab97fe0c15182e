import { z } from "zod";
import { PersonRef } from "./actor.ts";
import { Reference, Uuid } from "./ids.ts";
import { Instant, lineOf } from "./text.ts";

/** A point of the agenda: how many minutes it has, and when it was begun and left. A point that is taken up again goes on counting. */
export const AgendaPoint = z.object({
  id: z.string(),
  title: z.string(),
  minutes: z.number().int(),
  startedAt: Instant.nullable(),
  spentMs: z.number().int(),
});
export type AgendaPoint = z.infer<typeof AgendaPoint>;

export const SessionDecision = z.object({ id: z.string(), text: z.string(), by: PersonRef, at: Instant, point: z.string().nullable() });

/** `moment`: up to which entry of the log the presenter shows the room; null: not looked at yet. `items`: action items that were captured. */
export const SessionState = z.object({
  agenda: z.array(AgendaPoint),
  point: z.string().nullable(),
  moment: z.number().int().nullable(),
  attendance: z.array(z.object({ person: PersonRef, joinedAt: Instant, leftAt: Instant.nullable() })),
  decisions: z.array(SessionDecision),
  items: z.array(z.string()),
});
export type SessionState = z.infer<typeof SessionState>;

export const ReviewSession = SessionState.extend({
  id: Uuid,
  reference: z.string(),
  presenter: PersonRef,
  version: z.number().int(),
  startedAt: Instant,
  endedAt: Instant.nullable(),
});
export type ReviewSession = z.infer<typeof ReviewSession>;

const NewPoint = z.object({
  title: lineOf(120, "The point"),
  minutes: z.number().int().min(1, "Give at least a minute.").max(180, "Give at most 180 minutes."),
});

export const ListReviewSessions = z.object({ reference: Reference });
export const StartReviewSession = z.object({
  reference: Reference,
  agenda: z.array(NewPoint).min(1, "Give the agenda at least one point.").max(20, "An agenda has at most 20 points.").optional(),
});

/** What people in the meeting do. Only who presents moves the agenda and the moment; `present` takes that over. */
const SessionChange = z.discriminatedUnion("do", [
  z.object({ do: z.literal("join") }),
  z.object({ do: z.literal("leave") }),
  z.object({ do: z.literal("present") }),
  z.object({ do: z.literal("point"), point: z.string().max(40) }),
  z.object({ do: z.literal("moment"), moment: z.number().int().min(1) }),
  z.object({ do: z.literal("undecide"), decision: z.string().max(40) }),
]);
export type SessionChange = z.infer<typeof SessionChange>;
export const ChangeReviewSession = z.object({ reference: Reference, change: SessionChange });

export const DecideInReview = z.object({ reference: Reference, text: lineOf(1_000, "The decision") });
export const CaptureInReview = z.object({
  reference: Reference,
  title: lineOf(300, "The action"),
  priority: z.enum(["P0", "P1", "P2", "P3"]).default("P2"),
  owner: Uuid.nullable().default(null),
});
export const EndReviewSession = z.object({ reference: Reference });

/** The agenda of a session that names none of its own. */
export const DEFAULT_AGENDA: readonly z.infer<typeof NewPoint>[] = [
  { title: "What happened, with the replay", minutes: 10 },
  { title: "Root cause and contributing factors", minutes: 15 },
  { title: "What went well, what went poorly", minutes: 10 },
  { title: "Action items: factor, proof, owner, day", minutes: 15 },
  { title: "Decisions and next steps", minutes: 5 },
];
