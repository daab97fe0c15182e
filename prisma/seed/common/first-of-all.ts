import { applyUnattendedSetup } from "#server/auth/index.ts";
import { db } from "#server/platform/db.ts";

/** Mixing invented incidents with real ones has to be meant. @throws with what to do. */
export async function refuseWhereIncidentsAre(isAdding: boolean): Promise<void> {
  await applyUnattendedSetup();
  const count = isAdding ? 0 : await db().incident.count();
  if (count === 0) return;
  throw new Error(
    `The organisation holds ${count.toLocaleString("en")} ${count === 1 ? "incident" : "incidents"} already; invented ones would stand among them for good.\nSeed an empty one (set MUSTER_DATA_DIR to a new folder, or DATABASE_URL to an empty database), or repeat with --add if you mean it.`,
  );
}
