import { join } from "node:path";
import { type Environment, readEnvironment } from "../env.ts";
import { runningPostgresUrl, startEmbeddedPostgres } from "./embedded.ts";

type Found = { url: string; words: string; stop: () => Promise<void> };

/** The database that a start would use: a named one, the embedded one that runs, or else the embedded one, started until `stop`. */
export async function findDatabase(environment: Environment = readEnvironment()): Promise<Found> {
  const { DATABASE_URL, DATABASE_DIRECT_URL, MUSTER_DATA_DIR } = environment;
  const given = DATABASE_DIRECT_URL ?? DATABASE_URL;
  if (given) {
    if (!URL.canParse(given)) throw new Error("DATABASE_URL is not a URL.\nWrite it as postgresql://user:password@host:5432/database");
    return { url: given, words: `the one of DATABASE_URL, at ${new URL(given).host}`, stop: async () => undefined };
  }
  const directory = join(MUSTER_DATA_DIR, "postgres");
  const running = runningPostgresUrl(directory);
  if (running) return { url: running, words: `running already, data in ${MUSTER_DATA_DIR}`, stop: async () => undefined };
  const own = await startEmbeddedPostgres({ directory });
  return { url: own.url, words: `started, data in ${MUSTER_DATA_DIR}`, stop: own.stop };
}
