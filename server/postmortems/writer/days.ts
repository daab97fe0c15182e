/** `December 20, 2024` of an instant, in UTC. */
export function plainDay(at: string): string {
  return new Intl.DateTimeFormat("en-US", { dateStyle: "long", timeZone: "UTC" }).format(new Date(at));
}
