import { closeDatabase } from "#server/platform/db.ts";
import { claimDue } from "../claim-due.ts";
import { deliver } from "../deliver.ts";

/** A worker for tests that is killed while it sends. */
await Promise.all((await claimDue([])).map(deliver));
await closeDatabase();
