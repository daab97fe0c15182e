const UNREACHABLE = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "57P01",
  "57P02",
  "57P03",
  "53300",
  "08006",
  "08001",
  "P1001",
  "P1017",
  "P2024",
  "P2028",
]);
const WORDS =
  /terminating connection|Connection terminated|the database system is (starting up|shutting down|in recovery)|Can't reach database|timeout exceeded when trying to connect/i;

/** True for errors that mean the database is away for the moment, as `pg` and Prisma report them. */
export function isUnreachable(error: unknown): boolean {
  for (let cause = error, depth = 0; cause && depth < 5; depth += 1) {
    const { code, message } = cause as { code?: unknown; message?: unknown };
    if (typeof code === "string" && UNREACHABLE.has(code)) return true;
    if (typeof message === "string" && WORDS.test(message)) return true;
    cause = (cause as { cause?: unknown }).cause;
  }
  return false;
}
