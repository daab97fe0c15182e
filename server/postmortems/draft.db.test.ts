import { beforeEach, describe, expect, test } from "vitest";
import { ExportPostmortem, ReadPostmortem } from "#lib/contracts/postmortem.ts";
import { SECTIONS } from "#lib/contracts/postmortem-terms.ts";
import { actionItemsOf } from "#server/action-items/index.ts";
import { drainJobs } from "#server/jobs/drain.ts";
import { db } from "#server/platform/db.ts";
import { aScene } from "#server/testing/commands.ts";
import { jobsIn, resetDatabase, testPerson } from "#server/testing/database.ts";
import { kindsOf, logOf, refusal } from "#server/testing/incident.ts";
import { draftPostmortem, exportPostmortem, readPostmortem } from "./index.ts";
import { paymentOutage } from "./testing/payment-outage.ts";

let ada: Awaited<ReturnType<typeof testPerson>>;
beforeEach(async () => {
  await resetDatabase();
  ada = await testPerson({ name: "Ada" });
});

const markdownOf = async (reference: string): Promise<string> => (await exportPostmortem(ada, ExportPostmortem.parse({ reference }))).content;
/** Figures as they read, without the addresses that name them. */
const read = (markdown: string): string => markdown.replaceAll(/\[([^\]]*)\]\(#[^)]*\)/g, "$1");

describe("the payment outage of the seed", () => {
  test("a draft waits after the end, with every section and every figure of the seed", async () => {
    const { reference } = await paymentOutage(ada);
    expect((await jobsIn()).filter(({ name }) => name === "draft-postmortem").map(({ data }) => data)).toEqual([{ reference }]);
    await drainJobs();
    const markdown = read(await markdownOf(reference));
    for (const { title } of SECTIONS) expect(markdown).toContain(`## ${title}`);
    expect(markdown).toContain("# Postmortem: Payment API Outage");
    expect(markdown).toContain("| Duration | 45 min (14:30 – 15:15 UTC) |");
    expect(markdown).toMatch(/\| Impact \| 15 % of users: Checkout attempts failed \[#\d+\] \|/);
    expect(markdown).toContain("| Customers affected | 12,000 |");
    expect(markdown).toContain("| Revenue impact | ~USD 45,000 estimated |");
    for (const row of [
      '| 14:15 | Feature flag "async-payment-processing" enabled',
      "| 14:35 | Full outage",
      "| 14:45 | Feature flag disabled",
      "| 14:50 | Recovery began",
    ])
      expect(markdown).toContain(row);
    expect(markdown).toContain("Missing connection.release() call in async payment processing error handling path");
    expect(markdown).toContain("The on-call acknowledged within 3 min");
    expect(markdown).toContain("Connection pool metrics were not monitored");
  });

  test("the error budget is what the formula gives, by time and by requests, whatever the seed's own arithmetic says", async () => {
    const { reference } = await paymentOutage(ada);
    await drainJobs();
    const impact =
      read(await markdownOf(reference))
        .split("## Impact")[1]
        ?.split("\n## ")[0] ?? "";
    expect(impact).toContain("breached by time: 45 min of 43.2 min consumed (104.2 %), overdrawn, −1.8 min");
    expect(impact).toContain("by requests ~6.8 min (~15.6 %), ~36.5 min left");
  });

  test("action items name their factor, have priorities, owners and days, and stand on the timeline", async () => {
    const { reference } = await paymentOutage(ada);
    await drainJobs();
    const items = await actionItemsOf(ada, reference);
    expect(items[0]).toMatchObject({ priority: "P0", team: "Payments Team", state: "open", source: "root-cause" });
    expect(items[0]?.factor).toContain("Missing connection.release()");
    expect(items.find(({ title }) => title.startsWith("Add connection pool alert at 80%"))).toMatchObject({
      team: "sre-team",
      proof: expect.stringMatching(/alert fires/),
    });
    expect(items.every(({ dueOn }) => dueOn !== null)).toBe(true);
    const facts = (await kindsOf(reference)).filter((kind) => kind === "postmortem" || kind === "action-item");
    expect(facts).toEqual(["postmortem", ...items.map(() => "action-item")]);
  });

  test("every sentence says what it stands on, and none is unsupported", async () => {
    const { reference } = await paymentOutage(ada);
    await drainJobs();
    const { content } = await exportPostmortem(ada, ExportPostmortem.parse({ reference, format: "json" }));
    const { sentences, claims } = JSON.parse(content) as { sentences: { text: string; claim: string }[]; claims: Record<string, number> };
    expect(sentences.filter(({ claim }) => claim === "unsupported").map(({ text }) => text)).toEqual([]);
    expect(claims.evidenced).toBeGreaterThan(15);
    expect(claims.computed).toBeGreaterThan(2);
    expect(claims.opinion).toBeGreaterThan(1);
  });
});

describe("a draft", () => {
  test("is written once: again, it stays as it is, and the timeline tells it once", async () => {
    const { reference } = await paymentOutage(ada, { resolve: false });
    const first = await draftPostmortem(ada, { reference });
    const second = await draftPostmortem(ada, { reference });
    expect([first.isNew, second.isNew, second.id]).toEqual([true, false, first.id]);
    expect((await logOf(reference)).filter(({ fact }) => fact.kind === "postmortem")).toHaveLength(1);
  });

  test("that was stored but not told is told when it is asked for again", async () => {
    const { reference } = await paymentOutage(ada, { resolve: false });
    const { id } = await draftPostmortem(ada, { reference });
    const other = await paymentOutage(ada, { resolve: false });
    await db().postmortem.update({
      where: { id },
      data: { incidentId: (await db().incident.findUniqueOrThrow({ where: { reference: other.reference } })).id },
    });
    const again = await draftPostmortem(ada, { reference: other.reference });
    expect(again).toMatchObject({ id, isNew: false });
    expect((await logOf(other.reference)).filter(({ fact }) => fact.kind === "postmortem")).toHaveLength(1);
  });

  test("of an incident about which little is known says so, and claims nothing", async () => {
    const { reference, commander } = await aScene();
    await draftPostmortem(commander, { reference });
    const { content } = await exportPostmortem(commander, ExportPostmortem.parse({ reference }));
    expect(content).toContain("No root cause is established");
    expect(content).toContain("No alert fired: a person had to report it [#1].");
  });

  test("of a private incident exists for nobody else", async () => {
    const secret = await aScene("private");
    await draftPostmortem(secret.commander, { reference: secret.reference });
    expect(await refusal(readPostmortem(ada, ReadPostmortem.parse({ reference: secret.reference })))).toMatchObject({ status: 404 });
    expect(await refusal(draftPostmortem(ada, { reference: secret.reference }))).toMatchObject({ status: 404 });
  });

  test("is not for a viewer to make", async () => {
    const { reference } = await paymentOutage(ada, { resolve: false });
    const viewer = await testPerson({ role: "viewer" });
    expect(await refusal(draftPostmortem(viewer, { reference }))).toMatchObject({ status: 403 });
    await draftPostmortem(ada, { reference });
    expect((await readPostmortem(viewer, { reference })).state).toBe("draft");
  });
});

test("drafted by several at the same moment, it stands on the timeline once, with each action item once", async () => {
  const { reference } = await paymentOutage(ada);
  await Promise.all([1, 2, 3].map(() => draftPostmortem(ada, { reference })));
  const facts = (await logOf(reference)).map(({ fact }) => fact);
  expect(facts.filter((fact) => fact.kind === "postmortem" && fact.action === "drafted")).toHaveLength(1);
  const titles = facts.flatMap((fact) => (fact.kind === "action-item" ? [fact.item.title] : []));
  expect(titles.length).toBeGreaterThan(1);
  expect(new Set(titles).size).toBe(titles.length);
});
