import type { FactOf } from "./contracts/timeline.ts";
import type { Word } from "./describe-event.ts";
import { utcMinute } from "./utc-minute.ts";

/** What was not done in time, and who was told. */
export function deadlineWords({ event, missed, dueAt, tells }: FactOf<"deadline">): Word[] {
  const told = tells.length > 0 ? ` · told ${tells.map(({ name }) => name).join(", ")}` : "";
  return [event === "expired" ? "noticed: " : "reminded: ", { strong: missed }, ` · due ${utcMinute(dueAt)}${told}`];
}
