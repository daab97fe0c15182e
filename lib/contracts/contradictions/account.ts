import type { RoomState } from "../room.ts";

export const CONTRADICTION_RULES = [
  "order-of-times",
  "time-said",
  "severity-said",
  "severity-of-impact",
  "resolved-before-impact-ended",
  "share-said",
  "budget-said",
  "called-after-recovery",
  "acknowledged-before-call",
] as const;
export type ContradictionRule = (typeof CONTRADICTION_RULES)[number];

/** Two things that cannot both be true. `first` and `second` say them; `entries` are the seqs of where they stand, as far as known. */
export type Contradiction = { rule: ContradictionRule; first: string; second: string; entries: number[] };

/**
 * Something that people wrote about the incident. `at`: when it was written, RFC 3339; null for what claims to hold now. `seq`: its entry.
 * `usersPercentThen`: the share that was given when it was written; absent where nobody knows. `isNote`: thinking aloud, which may weigh
 * severities and only claims what it saw.
 */
export type Statement = { where: string; text: string; at: string | null; seq?: number; usersPercentThen?: number | null; isNote?: true };

/** One call for help: a page or an escalation to a level, or a question for a role. Times RFC 3339. */
export type Call = { who: string; calledAt: string; acknowledgedAt: string | null; seq?: number; isForRole?: true };

/** From which entry each recorded thing comes: timestamps by name, `figures`, `severity`, and stretches of impact by id. */
export type Sources = Readonly<Record<string, number>>;

export type Account = { room: RoomState; statements: Statement[]; calls: Call[]; sources?: Sources };

export type Found = Omit<Contradiction, "rule" | "entries"> & { entries: (number | undefined)[] };
export type Rule = (account: Account) => Found[];
