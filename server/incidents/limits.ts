import { InvalidError } from "#server/platform/errors.ts";

/** The whole room is stored with each fact and sent to each browser, so none of its lists may grow without end. */
export const MAX_ITEMS = 500;

export function requireRoomFor(list: readonly unknown[], what: string, more = 1): void {
  if (list.length + more <= MAX_ITEMS) return;
  throw new InvalidError(`An incident has at most ${MAX_ITEMS} ${what}. Remove some that are no longer needed.`);
}
