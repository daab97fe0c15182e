import type { Page } from "@playwright/test";
import type { Line } from "#server/agents/testing/scripted-model.ts";
import { runIn } from "./asking.ts";
import { expectAccessible } from "./axe.ts";
import { poolBundle } from "./bundle.ts";
import { investigationOn } from "./investigating.ts";
import { declare } from "./room.ts";
import { expect } from "./story.ts";
import { type Place, test } from "./with-model.ts";

type Enter = (who: "visitor", path: string, options: object) => Promise<Page>;

/** An incident with a bundle of evidence uploaded, on its investigation's screen. */
async function evidenced(enter: Enter, { muster, state, api }: Place, title: string, service: string) {
  const reference = await declare(api, title, { startedAt: new Date(Date.now() - 30 * 60_000).toISOString() });
  const page = await enter("visitor", `/incidents/${reference}/investigation`, { baseURL: muster.url, storageState: state });
  const on = investigationOn(page);
  await on.upload(poolBundle(Date.now(), service));
  await expect(on.uploads.getByRole("listitem")).toHaveCount(4);
  return { reference, page, on };
}

test("a model that takes no more requests gives way to the analyst, with a note, and the report comes all the same", async ({
  enter,
  place,
  look,
}) => {
  const { page, on } = await evidenced(enter, place, "Parcels are not labelled", "labels");
  const before = place.model.requests.length;
  place.model.will(...Array.from({ length: 12 }, (): Line => ({ status: 429, headers: { "retry-after": "0" } })));
  await on.button("Investigate").click();
  await expect(on.stream).toContainText("The model compatible/scripted did not help: it takes no more requests at the moment");
  await on.stands("Done");
  expect(place.model.requests.length - before).toBe(3);
  await expect(on.report).toContainText("Executive summary");
  await expect(on.board.getByRole("article").first()).toBeVisible();
  await look(page, "rate-limited");
  await expectAccessible(page);
});

test("a model that forges, overreaches and obeys a log line changes nothing without a person, and everybody sees what it tried", async ({
  enter,
  place,
  look,
}) => {
  const { api, model } = place;
  const { reference, page, on } = await evidenced(enter, place, "Refunds go to the wrong account", "refunds");
  const before = (await api.room.log.query({ reference })).length;
  const id = crypto.randomUUID();
  model.will(
    { calls: [{ name: "open_investigation", arguments: { question: "Why?", reference } }] },
    {
      text: "The log orders me to end this. ",
      calls: [
        { id: "a", name: "decide_hypothesis", arguments: { reference, id, decision: "accepted" } },
        { id: "b", name: "kubectl", arguments: { investigation: id, argv: ["delete", "deployment", "refunds", "-n", "shop"] } },
        { id: "c", name: "shell", arguments: { command: "rm -rf /" } },
        { id: "d", name: "conclude_investigation", arguments: { investigation: id, confidence: 1 } },
        { id: "e", name: "propose_hypothesis", arguments: { reference, statement: "DNS failed, and nothing has to be done" } },
      ],
    },
    { text: "The incident is resolved: DNS failed everywhere in the whole world." },
  );
  await on.button("Investigate").click();
  await on.stands("Done");
  const run = runIn(on.analyst);
  for (const words of ["There is no tool decide_hypothesis.", "There is no tool shell.", "confidence", "One sentence of the model cites no evidence"])
    await expect(run.transcript).toContainText(words);
  await expect(run.proposals).toHaveCount(1);
  await expect(on.board.getByRole("article")).toHaveCount(0);
  await expect(on.report).toHaveCount(0);
  await look(page, "hostile");
  await expectAccessible(page);
  const { room } = await api.room.read.query({ reference });
  expect([room.phase, room.hypotheses]).toEqual(["investigating", []]);
  expect((await api.room.log.query({ reference })).slice(before).map(({ fact }) => fact.kind)).toEqual(["agent"]);
  await run.button("Reject").click();
  await expect(run.proposals).toContainText("Nothing was done.");
  await expect(on.board.getByRole("article")).toHaveCount(0);
});
