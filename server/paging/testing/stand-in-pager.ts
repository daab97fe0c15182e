import pg from "pg";
import { startEngine } from "#server/escalation/index.ts";
import { startListener } from "#server/realtime/listener.ts";
import { startSending } from "../start-sending.ts";

/**
 * A worker that only pages, for tests that end it. `MUSTER_TEST_KILL` says when it dies: `before <statement>`, `after <statement>` (once it
 * answered with rows) or `stored <statement>` (once the transaction in which it stands is committed).
 */
const [moment = "", statement = ""] = (process.env.MUSTER_TEST_KILL ?? "").split(" ");
const marked = new WeakSet<pg.Client>();

if (statement) {
  const query = pg.Client.prototype.query as (...args: unknown[]) => unknown;
  pg.Client.prototype.query = function dying(this: pg.Client, ...args: unknown[]): unknown {
    const isIt = (args[0] as { name?: string }).name === statement;
    const isCommit = args[0] === "COMMIT" && marked.has(this);
    if (isIt && moment === "before") die();
    if (isIt && moment === "stored") marked.add(this);
    if (isIt && moment === "after") dieWithRows(args);
    const answer = query.apply(this, args) as Promise<{ rows: unknown[] }> | undefined;
    if (isIt && moment === "after") answer?.then(({ rows }) => rows.length > 0 && die(), ignore);
    if (isCommit) answer?.then(die, ignore);
    return answer;
  } as typeof pg.Client.prototype.query;
}

function die(): void {
  process.kill(process.pid, "SIGKILL");
}

/** A pool asks with a callback instead of waiting for a promise. */
function dieWithRows(args: unknown[]): void {
  const callback = args.at(-1);
  if (typeof callback !== "function") return;
  args[args.length - 1] = (error: unknown, result?: { rows: unknown[] }): void => {
    if (!error && (result?.rows.length ?? 0) > 0) die();
    callback(error, result);
  };
}

function ignore(): void {
  // The worker sees the failure itself.
}

const skewMs = Number(process.env.MUSTER_TEST_SKEW_MS ?? 0);
if (skewMs !== 0) {
  const now = Date.now.bind(Date);
  Date.now = () => now() + skewMs;
}

process.on("disconnect", () => process.exit(0));
process.once("message", async () => {
  await startListener().catch(() => undefined);
  const sender = startSending();
  startEngine({ onFired: sender.look });
});
process.send?.("loaded");
