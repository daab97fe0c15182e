/** The value of a `datetime-local` field for an instant, in the viewer's zone. */
export function toLocalInput(at: string): string {
  const date = new Date(at);
  const shifted = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 19);
}

/** The instant that a `datetime-local` field means; null when it is empty or not a time. */
export function toInstant(value: string): string | null {
  const date = new Date(value);
  return value === "" || Number.isNaN(date.getTime()) ? null : date.toISOString();
}
