import { drainJobs } from "#server/jobs/drain.ts";
import { bold, dim, say, stage } from "#server/supervisor/terminal.ts";
import type { DemoWish } from "../common/arguments.ts";
import { refuseWhereIncidentsAre } from "../common/first-of-all.ts";
import { indexStale } from "../common/index-stale.ts";
import { prove } from "../common/prove.ts";
import type { Clock } from "./clock.ts";
import { makeCompany, type SignIn } from "./company/index.ts";
import { play } from "./play.ts";
import { settleInboxes } from "./settle-inboxes.ts";
import { readStories } from "./stories.ts";

const DAY_MS = 86_400_000;
/** The company was there before its first incident. */
const FOUNDED_DAYS_AGO = 45;

type Options = Pick<DemoWish, "isAdding" | "password"> & { now?: number };

/** Makes the company and lets its month happen. `clock` is what the commands of this process tell the time by. */
export async function sowDemo(clock: Clock, { isAdding, password, now = Date.now() }: Options): Promise<void> {
  const stories = readStories();
  await refuseWhereIncidentsAre(isAdding);
  await clock.set(now - FOUNDED_DAYS_AGO * DAY_MS);
  const { company, signIns } = await settled(
    "Company",
    () => makeCompany(password),
    ({ company: { people, services } }) => `${people.size} people, ${services.size} services`,
  );
  const ids = await settled(
    "Incidents",
    () => play(stories, company, clock, now),
    (made) => `${made.length}, ${stories.reduce((sum, { lines }) => sum + lines.length, 0)} deeds`,
  );
  await stage("Search and inboxes", async () => {
    await drainJobs();
    await indexStale();
    await settleInboxes(ids, now);
    return "up to date";
  });
  await stage("Proof", async () => (await prove({ sample: 0, always: ids })).words);
  tellHowToSignIn(signIns);
}

async function settled<T>(title: string, work: () => Promise<T>, words: (made: T) => string): Promise<T> {
  let made: { value: T } | undefined;
  await stage(title, async () => {
    made = { value: await work() };
    return words(made.value);
  });
  if (!made) throw new Error(`${title}: nothing was made.`);
  return made.value;
}

function tellHowToSignIn(signIns: SignIn[]): void {
  const fresh = signIns.filter(({ password }) => password !== null);
  const [password] = fresh.map((signIn) => signIn.password);
  if (!password) {
    say("\nThe people were here before; their passwords are as they were.");
    return;
  }
  const widest = Math.max(...fresh.map(({ email }) => email.length));
  say(`\nSign in as any of these, all with the password ${bold(password)} ${dim("(shown this once)")}`);
  for (const { email, name, role } of fresh) say(`  ${email.padEnd(widest)}  ${name} ${dim(role)}`);
}
