export { addActionItem, addProposedItems } from "./add-action-item.ts";
export { changeActionItem, linkActionItem } from "./change-action-item.ts";
export { followTickets } from "./follow-tickets.ts";
export { lessonsFor, recurrencesOf } from "./lessons.ts";
export { actionItemsOf, listActionItems } from "./list-action-items.ts";
export { reExamineAfterNews, reExamineItems } from "./re-examine.ts";
export { remindOfItems } from "./remind.ts";
export { createTicket, listTrackers } from "./tickets.ts";
