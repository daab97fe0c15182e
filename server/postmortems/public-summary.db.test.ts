import { beforeEach, describe, expect, test } from "vitest";
import { PublishPublicPostmortem } from "#lib/contracts/public-postmortem.ts";
import { ApproveUpdate } from "#lib/contracts/status/commands.ts";
import type { PageSettings } from "#lib/contracts/status/page.ts";
import { db } from "#server/platform/db.ts";
import { approveUpdate } from "#server/status/index.ts";
import { shownIncident } from "#server/status/shown/incidents.ts";
import { aPage, publish } from "#server/status/testing/pages.ts";
import { resetDatabase, testPerson } from "#server/testing/database.ts";
import { kindsOf, refusal, roomOf, storedIncident } from "#server/testing/incident.ts";
import { draftPostmortem, draftPublicPostmortem, publishPublicPostmortem, retractPublicPostmortem } from "./index.ts";
import { paymentOutage } from "./testing/payment-outage.ts";

let ada: Awaited<ReturnType<typeof testPerson>>;
let admin: Awaited<ReturnType<typeof testPerson>>;
beforeEach(async () => {
  await resetDatabase();
  ada = await testPerson({ name: "Ada" });
  admin = await testPerson({ name: "Root", role: "admin" });
});

const TEXT = "Connections were not given back after a change. It is undone.";
const tell = (reference: string, text = TEXT) => publishPublicPostmortem(ada, PublishPublicPostmortem.parse({ reference, text }));

/** An incident of which customers know that it is over, with a postmortem in a state. */
async function anEnd(state: string, settings: Partial<PageSettings> = {}): Promise<{ reference: string; pageId: string }> {
  const { reference, service } = await paymentOutage(ada);
  await aPage(admin, service, {});
  await publish(ada, { reference, status: "resolved", text: "It is over.", accepts: true });
  if (Object.keys(settings).length > 0) await db().$executeRaw`UPDATE status_page SET settings = settings || ${JSON.stringify(settings)}::jsonb`;
  await draftPostmortem(ada, { reference });
  await db().postmortem.updateMany({ data: { state } });
  return { reference, pageId: (await db().statusPage.findFirstOrThrow()).id };
}

async function shownOn(reference: string, pageId: string) {
  const { id, room } = await storedIncident(reference);
  return shownIncident({ id, room }, pageId, new Map(), new Date().toISOString());
}

describe("what the public reads of a postmortem", () => {
  test("stands under its incident, which stays over since when it was, until it is taken back", async () => {
    const { reference, pageId } = await anEnd("approved");
    const before = await shownOn(reference, pageId);
    expect(await tell(reference)).toMatchObject({ state: "published", pages: ["acme"] });
    expect(await kindsOf(reference)).toContain("update");
    const shown = await shownOn(reference, pageId);
    expect(shown?.updates[0]).toMatchObject({ status: "postmortem", text: TEXT });
    expect({ ...shown, updates: [] }).toEqual({ ...before, updates: [] });
    expect(await draftPublicPostmortem(ada, { reference })).toMatchObject({ standing: { text: TEXT, by: "Ada", pages: ["acme"] } });
    expect((await refusal(tell(reference))).message).toContain("stands on the status page already");
    await retractPublicPostmortem(ada, { reference, reason: "A figure was wrong" });
    expect((await shownOn(reference, pageId))?.updates[0]).toMatchObject({
      status: "postmortem",
      text: "",
      retracted: { reason: "A figure was wrong" },
    });
    expect(await refusal(retractPublicPostmortem(ada, { reference, reason: "Again" }))).toMatchObject({ code: "already_done" });
    expect(await tell(reference, "Connections leaked.")).toMatchObject({ state: "published" });
  });

  test("waits for somebody else where the page asks for that", async () => {
    const { reference, pageId } = await anEnd("published", { needsApproval: true });
    const { id, state } = await tell(reference);
    expect(state).toBe("waiting");
    expect((await shownOn(reference, pageId))?.updates).toHaveLength(1);
    expect(await draftPublicPostmortem(ada, { reference })).toMatchObject({
      waiting: { id, text: TEXT, by: "Ada" },
      pages: [{ needsApproval: true }],
    });
    expect(await refusal(approveUpdate(ada, ApproveUpdate.parse({ reference, id })))).toMatchObject({ code: expect.any(String) });
    await approveUpdate(admin, ApproveUpdate.parse({ reference, id }));
    expect((await shownOn(reference, pageId))?.updates[0]).toMatchObject({ status: "postmortem", text: TEXT });
  });

  test("is drafted from what is known, without marks, notes or names", async () => {
    const { reference } = await anEnd("approved");
    const { text, obstacle } = await draftPublicPostmortem(ada, { reference });
    expect(obstacle).toBeNull();
    expect(text).toContain("On 2024-12-20 from 14:30 to 15:15 UTC (45 min) there was a problem with Card payments.");
    expect(text).toContain("About 15 % of the requests failed or were slow.");
    expect(text).toContain("Why it happened: Missing connection.release() call");
    expect(text).not.toMatch(/\[#|Ada|INC-|60,000|45,000/);
  });

  test.each(["draft", "in-review"])("comes after the review, not of one that is in %s", async (state) => {
    const { reference } = await anEnd(state);
    expect((await refusal(tell(reference))).message).toContain("not approved yet");
    expect((await roomOf(reference)).told.publications.map(({ status }) => status)).toEqual(["resolved"]);
  });

  test("comes after customers were told that it is over", async () => {
    const { reference } = await paymentOutage(ada);
    await draftPostmortem(ada, { reference });
    await db().postmortem.updateMany({ data: { state: "approved" } });
    expect((await refusal(tell(reference))).message).toContain("Nothing of");
  });

  test("is told by those who may publish", async () => {
    const { reference } = await anEnd("approved");
    const viewer = await testPerson({ name: "Vera", role: "viewer" });
    expect(await refusal(publishPublicPostmortem(viewer, PublishPublicPostmortem.parse({ reference, text: TEXT })))).toMatchObject({
      code: "forbidden",
    });
  });
});
