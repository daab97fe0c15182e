import { ACTION_ITEM_STATE_LABELS } from "./contracts/postmortem-terms.ts";
import type { FactOf } from "./contracts/timeline.ts";
import type { EventTone, Word } from "./describe-event.ts";

const strong = (text: string): Word => ({ strong: text });

const WORDS: Record<FactOf<"postmortem">["action"], string> = {
  drafted: "drafted the postmortem ",
  submitted: "sent the postmortem to review: ",
  approved: "approved the postmortem ",
  "changes-asked": "asked for changes of the postmortem ",
  published: "published the postmortem ",
  reopened: "opened the postmortem again: ",
  withdrawn: "took the postmortem back from review: ",
  reminded: "reminded: the postmortem is due: ",
  "session-held": "held a review session of the postmortem ",
  mentioned: "mentioned ",
  edited: "changed the title or the due day of the postmortem ",
};

/** What happened to a postmortem, after the name of who did it. */
export function postmortemWords({ action, title, tells }: FactOf<"postmortem">): Word[] {
  if (action === "mentioned") return [WORDS[action], strong(tells.map(({ name }) => name).join(", ")), " in the postmortem ", strong(title)];
  const told = tells.length > 0 && action === "submitted" ? ` · asks ${tells.map(({ name }) => name).join(", ")}` : "";
  return [WORDS[action], strong(title), told];
}

export function postmortemTone({ action }: FactOf<"postmortem">): EventTone {
  if (action === "approved" || action === "published") return "good";
  return action === "reminded" || action === "changes-asked" ? "warn" : "accent";
}

/** What became of an action item, after the name of who did it. */
export function actionItemWords({ action, item, before, reason }: FactOf<"action-item">): Word[] {
  const why = reason ? ` · “${reason}”` : "";
  const owner = item.owner?.name ?? item.team;
  if (action === "reminded") return ["reminded: the action item is due: ", strong(item.title), item.dueOn ? ` · ${item.dueOn}` : ""];
  if (action === "added") return [`added the action item (${item.priority}) `, strong(item.title), owner ? ` for ${owner}` : ""];
  if (before && before.state !== item.state)
    return [
      "moved the action item ",
      strong(item.title),
      ` · ${ACTION_ITEM_STATE_LABELS[before.state]} → ${ACTION_ITEM_STATE_LABELS[item.state]}${why}`,
    ];
  if (before && before.owner?.id !== item.owner?.id) return ["gave the action item ", strong(item.title), ` to ${owner || "nobody"}${why}`];
  if (before && before.ticket?.url !== item.ticket?.url)
    return item.ticket
      ? ["linked the action item ", strong(item.title), ` to ${item.ticket.key}`]
      : ["took the ticket off the action item ", strong(item.title)];
  return ["changed the action item ", strong(item.title), why];
}
