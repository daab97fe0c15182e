/**
 * An advisory lock: each default of a deadline is carried out under it, shared with others. Whoever tells history, as seeds do, holds it
 * alone meanwhile: what is long past in a story that is not yet at its end is not overdue.
 */
export const DEADLINE_LOCK = 7_268_443;
