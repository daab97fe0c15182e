export const POSTMORTEM_STATES = ["draft", "in-review", "approved", "published"] as const;
export type PostmortemState = (typeof POSTMORTEM_STATES)[number];

export const POSTMORTEM_STATE_LABELS: Record<PostmortemState, string> = {
  draft: "Draft",
  "in-review": "In review",
  approved: "Approved",
  published: "Published",
};

export const POSTMORTEM_ACTIONS = [
  "drafted",
  "submitted",
  "approved",
  "changes-asked",
  "published",
  "reopened",
  "withdrawn",
  "reminded",
  "edited",
  "session-held",
  "mentioned",
] as const;
export type PostmortemAction = (typeof POSTMORTEM_ACTIONS)[number];

/** The sections of the template that comes with Muster, in order. The machine can write each of them. */
export const SECTIONS = [
  { key: "summary", title: "Incident Summary" },
  { key: "what-happened", title: "What Happened" },
  { key: "timeline", title: "Timeline" },
  { key: "root-cause", title: "Root Cause" },
  { key: "impact", title: "Impact" },
  { key: "went-well", title: "What Went Well" },
  { key: "went-poorly", title: "What Went Poorly" },
  { key: "action-items", title: "Action Items" },
  { key: "lessons", title: "Lessons Learned" },
  { key: "appendix", title: "Appendix" },
] as const;
export const SECTION_KEYS = SECTIONS.map(({ key }) => key);
export type SectionKey = (typeof SECTIONS)[number]["key"];

export const ACTION_ITEM_PRIORITIES = ["P0", "P1", "P2", "P3"] as const;
export type ActionItemPriority = (typeof ACTION_ITEM_PRIORITIES)[number];
export const ACTION_ITEM_STATES = ["open", "doing", "done", "dropped"] as const;
export type ActionItemState = (typeof ACTION_ITEM_STATES)[number];
export const ACTION_ITEM_STATE_LABELS: Record<ActionItemState, string> = { open: "To do", doing: "In progress", done: "Done", dropped: "Dropped" };

/** In how many days from the draft an item of each priority is due. */
export const DUE_DAYS: Record<ActionItemPriority, number> = { P0: 1, P1: 3, P2: 14, P3: 30 };
