import { type FarSide, type Reply, startFarSide } from "#server/connectors/testing/far-side.ts";
import { type Api, apiWith } from "./api.ts";
import { poolBundle } from "./bundle.ts";
import { gate } from "./fakes/model.ts";
import { ADMIN } from "./installation.ts";
import { investigationOn } from "./investigating.ts";
import { type OwnMuster, startOwnMuster } from "./muster.ts";
import { joinAs, type Person, type StorageState, signIn } from "./people.ts";
import { declare, roomOn } from "./room.ts";
import { expect, test as story } from "./story.ts";

const LABEL = "/loki/api/v1/label/*";
const NO_VALUES: Reply = { body: { status: "success", data: [] } };
type Place = { muster: OwnMuster; loki: FarSide; state: StorageState; api: Api; bo: Person };

/** One installation for these stories, with a Loki that answers when the story lets it. */
const test = story.extend<object, { place: Place }>({
  place: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs.
    async ({}, use) => {
      const loki = await startFarSide({ [LABEL]: NO_VALUES });
      const muster = await startOwnMuster({ MUSTER_ADMIN_EMAIL: ADMIN.email, MUSTER_ADMIN_PASSWORD: ADMIN.password, LOKI_URL: loki.url });
      const state = await signIn(muster.url, ADMIN.email, ADMIN.password);
      const api = apiWith(muster.url, state);
      await use({ muster, loki, state, api, bo: await joinAs(muster.url, api, "Bo Sandberg", "responder") });
      await muster.stop();
      await loki.close();
    },
    { scope: "worker", timeout: 120_000 },
  ],
});

/** Loki waits until it is let go. `asked` resolves with the first question. */
function holdLoki(loki: FarSide): { asked: Promise<void>; open: () => void } {
  const [held, heard] = [gate(), gate()];
  loki.routes[LABEL] = async () => {
    heard.open();
    await held.pass;
    return NO_VALUES;
  };
  return { asked: heard.pass, open: held.open };
}

/** An incident of a service that the catalogue has, half an hour old. */
async function declareOf(api: Api, title: string, name: string): Promise<{ reference: string; slug: string }> {
  const { id, slug } = await api.services.create.mutate({ name });
  const startedAt = new Date(Date.now() - 30 * 60_000).toISOString();
  return { reference: await declare(api, title, { startedAt, services: [id] }), slug };
}

/** The calls that the newest run of an incident made, in order. */
async function callsOf(api: Api, reference: string): Promise<{ id: string; tool: string }[]> {
  const { items } = await api.agents.list.query({ incident: reference, agent: "rca-agent", limit: 1 });
  const { chunks } = await api.agents.read.query({ id: items[0]?.id ?? "" });
  return chunks.flatMap(({ data }) => (data.type === "tool-input-available" ? [{ id: String(data.toolCallId), tool: String(data.toolName) }] : []));
}

