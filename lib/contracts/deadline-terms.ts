/** Every kind of thing that waits for a person by a due time. Each has a rule in deadlines/. */
export const DEADLINE_KINDS = [
  "update_due",
  "role_unfilled",
  "role_asked",
  "handover_offered",
  "page_unanswered",
  "pages_held",
  "publication_asked",
  "questions_asked",
] as const;

/** Times in minutes, all in this place. */
export const DEADLINE_MINUTES = {
  /** Five minutes without a commander is when responders begin to act past each other. */
  commanderMissing: 5,
  /** A major incident owes its first update after 15 to 30 minutes: whoever writes it needs time before. */
  communicationsMissing: 10,
  /** Whoever is asked for a role and can take it has seen the question by then. */
  roleAsked: 5,
  /** Reading a brief and saying it back takes a few minutes; after 15 the situation in the brief is stale. */
  handoverOffered: 15,
  /** Where no step follows by itself: long enough for somebody who was asleep. */
  pageUnanswered: 15,
  /** Nobody else is paged before it is answered. */
  pagesHeld: 5,
  /** Customers wait for the words meanwhile. */
  publicationAsked: 10,
  /** Those who ask look at the page again by then. */
  questionsAsked: 15,
} as const;
