import pg from "pg";

/** The reference of the incident with the most entries. */
export async function longestIncident(databaseUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ reference: string }>("SELECT reference FROM incident ORDER BY last_seq DESC LIMIT 1");
    if (!rows[0]) throw new Error("There is no incident.");
    return rows[0].reference;
  } finally {
    await client.end();
  }
}
