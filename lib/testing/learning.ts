import type { ActionItem } from "../contracts/action-item.ts";
import type { FactOf } from "../contracts/timeline.ts";

const AT = "2026-01-01T12:00:00.000Z";
const idOf = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;

const ITEM: ActionItem = {
  ...{ id: idOf(73), title: "Fix the leak", priority: "P0", state: "open", owner: null, team: "shop", dueOn: null, factor: "", proof: "" },
  ...{ source: "person", signature: null, ticket: null, createdAt: AT, doneAt: null, version: 1 },
};

const DRAFTED: FactOf<"postmortem"> = {
  ...{ kind: "postmortem", action: "drafted", postmortem: idOf(72), title: "Checkout fails", state: "draft", note: null, dueAt: null, tells: [] },
};

/** A fact of each kind that postmortems tell. None changes the room. */
export const POSTMORTEM_FACTS: { [K in "postmortem" | "action-item" | "lesson"]: { fact: FactOf<K>; after: object } } = {
  postmortem: { fact: DRAFTED, after: {} },
  lesson: {
    fact: {
      ...{ kind: "lesson", item: ITEM.id, title: ITEM.title, reference: "INC-2026-0101-001", incident: "Checkout fails", match: "cause" },
      ...{ verdict: "open", dueOn: "2026-01-05", daysOverdue: 12, owner: "Bo" },
    },
    after: {},
  },
  "action-item": { fact: { kind: "action-item", action: "added", item: ITEM, before: null, reason: null }, after: {} },
};
