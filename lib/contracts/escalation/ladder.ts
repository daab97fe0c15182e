import type { RoomState } from "../room.ts";
import { type Escalation, pagesOf } from "./state.ts";
import type { EscalationStatus, NotificationRow, RungView } from "./status.ts";
import { type LevelTime, levelTimes, nextMoment, viewOf } from "./times.ts";
import { triggerInWords } from "./words.ts";

type Seen = Pick<RoomState, "severity" | "figures">;

/** `L1` for the first level; `-` for what is on none, such as a page by hand. */
export function levelName({ policy }: Escalation, step: string): string {
  const index = policy?.levels.findIndex(({ id }) => id === step) ?? -1;
  return index < 0 ? "-" : `L${index + 1}`;
}

/** The ladder: each level with its time, and whom it would reach now. Pure. */
export function rungsOf(escalation: Escalation, room: Seen, reached: (time: LevelTime) => Pick<RungView, "people" | "problems">): RungView[] {
  return levelTimes(escalation, viewOf(room)).map((time) => {
    const { level, index, state, at, trigger } = time;
    const fired = escalation.fired.findLast((step) => step.step === level.id);
    const isByHand = state === "fired" && fired !== undefined && fired.trigger === null;
    const why = trigger ?? fired?.trigger ?? level.triggers[0] ?? null;
    const whom = fired && state === "fired" ? { people: fired.pages.map(({ name }) => name), problems: fired.problems } : reached(time);
    return {
      level: `L${index + 1}`,
      step: level.id,
      title: level.title,
      state,
      at,
      why: why && !isByHand ? triggerInWords(why) : "by hand",
      ...whom,
    };
  });
}

/** `If not resolved by 16:30, CTO will be notified.` Times in words are left to who shows them: `at` is exact. Pure. */
export function nextStep(escalation: Escalation, room: Seen): EscalationStatus["next"] {
  const next = nextMoment(escalation, viewOf(room));
  if (!next) return null;
  const due = levelTimes(escalation, viewOf(room)).filter(({ state, at }) => state === "due" && at === next.at);
  const until = due.every(({ trigger }) => trigger?.until === "resolved") ? "resolved" : "acknowledged";
  const titles = due.map(({ level }) => level.title).join(" and ");
  switch (next.what) {
    case "level":
      return { at: next.at, title: titles, sentence: `If not ${until} by then, ${titles} will be notified.` };
    case "repeat":
      return { at: next.at, title: "From the first level again", sentence: "If nobody acknowledges by then, it begins at the first level again." };
    case "exhausted":
      return { at: next.at, title: "The fallback", sentence: "If nobody acknowledges by then, the fallback is told that nobody answered." };
    case "timeout":
      return { at: next.at, title: "From the first level again", sentence: "Without activity until then, the acknowledgement runs out." };
    default:
      return next.what satisfies never;
  }
}

/** The rows of the table from the state; `rows` add what is known of each delivery. Pure. */
export function notificationRows(
  escalation: Escalation,
  rows: ReadonlyMap<string, Pick<NotificationRow, "state" | "deliveries">>,
): NotificationRow[] {
  return pagesOf(escalation).map(({ id, name, person, answer, step }) => ({
    page: id,
    level: levelName(escalation, step.step),
    role: step.title,
    person,
    name,
    notifiedAt: step.at,
    state: rows.get(id)?.state ?? "queued",
    answer,
    deliveries: rows.get(id)?.deliveries ?? [],
  }));
}
