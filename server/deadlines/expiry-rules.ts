import { DEADLINE_RULES } from "#lib/contracts/deadlines/registry.ts";
import type { Missed } from "#lib/contracts/deadlines/rule.ts";
import type { Fact } from "#lib/contracts/timeline.ts";

/** What is recorded, in order, and when to look again (RFC 3339); null when all is done that a clock can do. */
export type Expiry = { facts: Fact[]; againAt: string | null };

/** What a deadline that nobody answered leads to: the fact that says so and tells people, then what its kind does by itself. Pure. */
export function expiryOf(missed: Missed): Expiry {
  const { room, deadline, fired, settings } = missed;
  const { kind, subject, dueAt } = deadline;
  const rule = DEADLINE_RULES[kind];
  const byItself = rule.onMissed(missed);
  if (!byItself) return { facts: [], againAt: null };
  const { tells, alsoRecords = [], againAt = null } = byItself;
  const fact: Fact = {
    kind: "deadline",
    deadline: kind,
    subject,
    event: fired === 0 ? "expired" : "reminded",
    missed: rule.missed(room, deadline, settings.customRoles),
    dueAt,
    tells: [...new Map(tells.map((person) => [person.id, person])).values()],
  };
  return { facts: [fact, ...alsoRecords], againAt };
}

const MAX_BACKOFF_SECONDS = 600;

/** How many seconds to wait before a default that failed is tried again: 5, 10, 20 … and at most ten minutes. */
export function backoffSeconds(attempts: number): number {
  return Math.min(MAX_BACKOFF_SECONDS, 5 * 2 ** Math.min(attempts, 20));
}
