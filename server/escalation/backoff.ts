/** Seconds until a firing that failed `attempts` times before is tried again: 1, 2, 4 … at most 30. A person waits behind it. */
export function backoffSeconds(attempts: number): number {
  return Math.min(30, 2 ** attempts);
}
