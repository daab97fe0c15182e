import { startListener } from "#server/realtime/listener.ts";
import { startRunbookRuns } from "../index.ts";

/** A worker that does nothing but runs of runbooks, in a process of its own that a test can kill. */
await startListener();
startRunbookRuns({ leaseSeconds: 2, renewMs: 200 });
process.stdout.write("ready\n");
