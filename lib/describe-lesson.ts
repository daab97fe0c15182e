import type { FoundLesson } from "./contracts/lesson.ts";

type Told = Pick<FoundLesson, "match" | "verdict" | "dueOn" | "daysOverdue">;

/** “would have prevented this, 12 days overdue”: what an action item is to a later incident, after its title. */
export function lessonWords({ match, verdict, dueOn, daysOverdue }: Told): string {
  const isSure = match === "cause";
  switch (verdict) {
    case "open":
      return `${isSure ? "would" : "may"} have prevented this, ${dueWords(dueOn, daysOverdue)}`;
    case "dropped":
      return `was dropped, and ${isSure ? "would" : "may"} have prevented this`;
    case "done":
      return isSure ? `was done, and did not prevent this` : `was done, and this came all the same`;
    default:
      return verdict satisfies never;
  }
}

function dueWords(dueOn: string | null, daysOverdue: number): string {
  if (daysOverdue > 0) return `${daysOverdue} ${daysOverdue === 1 ? "day" : "days"} overdue`;
  return dueOn ? `due on ${dueOn}` : "without a due day";
}
