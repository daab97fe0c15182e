import { InvalidError } from "#server/platform/errors.ts";

type Window = { startsAt: string; endsAt: string };

/** Refuses a window that does not go forward, or is over already. Pure. */
export function requireWindow({ startsAt, endsAt }: Window, now: string): void {
  if (endsAt <= startsAt) throw refused("endsAt", "Maintenance ends after it starts. Give a later end.");
  if (endsAt <= now) throw refused("endsAt", "This is over already. Give an end that is still to come.");
}

/** Refuses components that are not on the page. Pure. */
export function requireComponents(wanted: readonly string[], components: readonly { id: string; isRemoved: boolean }[]): void {
  const known = new Set(components.filter(({ isRemoved }) => !isRemoved).map(({ id }) => id));
  if (wanted.every((id) => known.has(id))) return;
  throw refused("components", "One of the components is not on this page. Choose among those that are.");
}

function refused(path: string, message: string): InvalidError {
  return new InvalidError(message, "invalid_input", [{ path, message }]);
}
