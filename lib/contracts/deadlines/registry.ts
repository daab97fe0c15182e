import type { DeadlineKind } from "../deadline.ts";
import { handoverOffered } from "./handover-offered.ts";
import { pageUnanswered } from "./page-unanswered.ts";
import { pagesHeld } from "./pages-held.ts";
import { publicationAsked } from "./publication-asked.ts";
import { questionsAsked } from "./questions-asked.ts";
import { roleAsked } from "./role-asked.ts";
import { roleUnfilled } from "./role-unfilled.ts";
import type { DeadlineRule } from "./rule.ts";
import { updateDue } from "./update-due.ts";

/** Every kind of deadline with all that there is to know of it. */
export const DEADLINE_RULES: Record<DeadlineKind, DeadlineRule> = {
  update_due: updateDue,
  role_unfilled: roleUnfilled,
  role_asked: roleAsked,
  handover_offered: handoverOffered,
  page_unanswered: pageUnanswered,
  pages_held: pagesHeld,
  publication_asked: publicationAsked,
  questions_asked: questionsAsked,
};
