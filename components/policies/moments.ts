/** When the time machine is asked about: now, and the next night from Saturday to Sunday at half past two in this zone. RFC 3339. */
export function momentsOf(now: number): { now: string; night: string } {
  const night = new Date(now);
  night.setHours(2, 30, 0, 0);
  night.setDate(night.getDate() + ((7 - night.getDay()) % 7));
  if (night.getTime() <= now) night.setDate(night.getDate() + 7);
  return { now: new Date(now).toISOString(), night: night.toISOString() };
}
