import { join } from "node:path";
import { type RunningPostgres, startEmbeddedPostgres } from "#server/platform/postgres/embedded.ts";

const START_AGAIN_AFTER_MS = 500;
const LOSSES_MS = 60_000;
const LOSSES = 3;

export type KeptDatabase = { url: string; stop: () => Promise<void>; kill: () => void };
export type DatabaseOptions = { say: (text: string) => void; onGiveUp: (reason: string) => void };

/** Runs the embedded database, and starts it again at the same address when it is lost, so that its users only have to reconnect. */
export async function keepDatabase(dataDirectory: string, { say, onGiveUp }: DatabaseOptions): Promise<KeptDatabase> {
  const directory = join(dataDirectory, "postgres");
  const lostAt: number[] = [];
  let isWanted = true;
  let running = await start();
  let starting: Promise<void> = Promise.resolve();

  function start(port?: number): Promise<RunningPostgres> {
    return startEmbeddedPostgres({ directory, onLost: (reason) => onLost(reason), ...(port === undefined ? {} : { port }) });
  }

  function onLost(reason: string): void {
    if (!isWanted) return;
    const now = Date.now();
    lostAt.push(now);
    if (lostAt.filter((at) => now - at < LOSSES_MS).length >= LOSSES) {
      onGiveUp(`The database in ${directory} ended ${LOSSES} times within a minute; the last time ${reason}`);
      return;
    }
    say(`The database ${reason}\nIt starts again now.`);
    starting = startAgain();
  }

  async function startAgain(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, START_AGAIN_AFTER_MS));
    if (!isWanted) return;
    try {
      running = await start(running.port);
      say("The database is back.");
    } catch (error) {
      onGiveUp(error instanceof Error ? error.message : String(error));
    }
  }

  return {
    url: running.url,
    async stop() {
      isWanted = false;
      await starting;
      await running.stop();
    },
    kill() {
      isWanted = false;
      running.kill();
    },
  };
}
