import pg from "pg";
import { withSettings } from "../common/session.ts";

const SCHEMA = "muster_seed";

/** The time that the commands of this process live in, while everybody else's goes on as ever. */
export type Clock = { set: (at: number) => Promise<void>; close: () => Promise<void> };

/**
 * Gives this process's sessions a `muster_now()` of their own: one in a schema that only they look into first. DATABASE_URL names them from
 * now on, so nothing may have connected before. Moving `clock_shift` instead would move the time of a Muster that runs meanwhile.
 */
export async function openClock(url: string): Promise<Clock> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  await client.query(`
    DROP SCHEMA IF EXISTS ${SCHEMA} CASCADE;
    CREATE SCHEMA ${SCHEMA};
    CREATE UNLOGGED TABLE ${SCHEMA}.clock AS SELECT date_trunc('milliseconds', clock_timestamp()) AS at;
    CREATE FUNCTION ${SCHEMA}.muster_now() RETURNS timestamptz LANGUAGE sql STABLE RETURN (SELECT at FROM ${SCHEMA}.clock);`);
  process.env.DATABASE_URL = withSettings(url, { search_path: `${SCHEMA},public` });
  return {
    set: async (at) => void (await client.query(`UPDATE ${SCHEMA}.clock SET at = $1`, [new Date(at)])),
    close: async () => {
      await client.query(`DROP SCHEMA ${SCHEMA} CASCADE`);
      await client.end();
    },
  };
}