test("everybody in the room sees the analyst at work as it works; who asked leaves, it goes on, and all of it is there afterwards", async ({
  enter,
  place,
  look,
}, info) => {
  const { muster, loki, state, api, bo } = place;
  const { reference, slug } = await declareOf(api, "Payments are refused at the till", "Payments");
  const path = `/incidents/${reference}/investigation`;
  const [ada, other] = await Promise.all([
    enter("visitor", path, { baseURL: muster.url, storageState: state }),
    enter("visitor", path, { baseURL: muster.url, storageState: bo.state }),
  ]);
  const [asks, watches] = [investigationOn(ada), investigationOn(other)];
  await asks.upload(poolBundle(Date.now(), slug));
  await expect(asks.uploads.getByRole("listitem")).toHaveCount(4);
  await expect(watches.uploads.getByRole("listitem")).toHaveCount(4);
  const held = holdLoki(loki);

  await test.step("both see it at work while it works, and nobody reloads", async () => {
    const begun = Date.now();
    await asks.button("Investigate").click();
    const after = (text: string) =>
      Promise.all(
        [asks, watches].map(({ stream }) =>
          stream
            .getByText(text)
            .first()
            .waitFor()
            .then(() => Date.now() - begun),
        ),
      );
    const [first, words] = await Promise.all([after("Look up people, services and roles"), after("Looking into “Payments are refused at the till”")]);
    info.annotations.push({
      type: "ms for who asked and who watches",
      description: `first call ${first.join(", ")}; first words ${words.join(", ")}`,
    });
    await held.asked;
    await expect(watches.stream).toContainText("metrics.csv, 150 rows");
    await watches.stands("Working");
    await expect(watches.report).toHaveCount(0);
    await look(other, "working");
  });

  await test.step("who asked closes the tab; it goes on", async () => {
    await ada.close();
    held.open();
    await watches.stands("Done");
    await expect(watches.report).toContainText("Executive summary");
  });

  await test.step("opened again, it is whole: the same words that the other saw live", async () => {
    const again = investigationOn(await enter("visitor", path, { baseURL: muster.url, storageState: state }));
    await again.stands("Done");
    const transcript = (on: typeof again) => on.stream.getByRole("region", { name: "Transcript" }).innerText();
    expect(await transcript(again)).toBe(await transcript(watches));
    const tools = (await callsOf(api, reference)).map(({ tool }) => tool);
    expect(tools.filter((tool) => tool === "gather_evidence")).toHaveLength(3);
    expect(tools.at(-1)).toBe("conclude_investigation");
  });
});

test("the worker is killed in the middle of an investigation; the next one goes on with it, and nothing is done twice", async ({
  enter,
  place,
  look,
}) => {
  test.setTimeout(150_000);
  const { muster, loki, state, api } = place;
  const { reference, slug } = await declareOf(api, "Vouchers are refused", "Vouchers");
  const page = await enter("visitor", `/incidents/${reference}/investigation`, { baseURL: muster.url, storageState: state });
  const on = investigationOn(page);
  await on.upload(poolBundle(Date.now(), slug));
  await expect(on.uploads.getByRole("listitem")).toHaveCount(4);
  const held = holdLoki(loki);
  await on.button("Investigate").click();
  await held.asked;
  await expect(on.stream).toContainText("metrics.csv, 150 rows");
  const before = muster.workerPid();
  process.kill(before, "SIGKILL");
  held.open();

  await on.stands("Done");
  expect(muster.workerPid()).not.toBe(before);
  await expect(on.report).toContainText("Executive summary");
  await expect(on.report).toContainText(slug);
  const calls = await callsOf(api, reference);
  expect(new Set(calls.map(({ id }) => id)).size).toBe(calls.length);
  expect(calls.filter(({ tool }) => tool === "conclude_investigation")).toHaveLength(1);
  const { items } = await api.investigations.list.query({ reference, limit: 10 });
  const reported = items.filter(({ state: stands }) => stands === "reported");
  expect(reported).toHaveLength(1);
  const { evidence } = await api.investigations.read.query({ id: reported[0]?.id ?? "" });
  expect(evidence.filter(({ file }) => file === "metrics.csv")).toHaveLength(1);
  const facts = (await api.room.log.query({ reference })).map(({ fact }) => fact.kind);
  expect(facts.filter((kind) => kind === "investigation")).toHaveLength(1);
  await look(page, "after-the-kill");
});

test("a room's rail tells at once that somebody asked an agent", async ({ enter, place }) => {
  const { muster, loki, api, bo } = place;
  loki.routes[LABEL] = NO_VALUES;
  const { reference } = await declareOf(api, "The queue of refunds grows", "Refunds");
  const page = await enter("visitor", `/incidents/${reference}`, { baseURL: muster.url, storageState: bo.state });
  await roomOn(page).isLive();
  await page.clock.install();
  await api.agents.start.mutate({ agent: "rca-agent", prompt: "Why does the queue grow?", incident: reference });
  await expect(roomOn(page).rail.getByRole("region", { name: "Agents" })).toContainText("Why does the queue grow?");
});
