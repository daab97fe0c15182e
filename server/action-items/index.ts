export { addActionItem, addProposedItems } from "./add-action-item.ts";
export { changeActionItem, linkActionItem } from "./change-action-item.ts";
export { actionItemsOf, listActionItems } from "./list-action-items.ts";
export { remindOfItems } from "./remind.ts";
