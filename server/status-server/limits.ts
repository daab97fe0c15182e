/** At most `most` of each name within a minute. Names are forgotten when there are too many: then all count as one. */
export function perMinute(most: number, names = 10_000): (name: string) => boolean {
  let minute = 0;
  let counts = new Map<string, number>();
  return (name) => {
    const now = Math.floor(Date.now() / 60_000);
    if (now !== minute) {
      minute = now;
      counts = new Map();
    }
    const key = counts.size >= names && !counts.has(name) ? "" : name;
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return count <= most;
  };
}
