import { closeDatabase } from "#server/platform/db.ts";
import { setupLink } from "./setup-link.ts";

const link = await setupLink();
if (link) console.log(link);
await closeDatabase();
