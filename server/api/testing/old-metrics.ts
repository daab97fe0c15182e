import { db } from "#server/platform/db.ts";
import { newId } from "#server/platform/id.ts";

/** A connection to metrics that nobody answers, as it is stored. Its id. */
export async function oldMetrics(): Promise<string> {
  const data = {
    id: newId(),
    kind: "prometheus",
    name: "Old metrics",
    settings: { url: "https://10.0.0.1" },
    createdAt: new Date(),
    createdBy: "Ada",
  };
  return (await db().connection.create({ data })).id;
}
