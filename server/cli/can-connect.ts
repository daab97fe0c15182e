import pg from "pg";

/** Null when a database answers at this address, else why not. */
export async function canConnect(connectionString: string): Promise<string | null> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
    await client.query("SELECT 1");
    return null;
  } catch (error) {
    const { code, message } = error as { code?: string; message?: string };
    return message || code || String(error);
  } finally {
    await client.end().catch(() => undefined);
  }
}
