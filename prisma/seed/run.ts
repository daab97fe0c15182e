/**
 * Fills a Muster with something to look at. `npm run seed` lists the seeds.
 *
 * demo   A month at Brambleway, an invented online shop: 14 people with passwords, 5 teams, 17 services, 2 on-call schedules, and 40 incidents of all kinds,
 *        three of them open now. Everything goes through the commands that people use, with the clock moved to when it happened, so
 *        state, facts, audit, notifications and files are what they would be. The stories are the text files in demo/incidents.
 *
 * large  100,000 incidents over five years, about 200 of them open, one with 10,000 entries, with people and services to match.
 *        Facts are decided by the product's own rules and written by its own writer, many incidents at a time; at its end the seed
 *        checks logs, states and audit chains with the product's own checks and prints what they say.
 *
 * Both use DATABASE_URL, or else the database of MUSTER_DATA_DIR: the running one when a Muster runs on it, started for as long as the
 * seed takes when none does. Nothing is ever deleted.
 */
import { fileURLToPath } from "node:url";
import { bold, say } from "#server/supervisor/terminal.ts";
import { type DemoWish, readArguments, USAGE } from "./common/arguments.ts";
import { openDatabase } from "./common/database.ts";
import { wasInterrupted } from "./common/interruption.ts";
import { openClock } from "./demo/clock.ts";

process.chdir(fileURLToPath(new URL("../..", import.meta.url)));
process.env.MUSTER_LOG_LEVEL ??= "warn";

try {
  const wish = readArguments(process.argv.slice(2));
  if (wish) await sow(wish);
  else say(USAGE);
  process.exit(0);
} catch (error) {
  if (wasInterrupted()) await new Promise(() => undefined);
  say(`\n${bold("The seed could not go on.")}\n${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}

async function sow(wish: NonNullable<ReturnType<typeof readArguments>>): Promise<void> {
  const close = await openDatabase();
  try {
    // What the product reads from the environment is complete only now, and the demo names sessions of its own in it.
    if (wish.seed === "large") await (await import("./large/index.ts")).sowLarge(wish);
    else await sowDemoByItsClock(wish);
  } finally {
    await close();
  }
}

async function sowDemoByItsClock(wish: DemoWish): Promise<void> {
  const clock = await openClock(process.env.DATABASE_URL ?? "");
  try {
    await (await import("./demo/index.ts")).sowDemo(clock, wish);
  } finally {
    await clock.close();
  }
}
