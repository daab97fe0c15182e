import { ask } from "#server/platform/sql.ts";

/** True the first time that a message with this name comes; names are kept for a week, as receipts are. */
export async function takeOnce(name: string): Promise<boolean> {
  const rows = await ask({
    name: "take-once",
    text: `INSERT INTO receipt (key, answer) VALUES ($1, '{"value": null, "about": "a message from outside"}') ON CONFLICT DO NOTHING RETURNING key`,
    values: [name],
  });
  return rows.length > 0;
}

export async function wasTaken(name: string): Promise<boolean> {
  return (await ask({ name: "was-taken", text: "SELECT FROM receipt WHERE key = $1", values: [name] })).length > 0;
}
