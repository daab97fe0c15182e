import type { TicketRef } from "#lib/contracts/action-item.ts";
import type { TrackingKind } from "#lib/contracts/tracking-kinds.ts";

/** A connection to a tracker with its secrets opened. `check`: what to look at when it is refused. */
export type OpenTracker = {
  id: string;
  kind: TrackingKind;
  name: string;
  settings: Record<string, string>;
  secrets: Record<string, string>;
  allowedHosts: readonly string[];
  check: string;
};

export type NewTicket = { title: string; body: string };
/** What a ticket is there: still to do, done, or not to be done. `words`: as the tracker calls it. */
export type TicketState = { is: "open" | "done" | "dropped"; words: string };

export type Tracker = {
  create(at: OpenTracker, ticket: NewTicket): Promise<TicketRef>;
  /** null: there is no such ticket any more. */
  read(at: OpenTracker, ticket: TicketRef): Promise<TicketState | null>;
  /** Whether a ticket is of the project that this connection is for. */
  owns(at: OpenTracker, ticket: TicketRef): boolean;
  /** What was found there, in a sentence. */
  test(at: OpenTracker): Promise<string>;
};

/** The tracker did not do it. The message says what to check. */
export class TrackerFailed extends Error {}
