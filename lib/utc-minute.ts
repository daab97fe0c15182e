/** `2026-11-23 14:30 UTC` from RFC 3339. */
export function utcMinute(at: string): string {
  return `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;
}
