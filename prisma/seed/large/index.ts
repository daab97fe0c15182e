import { indexIncidents } from "#server/search/index.ts";
import { organisationSettings } from "#server/settings/index.ts";
import { say, stage } from "#server/supervisor/terminal.ts";
import type { LargeWish } from "../common/arguments.ts";
import { refuseWhereIncidentsAre } from "../common/first-of-all.ts";
import { indexStale } from "../common/index-stale.ts";
import { progress } from "../common/progress.ts";
import { prove } from "../common/prove.ts";
import { declarationTimes } from "./calendar.ts";
import { longStory } from "./long-story.ts";
import { makeOrganisation, type SIZES } from "./organisation.ts";
import { randomFrom } from "./random.ts";
import { sentencesBy } from "./sentences.ts";
import { type Story, tellStory } from "./story.ts";
import { tidy } from "./tidy.ts";
import { type Ends, type Means, type Prepared, prepareStories, readEnds, storeStories, writeLong } from "./write.ts";

const BATCH = 250;
const SEED = 20_261_123;
const SAMPLE = 200;

type Options = Pick<LargeWish, "incidents" | "entries" | "isAdding"> & { sizes?: typeof SIZES; now?: number };

export async function sowLarge({ incidents, entries, isAdding, sizes, now = Date.now() }: Options): Promise<void> {
  await refuseWhereIncidentsAre(isAdding);
  const random = randomFrom(SEED);
  const sentences = sentencesBy(random);
  let organisation: Awaited<ReturnType<typeof makeOrganisation>> = { workers: [], services: [] };
  await stage("People, teams and services", async () => {
    organisation = await makeOrganisation(random, sizes);
    return `${organisation.workers.length} people, ${organisation.services.length} services`;
  });
  const means: Means = { settings: await organisationSettings(), random, sentences, now };
  const facts = await writeAll(incidents - 1, (declaredAt, before) => tellStory(declaredAt, before, { organisation, random, sentences }), means);
  const long = longStory(means.now, organisation, random, sentences, entries);
  const { ids } = await writeLong(long.story, means, { entries, next: long.next });
  await indexStale();
  say(`${incidents.toLocaleString("en")} incidents with ${(facts + entries).toLocaleString("en")} entries are stored.`);
  await stage("Statistics", tidy);
  await stage("Proof", async () => (await prove({ sample: SAMPLE, always: ids })).words);
}

/** While one batch is stored, the next is prepared and the search documents of the one before are made. */
async function writeAll(count: number, tell: (declaredAt: number, before: Story | null) => Story, means: Means): Promise<number> {
  const times = declarationTimes(count, means.now, means.random);
  const line = progress("Incidents", count);
  let ends: Ends | null = null;
  let storing: Promise<void> = Promise.resolve();
  let indexing: Promise<void> = Promise.resolve();
  let facts = 0;
  const store = async (prepared: Prepared): Promise<void> => {
    const written = await storeStories(prepared, means);
    await indexing;
    indexing = indexIncidents(written.ids);
    facts += written.facts;
    line.advance(written.ids.length);
  };
  for (let start = 0; start < times.length; start += BATCH) {
    const stories: Story[] = [];
    for (const time of times.slice(start, start + BATCH)) stories.push(tell(time, stories.at(-1) ?? null));
    const prepared: Prepared = await prepareStories(stories, ends ?? (await readEnds()), means);
    ends = prepared.ends;
    await storing;
    storing = store(prepared);
    storing.catch(() => undefined);
  }
  await storing;
  await indexing;
  line.done();
  return facts;
}
