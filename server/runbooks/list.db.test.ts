import { beforeEach, expect, test } from "vitest";
import { ListRunbookRuns, SaveRunbook } from "#lib/contracts/runbook-run.ts";
import { type Somebody, somebody } from "#server/auth/testing/people.ts";
import { resetDatabase } from "#server/testing/database.ts";
import { anIncident, refusal } from "#server/testing/incident.ts";
import { listApprovals, listRunbookRuns, readRunbook, readRunbookRun, readRunbookVersion, saveRunbook } from "./index.ts";
import { aRun, aRunbook, runsOf } from "./testing/desk.ts";

let ada: Somebody;
let grace: Somebody;
const LOOK = "# Look\n\n## 1. Look\n\n```bash\nkubectl get pods -n shop\n```\n";

beforeEach(async () => {
  await resetDatabase();
  [ada, grace] = [await somebody("responder", { name: "Ada" }), await somebody("responder", { name: "Grace" })];
});

test("a run of a private incident exists for those named on it alone: in lists, by its id, by words", async () => {
  const incident = await anIncident(ada.ctx, { visibility: "private" });
  const slug = await aRunbook(ada.ctx, LOOK);
  const id = await aRun(ada.ctx, slug, { incident });
  expect((await runsOf(ada.ctx)).map((run) => run.id)).toEqual([id]);
  expect(await runsOf(grace.ctx)).toEqual([]);
  expect((await listRunbookRuns(grace.ctx, ListRunbookRuns.parse({ q: "Look" }))).items).toEqual([]);
  expect((await listApprovals(grace.ctx)).items).toEqual([]);
  expect((await refusal(readRunbookRun(grace.ctx, { id }))).status).toBe(404);
});

test("runs are found by words and state, a page at a time", async () => {
  const slug = await aRunbook(ada.ctx, LOOK);
  for (let count = 0; count < 3; count += 1) await aRun(ada.ctx, slug);
  const first = await listRunbookRuns(ada.ctx, ListRunbookRuns.parse({ limit: 2, q: "look ada", state: "open" }));
  const second = await listRunbookRuns(ada.ctx, ListRunbookRuns.parse({ limit: 2, cursor: first.nextCursor }));
  expect([first.items.length, second.items.length, second.nextCursor]).toEqual([2, 1, null]);
  expect((await listRunbookRuns(ada.ctx, ListRunbookRuns.parse({ q: "nothing" }))).items).toEqual([]);
});

test("a runbook is saved as a next version, never over somebody else's, and the one that was shipped stays as version 1", async () => {
  const shipped = await readRunbook(ada.ctx, { slug: "scale-out" });
  const text = shipped.text.replace("title: Scale out", "title: Scale out, carefully");
  const save = (version: number) => saveRunbook(ada.ctx, SaveRunbook.parse({ text, slug: "scale-out", version, note: "Carefully" }));
  expect(await save(1)).toEqual({ slug: "scale-out", version: 2 });
  expect((await refusal(save(1))).message).toContain("version 2 by now");
  const after = await readRunbook(grace.ctx, { slug: "scale-out" });
  expect(after.versions.map(({ version, note, by }) => [version, note, by])).toEqual([
    [2, "Carefully", "Ada"],
    [1, "Comes with Muster", "Muster"],
  ]);
  expect((await readRunbookVersion(grace.ctx, { slug: "scale-out", version: 1 })).text).toBe(shipped.text);
  const viewer = await somebody("viewer");
  expect((await refusal(saveRunbook(viewer.ctx, SaveRunbook.parse({ text: LOOK })))).status).toBe(403);
  expect((await refusal(saveRunbook(ada.ctx, SaveRunbook.parse({ text: "name: a\nsteps: []\n" })))).message).toContain("Line 2");
});
